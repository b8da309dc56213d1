import type { Trx } from '../src/db/connection.ts'
import { randomId } from '../src/lib/ids.ts'
import { after } from '../src/lib/time.ts'
import { sha256 } from '../src/lib/tokens.ts'
import { batchSize } from '../src/surveys/batches.ts'
import { weekOf } from '../src/surveys/submission.ts'
import { type BarrierRegion, barrierRegions } from './data/barrier-regions.ts'
import { type DemoQuestion, questionsOf, surveyTexts } from './data/barriers-survey.ts'
import { createDice, type Dice } from './dice.ts'
import { inventNative } from './opinions.ts'

const languages = ['cs', 'en', 'de', 'uk'] as const

/** The survey on barriers, open for answers, with the counted answers of so many invented natives of each region. */
export const askNatives = async (trx: Trx, now: Date) => {
  for (const region of barrierRegions) await askRegion(trx, region, now)
}

const askRegion = async (trx: Trx, region: BarrierRegion, now: Date) => {
  const { id: centreId } = await trx
    .selectFrom('centres')
    .where('slug', '=', region.slug)
    .select('id')
    .executeTakeFirstOrThrow()
  const dice = createDice(region.seed)
  const surveyId = dice.id(after(openedAt(now), { days: -7 }))
  const waveId = dice.id(openedAt(now))
  const asking: Asking = { region, dice, centreId, surveyId, waveId }
  await writeSurvey(trx, asking, now)
  await writeQuestions(trx, asking, now)
  await writeResponses(trx, asking, now)
}

const openedAt = (now: Date) => after(now, { days: -70 })

type Asking = { region: BarrierRegion; dice: Dice; centreId: string; surveyId: string; waveId: string }

const writeSurvey = async (trx: Trx, { region, centreId, surveyId: id, waveId }: Asking, now: Date) => {
  const created_at = after(openedAt(now), { days: -7 })
  await trx
    .insertInto('surveys')
    .values({
      centre_id: centreId,
      id,
      slug: 'bariery-navratu',
      status: 'published',
      created_at,
      updated_at: created_at,
    })
    .execute()
  const textsOf = surveyTexts(region)
  const texts = languages.map((lang) => ({ centre_id: centreId, survey_id: id, lang, ...textsOf[lang] }))
  await trx.insertInto('survey_texts').values(texts).execute()
  const wave = { centre_id: centreId, id: waveId, survey_id: id, number: 1 }
  await trx
    .insertInto('waves')
    .values({ ...wave, opens_at: openedAt(now), closes_at: after(now, { days: 90 }) })
    .execute()
}

const writeQuestions = async (trx: Trx, { region, dice, centreId, surveyId }: Asking, now: Date) => {
  for (const [position, question] of questionsOf(region).entries()) {
    const id = dice.id(openedAt(now))
    await trx
      .insertInto('questions')
      .values({ centre_id: centreId, id, survey_id: surveyId, position, ...shapeOf(question) })
      .execute()
    const texts = languages.map((lang) => ({
      centre_id: centreId,
      question_id: id,
      lang,
      wording: question.wording[lang],
      hint: question.hint?.[lang] ?? '',
    }))
    await trx.insertInto('question_texts').values(texts).execute()
    const choices = question.choices.map(({ code, exclusive = false, texts: label }, place) => ({
      centre_id: centreId,
      question_id: id,
      code,
      exclusive,
      position: place,
      texts: label,
    }))
    if (choices.length > 0) await trx.insertInto('choices').values(choices).execute()
  }
}

const shapeOf = ({ code, page, kind, ...rest }: DemoQuestion) => ({
  code,
  page,
  kind,
  required: rest.required ?? false,
  code_list: rest.code_list ?? null,
  max_choices: rest.max_choices ?? null,
  ranks_question: rest.ranks_question ?? null,
  shown_if_question: rest.shown_if?.question ?? null,
  shown_if_choices: rest.shown_if?.choices ?? null,
})

const writeResponses = async (trx: Trx, { region, dice, centreId, waveId }: Asking, now: Date) => {
  // most answer when it is new
  const days = Array.from({ length: region.people }, () => Math.floor(68 * (dice.int(0, 999) / 1000) ** 1.8))
  const weeks = days.map((day) => weekOf(after(openedAt(now), { days: day }))).sort()
  const responses = weeks.map((week, index) => ({
    centre_id: centreId,
    id: randomId({ random: Uint8Array.from({ length: 16 }, () => dice.int(0, 255)) }),
    wave_id: waveId,
    submission_hash: sha256(`demo answer ${index}`),
    week,
    lang: dice.weighted([['cs', 92] as const, ['de', 4] as const, ['en', 3] as const, ['uk', 1] as const]),
    batch: Math.floor(index / batchSize) + 1,
  }))
  const answers = responses.flatMap(({ id }) =>
    Object.entries(inventNative(dice, region)).flatMap(([question_code, codes]) =>
      codes.map((choice_code, index) => ({
        centre_id: centreId,
        response_id: id,
        question_code,
        choice_code,
        rank: index + 1,
      })),
    ),
  )
  await trx.insertInto('responses').values(responses).execute()
  for (let start = 0; start < answers.length; start += 1000)
    await trx
      .insertInto('answers')
      .values(answers.slice(start, start + 1000))
      .execute()
}
