import { beforeAll, describe, expect, test } from 'vitest'
import { type Answers, countAnswers } from '../../../src/sharing/release/answers.ts'
import { contradictionOf } from '../../../src/sharing/release/checks.ts'
import type { Package } from '../../../src/sharing/release/format.ts'
import { readNumbers } from '../../../src/sharing/release/package.ts'
import { plainPlan } from '../../../src/sharing/release/plain-plan.ts'
import { refusalText } from '../../../src/sharing/release/refusal-text.ts'
import { madeAnswers } from '../../support/answers.ts'
import { build } from '../attacks/built.ts'

const answers = madeAnswers({ people: 400, evenness: 5, frames: [3, 3], items: [3, 2], seed: 4 })
const [frames, items] = [
  ['frame1', 'frame2'],
  ['q1', 'q2'],
]
const plan = plainPlan(answers, frames, items)
const planOf = (own: Answers) => plainPlan(own, frames, items)

const reasonOf = async (building: Parameters<typeof build>[0]) => {
  const built = await build(building)
  return built.kind === 'refused' ? built.reason : built.kind
}
const each = (own: Record<string, string>) => answers.map((answer) => ({ ...answer, ...own }))

describe('nothing is released', () => {
  test('of one answer, of none, and of thirty-nine', async () => {
    for (const people of [0, 1, 39]) {
      const few = answers.slice(0, people)
      expect(await reasonOf({ plan, answers: few })).toEqual({ code: 'too_few', people, least: 40 })
    }
    expect(await reasonOf({ plan, answers: answers.slice(0, 40) })).not.toMatchObject({ code: 'too_few' })
  })

  test('where all answers are alike', async () => {
    const alike = each({ frame1: '0', frame2: '0', q1: '0', q2: '0' })
    expect(await reasonOf({ plan: planOf(alike), answers: alike })).toEqual({ code: 'no_tables' })
    expect(await reasonOf({ plan, answers: alike })).toEqual({ code: 'no_tables' })
  })

  test('where nobody answered any frame', async () => {
    const silent = each({ frame1: '', frame2: '' })
    expect(await reasonOf({ plan: planOf(silent), answers: silent })).toEqual({ code: 'no_tables' })
  })

  test('where there is no frame, no item or no table to speak of', async () => {
    for (const empty of [{ frames: [] }, { items: [] }, { tables: [] }])
      expect(await reasonOf({ plan: { ...plan, tables: [], ...empty }, answers })).toEqual({ code: 'no_tables' })
    const codeless = { ...plan, frames: plan.frames.map((frame) => ({ ...frame, codes: [] })) }
    expect(await reasonOf({ plan: codeless, answers })).toEqual({ code: 'no_tables' })
  })

  test('where two columns, or two codes of one, have the same name', async () => {
    const [first, second] = plan.frames
    const [q1, q2] = plan.items
    if (!first || !second || !q1 || !q2) throw new Error('the plan is another one')
    const twice = { ...plan, frames: [first, { ...second, id: 'frame1' }], tables: [] }
    expect(await reasonOf({ plan: twice, answers })).toEqual({ code: 'same_name', name: 'frame1' })
    const both = { ...plan, items: [q1, { ...q2, id: 'frame2' }], tables: [] }
    expect(await reasonOf({ plan: both, answers })).toEqual({ code: 'same_name', name: 'frame2' })
    const repeated = { ...q1, codes: [...q1.codes, ...q1.codes.slice(0, 1)] }
    expect(await reasonOf({ plan: { ...plan, items: [repeated, q2] }, answers })).toEqual({
      code: 'same_name',
      name: 'q1',
    })
  })

  test('where the plan wants a table of what it does not have', async () => {
    for (const [item, frame] of [
      ['q9', 'frame1'],
      ['q1', 'frame9'],
      ['frame1', 'q1'],
    ] as const)
      expect(await reasonOf({ plan: { ...plan, tables: [...plan.tables, [item, frame]] }, answers })).toEqual({
        ...{ code: 'unknown_name', name: `${item} × ${frame}` },
      })
  })
})

