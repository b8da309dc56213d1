import { type Counted, type Interval, wilson } from '../../surveys/statistics.ts'
import { roundingVariance, type Value } from './values.ts'

/** Below so many people no share is told, only counts; below the second it only hints. */
export const leastBase = 30
export const firmBase = 100

/** A share between `least` and `most` (the same unless something is hidden) with its 95 % interval, of `base` people. */
export type Share = Interval & { base: number; least: number; most: number; isFirm: boolean }

/**
 * The share of a value in its base, rounding counted in; none of fewer than 30. Both are published numbers, so the
 * share may miss the true one by (b − 1)(1 + p)/n at most; the interval carries the variance of that.
 */
export const shareOf = (value: Value, base: number | undefined): Share | undefined => {
  if (base === undefined || base < leastBase) return undefined
  const [least, most] = endsOf(value, base)
  return {
    base,
    least: least.count / base,
    most: most.count / base,
    low: wilson(least.count, base, undefined, least.rounding).low,
    high: wilson(most.count, base, undefined, most.rounding).high,
    isFirm: base >= firmBase,
  }
}

/** The fewest and the most it can be as counts of the base; a count that was rounded above its base is the base. */
export const endsOf = (value: Value, base: number): [Required<Counted>, Required<Counted>] => {
  const end = (count: number) => ({ count: Math.min(count, base), n: base, rounding: roundingVariance(value) })
  return [end(value.least), end(value.most)]
}
