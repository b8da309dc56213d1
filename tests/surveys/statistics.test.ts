import { describe, expect, test } from 'vitest'
import { normalQuantile, rankIntervals, wilson } from '../../src/surveys/statistics.ts'

describe('Wilson’s interval', () => {
  // ends published by Newcombe 1998, to four places
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i out of %i ends where Newcombe’s table says', (count, n, low, high) => {
    const interval = wilson(count, n)
    expect([Number(interval.low.toFixed(4)), Number(interval.high.toFixed(4))]).toEqual([low, high])
  })

  // the ends are where the score test of the share itself gives z: an independent way to the same numbers
  test.each([
    [81, 263],
    [15, 148],
    [1, 29],
    [49, 100],
    [27, 1000],
  ])('of %i out of %i solves the score equation to 1e-6', (count, n) => {
    const { low, high } = wilson(count, n)
    for (const end of [low, high]) {
      const score = Math.abs(count / n - end) / Math.sqrt((end * (1 - end)) / n)
      expect(Math.abs(score - 1.959963984540054)).toBeLessThan(1e-6)
    }
  })

  test('stays within 0 and 1, and knows nothing where nobody was asked', () => {
    expect(wilson(0, 20).low).toBe(0)
    expect(wilson(20, 20).high).toBe(1)
    expect(wilson(0, 0)).toEqual({ low: 0, high: 1 })
  })

  test('of the published 49 % and 27 % is as wide as the reference works out', () => {
    const ends = (share: number, n: number) => Object.values(wilson(share * n, n)).map((end) => Math.round(100 * end))
    expect([ends(0.49, 100), ends(0.49, 400), ends(0.49, 1000)]).toEqual([
      [39, 59],
      [44, 54],
      [46, 52],
    ])
    expect([ends(0.27, 100), ends(0.27, 400), ends(0.27, 1000)]).toEqual([
      [19, 36],
      [23, 32],
      [24, 30],
    ])
  })
})

test('the normal quantile is right to 1e-9 wherever intervals need it', () => {
  const known = [
    [0.5, 0],
    [0.9, 1.2815515655446004],
    [0.975, 1.959963984540054],
    [0.995, 2.5758293035489004],
    [0.9995, 3.2905267314919255],
  ]
  for (const [p = 0, z = 0] of known) expect(Math.abs(normalQuantile(p) - z)).toBeLessThan(1e-9)
})

describe('places', () => {
  test('are sure where intervals are apart, and shared where they overlap', () => {
    expect(rankIntervals([800, 500, 490, 100], 1000)).toEqual([
      { best: 1, worst: 1 },
      { best: 2, worst: 3 },
      { best: 2, worst: 3 },
      { best: 4, worst: 4 },
    ])
  })

  test('are all open when few were asked, and when choices are level', () => {
    expect(rankIntervals([3, 2, 1], 5)).toEqual(Array(3).fill({ best: 1, worst: 3 }))
    expect(rankIntervals([50, 50], 100)).toEqual(Array(2).fill({ best: 1, worst: 2 }))
  })

  test('allow for many comparisons: two shares apart by themselves are not apart among twelve', () => {
    const [first] = rankIntervals([130, 98], 200)
    const [amongMany] = rankIntervals([130, 98, ...Array(10).fill(5)], 200)
    expect([first, amongMany]).toEqual([
      { best: 1, worst: 1 },
      { best: 1, worst: 2 },
    ])
  })

  test('do not depend on the order in which choices are given', () => {
    const forwards = rankIntervals([300, 210, 190, 40], 400)
    expect(rankIntervals([40, 190, 210, 300], 400)).toEqual([...forwards].reverse())
  })

  test('hold what they promise: in 95 of 100 surveys the true order lies within them', () => {
    const truth = [0.6, 0.45, 0.42, 0.3, 0.1]
    let [state, right] = [7, 0]
    const chance = () => {
      state = (state * 16_807) % 2_147_483_647
      return state / 2_147_483_647
    }
    for (let survey = 0; survey < 400; survey += 1) {
      const counts = truth.map((share) => Array.from({ length: 200 }).filter(() => chance() < share).length)
      if (rankIntervals(counts, 200).every(({ best, worst }, index) => best <= index + 1 && index + 1 <= worst))
        right += 1
    }
    expect(right / 400).toBeGreaterThanOrEqual(0.95)
  })
})
