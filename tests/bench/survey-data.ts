import { createHash } from 'node:crypto'
import type postgres from 'postgres'
import { copyInto, type Value } from './copy.ts'
import { type Response, scaleQuestions, singleQuestions, tickedQuestions } from './generate.ts'
import { surveyIds, surveySlug } from './places.ts'

/** The twelve questions: one of five, a scale of five, and four to tick; three on a page. */
export const questions = [
  ...singleQuestions.map((code) => ({ code, kind: 'single', choices: ['a1', 'a2', 'a3', 'a4', 'a5'] })),
  ...scaleQuestions.map((code) => ({ code, kind: 'single', choices: ['1', '2', '3', '4', '5'] })),
  ...tickedQuestions.map(([code]) => ({ code, kind: 'multiple', choices: ['y'] })),
]
const perPage = 3

/** A published survey whose one wave has been answered by everybody, and the same answers as one wide table. */
export const fillSurvey = async (client: postgres.Sql, centre: string, responses: Iterable<Response>) => {
  await fillQuestions(client, centre)
  await client.unsafe(`create schema if not exists bench; create table bench.responses (
    id int primary key, ${questions.map(({ code }) => `${code} text`).join(', ')})`)
  const answered = [...responses]
  await copyInto(
    client,
    'responses',
    responseColumns,
    answered.map((row) => responseRow(centre, row)),
  )
  await copyInto(client, 'answers', answerColumns, answersOf(centre, answered))
  const wide = answered.map((row) => [row.id, ...questions.map(({ code }) => row.answers[code]?.toLowerCase() || null)])
  await copyInto(client, 'bench.responses', ['id', ...questions.map(({ code }) => code)], wide)
}

const fillQuestions = async (client: postgres.Sql, centre: string) => {
  const { survey, wave, question } = surveyIds
  const since = new Date(Date.UTC(2022, 0, 1))
  const survey_columns = ['centre_id', 'id', 'slug', 'status', 'created_at', 'updated_at']
  await copyInto(client, 'surveys', survey_columns, [[centre, survey, surveySlug, 'published', since, since]])
  const texts = ['centre_id', 'survey_id', 'lang', 'title', 'intro', 'thanks']
  await copyInto(client, 'survey_texts', texts, [[centre, survey, 'cs', 'Bariéry návratu', 'Ptáme se.', 'Děkujeme.']])
  const waves = ['centre_id', 'id', 'survey_id', 'number', 'opens_at', 'closes_at']
  await copyInto(client, 'waves', waves, [[centre, wave, survey, 1, since, new Date(Date.UTC(2099, 0, 1))]])
  const asked = questions.map(({ code, kind }, index): Value[] => {
    return [centre, question(index), survey, code, index + 1, 1 + Math.floor(index / perPage), kind]
  })
  await copyInto(client, 'questions', ['centre_id', 'id', 'survey_id', 'code', 'position', 'page', 'kind'], asked)
  const wordings = questions.map(({ code }, index): Value[] => [centre, question(index), 'cs', `Otázka ${code}?`])
  await copyInto(client, 'question_texts', ['centre_id', 'question_id', 'lang', 'wording'], wordings)
  const offered = questions.flatMap(({ choices }, index) =>
    choices.map((code, position): Value[] => [centre, question(index), code, position, `{"cs": "Možnost ${code}"}`]),
  )
  await copyInto(client, 'choices', ['centre_id', 'question_id', 'code', 'position', 'texts'], offered)
}

const responseRow = (centre: string, { id, submitted_at }: Response): Value[] => [
  centre,
  responseId(id),
  surveyIds.wave,
  `\\x${createHash('sha256').update(`response ${id}`).digest('hex')}`,
  mondayOf(submitted_at),
  'cs',
  Math.ceil(id / 10),
]

const responseId = (id: number) => {
  const hex = createHash('sha256').update(`id ${id}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const mondayOf = (time: Date) => {
  const monday = new Date(time.getTime() - ((time.getUTCDay() + 6) % 7) * 86_400_000)
  return monday.toISOString().slice(0, 10)
}

function* answersOf(centre: string, responses: Response[]): Generator<Value[]> {
  for (const { id, answers } of responses)
    for (const [code, choice] of Object.entries(answers))
      if (choice) yield [centre, responseId(id), code, choice.toLowerCase(), 1]
}

const responseColumns = ['centre_id', 'id', 'wave_id', 'submission_hash', 'week', 'lang', 'batch']
const answerColumns = ['centre_id', 'response_id', 'question_code', 'choice_code', 'rank']
