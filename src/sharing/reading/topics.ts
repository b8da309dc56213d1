import type { Labels } from '../release/format.ts'
import type { Named } from './comparison.ts'
import { commonCut } from './cuts.ts'
import { frameOf, itemOf, type Readable } from './readable.ts'

/** Something to compare: an item, or all options of a question with several answers; options know their question. */
export type Topic = Named & { items: string[]; question: Named | undefined }

/** What every release asked, as the first one words it: options of a question with several answers together first. */
export const commonTopics = (
  releases: readonly Readable[],
  names: ReadonlyMap<string, Labels> = new Map(),
): Topic[] => {
  const questionNamed = (id: string): Named => ({ id, labels: names.get(id) ?? {} })
  const items = (releases[0]?.codes.items ?? []).filter(({ id }) => releases.every((release) => itemOf(release, id)))
  const options = Map.groupBy(
    items.filter(({ kind }) => kind === 'option'),
    ({ id }) => questionOf(id),
  )
  const questions = [...options].filter(([, all]) => all.length > 1)
  return [
    ...questions.map(([id, all]) => ({
      id,
      labels: {},
      items: all.map((item) => item.id),
      question: questionNamed(id),
    })),
    ...items.map(({ id, labels, kind }) => ({
      ...{ id, labels, items: [id] },
      question: kind === 'option' ? questionNamed(questionOf(id)) : undefined,
    })),
  ]
}

/** Frames by which every release has tables of all of the topic's items. */
export const commonFrames = (releases: readonly Readable[], { items }: Topic): Named[] =>
  (releases[0]?.codes.frames ?? []).filter(({ id }) =>
    releases.every(({ cells }) => {
      const tables = new Set(cells.filter((cell) => cell.frame === id).map((cell) => cell.item))
      return items.every((item) => tables.has(item))
    }),
  )

/** By a frame whose codes all fall together, nobody is told from anybody. */
export const isDivided = (releases: readonly Readable[], { id }: Named): boolean =>
  commonCut(releases.map((release) => frameOf(release, id)).filter((frame) => frame !== undefined)).length > 1

/** Options are named after their question: `barriers.work`. */
const questionOf = (item: string): string => item.split(/[.:]/)[0] ?? item
