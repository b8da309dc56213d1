import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { differences } from '../../../src/sharing/reading/differences.ts'
import { leastBase, shareOf } from '../../../src/sharing/reading/shares.ts'
import { together } from '../../../src/sharing/reading/values.ts'
import { chanceOf, holm, newcombe, wilson } from '../../../src/surveys/statistics.ts'

const places = (value: number, digits = 4) => Number(value.toFixed(digits))

describe('Newcombe’s interval of a difference', () => {
  // published in Newcombe 1998, method 10
  test.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [5, 56, 0, 29, -0.0381, 0.1926],
  ])('%i of %i against %i of %i ends where it was published', (a, m, b, n, low, high) => {
    const interval = newcombe({ count: a, n: m }, { count: b, n })
    expect([places(interval.low), places(interval.high)]).toEqual([low, high])
  })

  test('of rounded counts is wider, by what 4/n² adds to the variance of a share', () => {
    const exact = newcombe({ count: 56, n: 70 }, { count: 48, n: 80 })
    const rounded = newcombe({ count: 56, n: 70, rounding: 4 }, { count: 48, n: 80, rounding: 4 })
    expect(rounded.low).toBeLessThan(exact.low)
    expect(rounded.high).toBeGreaterThan(exact.high)
    // n = 100, p = 1/2: √(0.0025 + 0.0004) in place of √0.0025 under the root
    const half = (wilson(50, 100, 1.96, 4).high - wilson(50, 100, 1.96, 4).low) / 2
    const byHand = (1.96 * Math.sqrt(0.0025 + 0.0004 + 1.96 ** 2 / 40_000)) / (1 + 1.96 ** 2 / 100)
    expect(half).toBeCloseTo(byHand, 12)
  })

  test('just reaches 0 at the chance that is told', () => {
    for (const [a, b] of [
      [56, 48],
      [30, 40],
      [41, 44],
    ] as const) {
      const chance = chanceOf({ count: a, n: 70 }, { count: b, n: 80 })
      const agrees = chance <= 0.05
      const { low, high } = newcombe({ count: a, n: 70 }, { count: b, n: 80 })
      expect(low > 0 || high < 0).toBe(agrees)
    }
    expect(chanceOf({ count: 35, n: 70 }, { count: 40, n: 80 })).toBeCloseTo(1, 9)
  })
})

test('Holm’s steps reject what the textbook rejects', () => {
  expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([true, false, false, true])
  expect(holm([0.02, 0.03])).toEqual([true, true])
  expect(holm([0.03, 0.03])).toEqual([false, false])
  expect(holm([])).toEqual([])
})

const compared = (counts: (number | undefined)[], base: number) => {
  const value = together(counts)
  return { value, share: shareOf(value, base) }
}
const verdicts = (...pairs: Parameters<typeof differences>[0]) => differences(pairs).map(({ verdict }) => verdict)

describe('a difference between two releases', () => {
  test('is higher, lower, or not to be told from chance', () => {
    const few = compared([50], 200)
    expect(verdicts([compared([100], 200), few])).toEqual(['higher'])
    expect(verdicts([few, compared([100], 200)])).toEqual(['lower'])
    expect(verdicts([few, compared([60], 200)])).toEqual(['chance'])
    expect(verdicts([few, few])).toEqual(['chance'])
  })

  test('takes more where more is compared at once', () => {
    const pair = [compared([70], 200), compared([50], 200)] as const
    expect(verdicts(pair)).toEqual(['higher'])
    const same = [compared([50], 200), compared([50], 200)] as const
    // by itself it leaves no nought in its interval, so it is not called chance either
    expect(verdicts(pair, same, same, same)).toEqual(['hint', 'chance', 'chance', 'chance'])
    const turned = [pair[1], pair[0]] as const
    expect(verdicts(turned, same, same, same)).toEqual(['hint', 'chance', 'chance', 'chance'])
  })

  test('with a hidden cell holds only when 0 and 9 people in it say the same', () => {
    expect(verdicts([compared([undefined], 200), compared([60], 200)])).toEqual(['lower'])
    // with nobody in it the share is lower, with nine it is not
    expect(verdicts([compared([0], 100), compared([10], 100)])).toEqual(['lower'])
    expect(verdicts([compared([undefined], 100), compared([10], 100)])).toEqual(['chance'])
  })

  test('of fewer than thirty people is not told at all, and does not count among the comparisons', () => {
    const tiny = compared([20], leastBase - 5)
    expect(tiny.share).toBeUndefined()
    const pair = [compared([70], 200), compared([50], 200)] as const
    expect(verdicts([tiny, compared([50], 200)], pair, [undefined, tiny])).toEqual(['unknown', 'higher', 'unknown'])
  })

  test('never says higher or lower when some content of the hidden cells says otherwise', () => {
    const side = fc.record({ shown: fc.integer({ min: 2, max: 30 }), hidden: fc.nat(2), secret: fc.nat(9) })
    fc.assert(
      fc.property(side, side, (one, other) => {
        const countsOf = ({ shown, hidden }: typeof one) => [5 * shown, ...Array(hidden).fill(undefined)]
        const truth = ({ shown, hidden, secret }: typeof one) => 5 * shown + hidden * secret
        const [verdict] = verdicts([compared(countsOf(one), 200), compared(countsOf(other), 200)])
        if (verdict === 'higher') expect(truth(one)).toBeGreaterThan(truth(other))
        if (verdict === 'lower') expect(truth(one)).toBeLessThan(truth(other))
      }),
      { numRuns: 300 },
    )
  })
})

describe('a share', () => {
  test('of a hidden cell reaches from 0 to 9, and is never nought', () => {
    expect(shareOf(together([undefined]), 100)).toMatchObject({ least: 0, most: 0.09, isFirm: true })
  })
  test('hints only below a hundred, and is not told below thirty', () => {
    expect(shareOf(together([20]), 95)).toMatchObject({ isFirm: false })
    expect(shareOf(together([20]), 25)).toBeUndefined()
  })
  test('never passes its base, though rounding may', () => {
    expect(shareOf(together([105]), 100)).toMatchObject({ least: 1, most: 1, high: 1 })
  })
})
