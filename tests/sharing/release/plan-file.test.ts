import { describe, expect, test } from 'vitest'
import { countAnswers, missing, strangeAnswers } from '../../../src/sharing/release/answers.ts'
import { planBytes } from '../../../src/sharing/release/package.ts'
import { naturally } from '../../../src/sharing/release/plain-plan.ts'
import { circleIn, planFile, planFrom, strangeNames } from '../../../src/sharing/release/plan-file.ts'
import { hashOfAnswers } from '../../support/answers.ts'

const answers = [
  { home: 'cheb', age: '9', work: 'yes', why: '1' },
  { home: 'brno', age: '10', work: 'no', why: '' },
  { home: 'abroad', age: '', work: 'no', why: '2' },
]
const planOf = (file: unknown, frames = ['home', 'age'], items = ['work', 'why']) =>
  planFrom(planFile.parse(file), answers, frames, items)

describe('without a plan file', () => {
  const plan = planOf({})
  test('everything is plain: demo, single choices, nothing sensitive, every pair a table', () => {
    expect(plan).toMatchObject({
      centre: 'demo',
      survey: 'demo',
      wave: 'demo',
      snapshot: 1,
      week: '1970-W01',
      rules: [],
    })
    expect(plan.items.map(({ kind, sensitive }) => [kind, sensitive])).toEqual([
      ['single', false],
      ['single', false],
    ])
    expect(plan.tables).toEqual([
      ['work', 'home'],
      ['work', 'age'],
      ['why', 'home'],
      ['why', 'age'],
    ])
  })

  test('codes are those given, numbers by size, words after them, a missing answer last', () => {
    const codesOf = (id: string) => plan.frames.find((frame) => frame.id === id)?.codes.map(({ code }) => code)
    expect([codesOf('home'), codesOf('age')]).toEqual([
      ['abroad', 'brno', 'cheb'],
      ['9', '10', missing],
    ])
    const mixed = ['b', missing, '10', '-1', 'a', '2', '02', '9', 'Č', '1e1']
    expect(mixed.sort(naturally)).toEqual(['-1', '02', '2', '9', '10', '1e1', 'a', 'b', 'Č', missing])
  })
})

describe('a plan file', () => {
  test('names the wave, kinds, sensitive items and tables', () => {
    const plan = planOf({
      ...{ centre: 'kv', survey: 'bariery', wave: 2026, snapshot: 3, week: '2026-W47' },
      ...{ kinds: { work: 'option', why: 'likert' }, sensitive: ['why'], tables: [['why', 'age']] },
    })
    expect(plan).toMatchObject({ centre: 'kv', survey: 'bariery', wave: '2026', snapshot: 3, week: '2026-W47' })
    expect(plan.items.map(({ id, kind, sensitive }) => [id, kind, sensitive])).toEqual([
      ['work', 'option', false],
      ['why', 'likert', true],
    ])
    expect(plan.tables).toEqual([['why', 'age']])
  })

  test('gives columns, codes and the groups above them their labels, and a group its own parent', () => {
    const [home] = planOf({
      labels: { home: { labels: { cs: 'Bydliště' }, codes: { cheb: { cs: 'Cheb' }, west: { cs: 'Západ' } } } },
      hierarchies: { home: { cheb: 'west', brno: 'east', west: 'country', east: 'country' } },
      unordered: ['home'],
    }).frames
    expect(home).toEqual({
      ...{ id: 'home', labels: { cs: 'Bydliště' }, ordered: false },
      codes: [
        { code: 'abroad', labels: {} },
        { code: 'brno', labels: {}, parent: 'east' },
        { code: 'cheb', labels: { cs: 'Cheb' }, parent: 'west' },
      ],
      groups: [
        { code: 'west', labels: { cs: 'Západ' }, parent: 'country' },
        { code: 'east', labels: {}, parent: 'country' },
        { code: 'country', labels: {} },
      ],
    })
  })

  test('makes no group of what is a code itself', () => {
    const [home] = planOf({ hierarchies: { home: { cheb: 'brno', abroad: 'world' } } }).frames
    expect(home?.groups.map(({ code }) => code)).toEqual(['world'])
  })

  test('leaves the order of what it does not name unordered alone', () =>
    expect(planOf({ unordered: ['why'] }).items.map(({ ordered }) => ordered)).toEqual([true, false]))

  test('tells all codes in their order, also those that nobody gave', () => {
    const plan = planOf({ codes: { age: ['10', '9', '8', missing] } })
    expect(plan.frames[1]?.codes.map(({ code }) => code)).toEqual(['10', '9', '8', missing])
    expect(countAnswers(plan, answers).frames.age).toEqual([1, 1, 0, 1])
    expect(strangeAnswers(plan, answers)).toEqual([])
  })

  test('whose codes lack an answer that somebody gave makes it strange, once, a missing one too', () => {
    const plan = planOf({ codes: { age: ['9'], work: ['yes'] } })
    expect(strangeAnswers(plan, [...answers, ...answers])).toEqual([
      { dimension: 'age', code: '10' },
      { dimension: 'age', code: missing },
      { dimension: 'work', code: 'no' },
    ])
  })

  test('carries rules as they are', () => {
    const rules = [
      { item: 'why', if: { item: 'work', codes: ['no'] }, only: ['missing'] },
      { oneOf: ['work', 'why'], code: 'yes', silent: [] },
    ]
    expect(planOf({ rules }).rules).toEqual(rules)
  })

  test('has the same hash for every snapshot and week of a wave, and another for another plan', () => {
    const bytes = (file: object) => new TextDecoder().decode(planBytes(planOf(file)))
    expect(bytes({ snapshot: 2, week: '2026-W01' })).toBe(bytes({ snapshot: 1, week: '2025-W52' }))
    expect(bytes({ sensitive: ['why'] })).not.toBe(bytes({}))
  })
})

