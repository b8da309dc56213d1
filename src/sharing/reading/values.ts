import { base, threshold } from '../release/format.ts'

/**
 * A published number of people, or several added up: between `least` and `most`. A hidden cell adds 0 to 9, so the ends
 * are the same exactly when nothing in it is hidden. `parts` counts the cells, `hidden` those of them that are hidden.
 */
export type Value = { least: number; most: number; parts: number; hidden: number }

/** The value of cells taken together; `undefined` is a hidden cell. */
export const together = (counts: readonly (number | undefined)[]): Value => {
  const shown = counts.filter((count) => count !== undefined)
  const least = shown.reduce((sum, count) => sum + count, 0)
  const hidden = counts.length - shown.length
  return { least, most: least + hidden * (threshold - 1), parts: counts.length, hidden }
}

export const sumOf = (values: readonly Value[]): Value => ({
  least: total(values, 'least'),
  most: total(values, 'most'),
  parts: total(values, 'parts'),
  hidden: total(values, 'hidden'),
})

/**
 * What rounding adds to the variance of a value: 4 for every rounded number in it, the mean of r(5 − r) over the
 * remainders r. Hidden cells are not rounded; they make the value an interval instead.
 */
export const roundingVariance = ({ parts, hidden }: Value): number => (parts - hidden) * meanVariance

const meanVariance = Array.from({ length: base }, (_, rest) => rest * (base - rest)).reduce((a, b) => a + b, 0) / base

const total = (values: readonly Value[], name: keyof Value): number =>
  values.reduce((sum, value) => sum + value[name], 0)
