import type { Choice, Question } from './queries/surveys.ts'

/** Codes of the chosen answers by question; a ranking in its order. */
export type Answers = Readonly<Record<string, readonly string[]>>

type Questionnaire = { questions: readonly Question[] }

/** Beyond so many places nobody ranks with care. */
const rankedAtMost = 3

/** Whether a question is asked of somebody who has answered so. A hidden question cannot make another one appear. */
export const isShown = (survey: Questionnaire, question: Question, answers: Answers): boolean => {
  if (question.kind === 'ranking') return offeredChoices(survey, question, answers).length > 1
  if (question.shown_if_question === null) return true
  const before = earlier(survey, question, question.shown_if_question)
  if (!before || !isShown(survey, before, answers)) return false
  return (answers[before.code] ?? []).some((code) => question.shown_if_choices?.includes(code))
}

/** What may be chosen: a ranking orders what was ticked in another question, if that one was asked. */
export const offeredChoices = (survey: Questionnaire, question: Question, answers: Answers): Choice[] => {
  if (question.kind !== 'ranking') return question.choices
  const ranked = earlier(survey, question, question.ranks_question)
  if (!ranked || !isShown(survey, ranked, answers)) return []
  const ticked = answers[ranked.code] ?? []
  return ranked.choices.filter(({ code, exclusive }) => !exclusive && ticked.includes(code))
}

/** Questions hang on earlier ones only, so that nothing turns in a circle. */
const earlier = ({ questions }: Questionnaire, question: Question, wanted: string | null) =>
  questions.slice(0, questions.indexOf(question)).find(({ code }) => code === wanted)

export const placesIn = ({ max_choices }: Question, offered: readonly Choice[]): number =>
  Math.min(max_choices ?? rankedAtMost, offered.length)

/** Pages that have something to ask, in their order. */
export const shownPages = (survey: Questionnaire, answers: Answers): number[] => {
  const pages = survey.questions.filter((question) => isShown(survey, question, answers)).map(({ page }) => page)
  return [...new Set(pages)].sort((a, b) => a - b)
}

/** The page after all questions, where the answers are looked through and sent. */
export const reviewPage = ({ questions }: Questionnaire): number =>
  Math.max(0, ...questions.map(({ page }) => page)) + 1

export const pageAfter = (survey: Questionnaire, answers: Answers, page: number): number =>
  shownPages(survey, answers).find((shown) => shown > page) ?? reviewPage(survey)

export const pageBefore = (survey: Questionnaire, answers: Answers, page: number): number =>
  shownPages(survey, answers).findLast((shown) => shown < page) ?? 1

/** The first page that still lacks an answer it needs. */
export const firstIncomplete = (survey: Questionnaire, answers: Answers): number | undefined =>
  survey.questions.find(
    (question) => question.required && isShown(survey, question, answers) && !answers[question.code]?.length,
  )?.page

/** The answers that count: those to questions that were asked. What routing hides is dropped, whatever was saved before. */
export const shownAnswers = (survey: Questionnaire, answers: Answers): Answers =>
  Object.fromEntries(
    survey.questions.flatMap((question) => {
      const offered = offeredChoices(survey, question, answers).map(({ code }) => code)
      const chosen = (answers[question.code] ?? []).filter((code) => offered.includes(code))
      return chosen.length > 0 && isShown(survey, question, answers) ? [[question.code, chosen]] : []
    }),
  )
