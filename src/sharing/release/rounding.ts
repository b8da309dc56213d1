import { base, leastGroup, reach, threshold } from './format.ts'
import type { Line, Solver } from './solver.ts'
import type { Tables } from './tables.ts'

/** Published values: multiples of `base`; a hidden cell has none. The shapes are those of `Tables`. */
export type Rounded = {
  total: number
  margins: Record<string, number[]>
  tables: { item: string; frame: string; cells: (number | undefined)[][] }[]
  /** How many other margins were drawn for a dimension before its tables fitted; none for most. */
  nonces: Record<string, number>
}

/** Margins that could not add up, or the tables that fit none of them. */
export type Unfit = { unfit: string | [item: string, frame: string][] }

export type Chance = (about: readonly unknown[]) => number

/** Values that an earlier release of the wave published: nothing published falls below them again. */
export type Floor = (about: readonly unknown[]) => number | undefined

type Rounding = { chance: Chance; floor: Floor; solver: Solver }

/**
 * Linked controlled rounding to base 5 with hidden cells ("LCR-5H", surveys-sharing.md §4.2). The total and all margins
 * are rounded once, by keyed chance and without bias (r/5 upwards for a remainder r), and every table is fitted to them:
 * lines of shown cells add up exactly, the others leave a remainder that allows every hidden cell both 0 and 9. Hidden
 * cells are never rounded. Where a table fits no margins drawn for it, it is named.
 */
export const roundRelease = (tables: Tables, rounding: Rounding): Rounded | Unfit => {
  const [total = 0] = upwards([tables.total], undefined, [['total']], rounding) ?? []
  const margins: Record<string, number[]> = {}
  for (const dimension of [...tables.frames, ...tables.items]) {
    const fitted = marginsOf(dimension, tables, total, rounding, 0)
    if (!fitted) return { unfit: dimension.id }
    margins[dimension.id] = fitted
  }
  const fitted = tables.tables.map((table) => fitTable(tables, table, margins, rounding))
  const nonces = redraw(tables, { total, margins, fitted }, rounding)
  const unfit = tables.tables.flatMap(({ item, frame }, place): [string, string][] => (fitted[place] ? [] : [[item, frame]]))
  if (unfit.length > 0) return { unfit }
  return { total, margins, nonces, tables: tables.tables.map(({ item, frame }, place) => ({ item, frame, cells: fitted[place] ?? [] })) }
}

const marginsOf = ({ id, codes }: Tables['frames'][number], { margins }: Tables, total: number, rounding: Rounding, nonce: number) => {
  const abouts = codes.map(({ members }) => [id, members.toSorted(), ...(nonce > 0 ? [nonce] : [])])
  return upwards(margins[id] ?? [], total, abouts, { ...rounding, floor: ([of, members]) => rounding.floor([of, members]) })
}

type Fit = (number | undefined)[][] | undefined
type Drawn = { total: number; margins: Record<string, number[]>; fitted: Fit[] }

/** So many other margins are drawn for a dimension whose tables do not fit. */
const mostNonces = 12

/**
 * Draws other margins for the dimensions of tables that fit none, as long as fewer are left without; changes what was
 * drawn, and answers how often. In the order of their names, so that the order of a plan changes nothing.
 */
const redraw = (tables: Tables, drawn: Drawn, rounding: Rounding): Record<string, number> => {
  const nonces: Record<string, number> = {}
  const dimensions = [...tables.items, ...tables.frames].sort((a, b) => (a.id < b.id ? -1 : 1))
  for (const dimension of dimensions) {
    const touched = tables.tables.flatMap(({ item, frame }, place) => (item === dimension.id || frame === dimension.id ? [place] : []))
    const unfitIn = (fitted: readonly Fit[]) => touched.filter((place) => !fitted[place]).length
    for (let nonce = 1; nonce <= mostNonces && unfitIn(drawn.fitted) > 0; nonce++) {
      const other = marginsOf(dimension, tables, drawn.total, rounding, nonce)
      if (!other || other.every((value, place) => value === drawn.margins[dimension.id]?.[place])) continue
      const margins = { ...drawn.margins, [dimension.id]: other }
      const fitted = drawn.fitted.map((fit, place) => {
        const table = tables.tables[place]
        return table && touched.includes(place) ? fitTable(tables, table, margins, rounding) : fit
      })
      if (unfitIn(fitted) >= unfitIn(drawn.fitted)) continue
      nonces[dimension.id] = nonce
      Object.assign(drawn.margins, margins)
      drawn.fitted.splice(0, fitted.length, ...fitted)
    }
  }
  return nonces
}

/** A table fitted so that the audit can hardly refuse it, or at least as the format demands. */
const fitTable = (tables: Tables, table: Tables['tables'][number], margins: Record<string, number[]>, rounding: Rounding): Fit =>
  fitWithin(tables, table, margins, { ...rounding, strict: true }) ?? fitWithin(tables, table, margins, { ...rounding, strict: false })

/**
 * Rounds counts so that they add up to `total`: up go those with the greatest score, ln(r/(5 − r)) plus keyed logistic
 * noise; without a total, whoever scores above 0, which happens with chance r/5.
 */
