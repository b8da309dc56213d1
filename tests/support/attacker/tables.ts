import { reach, threshold } from '../../../src/sharing/release/format.ts'
import type { Range, System, Term } from './bounds.ts'

/** What each way of publishing tells about the true number. */
export const exact = (count: number): Range => ({ least: count, most: count })
export const rounded = (count: number): Range => ({ least: Math.max(count - reach, 0), most: count + reach })
export const shown = (count: number): Range => ({ least: Math.max(count - reach, threshold), most: count + reach })
export const hidden: Range = { least: 0, most: threshold - 1 }
/** Nothing at all: a classically suppressed number. */
export const suppressed: Range = { least: 0, most: Number.POSITIVE_INFINITY }

export const newSystem = (): System => ({ unknowns: [], relations: [] })

/** A number nobody told, with what is known of it. */
export const addUnknown = ({ unknowns }: System, range: Range): Term[] => [[unknowns.push(range) - 1, 1]]

/** `whole` is the sum of its `parts`. */
export const addSum = ({ relations }: System, whole: readonly Term[], parts: readonly (readonly Term[])[]) =>
  relations.push({ terms: [...parts.flat(), ...times(whole, -1)], least: 0, most: 0 })

export const times = (terms: readonly Term[], factor: number): Term[] =>
  terms.map(([unknown, by]) => [unknown, by * factor] as const)

export type Table = { cells: Range[][]; rows: Range[]; columns: Range[]; total?: Range }
export type TableTerms = { cells: Term[][][]; rows: Term[][]; columns: Term[][]; total: Term[] }

/** A table and its margins; with `linked` it shares margins with a table that stands in the system already. */
export const addTable = (system: System, table: Table, linked: Partial<TableTerms> = {}): TableTerms => {
  const known = (range: Range) => addUnknown(system, range)
  const cells = table.cells.map((row) => row.map(known))
  const rows = linked.rows ?? table.rows.map(known)
  const columns = linked.columns ?? table.columns.map(known)
  const total = linked.total ?? known(table.total ?? suppressed)
  rows.forEach((row, index) => {
    addSum(system, row, cells[index] ?? [])
  })
  columns.forEach((column, index) => {
    addSum(
      system,
      column,
      cells.map((row) => row[index] ?? []),
    )
  })
  addSum(system, total, rows)
  return { cells, rows, columns, total }
}

/** A printed percentage with so many decimals: `part` of `whole`, known to half a unit of its last digit. */
export const addPercentage = (
  system: System,
  part: readonly Term[],
  whole: readonly Term[],
  printed: number,
  decimals: number,
) => addMean(system, times(part, 100), whole, printed, decimals)

/** A printed mean, index or score: `sum` (weights inside) divided by `count`, known to half a unit of its last digit. */
export const addMean = (
  { relations }: System,
  sum: readonly Term[],
  count: readonly Term[],
  printed: number,
  decimals: number,
) => {
  const unit = 2 * 10 ** decimals
  const middle = Math.round(printed * unit)
  const scaled = times(sum, unit)
  relations.push({ terms: [...scaled, ...times(count, -(middle - 1))], least: 0, most: Number.POSITIVE_INFINITY })
  relations.push({ terms: [...scaled, ...times(count, -(middle + 1))], least: Number.NEGATIVE_INFINITY, most: 0 })
}