describe('what is no plan file is told where it is wrong:', () => {
  test.each([
    [{ snapshot: '2' }, 'snapshot', /number/],
    [{ snapshot: 0 }, 'snapshot', />=1/],
    [{ week: '2026-47' }, 'week', /pattern/],
    [{ week: '2026-11-20' }, 'week', /pattern/],
    [{ centre: '' }, 'centre', /./],
    [{ kinds: { work: 'multiple' } }, 'kinds.work', /single.*option.*likert/],
    [{ sensitive: 'work' }, 'sensitive', /array/],
    [{ hierarchies: { home: ['cheb'] } }, 'hierarchies.home', /record/],
    [{ codes: { age: [9, 10] } }, 'codes.age.0', /string/],
    [{ tables: [['work']] }, 'tables.0', /Too small|tuple|required|undefined/i],
    [{ rules: [{ item: 'why', if: { item: 'work' }, only: [] }] }, 'rules.0', /./],
    [{ surprise: 1 }, '', /surprise/],
    [{ labels: { home: { titles: {} } } }, 'labels.home', /titles/],
    [[], '', /object/],
    ['plan', '', /object/],
  ])('%j', (file, path, message) => {
    const read = planFile.safeParse(file)
    expect(read.success).toBe(false)
    expect(read.error?.issues[0]?.path.join('.').startsWith(path)).toBe(true)
    expect(read.error?.issues[0]?.message).toMatch(message)
  })
})

describe('a hierarchy that leads back to itself', () => {
  const circle = (above: Record<string, string>) =>
    circleIn(planFile.parse({ hierarchies: { fine: { a: 'b' }, home: above } }))
  test.each([
    [{ cheb: 'cheb' }],
    [{ cheb: 'west', west: 'cheb' }],
    [{ cheb: 'west', west: 'country', country: 'world', world: 'west' }],
  ])('is found: %j', (above) => expect(circle(above)).toBe('home'))
  test('and a long one that ends is none', () => {
    const long = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`${at}`, `${at + 1}`]))
    expect(circle(long)).toBeUndefined()
    expect(circle({ cheb: 'west', pilsen: 'west', west: 'country', east: 'country' })).toBeUndefined()
  })
})

describe('coded answers', () => {
  const plan = planOf({})
  test('are counted by code, everybody in every table once', () => {
    const counts = countAnswers(plan, answers)
    expect(counts).toEqual({
      total: 3,
      frames: { home: [1, 1, 1], age: [1, 1, 1] },
      items: { work: [2, 1], why: [1, 1, 1] },
      cells: {
        work: {
          home: [
            [1, 1, 0],
            [0, 0, 1],
          ],
          age: [
            [0, 1, 1],
            [1, 0, 0],
          ],
        },
        why: {
          home: [
            [0, 0, 1],
            [1, 0, 0],
            [0, 1, 0],
          ],
          age: [
            [1, 0, 0],
            [0, 0, 1],
            [0, 1, 0],
          ],
        },
      },
    })
  })

  test('have one hash in whatever order, and another when anybody answers differently', () => {
    const hash = hashOfAnswers(plan, answers)
    const turned = answers.toReversed().map(({ home, age, work, why }) => ({ why, work, age, home }))
    expect(hashOfAnswers(plan, turned)).toBe(hash)
    expect(
      hashOfAnswers(
        plan,
        answers.map((answer) => ({ ...answer, name: 'not in the plan' })),
      ),
    ).toBe(hash)
    expect(hashOfAnswers(plan, [...answers, ...answers.slice(0, 1)])).not.toBe(hash)
    expect(hashOfAnswers(plan, answers.with(0, { ...(answers[0] as (typeof answers)[0]), age: '10' }))).not.toBe(hash)
  })
})

test.each([
  [{ sensitive: ['wrok'] }, 'wrok'],
  [{ rules: [{ item: 'wyh', if: { item: 'work', codes: ['no'] }, only: ['missing'] }] }, 'wyh'],
  [{ kinds: { wrok: 'option' } }, 'wrok'],
])('a plan file that speaks of no column of the answers names it: %j', (file, name) => {
  expect(strangeNames(planFile.parse(file), ['home', 'work', 'why'])).toEqual([name])
  expect(strangeNames(planFile.parse(file), ['home', 'work', 'why', name])).toEqual([])
})
