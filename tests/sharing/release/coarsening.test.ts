import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { missing } from '../../../src/sharing/release/answers.ts'
import { type Cut, coarsen, codesOf, cutFrom, joinOne, sumOver } from '../../../src/sharing/release/coarsening.ts'
import { plainPlan } from '../../../src/sharing/release/plain-plan.ts'
import type { Classification, PlannedCode } from '../../../src/sharing/release/plan.ts'
import { classification, sum } from './scene.ts'

const named = (of: Classification, cut: Cut) => codesOf(of, cut).map(({ code }) => code)
const coarsened = (of: Classification, people: number[], least = 20) => named(of, coarsen(of, people, least))

const regions = classification(
  [
    'prague<west',
    'pilsen<west',
    'cheb<west',
    'brno<east',
    'zlin<east',
    'ostrava<silesia',
    'opava<silesia',
    'olomouc<moravia',
    'abroad',
  ],
  ['west', 'east', 'moravia', 'silesia<moravia'],
  false,
)

/** Thirty people in each region but these. */
const peopleIn = (few: Record<string, number>) => regions.codes.map(({ code }) => few[code] ?? 30)

describe('groups are merged until twenty people stand in each:', () => {
  test('a group that is large enough stays as it is', () =>
    expect(coarsened(classification(['a', 'b', 'c']), [20, 21, 500])).toEqual(['a', 'b', 'c']))

  test('one of nineteen joins its smaller neighbour where codes are ordered', () => {
    const ages = classification(['a', 'b', 'c', 'd'])
    expect(coarsened(ages, [100, 19, 90, 25])).toEqual(['a', 'b+c', 'd'])
    expect(coarsened(ages, [19, 100, 90, 25])).toEqual(['a+b', 'c', 'd'])
  })

  test('and the smallest of all where they are not', () =>
    expect(coarsened(classification(['a', 'b', 'c', 'd'], [], false), [100, 19, 90, 25])).toEqual(['a', 'b+d', 'c']))

  test('smallest first, again and again', () => {
    const ages = classification(['a', 'b', 'c', 'd', 'e'])
    expect(coarsened(ages, [10, 10, 10, 10, 10])).toEqual(['a+b', 'c+d+e'])
    expect(coarsened(ages, [1, 1, 1, 1, 1])).toEqual(['a+b+c+d+e'])
  })

  test('brothers under one parent before strangers, and all of them take the name of the parent', () => {
    const rest = ['brno', 'zlin', 'ostrava', 'opava', 'olomouc', 'abroad']
    const west = (few: Record<string, number>) => coarsened(regions, peopleIn(few))
    expect(west({ prague: 50, pilsen: 12, cheb: 9 })).toEqual(['prague', 'pilsen+cheb', ...rest])
    expect(west({ prague: 15, pilsen: 1, cheb: 9 })).toEqual(['west', ...rest])
  })

  test('who is at home further down goes up one step after another', () => {
    const east = (few: Record<string, number>) => coarsened(regions, peopleIn(few)).slice(5)
    expect(east({ ostrava: 5, opava: 16 })).toEqual(['silesia', 'olomouc', 'abroad'])
    expect(east({ ostrava: 5, opava: 4 })).toEqual(['moravia', 'abroad'])
    // all of Moravia is too small: with nobody beside it there it takes the smallest at the top
    expect(east({ ostrava: 5, opava: 4, olomouc: 6, abroad: 25 })).toEqual(['ostrava+opava+olomouc+abroad'])
  })

  test('a missing answer is a category like the others, and the last one', () => {
    const answers = ['2', '', '1', '10', ''].map((age) => ({ age, q: 'x' }))
    const [age] = plainPlan(answers, ['age'], ['q']).frames
    expect(age?.codes.map(({ code }) => code)).toEqual(['1', '2', '10', missing])
    expect(age && coarsened(age, [40, 40, 40, 19])).toEqual(['1', '2', '10+missing'])
    expect(age && coarsened(age, [40, 40, 40, 20])).toEqual(['1', '2', '10', 'missing'])
  })

  test('where too few are left of all others, one part remains, be it too small', () => {
    expect(coarsened(classification(['a', 'b']), [300, 19])).toEqual(['a+b'])
    expect(coarsened(classification(['a']), [3])).toEqual(['a'])
  })

  test('whatever the people and the hierarchy: a partition, each part large enough, never needlessly one', () => {
    const people = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 9, maxLength: 9 })
    fc.assert(
      fc.property(people, fc.boolean(), fc.integer({ min: 1, max: 60 }), (counts, ordered, least) => {
        const cut = coarsen({ ...regions, ordered }, counts, least)
        expect(cut.flat().toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
        const sizes = cut.map((part) => sumOver(part, counts))
        expect(sum(sizes)).toBe(sum(counts))
        expect(cut.length === 1 || Math.min(...sizes) >= least).toBe(true)
        if (counts.every((count) => count >= least)) expect(cut).toHaveLength(9)
      }),
      { numRuns: 1_000 },
    )
  })

  test('ordered parts without a hierarchy are always neighbours', () => {
    const flat = classification(['a', 'b', 'c', 'd', 'e', 'f'])
    const people = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 6, maxLength: 6 })
    fc.assert(
      fc.property(people, (counts) => {
        expect(coarsen(flat, counts, 20).flat()).toEqual([0, 1, 2, 3, 4, 5])
      }),
    )
  })
})

