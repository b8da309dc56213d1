import { beforeAll, describe, expect, test } from 'vitest'
import { checkPackage } from '../../../src/sharing/checker/check.mjs'
import type { Answers } from '../../../src/sharing/release/answers.ts'
import type { World } from '../../../src/sharing/release/format.ts'
import { readPackage } from '../../../src/sharing/release/package.ts'
import { plainPlan } from '../../../src/sharing/release/plain-plan.ts'
import type { Rule } from '../../../src/sharing/release/plan.ts'
import { inOrder, linkedTo } from '../../../src/sharing/worlds/links.ts'
import { systemOf } from '../../../src/sharing/worlds/system.ts'
import { seeded } from '../../support/answers.ts'
import { build, keys, type Release } from '../attacks/built.ts'
import { type Person, peopleOf, published, ruleBreakers } from './scene.ts'

const options = ['housing', 'schools', 'pay']
const yesNo = ['yes', 'no']

/** Who works here was asked about pay, who does not was asked why; of the barriers some said none, some skipped all. */
const madeUp = (people: number, seed: number): Answers => {
  const chance = seeded(seed)
  const one = (...codes: string[]) => codes[Math.floor(chance() ** 1.5 * codes.length)] ?? ''
  return Array.from({ length: people }, () => {
    const works = one('yes', 'no')
    const skipped = chance() < 0.15
    const none = chance() < 0.3
    const barrier = () => (skipped ? '' : none ? 'no' : chance() < 0.35 ? 'yes' : 'no')
    const barriers = Object.fromEntries(options.map((option) => [option, barrier()]))
    const chose = Object.values(barriers).includes('yes')
    return {
      ...{ home: one('cheb', 'sokolov', 'vary', 'ostrov'), age: one('young', 'middle', 'old') },
      ...{ works, why: works === 'no' ? one('care', 'school') : '' },
      ...{ ...barriers, none: skipped ? '' : chose ? 'no' : 'yes' },
    }
  })
}

const routing: Rule[] = [
  { item: 'why', if: { item: 'works', codes: ['yes'] }, only: ['missing'] },
  { item: 'why', if: { item: 'works', codes: ['no'] }, only: ['care', 'school'] },
]
const nothing: Rule[] = options.map((item) => ({ item, if: { item: 'none', codes: ['yes'] }, only: ['no'] }))
const together: Rule[] = [...options, 'none'].flatMap((item) =>
  [...options, 'none'].flatMap((other): Rule[] =>
    item === other
      ? []
      : [
          { item, if: { item: other, codes: ['missing'] }, only: ['missing'] },
          { item, if: { item: other, codes: yesNo }, only: yesNo },
        ],
  ),
)
const rules = [...routing, ...nothing, ...together]

const worldsIn = ({ files, published }: Pick<Release, 'files' | 'published'>): Person[][] =>
  [...files].flatMap(([path, bytes]) => {
    if (!path.startsWith('worlds/')) return []
    const [, ...lines] = new TextDecoder().decode(bytes).trim().split('\n')
    const rows = lines.map((line): World['rows'][number] => {
      const fields = line.split(',')
      return { codes: fields.slice(0, -2), since: Number(fields.at(-2)), people: Number(fields.at(-1)) }
    })
    return [peopleOf(published, { name: path, rows })]
  })

const release = async (answers: Answers, own: readonly Rule[], ids = ['works', 'why', ...options, 'none']) => {
  const plain = plainPlan(answers, ['home', 'age'], ids)
  const plan = { ...plain, rules: [...own], items: plain.items.map((item) => ({ ...item, ordered: false })) }
  const built = await build({ plan, answers })
  if (built.kind === 'refused') throw new Error(built.reason.code)
  return { files: built.files, published: readPackage(built.files), report: built.report }
}

