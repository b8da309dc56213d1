import { barrierQuestions, barriersSurvey, type DemoQuestion } from '../../../seeds/data/barriers-survey.ts'
import { createDice } from '../../../seeds/dice.ts'
import { inventNative } from '../../../seeds/opinions.ts'
import type { Db } from '../../../src/db/connection.ts'
import { inCentre, type Scope } from '../../../src/db/scope.ts'
import { newId, randomId } from '../../../src/lib/ids.ts'
import type { Settings } from '../../../src/settings.ts'
import { aCentre, aMember, type TestCentre } from '../../support/cast.ts'
import type { TestDatabase } from '../../support/database.ts'

export const settings: Settings = {
  ...{ publicUrl: 'https://krajan.example.org', mail: 'kept', mailFrom: 'krajan@example.org' },
  ...{ demo: false, rateLimits: false, secretKey: 'a secret of the tests and of nobody else', counting: 'here' },
}

/** The barrier survey of a centre of its own, with two people who work there. */
export const setScene = async (
  { appDb, ownerDb }: TestDatabase,
  questions: readonly DemoQuestion[] = barrierQuestions,
) => {
  const centre = await aCentre(ownerDb)
  const [first, second] = [
    await aMember(ownerDb, [centre], 'coordinator', 'Jana První'),
    await aMember(ownerDb, [centre], 'coordinator', 'Petr Druhý'),
  ]
  const survey = await askBarriers(ownerDb, centre, questions)
  let people = 0
  return {
    ...{ centre, first, second, ...survey },
    as: <Result>(work: (scope: Scope) => Promise<Result>, memberId = first.id, by: Partial<Settings> = {}) =>
      inside(appDb, centre, work, { memberId, by }),
    /** So many more people have answered, in batches of ten. */
    answer: async (count: number) => {
      await answerAsNatives(ownerDb, { centreId: centre.id, waveId: survey.waveId, from: people, count })
      people += count
    },
  }
}

export const inside = async <Result>(
  db: Db,
  centre: Pick<TestCentre, 'id'>,
  work: (scope: Scope) => Promise<Result>,
  { memberId, by = {} }: { memberId?: string; by?: Partial<Settings> } = {},
): Promise<Result> => {
  const options = { settings: { ...settings, ...by }, ...(memberId ? { memberId } : {}) }
  const outcome = await inCentre(db, { centreId: centre.id }, options, async (scope) => ({ result: await work(scope) }))
  if (!outcome) throw new Error('There is no such centre.')
  return outcome.result
}

const languages = ['cs', 'en', 'de', 'uk'] as const

export const askBarriers = async (ownerDb: Db, centre: Pick<TestCentre, 'id'>, questions: readonly DemoQuestion[]) => {
  const [surveyId, waveId, now] = [newId(), newId(), new Date()]
  const of = { centre_id: centre.id }
  const survey = { id: surveyId, slug: 'bariery', status: 'published' as const, created_at: now, updated_at: now }
  await ownerDb
    .insertInto('surveys')
    .values({ ...of, ...survey })
    .execute()
  const texts = languages.map((lang) => ({ ...of, survey_id: surveyId, lang, ...barriersSurvey[lang] }))
  await ownerDb.insertInto('survey_texts').values(texts).execute()
  const wave = { id: waveId, survey_id: surveyId, number: 1, opens_at: new Date(now.getTime() - 86_400_000) }
  await ownerDb
    .insertInto('waves')
    .values({ ...of, ...wave, closes_at: new Date(now.getTime() + 30 * 86_400_000) })
    .execute()
  for (const [position, question] of questions.entries())
    await ask(ownerDb, { ...of, survey_id: surveyId, position }, question)
  return { surveyId, waveId }
}

const ask = async (
  ownerDb: Db,
  place: { centre_id: string; survey_id: string; position: number },
  question: DemoQuestion,
) => {
  const id = newId()
  const { code, page, kind, required = false, code_list = null, max_choices = null, ranks_question = null } = question
  const shown = {
    shown_if_question: question.shown_if?.question ?? null,
    shown_if_choices: question.shown_if?.choices ?? null,
  }
  await ownerDb
    .insertInto('questions')
    .values({ ...place, id, code, page, kind, required, code_list, max_choices, ranks_question, ...shown })
    .execute()
  const of = { centre_id: place.centre_id, question_id: id }
  const texts = languages.map((lang) => ({ ...of, lang, wording: question.wording[lang], hint: '' }))
  await ownerDb.insertInto('question_texts').values(texts).execute()
  const choices = question.choices.map((choice, position) => ({
    ...{ ...of, code: choice.code, position, exclusive: choice.exclusive ?? false, texts: choice.texts },
  }))
  if (choices.length > 0) await ownerDb.insertInto('choices').values(choices).execute()
}

export type Answers = Record<string, string[]>
type Answering = { centreId: string; waveId: string; from: number; count: number }

const answerAsNatives = (ownerDb: Db, answering: Answering) => {
  const dice = createDice(1_000 + answering.from)
  return writeAnswers(
    ownerDb,
    answering,
    Array.from({ length: answering.count }, () => inventNative(dice)),
  )
}

export const writeAnswers = async (
  ownerDb: Db,
  { centreId, waveId, from }: Omit<Answering, 'count'>,
  people: readonly Answers[],
) => {
  const of = { centre_id: centreId }
  const responses = people.map((_, index) => ({
    ...{ ...of, id: randomId(), wave_id: waveId, week: '2026-11-16', lang: 'cs' as const },
    ...{
      submission_hash: Buffer.from(randomId().replaceAll('-', ''), 'hex'),
      batch: Math.floor((from + index) / 10) + 1,
    },
  }))
  const answers = responses.flatMap(({ id: response_id }, index) =>
    Object.entries(people[index] ?? {}).flatMap(([question_code, choices]) =>
      choices.map((choice_code, rank) => ({ ...of, response_id, question_code, choice_code, rank: rank + 1 })),
    ),
  )
  for (let at = 0; at < responses.length; at += 1000)
    await ownerDb
      .insertInto('responses')
      .values(responses.slice(at, at + 1000))
      .execute()
  for (let at = 0; at < answers.length; at += 1000)
    await ownerDb
      .insertInto('answers')
      .values(answers.slice(at, at + 1000))
      .execute()
}
