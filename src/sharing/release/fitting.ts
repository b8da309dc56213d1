import { base, leastGroup, threshold } from './format.ts'
import { type Chance, type Floor, type Rated, rate } from './rating.ts'
import { remainderOf, strictRemainderOf } from './remainder.ts'
import type { Line, Solver } from './solver.ts'
import type { Tables } from './tables.ts'

export type Rounding = { chance: Chance; floor: Floor; solver: Solver }

/** Shown cells with what they want, hidden ones without; `places` are those that can go up. */
export type RatedTable = {
  item: string
  frame: string
  cells: (Rated | undefined)[][]
  places: { row: number; column: number; rated: Rated }[]
}

/** Published values of a table; a hidden cell has none. */
export type Fit = (number | undefined)[][]

export const rateTable = (
  { frames, items }: Tables,
  { item, frame, cells }: Tables['tables'][number],
  rounding: Rounding,
): RatedTable => {
  const codes = items.find(({ id }) => id === item)?.codes ?? []
  const groups = frames.find(({ id }) => id === frame)?.codes ?? []
  const rated = cells.map((line, row) =>
    line.map((count, column) => {
      const about = [item, codes[row]?.members.toSorted(), frame, groups[column]?.members.toSorted()]
      return count < threshold ? undefined : rate(count, about, rounding)
    }),
  )
  const places = rated.flatMap((line, row) =>
    line.flatMap((cell, column) => (cell && cell.rest > 0 ? [{ row, column, rated: cell }] : [])),
  )
  return { item, frame, cells: rated, places }
}

/** A line of a table: the margin it belongs to, which places stand in it, and how much it may leave open, in fives. */
export type TableLine = {
  dimension: string
  code: number
  places: number[]
  open: (margin: number) => [low: number, high: number]
}

/** How many of a line's places go up, given its margin: `open` tells least and most. `strict` as in `strictRemainderOf`. */
export const linesOf = ({ item, frame, cells, places }: RatedTable, strict: boolean): TableLine[] => {
  const lineOf = (line: readonly (Rated | undefined)[], leastMargin: number, own: number[]) => {
    const shown = line.flatMap((cell) => cell ?? [])
    const downs = shown.reduce((sum, { down }) => sum + down, 0)
    const loose = shown.filter(({ down }) => down > threshold).length
    const shape = { shown: shown.length, hidden: line.length - shown.length, loose, leastMargin }
    const open = (margin: number): [number, number] => {
      const [least, most] = (strict ? strictRemainderOf : remainderOf)({ ...shape, margin })
      const left = (margin - downs) / base
      return [left - Math.floor(most / base), left - Math.ceil(least / base)]
    }
    return { places: own, open }
  }
  const placesIn = (isIn: (place: RatedTable['places'][number]) => boolean) =>
    places.flatMap((place, index) => (isIn(place) ? [index] : []))
  const width = cells[0]?.length ?? 0
  return [
    ...cells.map((line, row) => ({
      dimension: item,
      code: row,
      ...lineOf(
        line,
        threshold,
        placesIn((place) => place.row === row),
      ),
    })),
    ...Array.from({ length: width }, (_, column) => ({
      dimension: frame,
      code: column,
      ...lineOf(
        cells.map((line) => line[column]),
        leastGroup,
        placesIn((place) => place.column === column),
      ),
    })),
  ]
}

/** One table as a linear problem whose corners are whole: each place goes up (1) or not (0). `undefined` where nothing fits. */
export const fitTable = (table: RatedTable, margins: Record<string, number[]>, solver: Solver): Fit | undefined =>
  fitWithin(table, margins, solver, true) ?? fitWithin(table, margins, solver, false)

const fitWithin = (
  table: RatedTable,
  margins: Record<string, number[]>,
  solver: Solver,
  strict: boolean,
): Fit | undefined => {
  const lines = linesOf(table, strict).map(({ dimension, code, places, open }): Line => {
    const [low, high] = open(margins[dimension]?.[code] ?? 0)
    return { low, high, terms: places.map((place) => [place, 1] as const) }
  })
  if (lines.some(({ low, high, terms }) => low > Math.min(high, terms.length) || high < 0)) return undefined
  const unknowns = table.places.map(({ rated }) => ({ low: rated.isForced ? 1 : 0, high: 1, gain: rated.score }))
  const ups = unknowns.length === 0 ? [] : solver({ unknowns, lines })
  if (!ups || ups.some((up) => Math.abs(up - Math.round(up)) > 1e-6)) return undefined
  const values = table.cells.map((line) => line.map((cell) => cell?.down))
  for (const [index, { row, column, rated }] of table.places.entries()) {
    const line = values[row]
    if (line) line[column] = rated.down + base * Math.round(ups[index] ?? 0)
  }
  return values
}
