import type { Origin } from '../queries/readable.ts'
import type { Cell, Dimension, Published } from '../release/format.ts'
import { codesWithin, type Group } from './cuts.ts'
import { sumOf, together, type Value } from './values.ts'

/** A release somebody may read: our own, one that was offered to us, or one that came as a file. */
export type Readable = Published & { id: string; region: string; origin: Origin }

export const frameOf = ({ codes }: Published, id: string) => codes.frames.find((frame) => frame.id === id)
export const itemOf = ({ codes }: Published, id: string) => codes.items.find((item) => item.id === id)

/** How many people there are in a group of a frame, or in all when no frame is asked about; none when that is not published. */
export const baseOf = (release: Published, frame?: string, group?: Group): Value | undefined =>
  frame && group ? marginOf(release, 'frame', frame, group) : together([totalOf(release)])

const totalOf = ({ margins }: Published): number => margins.find(({ kind }) => kind === 'total')?.count ?? 0

/** How many of a group gave an answer; of everybody when no frame is asked about. */
export const countOf = (
  release: Published,
  item: string,
  category: Group,
  frame?: string,
  group?: Group,
): Value | undefined =>
  frame && group ? cellsOf(release, item, category, frame, group) : marginOf(release, 'item', item, category)

const marginOf = (release: Published, kind: 'frame' | 'item', id: string, group: Group): Value | undefined => {
  const codes = codesIn(kind === 'item' ? itemOf(release, id) : frameOf(release, id), group)
  const counts = codes?.map(
    (code) =>
      release.margins.find((margin) => margin.kind === kind && margin.dimension === id && margin.code === code)?.count,
  )
  return counts?.every((count) => count !== undefined) ? together(counts) : undefined
}

const cellsOf = (release: Published, item: string, category: Group, frame: string, group: Group): Value | undefined => {
  const [rows, columns] = [codesIn(itemOf(release, item), category), codesIn(frameOf(release, frame), group)]
  const table = release.cells.filter((cell) => cell.item === item && cell.frame === frame)
  if (!rows || !columns || table.length === 0) return undefined
  return sumOf(rows.map((row) => together(columns.map((column) => countIn(table, row, column)))))
}

const countIn = (table: readonly Cell[], row: string, column: string): number | undefined =>
  table.find(({ item_code, frame_code }) => item_code === row && frame_code === column)?.count

const codesIn = (dimension: Dimension | undefined, group: Group): string[] | undefined =>
  dimension && codesWithin(group, dimension)?.map(({ code }) => code)
