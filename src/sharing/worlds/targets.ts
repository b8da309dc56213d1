import { threshold } from '../release/format.ts'
import type { Release, System } from './system.ts'

/**
 * A cell whose true count nobody may know, of a span of the system. Worlds are wanted where it has exactly `low` people,
 * and where it has at least `high`; `most` is what it can have at all. `row` is the cell's row in `cells.csv`.
 */
export type Target = {
  row: number
  span: number
  item: number
  frame: number
  code: number
  group: number
  low: number
  high: number
  most: number
}

/** All hidden cells of the newest release, and all cells where few may have come since an earlier one. */
export const targetsOf = (newest: Release, system: System): Target[] => {
  const { items, frames } = newest.codes
  return newest.cells.flatMap((cell, row) => {
    const item = items.findIndex(({ id }) => id === cell.item)
    const frame = frames.findIndex(({ id }) => id === cell.frame)
    const code = items[item]?.codes.findIndex((known) => known.code === cell.item_code) ?? -1
    const group = frames[frame]?.codes.findIndex((known) => known.code === cell.frame_code) ?? -1
    const place = { row, item, frame, code, group }
    const hidden = { ...place, span: system.snapshots.length - 1, low: 0, high: threshold - 1, most: threshold - 1 }
    const since = Array.from({ length: system.snapshots.length - 1 }, (_, earlier) =>
      differenceAt(system, place, earlier),
    )
    return [...(cell.count === undefined ? [hidden] : []), ...since.flatMap((target) => target ?? [])]
  })
}

type Place = Pick<Target, 'row' | 'item' | 'frame' | 'code' | 'group'>

/** A difference keeps at least five possible values, and 0 among them wherever the published counts leave it possible. */
const apart = 4

const differenceAt = (
  { snapshots: { length: releases }, spans }: System,
  place: Place,
  earlier: number,
): Target | undefined => {
  const { item, frame, code, group } = place
  const span = releases + earlier
  const [low, most] = spans[span]?.tables[item]?.[frame]?.[code]?.[group] ?? [threshold, threshold]
  if (low >= threshold) return undefined
  return { ...place, span, low, high: low + apart, most }
}
