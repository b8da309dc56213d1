import { expect, test } from 'vitest'
import { barrierQuestions } from '../../../seeds/data/barriers-survey.ts'
import { planOf } from '../../../src/sharing/plans.ts'
import { testDatabase } from '../../support/database.ts'
import { setScene } from './scene.ts'

const database = testDatabase()

const planned = async (questions = barrierQuestions) => {
  const scene = await setScene(database, questions)
  const plan = await scene.as((scope) => planOf(scope, scene.waveId))
  if (plan?.kind !== 'plan') throw new Error(JSON.stringify(plan))
  return plan
}

test('the barrier survey is planned by its shared questions; a ranking is left out, and said to be', async () => {
  const { plan, leftOut } = await planned()
  expect(plan.frames.map(({ id }) => id)).toEqual(['field', 'residence', 'age', 'origin', 'household'])
  const items = plan.items.map(({ id }) => id)
  expect(items.filter((id) => !id.includes('.'))).toEqual(['considered', 'still', 'horizon', 'in_touch'])
  expect(items.filter((id) => id.startsWith('barriers.')).length).toBe(14)
  expect([plan.tables.length, leftOut]).toEqual([items.length * 5, [{ kind: 'ranking', item: 'strongest' }]])
  const [considered, still] = plan.items
  expect(considered?.codes.map(({ code }) => code)).toEqual(['yes', 'no'])
  expect(still?.codes.map(({ code }) => code)).toEqual(['yes', 'no', 'unsure', 'not_asked'])
  for (const { codes, groups, labels } of [...plan.frames, ...plan.items])
    for (const said of [labels, ...[...codes, ...groups].map((code) => code.labels)])
      expect(Object.keys(said).sort()).toEqual(['cs', 'de', 'en', 'uk'])
})

test('residence has the groups of the network above it, without those that would put nothing together', async () => {
  const { plan } = await planned()
  const residence = plan.frames.find(({ id }) => id === 'residence')
  const parent = (code: string) =>
    [...(residence?.codes ?? []), ...(residence?.groups ?? [])].find((known) => known.code === code)?.parent
  expect([
    parent('praha'),
    parent('prague_central'),
    parent('germany'),
    parent('neighbours'),
    parent('abroad'),
  ]).toEqual([...['prague_central', 'czechia', 'neighbours', 'outside_czechia', 'outside_czechia']])
  // Karlovy Vary is no answer of this survey, so West Bohemia is Plzeň alone
  expect([parent('plzensky'), residence?.groups.some(({ code }) => code === 'west_bohemia')]).toEqual([
    'bohemia',
    false,
  ])
})

test('rules say who is asked what, what none of these excludes, and that options are passed over together', async () => {
  const { plan } = await planned()
  expect(plan.rules).toContainEqual({ item: 'still', if: { item: 'considered', codes: ['no'] }, only: ['not_asked'] })
  expect(plan.rules).toContainEqual({
    item: 'still',
    if: { item: 'considered', codes: ['yes'] },
    only: ['yes', 'no', 'unsure'],
  })
  expect(plan.rules).toContainEqual({
    item: 'horizon',
    if: { item: 'still', codes: ['no', 'not_asked'] },
    only: ['not_asked'],
  })
  expect(plan.rules).toContainEqual({
    item: 'barriers.work',
    if: { item: 'barriers.none', codes: ['yes'] },
    only: ['no'],
  })
  expect(plan.rules).toContainEqual({
    item: 'help.home',
    if: { item: 'help.job_offer', codes: ['missing'] },
    only: ['missing'],
  })
})

test('a question asked of certain groups only has no table by those groups, directly or through another question', async () => {
  const only = ['considered', 'still', 'age', 'household']
  const questions = barrierQuestions
    .filter(({ code }) => only.includes(code))
    .map((question) =>
      question.code === 'considered'
        ? { ...question, shown_if: { question: 'household', choices: ['alone'] } }
        : question,
    )
  const { plan, leftOut } = await planned(questions)
  expect(plan.tables).toEqual([
    ['considered', 'age'],
    ['still', 'age'],
  ])
  expect(leftOut).toEqual([
    { kind: 'routing', item: 'considered', frame: 'household' },
    { kind: 'routing', item: 'still', frame: 'household' },
  ])
})