describe('a questionnaire with routing, “none of these” and questions skipped as a whole', () => {
  let worlds: Person[][]
  let files: Release['files']
  beforeAll(async () => {
    const answers = madeUp(500, 3)
    const truth = answers.map((codes) => ({ codes: named(codes), since: 1, people: 1 }))
    expect(ruleBreakers(truth, rules)).toEqual([])
    const built = await release(answers, rules)
    worlds = worldsIn(built)
    files = built.files
    // nothing is merged, so that every rule can be looked at in every world
    expect(built.published.codes.items.flatMap(({ codes }) => codes.map(({ code }) => code)).join()).not.toContain('+')
  })
  const named = (codes: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(codes).map(([id, code]) => [id, code || 'missing']))
  const all = () => worlds.flat()

  test('has worlds, and the checker finds the package good', () => {
    expect(worlds.length).toBeGreaterThan(1)
    expect(checkPackage(files, { publicKeyPem: keys.publicKeyPem })).toMatchObject({ good: true })
  })

  test('in each of them who works was not asked why, and everybody else was', () => {
    expect(ruleBreakers(all(), routing)).toEqual([])
    for (const { codes } of all()) expect(codes.why === 'missing').toBe(codes.works === 'yes')
  })

  test('who said none of these said no to all of them', () => {
    expect(ruleBreakers(all(), nothing)).toEqual([])
    expect(all().some(({ codes }) => codes.none === 'yes')).toBe(true)
  })

  test('who skipped one of them skipped all', () => {
    expect(ruleBreakers(all(), together)).toEqual([])
    for (const { codes } of all()) {
      const skipped = [...options, 'none'].filter((id) => codes[id] === 'missing')
      expect([0, 4]).toContain(skipped.length)
    }
  })

  test('without the rules worlds break them, so that they are the rules’ doing', async () => {
    const free = worldsIn(await release(madeUp(500, 3), []))
    expect(ruleBreakers(free.flat(), routing).length).toBeGreaterThan(0)
    expect(ruleBreakers(free.flat(), nothing).length).toBeGreaterThan(0)
    expect(ruleBreakers(free.flat(), together).length).toBeGreaterThan(0)
  })
})

test('a choice that had to be made is made by everybody in every world', async () => {
  const chance = seeded(2)
  const one = (...codes: string[]) => codes[Math.floor(chance() ** 1.5 * codes.length)] ?? ''
  const answers = Array.from({ length: 400 }, () => {
    const housing = chance() < 0.6 ? 'yes' : 'no'
    const schools = housing === 'no' || chance() < 0.7 ? 'yes' : 'no'
    return { home: one('cheb', 'sokolov', 'vary', 'ostrov'), age: one('young', 'middle', 'old'), housing, schools }
  })
  const rule: Rule = { oneOf: ['housing', 'schools'], code: 'yes', silent: [] }
  const [bound, free] = await Promise.all([[rule], []].map((own) => release(answers, own, ['housing', 'schools'])))
  if (!bound || !free) throw new Error('nothing was released')
  expect(bound.report).toMatchObject({ attempts: 1, repairs: [] })
  expect(worldsIn(bound).length).toBeGreaterThan(1)
  expect(ruleBreakers(worldsIn(bound).flat(), [rule])).toEqual([])
  expect(ruleBreakers(worldsIn(free).flat(), [rule]).length).toBeGreaterThan(0)
})

describe('items that decide about others', () => {
  const link = (parent: number, child: number) => ({ parent, child, codes: [0], only: [0] })
  const system = (links: ReturnType<typeof link>[]) => {
    const items = Object.fromEntries(['a', 'b', 'c', 'd'].map((id) => [id, [100, 100]]))
    return { ...systemOf([published({ total: 200, frames: {}, items, tables: {} })], []), links }
  }

  test('go first, however the plan orders them', () => {
    expect(inOrder(system([]))).toEqual([0, 1, 2, 3])
    expect(inOrder(system([link(3, 0), link(2, 3)]))).toEqual([2, 3, 0, 1])
  })

  test('and of two that decide about each other the first one, each once even in a circle', () => {
    expect(inOrder(system([link(0, 1), link(1, 0)]))).toEqual([0, 1, 2, 3])
    expect(inOrder(system([link(0, 1), link(1, 2), link(2, 0)])).toSorted()).toEqual([0, 1, 2, 3])
  })

  test('hang together through all links to what has no codes yet', () => {
    const chain = system([link(0, 1), link(2, 1), link(2, 3)])
    expect(linkedTo(chain, 0, [])).toEqual([0, 1, 2, 3])
    expect(linkedTo(chain, 0, [undefined, undefined, new Uint8Array(1)])).toEqual([0, 1])
    expect(linkedTo(system([]), 2, [])).toEqual([2])
  })
})
