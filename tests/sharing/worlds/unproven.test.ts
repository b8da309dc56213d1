import { describe, expect, test } from 'vitest'
import { checkPackage } from '../../../src/sharing/checker/check.mjs'
import { missing } from '../../../src/sharing/release/answers.ts'
import type { Plan } from '../../../src/sharing/release/plan.ts'
import { repair } from '../../../src/sharing/release/repair.ts'
import { certificateOf } from '../../../src/sharing/worlds/certificate.ts'
import { findWorlds } from '../../../src/sharing/worlds/find.ts'
import { type Made, madeAnswers } from '../../support/answers.ts'
import { build, keys } from '../attacks/built.ts'
import { planOf } from '../attacks/scene.ts'
import { published, solver } from './scene.ts'

const tight = published({
  total: 200,
  frames: { home: [20, 180] },
  items: { work: [110, 90] },
  tables: {
    'work home': [
      [20, 90],
      [-1, 90],
    ],
  },
})

describe('a certificate', () => {
  test('names the cell that could not be proven, and holds no file', () => {
    expect(certificateOf(tight.codes, [], findWorlds([tight], [], { solver }))).toEqual({
      kind: 'unproven',
      cells: [{ item: 'work', item_code: '1', frame: 'home', frame_code: '0' }],
    })
  })

  test('of half a proof is none either', () => {
    const found = findWorlds([tight], [], { solver })
    for (const half of [
      { low: '01', high: undefined },
      { low: undefined, high: '01' },
    ]) {
      const witnessed = found.witnessed.map(({ target }) => ({ target, ...half }))
      expect(certificateOf(tight.codes, [], { ...found, witnessed }).kind).toBe('unproven')
    }
    const both = found.witnessed.map(({ target }) => ({ target, low: '01', high: '02' }))
    expect(certificateOf(tight.codes, [], { ...found, witnessed: both }).kind).toBe('proven')
  })
})

describe('what cannot be proven is given up, the least of it first:', () => {
  const codes = (count: number) => Array.from({ length: count }, (_, at) => ({ code: `${at}`, labels: {} }))
  const plan: Plan = {
    ...{ centre: 'demo', survey: 's', wave: '1', snapshot: 1, week: '2026-W01', rules: [] },
    frames: [{ id: 'home', labels: {}, ordered: true, codes: codes(4), groups: [] }],
    items: [
      { id: 'work', labels: {}, ordered: true, codes: codes(4), groups: [], kind: 'single', sensitive: false },
      { id: 'why', labels: {}, ordered: false, codes: codes(2), groups: [], kind: 'single', sensitive: false },
    ],
    tables: [
      ['work', 'home'],
      ['why', 'home'],
    ],
  }
  const shape = {
    cuts: { home: [[0], [1], [2], [3]], work: [[0], [1], [2], [3]], why: [[0], [1]] },
    tables: plan.tables,
  }
  const sizes = { home: [30, 25, 100, 100], work: [120, 60, 40, 35], why: [130, 125] }
  const at = (item: string, code: number, group: number) => ({ item, frame: 'home', code, group })

  test('an answer of four is merged with its neighbour', () => {
    const { shape: after, repairs } = repair(plan, shape, [at('work', 3, 0)], sizes, false)
    expect(after.cuts.work).toEqual([[0], [1], [2, 3]])
    expect(repairs).toEqual([{ kind: 'merged', dimension: 'work', codes: ['2', '3'] }])
    expect(after.tables).toEqual(plan.tables)
  })

  test('of three answers only a missing one is merged still', () => {
    const cuts = { ...shape.cuts, work: [[0, 1], [2], [3]] }
    const three = { ...shape, cuts }
    const { shape: after } = repair(plan, three, [at('work', 2, 0)], { ...sizes, work: [180, 40, 35] }, false)
    expect(after.cuts).toMatchObject({ work: cuts.work, home: [[0, 1], [2], [3]] })
    const items = plan.items.map((item) => ({
      ...item,
      codes: [...item.codes.slice(0, -1), { code: missing, labels: {} }],
    }))
    const silent = repair({ ...plan, items }, three, [at('work', 2, 0)], { ...sizes, work: [180, 40, 35] }, false)
    expect(silent.repairs).toEqual([{ kind: 'merged', dimension: 'work', codes: ['2', missing] }])
  })

  test('of two answers the small group is merged instead', () => {
    const { shape: after, repairs } = repair(plan, shape, [at('why', 0, 1)], sizes, false)
    expect(after.cuts).toMatchObject({ why: [[0], [1]], home: [[0, 1], [2], [3]] })
    expect(repairs).toEqual([{ kind: 'merged', dimension: 'home', codes: ['0', '1'] }])
  })

  test('a great group is merged with nobody for one table, nor are three groups: the table is withheld', () => {
    const withheld = [{ kind: 'withheld', item: 'why', frame: 'home', why: 'unproven' }]
    const great = repair(plan, shape, [at('why', 0, 2)], sizes, false)
    expect(great).toEqual({ shape: { ...shape, tables: [['work', 'home']] }, repairs: withheld })
    const three = { ...shape, cuts: { ...shape.cuts, home: [[0], [1], [2, 3]] } }
    expect(repair(plan, three, [at('why', 0, 1)], sizes, false).repairs).toEqual(withheld)
  })

  test('one table of an item after another', () => {
    const tables: Plan['tables'] = [...plan.tables, ['why', 'age'], ['work', 'age']]
    const troubles = [at('why', 0, 2), { ...at('why', 0, 0), frame: 'age' }]
    expect(repair(plan, { ...shape, tables }, troubles, sizes, false).repairs).toHaveLength(1)
  })

  test('a later release merges nothing', () => {
    const { shape: after, repairs } = repair(plan, shape, [at('work', 3, 0)], sizes, true)
    expect(after.cuts).toEqual(shape.cuts)
    expect(repairs).toEqual([{ kind: 'withheld', item: 'work', frame: 'home', why: 'unproven' }])
  })

  test('places are not merged twice in one round, because the first merging has moved them', () => {
    const { repairs } = repair(plan, shape, [at('work', 3, 0), at('work', 0, 0), at('why', 0, 0)], sizes, false)
    expect(repairs).toEqual([
      { kind: 'merged', dimension: 'work', codes: ['2', '3'] },
      { kind: 'merged', dimension: 'home', codes: ['0', '1'] },
    ])
  })
})

describe('a whole release that is not proven at first', () => {
  const made = (seed: number): Made => ({ people: 200, evenness: 2, frames: [4, 3], items: [3, 2], seed })
  test.each([9, 10, 20, 31])('is smaller and proven in the end (%i)', async (seed) => {
    const answers = madeAnswers(made(seed))
    const built = await build({ plan: planOf(made(seed), answers), answers })
    if (built.kind === 'refused') throw new Error(built.reason.code)
    const { attempts, repairs, worstError } = built.report
    expect(attempts).toBeGreaterThan(1)
    expect(repairs.some((one) => one.kind === 'merged' || one.why === 'unproven')).toBe(true)
    expect(worstError).toBeLessThanOrEqual(4)
    expect(checkPackage(built.files, { publicKeyPem: keys.publicKeyPem })).toMatchObject({ good: true })
    expect(JSON.parse(new TextDecoder().decode(built.files.get('repairs.json')))).toMatchObject({ attempts })
  })
})
