import type { Interval } from '../../surveys/statistics.ts'
import { type Comparison, compare, type Line } from './comparison.ts'
import type { Group } from './cuts.ts'
import type { Readable } from './readable.ts'
import { type Share, shareOf } from './shares.ts'
import { roundingVariance, sumOf, type Value } from './values.ts'

/** Regions added up: the sum of what they published and where the true sum lies in 95 % of cases. */
export type Total = { value: Value; reach: Interval; share: Share | undefined }
export type TotalRow = { line: Line; total: Total | undefined }
export type TotalSection = { group: Group | undefined; base: Base | undefined; rows: TotalRow[] }
export type Totals = Omit<Comparison, 'sections'> & { sections: TotalSection[] }
type Base = { count: number; reach: Interval }

/** An item added up over releases of different regions, in all or by one frame, on the finest common cut. */
export const totalsOf = (
  releases: readonly Readable[],
  items: readonly string[],
  frame?: string,
): Totals | undefined => {
  const compared = compare(releases, items, frame)
  if (!compared) return undefined
  const sections = compared.sections.map(added)
  const isKnown = sections.some(({ rows }) => rows.some(({ total }) => total !== undefined))
  return { ...compared, sections, isComparable: compared.isComparable && isKnown }
}

const added = ({ group, bases, rows }: Comparison['sections'][number]): TotalSection => {
  const base = summed(bases)
  const totalOf = (value: Value | undefined): Total | undefined =>
    value && { value, reach: reachOf(value), share: shareOf(value, base?.least) }
  return {
    group,
    base: base && { count: base.least, reach: reachOf(base) },
    rows: rows.map(({ line, entries }) => ({
      line,
      total: totalOf(summed(entries.map((entry) => entry?.value))),
    })),
  }
}

/** Where one number is missing there is no sum. */
const summed = (values: readonly (Value | undefined)[]): Value | undefined => {
  const known = values.filter((value) => value !== undefined)
  return known.length === values.length ? sumOf(known) : undefined
}

/**
 * Where the true sum lies in 95 % of cases: R numbers rounded to 5 without bias have a standard deviation of √(4·R), and
 * hidden cells add 0 to 9 each. Whole people, never fewer than none.
 */
export const reachOf = (value: Value): Interval => {
  const error = twoSided * Math.sqrt(roundingVariance(value))
  return { low: Math.max(0, Math.floor(value.least - error)), high: Math.ceil(value.most + error) }
}

const twoSided = 1.96
