import { type Cut, codesOf, sumOver } from './coarsening.ts'
import type { Frame, Item } from './format.ts'
import type { Classification, Counts, Plan } from './plan.ts'

/** How a release cuts each classification, which tables it has, by id. */
export type Shape = { cuts: Record<string, Cut>; tables: readonly (readonly [item: string, frame: string])[] }

/** True counts along a shape: of everybody, of each dimension's codes, of each table's cells as [item code][frame code]. */
export type Tables = {
  total: number
  frames: Frame[]
  items: Item[]
  margins: Record<string, number[]>
  tables: { item: string; frame: string; cells: number[][] }[]
}

/** Adds leaf counts up to the codes of a shape. */
export const tablesOf = (plan: Plan, counts: Counts, { cuts, tables }: Shape): Tables => {
  const cutOf = (id: string) => cuts[id] ?? []
  const used = ({ id }: Classification) => cuts[id] !== undefined
  const frames = plan.frames.filter(used)
  const items = plan.items.filter(used)
  const margins = [
    ...frames.map(({ id }) => [id, cutOf(id).map((part) => sumOver(part, counts.frames[id] ?? []))] as const),
    ...items.map(({ id }) => [id, cutOf(id).map((part) => sumOver(part, counts.items[id] ?? []))] as const),
  ]
  return {
    total: counts.total,
    frames: frames.map((frame) => ({ id: frame.id, labels: frame.labels, codes: codesOf(frame, cutOf(frame.id)) })),
    items: items.map((item) => ({
      id: item.id,
      labels: item.labels,
      codes: codesOf(item, cutOf(item.id)),
      kind: item.kind,
      sensitive: item.sensitive,
    })),
    margins: Object.fromEntries(margins),
    tables: tables.map(([item, frame]) => ({
      item,
      frame,
      cells: cutOf(item).map((row) => {
        const leaves = counts.cells[item]?.[frame] ?? []
        return cutOf(frame).map((column) => row.reduce((sum, leaf) => sum + sumOver(column, leaves[leaf] ?? []), 0))
      }),
    })),
  }
}