describe('a later release', () => {
  let first: Package
  const more = [...answers, ...madeAnswers({ people: 300, evenness: 5, frames: [3, 3], items: [3, 2], seed: 9 })]
  const later = { ...plan, snapshot: 2 }
  beforeAll(async () => {
    const built = await build({ plan, answers })
    if (built.kind === 'refused') throw new Error(built.reason.code)
    first = built.files
  })
  const growing = (changed: object, own: Answers = more) =>
    reasonOf({ plan: { ...later, ...changed }, answers: own, previous: [first] })

  test('of the same plan and more answers is fine', async () => expect(await growing({})).toBe('certified'))

  test('must have a greater number', async () => {
    expect(await growing({ snapshot: 1 })).toEqual({ code: 'not_later' })
    expect(await growing({ snapshot: 0 })).toEqual({ code: 'not_later' })
  })

  test('keeps all codes and columns of the first', async () => {
    const differs = (name: string) => ({ code: 'earlier_differs', name })
    const codes = (id: string, change: (codes: { code: string; labels: Record<string, string> }[]) => object[]) =>
      growing({ items: plan.items.map((item) => (item.id === id ? { ...item, codes: change(item.codes) } : item)) })
    expect(await codes('q1', (all) => [...all, { code: 'new', labels: {} }])).toEqual(differs('q1'))
    expect(await codes('q1', (all) => all.slice(1))).toEqual(differs('q1'))
    expect(await codes('q1', (all) => [...all.slice(1), { code: 'new', labels: {} }])).toEqual(differs('q1'))
    expect(await codes('q1', (all) => all.toReversed())).toBe('certified')
    expect(
      await growing({ frames: plan.frames.slice(1), tables: plan.tables.filter(([, id]) => id !== 'frame1') }),
    ).toEqual(differs('frame1'))
  })

  test('has lost nobody and has grown', async () => {
    expect(await growing({}, more.slice(0, 300))).toEqual({ code: 'shrunk', name: '' })
    expect(await growing({}, more.slice(0, 390))).toEqual({ code: 'shrunk', name: '' })
    const earlier = [{ ...readNumbers(first), snapshot: 1 }]
    const said = earlier[0]?.margins[0]?.count ?? Number.NaN
    const withPeople = (people: number) =>
      contradictionOf(later, earlier, { ...countAnswers(plan, answers), total: people })
    expect(withPeople(said - 5)).toEqual({ code: 'shrunk', name: '' })
    const least = Math.max(said - 4 + 30, Math.ceil((said - 4) * 1.1))
    expect(withPeople(least - 1)).toEqual({ code: 'not_grown', people: least - 1, least })
    expect(withPeople(least)).toBeUndefined()
  })

  test('shows no table that the first withheld', async () => {
    const built = await build({ plan: { ...plan, tables: plan.tables.slice(1) }, answers })
    if (built.kind === 'refused') throw new Error(built.reason.code)
    const next = await build({ plan: later, answers: more, previous: [built.files] })
    if (next.kind === 'refused') throw new Error(next.reason.code)
    const [item, frame] = plan.tables[0] ?? []
    expect(new TextDecoder().decode(next.files.get('cells.csv'))).not.toMatch(
      new RegExp(`^${item},\\w+,${frame},`, 'm'),
    )
  })
})

describe('a hierarchy that does not fit its codes', () => {
  const below = (parents: Record<string, string>, groups: string[]) => ({
    ...plan,
    frames: plan.frames.map((frame) => ({
      ...frame,
      codes: frame.codes.map((code) => {
        const parent = frame.id === 'frame1' ? parents[code.code] : undefined
        return parent === undefined ? code : { ...code, parent }
      }),
      groups: frame.id === 'frame1' ? groups.map((code) => ({ code, labels: {} })) : [],
    })),
  })

  // it is certified, and the checker says that codes.json has a code twice
  test('a group called like a code is refused', async () => {
    const few = answers.map((answer, row) => ({ ...answer, frame1: row < 12 ? '0' : row < 24 ? '1' : '2' }))
    const reason = await reasonOf({ plan: below({ 0: '2', 1: '2' }, ['2']), answers: few })
    expect(reason).toEqual({ code: 'same_name', name: 'frame1' })
  })

  // people of a code below no group are in no part: it is certified without the whole frame, as if there were one group
  test('a code below a group that there is not is refused', async () => {
    expect(await reasonOf({ plan: below({ 0: 'nowhere' }, []), answers })).toMatchObject({ code: 'unknown_name' })
  })
})

test('counts of another plan are not counted silently as nought', async () => {
  // a caller that counts by hand must count what the plan names
  const counts = countAnswers(planOf(answers), answers)
  const built = await build({ plan, answers, counts: { ...counts, frames: {} } })
  expect(built.kind).toBe('refused')
})

test('every reason is one sentence, and none repeats a count but that of the people', () => {
  const sentences = [
    refusalText({ code: 'too_few', people: 12, least: 40 }),
    refusalText({ code: 'same_name', name: 'age' }),
    refusalText({ code: 'unknown_name', name: 'q × age' }),
    refusalText({ code: 'no_tables' }),
    refusalText({ code: 'earlier_differs', name: 'age' }),
    refusalText({ code: 'not_later' }),
    refusalText({ code: 'shrunk', name: '' }),
    refusalText({ code: 'unproven', attempts: 40 }),
  ]
  for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z][^\n.]*\.$/)
  expect(new Set(sentences).size).toBe(8)
  expect(sentences[0]).toBe('There are 12 answers; a release needs at least 40.')
})
