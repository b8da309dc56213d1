import type { Lang, PublicKey, Values } from '../../views/messages/index.ts'
import type { Scope } from '../db/scope.ts'
import { randomId } from '../lib/ids.ts'
import { after } from '../lib/time.ts'
import { newToken, sha256 } from '../lib/tokens.ts'
import type { AnswerForm } from './forms.ts'
import { addToDraft, createDraft, type DraftRecord, findDraft } from './queries/drafts.ts'
import { findSurvey, type Question, type SurveyRecord } from './queries/surveys.ts'
import { type Answers, isShown, offeredChoices, placesIn } from './questionnaire.ts'

/** A sentence and what fills it in. */
export type Mistake = [PublicKey, Values?]
export type Mistakes = Record<string, Mistake>

type ReadPage = { answers: Record<string, string[]>; mistakes: Mistakes }

/** Saved answers wait so long for the person to come back. */
export const draftDays = 14

// codes begin with a letter, so no question can be called so
const keyEntry = '#'

/**
 * Checks what a page posted against its questions. An unknown question or choice is a mistake; an answer to a question
 * of another page, or to one routing hides, is left out. `partly` forgives what is missing: the person comes back.
 */
export const readPage = (
  survey: SurveyRecord,
  page: number,
  known: Answers,
  form: AnswerForm,
  { partly = false } = {},
): ReadPage => {
  const answers: Record<string, string[]> = {}
  const mistakes: Mistakes = {}
  if (unknownFields(survey, form).length > 0) mistakes.form = ['survey.unknown']
  for (const question of survey.questions) {
    if (question.page !== page || !isShown(survey, question, known)) continue
    const chosen = chosenIn(question, form)
    answers[question.code] = chosen
    const mistake = mistakeIn(survey, question, known, chosen)
    const missing = question.required && !partly && chosen.length === 0
    if (mistake) mistakes[fieldOf(question)] = mistake
    else if (missing) mistakes[fieldOf(question)] = ['field.required']
  }
  return { answers, mistakes }
}

/** The name of a question's first field. */
export const fieldOf = ({ code, kind }: Question, place = 1) =>
  kind === 'ranking' ? `q_${code}_${place}` : `q_${code}`

export type Answering = { survey: SurveyRecord; draft: DraftRecord | undefined }

/** A survey, and the draft whose token the person's browser holds if it belongs to the wave that runs. */
export const findAnswering = async (
  { db, centreId, now }: Scope,
  { slug, lang, token }: { slug: string; lang: Lang; token: string | undefined },
): Promise<Answering | undefined> => {
  const [survey, draft] = await Promise.all([
    findSurvey(db, centreId, slug, lang, now),
    token ? findDraft(db, centreId, sha256(token), now) : undefined,
  ])
  return survey && { survey, draft: draft?.wave_id === survey.wave_id ? draft : undefined }
}

type Save = {
  token: string | undefined
  byLink: boolean
  draft: DraftRecord | undefined
  answers: Record<string, string[]>
  page: number
}

/**
 * Keeps a page's answers apart from all that were sent; answers with the token under which they are found again. A
 * draft that came by a link is copied under a token of its own: whoever sent the link must not read what is added.
 */
export const save = async (
  scope: Scope,
  survey: SurveyRecord,
  { token, byLink, draft, answers, page }: Save,
): Promise<string> => {
  const { db, centreId, now } = scope
  const expires_at = after(now, { days: draftDays })
  if (draft && token && !byLink) {
    await addToDraft(db, centreId, { token_hash: draft.token_hash, page, answers, expires_at })
    return token
  }
  const kept = newToken()
  const keyed = { ...draft?.answers, ...answers, [keyEntry]: [randomId()] }
  await createDraft(db, centreId, {
    token_hash: sha256(kept),
    wave_id: survey.wave_id,
    page,
    answers: keyed,
    expires_at,
  })
  return kept
}

/** The key a draft is sent under, once, from however many windows. It dies with the draft. */
export const submissionKeyOf = ({ answers }: DraftRecord): string => answers[keyEntry]?.[0] ?? ''

const unknownFields = (survey: SurveyRecord, form: AnswerForm): string[] => {
  const known = new Set(survey.questions.flatMap((question) => fieldsOf(question)))
  return Object.keys(form).filter((name) => name.startsWith('q_') && !known.has(name))
}

const fieldsOf = (question: Question): string[] =>
  question.kind === 'ranking' ? placesOf(question).map((place) => fieldOf(question, place)) : [fieldOf(question)]

const placesOf = ({ max_choices }: Question) => Array.from({ length: max_choices ?? 3 }, (_, index) => index + 1)

/** The codes posted for a question, each once but for a ranking, where twice is a mistake. */
const chosenIn = (question: Question, form: AnswerForm): string[] => {
  const codes = fieldsOf(question)
    .flatMap((name) => form[name] ?? [])
    .filter((code): code is string => typeof code === 'string' && code !== '')
  return question.kind === 'ranking' ? codes : [...new Set(codes)]
}

const mistakeIn = (
  survey: SurveyRecord,
  question: Question,
  known: Answers,
  chosen: readonly string[],
): Mistake | undefined => {
  const offered = offeredChoices(survey, question, known)
  if (chosen.some((code) => !offered.some((choice) => choice.code === code))) return ['field.choice']
  if (question.kind === 'single' && chosen.length > 1) return ['field.choice']
  if (question.kind === 'ranking') return mistakeInRanking(placesIn(question, offered), chosen)
  if (question.max_choices !== null && chosen.length > question.max_choices)
    return ['survey.too_many', { max: question.max_choices }]
  const alone = offered.some(({ code, exclusive }) => exclusive && chosen.includes(code))
  return alone && chosen.length > 1 ? ['survey.exclusive'] : undefined
}

const mistakeInRanking = (places: number, chosen: readonly string[]): Mistake | undefined => {
  if (new Set(chosen).size < chosen.length) return ['survey.ranked_twice']
  return chosen.length > places ? ['survey.too_many', { max: places }] : undefined
}
