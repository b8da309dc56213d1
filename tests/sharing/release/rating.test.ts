import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Rated, rate, roundAlone, roundTo } from '../../../src/sharing/release/rating.ts'
import { remainderOf, strictRemainderOf } from '../../../src/sharing/release/remainder.ts'
import { seeded } from '../../support/answers.ts'
import { sum } from './scene.ts'

const about = ['age', ['young']]
const rated = (count: number, chance: number, floor?: number): Rated =>
  rate(count, about, { chance: () => chance, floor: () => floor })

describe('a count on its way to a multiple of five', () => {
  test('that is one already stays, whatever chance and earlier values say', () => {
    for (const chance of [0.001, 0.5, 0.999]) expect(roundAlone(rated(25, chance))).toBe(25)
    expect(rated(25, 0.5, 30)).toMatchObject({ down: 25, rest: 0, isForced: false })
  })

  test.each([1, 2, 3, 4])('goes up in %i of five cases', (rest) => {
    const ups = Array.from({ length: 1_000 }, (_, at) => roundAlone(rated(40 + rest, (at + 0.5) / 1_000)) === 45)
    expect(ups.filter(Boolean)).toHaveLength(200 * rest)
  })

  test('never falls below what an earlier release said of it', () => {
    expect(roundAlone(rated(41, 0.001))).toBe(40)
    expect(roundAlone(rated(41, 0.001, 45))).toBe(45)
    expect(roundAlone(rated(41, 0.001, 40))).toBe(40)
    expect(rated(41, 0.001, 40).isForced).toBe(false)
  })

  test('asks chance about itself, and the earlier release too', () => {
    const asked: unknown[] = []
    const note = (value: number) => (what: readonly unknown[]) => {
      asked.push(what)
      return value
    }
    rate(41, about, { chance: note(0.5), floor: note(0) })
    expect(asked).toEqual([about, about])
  })
})

describe('counts that must add up to their total', () => {
  const counts = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 8 })
  test('do, each four off at most, or it is said that they cannot', () => {
    fc.assert(
      fc.property(
        counts,
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.integer({ min: -1, max: 2 }),
        (people, seed, by) => {
          const chance = seeded(seed)
          const each = people.map((count) => rated(count, chance()))
          const total = 5 * (Math.floor(sum(people) / 5) + by)
          const rounded = roundTo(total, each)
          const [least, most] = [
            sum(each.map(({ down }) => down)),
            sum(each.map(({ down, rest }) => down + (rest && 5))),
          ]
          expect(rounded !== undefined).toBe(total >= least && total <= most)
          if (!rounded) return
          expect(sum(rounded)).toBe(total)
          for (const [at, value] of rounded.entries()) {
            expect(value % 5).toBe(0)
            expect(Math.abs(value - (people[at] ?? Number.NaN))).toBeLessThanOrEqual(4)
          }
        },
      ),
      { numRuns: 1_000 },
    )
  })

  test('those that an earlier release holds up go up first, and where that is too many nothing fits', () => {
    const each = [rated(11, 0.001, 15), rated(14, 0.9), rated(15, 0.5)]
    expect(roundTo(40, each)).toEqual([15, 10, 15])
    expect(roundTo(35, each)).toBeUndefined()
    expect(roundTo(45, each)).toEqual([15, 15, 15])
    expect(roundTo(35, [rated(11, 0.001, 15), rated(14, 0.9)])).toBeUndefined()
    expect(roundTo(25, [rated(11, 0.001, 15), rated(14, 0.9)])).toEqual([15, 10])
    expect(roundTo(25, [rated(11, 0.001), rated(14, 0.9)])).toEqual([10, 15])
    expect(roundTo(25, [rated(11, 0.5, 15), rated(14, 0.5, 15)])).toBeUndefined()
  })
})

describe('what a line leaves over', () => {
  test('is as the format says, for every number of shown and hidden cells', () => {
    for (let m = 0; m <= 12; m++)
      for (let h = 1; h <= 12; h++) {
        const [least, most] = remainderOf({ shown: m, hidden: h })
        expect(least).toBe(Math.max(0, 9 - 4 * (m + 1)))
        expect(most).toBe(Math.min(10 * h, 9 * (h - 1) + 4 * (m + 1)))
      }
  })

  test('is nothing where nothing is hidden', () => {
    for (let shown = 0; shown <= 12; shown++) expect(remainderOf({ shown, hidden: 0 })).toEqual([0, 0])
    expect(strictRemainderOf({ shown: 3, hidden: 0, loose: 3, margin: 50, leastMargin: 20 })).toEqual([0, 0])
  })

  test('counted strictly is never more than that, and less where a ten or a small margin cannot give', () => {
    for (let shown = 0; shown <= 6; shown++)
      for (let hidden = 1; hidden <= 6; hidden++)
        for (let loose = 0; loose <= shown; loose++)
          for (const margin of [20, 25, 100]) {
            const [least, most] = remainderOf({ shown, hidden })
            const [strictLeast, strictMost] = strictRemainderOf({ shown, hidden, loose, margin, leastMargin: 20 })
            expect([strictLeast >= least, strictMost <= most]).toEqual([true, true])
            if (loose === shown && margin >= 25) expect([strictLeast, strictMost]).toEqual([least, most])
          }
    expect(strictRemainderOf({ shown: 1, hidden: 1, loose: 0, margin: 100, leastMargin: 20 })[0]).toBe(5)
    expect(strictRemainderOf({ shown: 0, hidden: 2, loose: 0, margin: 20, leastMargin: 20 })[1]).toBe(9)
  })
})
