import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { codesWithin, commonCut } from '../../../src/sharing/reading/cuts.ts'
import { sumOf, together } from '../../../src/sharing/reading/values.ts'
import { code, first, second } from './releases.ts'

const ages = [first, second].map(({ codes }) => codes.frames[0] ?? { codes: [] })
const membersOf = (groups: { members: string[] }[]) => groups.map(({ members }) => members)

/** A way one region may have merged ten leaves. */
const leaves = Array.from({ length: 10 }, (_, at) => `l${at}`)
const aCut = fc
  .array(fc.nat(9), { minLength: leaves.length, maxLength: leaves.length })
  .map((places) => Object.values(Object.groupBy(leaves, (_, at) => String(places[at]))))
  .map((parts) => ({ codes: parts.map((members = []) => code(members.join('+'), members)) }))
const cuts = fc.array(aCut, { minLength: 1, maxLength: 5 })

describe('the common cut', () => {
  test('of four ages and two is the two, named as the region names them that has just these', () => {
    expect(commonCut(ages).map(({ members, labels }) => [members, labels.cs])).toEqual([
      [['18-24', '25-34'], '-34 česky'],
      [['35-44', '45+'], '35+ česky'],
    ])
  })

  test('of cuts that cross is one group, named by the fewest codes', () => {
    const crossing = [
      { codes: [code('a', ['1', '2']), code('b', ['3'])] },
      { codes: [code('c', ['1']), code('d', ['2', '3'])] },
    ]
    expect(commonCut(crossing).map(({ members, labels }) => [members.toSorted(), labels.cs])).toEqual([
      [['1', '2', '3'], 'a česky, b česky'],
    ])
  })

  test('keeps what one region does not know apart, and says that it does not', () => {
    const [all, fewer] = [{ codes: [code('a'), code('b'), code('z')] }, { codes: [code('a'), code('b')] }]
    const groups = commonCut([all, fewer])
    expect(membersOf(groups)).toEqual([['a'], ['b'], ['z']])
    expect(groups.map((group) => codesWithin(group, fewer)?.length)).toEqual([1, 1, undefined])
  })

  test('has every leaf once, and no code of any release in two groups', () => {
    fc.assert(
      fc.property(cuts, (dimensions) => {
        const groups = membersOf(commonCut(dimensions))
        expect(groups.flat().toSorted()).toEqual(leaves)
        for (const { members } of dimensions.flatMap(({ codes }) => codes))
          expect(groups.filter((group) => group.some((leaf) => members.includes(leaf)))).toHaveLength(1)
      }),
      { numRuns: 2000 },
    )
  })

  test('is the finest: what is cut in two anywhere cuts a code of some release', () => {
    fc.assert(
      fc.property(cuts, fc.nat(), (dimensions, at) => {
        for (const { members } of commonCut(dimensions).filter((group) => group.members.length > 1)) {
          const part = new Set(members.filter((_, index) => (at >> index) % 2 === 0))
          if (part.size === 0 || part.size === members.length) continue
          const torn = dimensions
            .flatMap(({ codes }) => codes)
            .filter((each) => {
              const inside = each.members.filter((leaf) => part.has(leaf)).length
              return inside > 0 && inside < each.members.length
            })
          // a code lies in this group whole or not at all, so torn means torn by this part
          expect(torn.length).toBeGreaterThan(0)
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('of the same releases in another order is the same', () => {
    const sorted = (groups: { members: string[] }[]) =>
      membersOf(groups)
        .map((members) => members.toSorted().join())
        .sort()
    fc.assert(
      fc.property(cuts, (dimensions) => {
        expect(sorted(commonCut(dimensions.toReversed()))).toEqual(sorted(commonCut(dimensions)))
      }),
    )
  })
})

describe('cells taken together', () => {
  const published = fc.option(
    fc.integer({ min: 2, max: 60 }).map((fives) => 5 * fives),
    { nil: undefined },
  )
  const cells = fc.array(published, { minLength: 1, maxLength: 12 })

  test('add up what is shown, and a hidden one adds 0 to 9', () => {
    expect(together([20, 70])).toEqual({ least: 90, most: 90, parts: 2, hidden: 0 })
    expect(together([undefined, 25])).toEqual({ least: 25, most: 34, parts: 2, hidden: 1 })
    expect(together([undefined])).toEqual({ least: 0, most: 9, parts: 1, hidden: 1 })
  })

  test('hold every number of people that the hidden cells may hold', () => {
    fc.assert(
      fc.property(cells, fc.array(fc.nat(9), { minLength: 12, maxLength: 12 }), (counts, secrets) => {
        const possible = counts.reduce<number>((sum, count, at) => sum + (count ?? secrets[at] ?? 0), 0)
        const { least, most } = together(counts)
        expect(least <= possible && possible <= most).toBe(true)
      }),
    )
  })

  test('come to the same however they are put together', () => {
    fc.assert(
      fc.property(cells, fc.nat(12), (counts, at) => {
        expect(sumOf([together(counts.slice(0, at)), together(counts.slice(at))])).toEqual(together(counts))
      }),
    )
  })
})
