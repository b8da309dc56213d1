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

/**
 * All hidden cells of every release of the wave, for what is published later tells about earlier ones too, and all cells
 * of the newest where few may have come since an earlier one. The row is that of the release whose span it is, or of the
 * newest.
 */
export const targetsOf = (releases: readonly Release[], system: System): Target[] => {
  const newest = releases.at(-1)
  if (!newest) return []
  const hidden = releases.flatMap(({ cells }, span) =>
    cells.flatMap((cell, row): Target[] =>
      cell.count === undefined
        ? [{ row, ...placeOf(newest, cell), span, low: 0, high: threshold - 1, most: threshold - 1 }]
        : [],
    ),
  )
  const since = newest.cells.flatMap((cell, row) =>
    releases
      .slice(0, -1)
      .flatMap((_, earlier) => differenceAt(system, { row, ...placeOf(newest, cell) }, earlier) ?? []),
  )
  return [...hidden, ...since]
}

const placeOf = ({ codes: { items, frames } }: Release, cell: Release['cells'][number]) => {
  const item = items.findIndex(({ id }) => id === cell.item)
  const frame = frames.findIndex(({ id }) => id === cell.frame)
  return {
    item,
    frame,
    code: items[item]?.codes.findIndex(({ code }) => code === cell.item_code) ?? -1,
    group: frames[frame]?.codes.findIndex(({ code }) => code === cell.frame_code) ?? -1,
  }
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
