import { type ExpressionBuilder, sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Lang } from '../../../views/messages/index.ts'
import type { Db } from '../../db/connection.ts'
import { prepared } from '../../db/prepared.ts'
import type { DB } from '../../db/types.generated.ts'
import type { QuestionKind } from '../../lib/words.ts'
import { numbersOfWave } from './responses.ts'

export type Choice = { code: string; label: string; exclusive: boolean }
export type Question = {
  id: string
  code: string
  page: number
  kind: QuestionKind
  required: boolean
  max_choices: number | null
  ranks_question: string | null
  shown_if_question: string | null
  shown_if_choices: string[] | null
  wording: string
  hint: string
  choices: Choice[]
}
export type SurveyRecord = Awaited<ReturnType<typeof findSurvey>> & {}
export type SurveyListed = Awaited<ReturnType<typeof listSurveys>>[number]

/**
 * A survey with its questions in one language, or in Czech where nobody has translated them, and with the wave
 * that runs now, ran last or comes first.
 */
export const findSurvey = async (db: Db, centreId: string, slug: string, lang: Lang, now: Date) => {
  const [survey] = await surveyOf(db, [centreId, slug, now.toISOString()])
  if (!survey) return undefined
  const read = keptTexts.get(textsKey(survey.edition, lang)) ?? (await readTexts(db, centreId, survey.id, lang))
  return read && { ...survey, ...read }
}

const surveyOf = prepared((db, [centreId, slug, now]: [string, string, string]) =>
  db
    .selectFrom('surveys as s')
    .innerJoinLateral(
      (query) => wave(query, now),
      (join) => join.onTrue(),
    )
    .where('s.centre_id', '=', centreId)
    .where('s.slug', '=', slug)
    .select(['s.id', 's.slug', 's.status', 's.edition', ...waveColumns]),
)

type Texts = NonNullable<Awaited<ReturnType<typeof readTexts>>>

/** What everybody reads; whatever changes it gives the survey another edition, so no process ever shows an old one. */
const keptTexts = new Map<string, Texts>()
const mostKept = 200

const textsKey = (edition: string, lang: Lang) => `${edition} ${lang}`

/** Kept under the edition that this very statement saw: the survey may have changed since it was looked up. */
const readTexts = async (db: Db, centreId: string, id: string, lang: Lang) => {
  const row = await db
    .selectFrom('surveys as s')
    .innerJoinLateral(
      (query) => texts(query, lang),
      (join) => join.onTrue(),
    )
    .where('s.centre_id', '=', centreId)
    .where('s.id', '=', id)
    .select(['s.edition', 'x.title', 'x.intro', 'x.thanks'])
    .select((survey) =>
      jsonArrayFrom(questions(db, lang).whereRef('q.survey_id', '=', survey.ref('s.id'))).as('questions'),
    )
    .executeTakeFirst()
  if (!row) return undefined
  if (keptTexts.size >= mostKept) keptTexts.clear()
  keptTexts.set(textsKey(row.edition, lang), row)
  return row
}

/** Every survey of the centre, the newest first, with how many answers are counted and how many wait; at most 100. */
export const listSurveys = (db: Db, centreId: string, lang: Lang, now: Date) =>
  surveys(db, centreId, lang, now).select(numbersOfWave).orderBy('s.created_at', 'desc').limit(100).execute()

/** Surveys that take answers now, for the centre's own page. */
export const listOpenSurveys = (db: Db, centreId: string, lang: Lang, now: Date) =>
  surveys(db, centreId, lang, now)
    .where('s.status', '=', 'published')
    .where('w.opens_at', '<=', now)
    .where('w.closes_at', '>', now)
    .orderBy('w.closes_at')
    .limit(10)
    .execute()

const surveys = (db: Db, centreId: string, lang: Lang, now: Date) =>
  db
    .selectFrom('surveys as s')
    .innerJoinLateral(
      (query) => texts(query, lang),
      (join) => join.onTrue(),
    )
    .innerJoinLateral(
      (query) => wave(query, now),
      (join) => join.onTrue(),
    )
    .where('s.centre_id', '=', centreId)
    .select(['s.id', 's.slug', 's.status', 'x.title', 'x.intro', 'x.thanks', ...waveColumns])

type OfSurvey = ExpressionBuilder<DB & { s: DB['surveys'] }, 's'>

const texts = (query: OfSurvey, lang: Lang) =>
  query
    .selectFrom('survey_texts as x')
    .whereRef('x.centre_id', '=', 's.centre_id')
    .whereRef('x.survey_id', '=', 's.id')
    .where('x.lang', 'in', [lang, 'cs'])
    .orderBy(sql`x.lang = ${lang}`, 'desc')
    .limit(1)
    .select(['x.title', 'x.intro', 'x.thanks'])
    .as('x')

const wave = (query: OfSurvey, now: Date | string) =>
  query
    .selectFrom('waves as w')
    .whereRef('w.centre_id', '=', 's.centre_id')
    .whereRef('w.survey_id', '=', 's.id')
    .orderBy(sql`w.opens_at <= ${now}`, 'desc')
    .orderBy(sql`case when w.opens_at <= ${now} then -w.number else w.number end`)
    .limit(1)
    .select(['w.centre_id', 'w.id', 'w.number', 'w.opens_at', 'w.closes_at'])
    .as('w')

const waveColumns = ['w.id as wave_id', 'w.number as wave', 'w.opens_at', 'w.closes_at'] as const

const questions = (db: Db, lang: Lang) =>
  db
    .selectFrom('questions as q')
    .innerJoinLateral(
      (query) =>
        query
          .selectFrom('question_texts as x')
          .whereRef('x.centre_id', '=', 'q.centre_id')
          .whereRef('x.question_id', '=', 'q.id')
          .where('x.lang', 'in', [lang, 'cs'])
          .orderBy(sql`x.lang = ${lang}`, 'desc')
          .limit(1)
          .select(['x.wording', 'x.hint'])
          .as('x'),
      (join) => join.onTrue(),
    )
    .select(['q.id', 'q.code', 'q.page', 'q.kind', 'q.required', 'q.max_choices', 'q.ranks_question'])
    .select(['q.shown_if_question', 'q.shown_if_choices', 'x.wording', 'x.hint'])
    .select((row) =>
      jsonArrayFrom(
        row
          .selectFrom('choices as h')
          .whereRef('h.centre_id', '=', 'q.centre_id')
          .whereRef('h.question_id', '=', 'q.id')
          .select(['h.code', 'h.exclusive'])
          .select(sql<string>`coalesce(h.texts ->> ${lang}, h.texts ->> 'cs')`.as('label'))
          .orderBy('h.position'),
      ).as('choices'),
    )
    .orderBy('q.position')
