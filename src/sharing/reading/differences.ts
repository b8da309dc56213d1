import { type Counted, chanceOf, holm, newcombe } from '../../surveys/statistics.ts'
import { endsOf, type Share } from './shares.ts'
import type { Value } from './values.ts'

/** A hint is a difference by itself that does not hold among so many. */
export type Verdict = 'higher' | 'lower' | 'hint' | 'chance' | 'unknown'

/** Shares in points between 0 and 1: how much higher the one is than the other, between `low` and `high`. */
export type Difference = { low: number; high: number; verdict: Verdict }

/** A value and the share it makes; without a share it is compared with nothing. */
export type Compared = { value: Value; share: Share | undefined } | undefined

/**
 * Differences from what they are compared with, all those of one screen at once, so that the more there are the more it
 * takes (Holm). Where a cell is hidden, a difference holds only if it holds with 0 as well as with 9 people in it.
 */
export const differences = (pairs: readonly (readonly [one: Compared, other: Compared])[]): Difference[] => {
  const weighed = pairs.map(([one, other]) => weigh(one, other))
  const held = holmOfKnown(weighed.map((weight) => weight?.chance))
  return weighed.map((weight, index) => {
    if (!weight) return { low: -1, high: 1, verdict: 'unknown' }
    const { low, high, isHigher } = weight
    if (held[index]) return { low, high, verdict: isHigher ? 'higher' : 'lower' }
    return { low, high, verdict: low > 0 || high < 0 ? 'hint' : 'chance' }
  })
}

const weigh = (one: Compared, other: Compared) => {
  if (!one?.share || !other?.share) return undefined
  const [least, most] = endsOf(one.value, one.share.base)
  const [otherLeast, otherMost] = endsOf(other.value, other.share.base)
  const [lowest, highest] = [newcombe(least, otherMost), newcombe(most, otherLeast)]
  const isHigher = shareIn(least) > shareIn(otherMost)
  const isLower = shareIn(most) < shareIn(otherLeast)
  const chance = isHigher ? chanceOf(least, otherMost) : isLower ? chanceOf(most, otherLeast) : 1
  return { low: lowest.low, high: highest.high, isHigher, chance }
}

const shareIn = ({ count, n }: Counted) => count / n

/** What cannot be compared is no comparison, and makes the others no harder. */
const holmOfKnown = (chances: readonly (number | undefined)[]): boolean[] => {
  const known = holm(chances.filter((chance) => chance !== undefined))
  let at = 0
  return chances.map((chance) => (chance === undefined ? false : (known[at++] ?? false)))
}
