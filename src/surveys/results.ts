import type { Count } from './queries/responses.ts'
import type { Choice, Question, SurveyRecord } from './queries/surveys.ts'
import { type Interval, type RankInterval, rankIntervals, wilson } from './statistics.ts'

/** Shares are between 0 and 1; `rank` only where choices compete. */
export type ChoiceResult = Choice & {
  count: number
  share: number
  interval: Interval
  rank: RankInterval | undefined
  first: number
  published: number | undefined
}

/** `base` is how many answered this question: every share is out of them. */
export type QuestionResult = { question: Question; base: number; choices: ChoiceResult[] }

/** Below so many answers a page warns that numbers only hint. */
export const fewAnswers = 30

/**
 * Per cent published by the region in June 2024; of whom, and from how many answers, was not said, so they carry no
 * interval. Source: Analýza bariér pro návrat vysokoškolsky vzdělaných obyvatel, KARP.
 */
const published: Record<string, Record<string, number>> = { considered: { yes: 49 }, still: { yes: 27 } }
const comparedSurvey = 'bariery-navratu'

/** What the counted answers say, question by question; choices that compete come with the most frequent first. */
export const resultsOf = (survey: SurveyRecord, counts: readonly Count[]): QuestionResult[] =>
  survey.questions.map((question) => {
    const ofQuestion = counts.filter(({ question_code }) => question_code === question.code)
    const base = ofQuestion.reduce((sum, { first }) => sum + first, 0)
    const choices = choicesOf(survey, question).map((choice) => {
      const { chosen = 0, first = 0 } = ofQuestion.find(({ choice_code }) => choice_code === choice.code) ?? {}
      return {
        ...choice,
        count: chosen,
        share: base === 0 ? 0 : chosen / base,
        interval: wilson(chosen, base),
        rank: undefined,
        first,
        published: survey.slug === comparedSurvey ? published[question.code]?.[choice.code] : undefined,
      }
    })
    return { question, base, choices: question.kind === 'single' ? choices : inPlaces(choices, base) }
  })

const choicesOf = (survey: SurveyRecord, question: Question): Choice[] =>
  question.kind === 'ranking'
    ? (survey.questions.find(({ code }) => code === question.ranks_question)?.choices ?? []).filter(
        ({ exclusive }) => !exclusive,
      )
    : question.choices

/** "None of these" competes with nothing, so it stands last and holds no place. */
const inPlaces = (choices: ChoiceResult[], base: number): ChoiceResult[] => {
  const competing = choices.filter(({ exclusive }) => !exclusive).sort((a, b) => b.count - a.count)
  const ranks = rankIntervals(
    competing.map(({ count }) => count),
    base,
  )
  const placed = competing.map((choice, index) => ({ ...choice, rank: base === 0 ? undefined : ranks[index] }))
  return [...placed, ...choices.filter(({ exclusive }) => exclusive)]
}
