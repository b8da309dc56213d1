import type { Db } from '../../src/db/connection.ts'
import { newId } from '../../src/lib/ids.ts'
import type { SurveyRecord } from '../../src/surveys/queries/surveys.ts'
import { testApp } from '../support/app.ts'
import { aCentre, type TestCentre } from '../support/cast.ts'
import type { TestDatabase } from '../support/database.ts'

const four = (text: string) => ({ cs: text, en: `${text} en`, de: `${text} de`, uk: `${text} uk` })
const choice = (code: string, exclusive = false) => ({ code, label: code, exclusive })

const blank = {
  required: false,
  max_choices: null,
  ranks_question: null,
  shown_if_question: null,
  shown_if_choices: null,
  hint: '',
}
type Questions = SurveyRecord['questions']

/** Considered? → still? → barriers, the strongest of them, and where from. */
export const questions: Questions = [
  {
    ...blank,
    id: '',
    code: 'considered',
    page: 1,
    kind: 'single',
    required: true,
    wording: 'Uvažovali jste?',
    choices: [choice('yes'), choice('no')],
  },
  {
    ...blank,
    id: '',
    code: 'still',
    page: 2,
    kind: 'single',
    required: true,
    wording: 'A teď?',
    choices: [choice('yes'), choice('no')],
    shown_if_question: 'considered',
    shown_if_choices: ['yes'],
  },
  {
    ...blank,
    id: '',
    code: 'barriers',
    page: 3,
    kind: 'multiple',
    required: true,
    max_choices: 4,
    wording: 'Co brání?',
    choices: [...['work', 'pay', 'housing', 'schools', 'transport'].map((code) => choice(code)), choice('none', true)],
  },
  {
    ...blank,
    id: '',
    code: 'strongest',
    page: 4,
    kind: 'ranking',
    ranks_question: 'barriers',
    max_choices: 3,
    wording: 'Co nejvíc?',
    choices: [],
  },
  {
    ...blank,
    id: '',
    code: 'origin',
    page: 5,
    kind: 'single',
    wording: 'Odkud?',
    choices: [choice('cheb'), choice('sokolov')],
  },
]

type Options = {
  slug?: string
  status?: 'draft' | 'published' | 'closed'
  closes_at?: Date
  opens_at?: Date
  questions?: Questions
}

/** A survey of the centre, open for another month. */
export const aSurvey = async (ownerDb: Db, centre: TestCentre, options: Options = {}) => {
  const [id, waveId, now] = [newId(), newId(), new Date()]
  const { slug = `dotaznik-${id.slice(-8)}`, status = 'published' } = options
  const { opens_at = new Date(now.getTime() - 86_400_000), closes_at = new Date(now.getTime() + 30 * 86_400_000) } =
    options
  const at = { created_at: now, updated_at: now }
  const of = { centre_id: centre.id }
  await ownerDb
    .insertInto('surveys')
    .values({ ...of, id, slug, status, ...at })
    .execute()
  for (const [lang, title] of Object.entries(four('Dotazník')) as ['cs', string][]) {
    await ownerDb
      .insertInto('survey_texts')
      .values({ ...of, survey_id: id, lang, title, intro: 'Úvod', thanks: 'Díky' })
      .execute()
  }
  await ownerDb
    .insertInto('waves')
    .values({ ...of, id: waveId, survey_id: id, number: 1, opens_at, closes_at })
    .execute()
  for (const [position, { choices, wording, hint, ...question }] of (options.questions ?? questions).entries()) {
    const questionId = newId()
    await ownerDb
      .insertInto('questions')
      .values({ ...of, ...question, id: questionId, survey_id: id, position })
      .execute()
    for (const [lang, text] of Object.entries(four(wording)) as ['cs', string][]) {
      await ownerDb
        .insertInto('question_texts')
        .values({ ...of, question_id: questionId, lang, wording: text, hint })
        .execute()
    }
    const rows = choices.map(({ code, label, exclusive }, place) => ({
      ...of,
      question_id: questionId,
      code,
      exclusive,
      position: place,
      texts: four(label),
    }))
    if (rows.length > 0) await ownerDb.insertInto('choices').values(rows).execute()
  }
  return { id, slug, waveId }
}

type Fields = Record<string, string | string[]>

/** A survey, an app with a clock to move, and people who answer, each with a browser of their own. */
export const setScene = async ({ appDb, ownerDb }: TestDatabase, options: Options = {}) => {
  const centre = await aCentre(ownerDb)
  const survey = await aSurvey(ownerDb, centre, options)
  let shift = 0
  const clock = (now: Date) => new Date(now.getTime() + shift)
  const app = testApp(appDb, { clock })
  const address = `/cs/${centre.slug}/surveys/${survey.slug}`

  const person = (jar = '') => {
    let cookie = jar
    const keep = (answer: Response) => {
      const [set] = answer.headers.getSetCookie()
      if (set) cookie = /^survey=;/.test(set) ? '' : (set.split(';')[0] ?? '')
      return answer
    }
    const post = async (fields: Fields, path = address) =>
      keep(
        await app.post(
          path,
          Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one])),
          cookie,
        ),
      )
    const get = async (path = address) => keep(await app.get(path, cookie))
    const page = async (page: number, fields: Fields = {}) => {
      const answer = await post({ page: String(page), ...fields })
      return answer.status === 303 ? (answer.headers.get('location') ?? '').replace(address, '') : answer.status
    }
    /** All pages up to the review, as somebody answers who considered it. */
    const answer = async (fields: Fields = {}) => {
      await page(1, { q_considered: 'yes' })
      await page(2, { q_still: 'no' })
      await page(3, { q_barriers: ['work', 'pay'], ...fields })
      await page(4, { q_strongest_1: 'pay', q_strongest_2: 'work' })
      return page(5, { q_origin: 'cheb' })
    }
    return {
      post,
      get,
      page,
      answer,
      send: () => page(6),
      cookie: () => cookie,
      token: () => cookie.replace('survey=', ''),
    }
  }

  const waiting = () =>
    ownerDb.selectFrom('waiting_responses').selectAll().where('wave_id', '=', survey.waveId).execute()
  const responses = () =>
    ownerDb.selectFrom('responses').selectAll().where('wave_id', '=', survey.waveId).orderBy('id').execute()
  /** What the answers that wait chose: question, choice and rank. */
  const answers = async () =>
    (await waiting())
      .flatMap(({ answers }) =>
        Object.entries(answers).flatMap(([code, codes]) => codes.map((choice, index) => [code, choice, index + 1])),
      )
      .map((answer) => answer.join(' '))
      .sort()
  const drafts = () => ownerDb.selectFrom('survey_drafts').selectAll().where('centre_id', '=', centre.id).execute()
  return {
    ...{ centre, survey, app, address, clock, person, waiting, responses, answers, drafts },
    pass: (days: number) => {
      shift += days * 86_400_000
    },
  }
}

/** The words of a page as people read them. */
export const textOf = async (answer: Response | Promise<Response>) =>
  (await (await answer).text()).replaceAll('\u00a0', ' ')
