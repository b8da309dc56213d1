import type { Floor } from './rating.ts'
import type { Earlier } from './shape.ts'

/** What the last release published of each statistic: nothing falls below it. */
export const floorOf = (earlier: Earlier): Floor => {
  const last = earlier.at(-1)
  if (!last) return () => undefined
  const membersOf = new Map(
    [...last.codes.frames, ...last.codes.items].flatMap(({ id, codes }) =>
      codes.map(({ code, members }) => [`${id}\n${code}`, members.toSorted()] as const),
    ),
  )
  const values = new Map<string, number | undefined>([
    ...last.margins.map(
      ({ kind, dimension, code, count }) =>
        [
          JSON.stringify(kind === 'total' ? ['total'] : [dimension, membersOf.get(`${dimension}\n${code}`)]),
          count,
        ] as const,
    ),
    ...last.cells.map(
      ({ item, item_code, frame, frame_code, count }) =>
        [
          JSON.stringify([
            item,
            membersOf.get(`${item}\n${item_code}`),
            frame,
            membersOf.get(`${frame}\n${frame_code}`),
          ]),
          count,
        ] as const,
    ),
  ])
  return (what) => values.get(JSON.stringify(what))
}
