/** Lower and upper end of a confidence interval of a share, both between 0 and 1. */
export type Interval = { low: number; high: number }

/** 97.5 % quantile of the normal distribution: both ends of a 95 % interval. */
const z95 = 1.959963984540054

/**
 * Wilson's score interval of a share; 95 % unless another `z` is given. Nobody asked means nothing known: 0 to 1.
 * `rounding` is the variance that rounding added to the count (4 for one count rounded to 5 without bias): the variance
 * of the share grows by rounding/n².
 * Source: Wilson 1927; checked against Newcombe 1998, Two-sided confidence intervals for the single proportion.
 */
export const wilson = (count: number, n: number, z = z95, rounding = 0): Interval => {
  if (n === 0) return { low: 0, high: 1 }
  const share = count / n
  const middle = share + (z * z) / (2 * n)
  const half = z * Math.sqrt((share * (1 - share)) / n + rounding / (n * n) + (z * z) / (4 * n * n))
  const scale = 1 + (z * z) / n
  return { low: Math.max(0, (middle - half) / scale), high: Math.min(1, (middle + half) / scale) }
}

/** So many out of `n`; `rounding` as in `wilson`. */
export type Counted = { count: number; n: number; rounding?: number }

/**
 * Interval of the difference of two shares of different people, first − second; 95 % unless another `z` is given.
 * Source: Newcombe 1998, Interval estimation for the difference between independent proportions, method 10.
 */
export const newcombe = (first: Counted, second: Counted, z = z95): Interval => {
  const [p1, p2] = [first.count / first.n, second.count / second.n]
  const [a, b] = [first, second].map(({ count, n, rounding }) => wilson(count, n, z, rounding)) as [Interval, Interval]
  return {
    low: p1 - p2 - Math.hypot(p1 - a.low, b.high - p2),
    high: p1 - p2 + Math.hypot(a.high - p1, p2 - b.low),
  }
}

/** How probable a difference at least so large is by chance alone: where Newcombe's interval just reaches 0. Two-sided. */
export const chanceOf = (first: Counted, second: Counted): number => {
  let [inside, outside] = [8, 0]
  for (let step = 0; step < 40; step += 1) {
    const z = (inside + outside) / 2
    const { low, high } = newcombe(first, second, z)
    if (low <= 0 && high >= 0) inside = z
    else outside = z
  }
  return 2 * (1 - normalShare(inside))
}

/**
 * Which of several comparisons hold when all are made at once, each with its chance; in 95 % of surveys none of those
 * that hold is by chance. Source: Holm 1979, A simple sequentially rejective multiple test procedure.
 */
export const holm = (chances: readonly number[], alpha = 0.05): boolean[] => {
  const order = chances.map((_, index) => index).sort((a, b) => (chances[a] ?? 1) - (chances[b] ?? 1))
  const failed = order.findIndex((index, rank) => (chances[index] ?? 1) > alpha / (chances.length - rank))
  const held = new Set(failed < 0 ? order : order.slice(0, failed))
  return chances.map((_, index) => held.has(index))
}

export type RankInterval = { best: number; worst: number }

/**
 * Places (1 is the most frequent) that choices can hold given chance, in the order of `counts`; together they are
 * right in at least 95 % of surveys. k is below l for sure when all of its interval is below; the intervals are
 * Wilson's at 1 − 0.05/K each (Bonferroni), which holds although one person may choose several.
 * Source: Klein, Wright & Wieczorek 2020, A joint confidence region for an overall ranking of populations.
 */
export const rankIntervals = (counts: readonly number[], n: number, alpha = 0.05): RankInterval[] => {
  const z = normalQuantile(1 - alpha / (2 * Math.max(1, counts.length)))
  const intervals = counts.map((count) => wilson(count, n, z))
  return intervals.map(({ low, high }) => ({
    best: 1 + intervals.filter((other) => other.low > high).length,
    worst: counts.length - intervals.filter((other) => other.high < low).length,
  }))
}

/**
 * Where the normal distribution reaches `p`, for 0.5 ≤ p < 1; right to 1e-12 up to p = 1 − 1e-12. By bisection of the series in
 * Marsaglia 2004, Evaluating the normal distribution.
 */
export const normalQuantile = (p: number): number => {
  let [low, high] = [0, 8]
  while (high - low > 1e-13) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) break
    if (normalShare(middle) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** The share of a normal distribution below x. */
const normalShare = (x: number): number => {
  let [sum, term] = [x, x]
  for (let odd = 3; term > sum * 1e-17; odd += 2) {
    term *= (x * x) / odd
    sum += term
  }
  return 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI)
}
