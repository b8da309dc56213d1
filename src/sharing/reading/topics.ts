import type { Named } from './comparison.ts'
import { itemOf, type Readable } from './readable.ts'

/** Something to compare: an item, or all options of a question with several answers. */
export type Topic = Named & { items: string[] }

/** What every release asked, as the first one words it: options of a question with several answers together first. */
export const commonTopics = (releases: readonly Readable[]): Topic[] => {
  const items = (releases[0]?.codes.items ?? []).filter(({ id }) => releases.every((release) => itemOf(release, id)))
  const options = Map.groupBy(
    items.filter(({ kind }) => kind === 'option'),
    ({ id }) => questionOf(id),
  )
  const questions = [...options].filter(([, all]) => all.length > 1)
  return [
    ...questions.map(([id, all]) => ({ id, labels: {}, items: all.map((item) => item.id) })),
    ...items.map(({ id, labels }) => ({ id, labels, items: [id] })),
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

/** Options are named after their question: `barriers.work`. */
const questionOf = (item: string): string => item.split(/[.:]/)[0] ?? item