const upwards = (
  counts: readonly number[],
  total: number | undefined,
  abouts: readonly (readonly unknown[])[],
  { chance, floor }: Rounding,
): number[] | undefined => {
  const rated = counts.map((count, index) => ({ index, ...ratedOf(count, abouts[index] ?? [], chance, floor) }))
  const downs = rated.reduce((sum, { down }) => sum + down, 0)
  const wanted = total === undefined ? rated.filter(({ score }) => score > 0).length : (total - downs) / base
  const chosen = rated.filter(({ rest }) => rest > 0).sort((a, b) => b.score - a.score).slice(0, wanted)
  if (chosen.length !== wanted) return undefined
  const up = new Set(chosen.map(({ index }) => index))
  if (rated.some(({ index, isForced }) => isForced && !up.has(index))) return undefined
  return rated.map(({ index, down }) => (up.has(index) ? down + base : down))
}

/** The lower multiple, what is above it, and how much it wants to go up; `isForced` where an earlier value stands above. */
const ratedOf = (count: number, about: readonly unknown[], chance: Chance, floor: Floor) => {
  const rest = count % base
  const down = count - rest
  const isForced = rest > 0 && (floor(about) ?? 0) > down
  const score = isForced ? Number.POSITIVE_INFINITY : Math.log(rest / (base - rest)) + logit(chance(about))
  return { rest, down, isForced, score }
}

const logit = (u: number) => Math.log(u / (1 - u))

/** One table as a linear problem whose corners are whole: each shown cell with a remainder goes up (1) or not (0). */
const fitWithin = (
  { frames, items }: Tables,
  { item, frame, cells }: Tables['tables'][number],
  margins: Record<string, number[]>,
  { chance, floor, solver, strict }: Rounding & { strict: boolean },
): Fit => {
  const codes = items.find(({ id }) => id === item)?.codes ?? []
  const groups = frames.find(({ id }) => id === frame)?.codes ?? []
  const rated = cells.map((row, r) =>
    row.map((count, c) => {
      if (count < threshold) return undefined
      const about = [item, codes[r]?.members.toSorted(), frame, groups[c]?.members.toSorted()]
      return ratedOf(count, about, chance, floor)
    }),
  )
  const places = rated.flatMap((row, r) => row.flatMap((cell, c) => (cell && cell.rest > 0 ? [{ r, c, ...cell }] : [])))
  const lineOf = (line: ShownLine, isOn: (place: { r: number; c: number }) => boolean): Line => {
    const [least, most] = strict ? strictRemainderOf(line) : remainderOf(line.shown.length - hiddenIn(line), hiddenIn(line))
    const open = (line.margin - line.shown.reduce((sum, cell) => sum + (cell?.down ?? 0), 0)) / base
    const terms = places.flatMap((place, index) => (isOn(place) ? [[index, 1] as const] : []))
    return { low: open - Math.floor(most / base), high: open - Math.ceil(least / base), terms }
  }
  const lines = [
    ...rated.map((shown, r) =>
      lineOf({ shown, margin: margins[item]?.[r] ?? 0, leastMargin: threshold }, (place) => place.r === r),
    ),
    ...groups.map((_, c) => {
      const shown = rated.map((row) => row[c])
      return lineOf({ shown, margin: margins[frame]?.[c] ?? 0, leastMargin: leastGroup }, (place) => place.c === c)
    }),
  ]
  if (lines.some(({ low, high }) => low > high)) return undefined
  const unknowns = places.map(({ score, isForced }) => ({ low: isForced ? 1 : 0, high: 1, gain: isForced ? 0 : score }))
  const ups = places.length === 0 ? emptyFit(lines) : solver({ unknowns, lines })
  if (!ups || ups.some((up) => Math.abs(up - Math.round(up)) > 1e-6)) return undefined
  const values = rated.map((row) => row.map((cell) => cell?.down))
  for (const [index, { r, c, down }] of places.entries()) {
    const row = values[r]
    if (row) row[c] = down + base * Math.round(ups[index] ?? 0)
  }
  return values
}

const emptyFit = (lines: readonly Line[]) => (lines.every(({ low, high }) => low <= 0 && high >= 0) ? [] : undefined)

/**
 * What a line with so many shown and hidden cells may leave over, least and most: enough for one hidden cell to be 9 and
 * little enough for it to be 0, with every published value four off. Without hidden cells nothing may be left.
 */
export const remainderOf = (shown: number, hidden: number): [least: number, most: number] => {
  if (hidden === 0) return [0, 0]
  const slack = reach * (shown + 1)
  return [Math.max(0, threshold - 1 - slack), Math.min(threshold * hidden, (threshold - 1) * (hidden - 1) + slack)]
}

type ShownLine = { shown: readonly ({ down: number } | undefined)[]; margin: number; leastMargin: number }

const hiddenIn = ({ shown }: ShownLine) => shown.filter((cell) => !cell).length

/**
 * The same, knowing that a shown cell is no less than 10 and a margin no less than its least: then a 10 is not four off
 * downwards. What keeps to this is hardly ever refused by the audit.
 */
const strictRemainderOf = (line: ShownLine): [least: number, most: number] => {
  const hidden = hiddenIn(line)
  const [least, most] = remainderOf(line.shown.length - hidden, hidden)
  if (hidden === 0) return [least, most]
  const loose = line.shown.filter((cell) => cell && cell.down > threshold).length
  const below = Math.min(reach, line.margin - line.leastMargin) + reach * (line.shown.length - hidden)
  return [
    Math.max(least, threshold - 1 - reach * (loose + 1)),
    Math.min(most, (threshold - 1) * (hidden - 1) + Math.max(0, below)),
  ]
}
