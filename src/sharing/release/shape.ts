import { missing } from './answers.ts'
import { type Cut, coarsen, cutFrom, joinOne, sumOver } from './coarsening.ts'
import { tellingTables } from './disclosure.ts'
import { leastGroup, threshold } from './format.ts'
import type { Contents } from './package.ts'
import type { Classification, Counts, Plan, PlannedItem } from './plan.ts'
import type { Repair } from './repair.ts'
import { type Shape, tablesOf } from './tables.ts'

/** Earlier releases of the wave, the oldest first. */
export type Earlier = readonly (Contents & { snapshot: number })[]

/** How a release cuts what was asked, and what was given up for it. */
export type Shaped = { shape: Shape; repairs: Repair[] }

/** Everything planned that has something to compare; codes as the earlier release used them, else as fine as people allow. */
export const firstShape = (plan: Plan, counts: Counts, earlier: Earlier, least = leastGroup): Shaped => {
  const before = earlier.at(-1)?.codes
  const known = [...(before?.frames ?? []), ...(before?.items ?? [])]
  const cutOf = (dimension: Plan['frames'][number], people: readonly number[], least: number) => {
    const used = known.find(({ id }) => id === dimension.id)
    return used ? cutFrom(dimension, used.codes) : coarsen(dimension, people, least)
  }
  const frameCut = (frame: Classification, people: readonly number[]) => {
    const cut = cutOf(frame, people, least)
    return before ? cut : withoutFewSilent(frame, cut, people)
  }
  const cuts = Object.fromEntries([
    ...plan.frames.map((frame) => [frame.id, frameCut(frame, counts.frames[frame.id] ?? [])] as const),
    ...plan.items.map(
      (item) => [item.id, silenced(item, cutOf(item, counts.items[item.id] ?? [], threshold))] as const,
    ),
  ])
  const compares = (id: string) =>
    before ? known.some((dimension) => dimension.id === id) : (cuts[id]?.length ?? 0) > 1
  const had = (item: string, frame: string) =>
    earlier.every(({ cells }) => cells.some((cell) => cell.item === item && cell.frame === frame))
  const tables = plan.tables.filter(([item, frame]) => compares(item) && compares(frame) && had(item, frame))
  const alone = plan.tables.filter(([item, frame]) => !compares(item) || !compares(frame))
  return {
    shape: { cuts: Object.fromEntries(Object.entries(cuts).filter(([id]) => compares(id))), tables },
    repairs: alone.map(([item, frame]): Repair => ({ kind: 'withheld', item, frame, why: 'one_group' })),
  }
}

/** Silent people often said nothing at all: a small group of them would be alike in everything, and no table would fit it. */
const withoutFewSilent = (of: Classification, cut: Cut, people: readonly number[]): Cut => {
  const part = cut.findIndex((leaves) => leaves.length === 1 && of.codes[leaves[0] ?? -1]?.code === missing)
  const sizes = cut.map((leaves) => sumOver(leaves, people))
  return part < 0 || (sizes[part] ?? 0) >= 3 * leastGroup ? cut : joinOne(cut, part, sizes, of.ordered)
}

/**
 * Whoever skipped a multiple choice did not choose its options either: silence is published once, not with each option,
 * or the same few people would be rounded and proven a dozen times.
 */
const silenced = ({ kind, codes }: PlannedItem, cut: Cut): Cut => {
  const partOf = (code: string) => cut.find((part) => part.some((leaf) => codes[leaf]?.code === code))
  const [silent, no] = [partOf(missing), partOf('no')]
  if (kind !== 'option' || !silent || !no || silent === no) return cut
  return cut.flatMap((part) =>
    part === silent ? [] : [part === no ? [...no, ...silent].toSorted((a, b) => a - b) : part],
  )
}

/** Leaves out what would tell what nearly everybody of a group said; margins of an earlier release stay. */
export const withoutTelling = (plan: Plan, counts: Counts, shape: Shape, isLater: boolean): Shaped => {
  const { items, tables } = tellingTables(tablesOf(plan, counts, shape))
  const telling = { items: isLater ? [] : items, tables }
  const tells = ([item, frame]: readonly [string, string]) =>
    telling.items.includes(item) || telling.tables.some(([i, f]) => i === item && f === frame)
  const cuts = Object.fromEntries(Object.entries(shape.cuts).filter(([id]) => !telling.items.includes(id)))
  return {
    shape: { cuts, tables: shape.tables.filter((table) => !tells(table)) },
    repairs: shape.tables
      .filter(tells)
      .map(([item, frame]): Repair => ({ kind: 'withheld', item, frame, why: 'telling' })),
  }
}
