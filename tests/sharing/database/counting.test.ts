import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DemoQuestion } from '../../../seeds/data/barriers-survey.ts'
import { countAnswers } from '../../../src/sharing/counting.ts'
import { planOf, type WavePlan } from '../../../src/sharing/plans.ts'
import { listRoutes } from '../../../src/sharing/queries/counting.ts'
import { countAnswers as countOneByOne } from '../../../src/sharing/release/answers.ts'
import { aCentre } from '../../support/cast.ts'
import { testDatabase } from '../../support/database.ts'
import { type Answers, askBarriers, inside, writeAnswers } from './scene.ts'

const database = testDatabase()
const four = (text: string) => ({ cs: text, en: text, de: text, uk: text })
const choice = (code: string, exclusive = false) => ({ code, texts: four(code), ...(exclusive ? { exclusive } : {}) })
const of = (list: string, ...codes: string[]) => ({ code_list: list, choices: codes.map((code) => choice(code)) })

/** Nothing need be answered, one question hangs on a choice, one on options of another, and one on that. */
const questions: DemoQuestion[] = [
  {
    code: 'age',
    page: 1,
    kind: 'single',
    wording: four('Věk?'),
    ...of('age_bands', 'under_25', '25_34', '35_44', '55_more'),
  },
  { code: 'from', page: 1, kind: 'single', wording: four('Odkud?'), ...of('districts', 'cheb', 'sokolov') },
  {
    code: 'open',
    page: 1,
    kind: 'single',
    required: true,
    wording: four('?'),
    choices: ['a', 'b', 'c'].map((code) => choice(code)),
  },
  {
    code: 'many',
    page: 1,
    kind: 'multiple',
    wording: four('?'),
    choices: [choice('x'), choice('y'), choice('none', true)],
  },
  {
    ...{ code: 'deep', page: 2, kind: 'single', wording: four('?'), choices: [choice('m'), choice('n')] },
    shown_if: { question: 'open', choices: ['a', 'b'] },
  },
  {
    ...{ code: 'deeper', page: 3, kind: 'multiple', wording: four('?'), choices: [choice('p'), choice('q')] },
    shown_if: { question: 'deep', choices: ['n'] },
  },
  {
    ...{
      code: 'after',
      page: 3,
      kind: 'single',
      required: true,
      wording: four('?'),
      choices: [choice('u'), choice('v')],
    },
    shown_if: { question: 'many', choices: ['x', 'y'] },
  },
]

const one = (...codes: string[]) =>
  fc.option(
    fc.constantFrom(...codes).map((code) => [code]),
    { nil: undefined },
  )
const some = (...codes: string[]) => fc.option(fc.subarray(codes, { minLength: 1 }), { nil: undefined })

/** A person answers only what is asked. */
const person = fc
  .record({
    ...{ age: one('under_25', '25_34', '35_44', '55_more'), from: one('cheb', 'sokolov') },
    ...{ open: fc.constantFrom('a', 'b', 'c').map((code) => [code]), many: some('x', 'y', 'none') },
    ...{ deep: one('m', 'n'), deeper: some('p', 'q'), after: fc.constantFrom('u', 'v').map((code) => [code]) },
  })
  .map((said): Answers => {
    const deep = said.open[0] === 'c' ? undefined : said.deep
    const deeper = deep?.[0] === 'n' ? said.deeper : undefined
    const after = said.many?.some((code) => code !== 'none') ? said.after : undefined
    const given = { ...said, deep, deeper, after }
    return Object.fromEntries(Object.entries(given).flatMap(([code, codes]) => (codes ? [[code, codes]] : [])))
  })

/** The same by hand: what stands in each column for one person. */
const columnsOf = (plan: WavePlan, said: Answers): Record<string, string> => {
  const asked = (code: string): boolean => {
    const route = questions.find((question) => question.code === code)?.shown_if
    return !route || (asked(route.question) && route.choices.some((choice) => said[route.question]?.includes(choice)))
  }
  const column = (id: string) => {
    const [code = '', option] = id.split('.')
    if (!asked(code)) return 'not_asked'
    if (!said[code]) return 'missing'
    return option ? (said[code].includes(option) ? 'yes' : 'no') : (said[code][0] ?? '')
  }
  return Object.fromEntries([...plan.frames, ...plan.items].map(({ id }) => [id, column(id)]))
}

const count = (centre: { id: string }, waveId: string, lastBatch: number, plan: WavePlan) =>
  inside(database.counterDb, centre, async ({ db, centreId }) =>
    countAnswers(db, { centreId, waveId, lastBatch, plan, routes: await listRoutes(db, centreId, waveId) }),
  )

test('whatever people answer, one scan an item counts what going through them one by one counts', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(person, { minLength: 0, maxLength: 60 }), async (people) => {
      const fresh = await aCentre(database.ownerDb)
      const { waveId } = await askBarriers(database.ownerDb, fresh, questions)
      await writeAnswers(database.ownerDb, { centreId: fresh.id, waveId, from: 0 }, people)
      const planned = await inside(database.appDb, fresh, (scope) => planOf(scope, waveId))
      if (planned?.kind !== 'plan') throw new Error('There is no plan.')
      const { plan } = planned
      const counted = await count(fresh, waveId, 100, plan)
      const byHand = countOneByOne(
        { ...plan, snapshot: 1, week: '' },
        people.map((said) => columnsOf(plan, said)),
      )
      const cells = Object.fromEntries(
        Object.entries(byHand.cells).map(([item, frames]) => [
          item,
          Object.fromEntries(
            Object.entries(frames).filter(([frame]) => plan.tables.some(([i, f]) => i === item && f === frame)),
          ),
        ]),
      )
      expect(counted).toMatchObject({ kind: 'counted', counts: { ...byHand, cells } })
    }),
    { numRuns: 40 },
  )
}, 120_000)
