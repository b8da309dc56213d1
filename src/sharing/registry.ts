import canonicalize from 'canonicalize'
import type { Statistic } from './queries/preparations.ts'
import type { Codes, Dimension } from './release/format.ts'
import { sha256Hex } from './release/hashes.ts'
import type { Contents } from './release/package.ts'

/**
 * Every number of a release under a name that says what it counts and nothing else: which leaf codes of which questions.
 * The same people asked about in another table have the same name, so the same number.
 */
export const statisticsOf = (wave: string, { codes, margins, cells }: Contents): Statistic[] => {
  const membersOf = memberLists(codes)
  const named = [
    ...margins.map(({ kind, dimension, code, count }) => ({
      about: kind === 'total' ? [] : [[dimension, membersOf(dimension, code)]],
      value: count,
    })),
    ...cells.map(({ item, item_code, frame, frame_code, count }) => ({
      about: [
        [item, membersOf(item, item_code)],
        [frame, membersOf(frame, frame_code)],
      ],
      value: count ?? null,
    })),
  ]
  return named.map(({ about, value }) => ({
    id: sha256Hex(canonicalize({ wave, about }) ?? ''),
    definition: about,
    value,
  }))
}

const memberLists = ({ frames, items }: Codes) => {
  const lists = new Map(
    [...frames, ...items].flatMap(({ id, codes }: Dimension) =>
      codes.map(({ code, members }) => [`${id} ${code}`, members.toSorted()] as const),
    ),
  )
  return (dimension: string, code: string) => lists.get(`${dimension} ${code}`) ?? []
}
