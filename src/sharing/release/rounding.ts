import { type Fit, fitTable, type Rounding, rateTable } from './fitting.ts'
import { base } from './format.ts'
import { drawMargins, fitMargins, type Margins, rateMargins } from './margins.ts'
import { rate, roundAlone } from './rating.ts'
import type { Tables } from './tables.ts'

/**
 * Published values: multiples of 5; a hidden cell has none. `unfit`: tables that fit no margins, and are not among the
 * others; `redrawn`: margins were drawn all together.
 */
export type Rounded = {
  total: number
  margins: Margins
  tables: { item: string; frame: string; cells: Fit }[]
  unfit: [item: string, frame: string][]
  redrawn: boolean
}

/**
 * Linked controlled rounding to base 5 with hidden cells ("LCR-5H", surveys-sharing.md §4.2). The total and all margins
 * are rounded once, by keyed chance and without bias (r/5 upwards for a remainder r), and every table is fitted to them:
 * lines of shown cells add up exactly, the others leave a remainder that allows every hidden cell both 0 and 9. Hidden
 * cells are never rounded. Where a table fits no margins drawn one by one, the margins are drawn anew, all together.
 * `undefined` where an earlier release leaves a dimension no margins that add up.
 */
export const roundRelease = (tables: Tables, rounding: Rounding): Rounded | undefined => {
  const ratedTotal = rate(tables.total, ['total'], rounding)
  const ratedMargins = rateMargins(tables, rounding)
  const totals = [roundAlone(ratedTotal), ratedTotal.down, ratedTotal.down + base * Number(ratedTotal.rest > 0)]
  const total = totals.find((value) => drawMargins(ratedMargins, value))
  const drawn = total === undefined ? undefined : drawMargins(ratedMargins, total)
  if (total === undefined || !drawn) return undefined
  const rated = tables.tables.map((table) => rateTable(tables, table, rounding))
  const fitAll = (margins: Margins) => rated.map((table) => fitTable(table, margins, rounding.solver))
  const fits = fitAll(drawn)
  const others = fits.includes(undefined) ? fitMargins(ratedMargins, total, rated, rounding) : undefined
  const fitted = others ? fitAll(others) : fits
  return {
    total,
    margins: others ?? drawn,
    tables: rated.flatMap(({ item, frame }, place) => {
      const cells = fitted[place]
      return cells ? [{ item, frame, cells }] : []
    }),
    unfit: rated.flatMap(({ item, frame }, place): [string, string][] => (fitted[place] ? [] : [[item, frame]])),
    redrawn: others !== undefined,
  }
}
