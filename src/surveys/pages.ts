import type { Choice, Question, SurveyRecord } from './queries/surveys.ts'
import { type Answers, isShown, offeredChoices, placesIn, shownAnswers } from './questionnaire.ts'

/** A question as a page asks it: what may be chosen, how many places there are to rank, what is chosen already. */
export type Asked = { question: Question; choices: Choice[]; places: number; chosen: readonly string[] }

export const askedOn = (survey: SurveyRecord, page: number, answers: Answers): Asked[] =>
  survey.questions
    .filter((question) => question.page === page && isShown(survey, question, answers))
    .map((question) => {
      const choices = offeredChoices(survey, question, answers)
      return { question, choices, places: placesIn(question, choices), chosen: answers[question.code] ?? [] }
    })

/** A question looked back at: its wording, its page and the words of the answer. */
export type Reviewed = { question: Question; labels: string[] }

export const reviewed = (survey: SurveyRecord, answers: Answers): Reviewed[] => {
  const shown = shownAnswers(survey, answers)
  return survey.questions
    .filter((question) => isShown(survey, question, answers))
    .map((question) => {
      const choices = offeredChoices(survey, question, answers)
      const labels = (shown[question.code] ?? []).flatMap(
        (code) => choices.find((choice) => choice.code === code)?.label ?? [],
      )
      return { question, labels }
    })
}
