import { linesOf, type RatedTable, type Rounding } from './fitting.ts'
import { base } from './format.ts'
import { type Rated, rate, roundTo } from './rating.ts'
import type { Line, Unknown } from './solver.ts'
import type { Tables } from './tables.ts'

export type Margins = Record<string, number[]>
export type RatedMargins = Record<string, Rated[]>

export const rateMargins = ({ frames, items, margins }: Tables, rounding: Rounding): RatedMargins =>
  Object.fromEntries(
    [...frames, ...items].map(({ id, codes }) => [
      id,
      (margins[id] ?? []).map((count, place) => rate(count, [id, codes[place]?.members.toSorted()], rounding)),
    ]),
  )

/** Each dimension rounded by itself to the total; `undefined` where one cannot add up to it. */
export const drawMargins = (rated: RatedMargins, total: number): Margins | undefined => {
  const drawn: Margins = {}
  for (const [id, codes] of Object.entries(rated)) {
    const rounded = roundTo(total, codes)
    if (!rounded) return undefined
    drawn[id] = rounded
  }
  return drawn
}

/** So many branches are looked at for the best margins; the first that fit are nearly as good. */
const nodes = 500
/** No score weighs as much as a table that fits. */
const dropping = 60
/** More than any line can be off. */
const farOff = 40

/**
 * Margins of all dimensions together for which as many tables as possible fit, and among these the ones that score best:
 * margins drawn one by one may leave no room in a small table. Only margins are whole unknowns: with whole margins a table
 * is a network, whose fractional fit has a whole one beside it.
 */
export const fitMargins = (
  rated: RatedMargins,
  total: number,
  tables: readonly RatedTable[],
  { solver }: Rounding,
): Margins | undefined => {
  const unknowns: Unknown[] = []
  const lines: Line[] = []
  const add = (unknown: Unknown) => unknowns.push(unknown) - 1
  const ups = Object.fromEntries(
    Object.entries(rated).map(([id, codes]) => [
      id,
      codes.map(({ rest, isForced, score }) =>
        add({ low: isForced ? 1 : 0, high: rest > 0 ? 1 : 0, gain: score, whole: true }),
      ),
    ]),
  )
  for (const [id, codes] of Object.entries(rated)) {
    const wanted = (total - codes.reduce((sum, { down }) => sum + down, 0)) / base
    lines.push({ low: wanted, high: wanted, terms: (ups[id] ?? []).map((up) => [up, 1] as const) })
  }
  for (const table of tables) {
    const places = table.places.map(({ rated: { isForced } }) => add({ low: isForced ? 1 : 0, high: 1, gain: 0 }))
    const dropped = add({ low: 0, high: 1, gain: -dropping, whole: true })
    for (const line of linesOf(table, true)) {
      const margin = rated[line.dimension]?.[line.code]
      const up = ups[line.dimension]?.[line.code]
      if (!margin || up === undefined) continue
      const [low, high] = line.open(margin.down)
      const own: Line['terms'] = [...line.places.map((place) => [places[place] ?? 0, 1] as const), [up, -1] as const]
      lines.push({ low, high: Number.POSITIVE_INFINITY, terms: [...own, [dropped, farOff]] })
      lines.push({ low: Number.NEGATIVE_INFINITY, high, terms: [...own, [dropped, -farOff]] })
    }
  }
  const found = solver({ unknowns, lines }, { whole: 'some', nodes })
  return (
    found &&
    Object.fromEntries(
      Object.entries(rated).map(([id, codes]) => [
        id,
        codes.map(({ down }, place) => down + base * Math.round(found[ups[id]?.[place] ?? 0] ?? 0)),
      ]),
    )
  )
}