describe('joining one part', () => {
  const cut = [[0], [1], [2], [3]]
  test('takes the smaller neighbour, or the smallest of all', () => {
    expect(joinOne(cut, 1, [9, 5, 8, 1], true)).toEqual([[0], [1, 2], [3]])
    expect(joinOne(cut, 1, [9, 5, 8, 1], false)).toEqual([[0], [1, 3], [2]])
    expect(joinOne(cut, 3, [9, 5, 8, 1], true)).toEqual([[0], [1], [2, 3]])
    expect(joinOne(cut, 0, [9, 5, 8, 1], true)).toEqual([[0, 1], [2], [3]])
  })
  test('leaves the only one alone', () => expect(joinOne([[0, 1]], 0, [4], true)).toEqual([[0, 1]]))
})

describe('codes of a cut', () => {
  test('keep the name and labels of a leaf, of a whole group, and put others together by +', () => {
    expect(codesOf(regions, [[0], [1, 2], [5, 6], [3, 4]])).toEqual([
      { code: 'prague', labels: { cs: 'prague česky', en: 'prague in English' }, members: ['prague'] },
      {
        code: 'pilsen+cheb',
        labels: { cs: 'pilsen česky + cheb česky', en: 'pilsen in English + cheb in English' },
        members: ['pilsen', 'cheb'],
      },
      { code: 'silesia', labels: { cs: 'silesia česky', en: 'silesia in English' }, members: ['ostrava', 'opava'] },
      { code: 'east', labels: { cs: 'east česky', en: 'east in English' }, members: ['brno', 'zlin'] },
    ])
  })

  test('a group stands for all of its leaves, also those of groups below it, and for no part of them', () => {
    expect(named(regions, [[5, 6]])).toEqual(['silesia'])
    expect(named(regions, [[5, 6, 7]])).toEqual(['moravia'])
    expect(named(regions, [[5, 7]])).toEqual(['ostrava+olomouc'])
    expect(named(regions, [[0, 1]])).toEqual(['prague+pilsen'])
    expect(named(regions, [[0, 1, 2, 8]])).toEqual(['prague+pilsen+cheb+abroad'])
  })

  test('a language that one label lacks is left out of the joined one', () => {
    const codes: PlannedCode[] = [
      { code: 'a', labels: { cs: 'A', uk: 'А' } },
      { code: 'b', labels: { cs: 'B' } },
    ]
    expect(codesOf({ ...classification([]), codes }, [[0, 1]])[0]?.labels).toEqual({ cs: 'A + B' })
  })

  test('tell the cut again to a later release, whatever order its plan has', () => {
    const cut = coarsen(regions, peopleIn({ pilsen: 12, cheb: 9, opava: 5, olomouc: 16 }), 20)
    expect(cutFrom(regions, codesOf(regions, cut))).toEqual(cut)
    const turned = { ...regions, codes: regions.codes.toReversed() }
    const members = codesOf(turned, cutFrom(turned, codesOf(regions, cut))).map((code) => code.members)
    expect(members).toEqual(codesOf(regions, cut).map((code) => code.members))
  })
})
