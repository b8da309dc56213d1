import { base } from './format.ts'

/** A keyed number between 0 and 1 for a statistic. */
export type Chance = (about: readonly unknown[]) => number

/** Values that an earlier release of the wave published: nothing published falls below them again. */
export type Floor = (about: readonly unknown[]) => number | undefined

/** A count on its way to a multiple of 5: the one below, what is above it, how much it wants up; `isForced` by an earlier value. */
export type Rated = { down: number; rest: number; score: number; isForced: boolean }

/** Score ln(r/(5 − r)) plus keyed logistic noise: above 0 with chance r/5, so rounding is without bias. */
export const rate = (
  count: number,
  about: readonly unknown[],
  { chance, floor }: { chance: Chance; floor: Floor },
): Rated => {
  const rest = count % base
  const down = count - rest
  const isForced = rest > 0 && (floor(about) ?? 0) > down
  return { down, rest, isForced, score: rest === 0 ? 0 : Math.log(rest / (base - rest)) + logit(chance(about)) }
}

/** Rounds counts so that they add up to `total`: up go the forced ones, then those with the greatest scores. */
export const roundTo = (total: number, rated: readonly Rated[]): number[] | undefined => {
  const wanted = (total - rated.reduce((sum, { down }) => sum + down, 0)) / base
  const order = [...rated.entries()]
    .filter(([, { rest }]) => rest > 0)
    .sort(([, a], [, b]) => Number(b.isForced) - Number(a.isForced) || b.score - a.score)
  const up = new Set(order.slice(0, wanted).map(([index]) => index))
  if (up.size !== wanted || rated.some(({ isForced }, index) => isForced && !up.has(index))) return undefined
  return rated.map(({ down }, index) => (up.has(index) ? down + base : down))
}

export const roundAlone = ({ down, score, isForced }: Rated): number => (isForced || score > 0 ? down + base : down)

const logit = (u: number) => Math.log(u / (1 - u))
