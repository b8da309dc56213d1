import { expect, test } from 'vitest'
import {
  firstIncomplete,
  pageAfter,
  pageBefore,
  reviewPage,
  shownAnswers,
  shownPages,
} from '../../src/surveys/questionnaire.ts'
import { questions } from './scene.ts'

const survey = { questions }

test('a page whose questions are all hidden is skipped, forwards and back', () => {
  expect(pageAfter(survey, { considered: ['yes'] }, 1)).toBe(2)
  expect(pageAfter(survey, { considered: ['no'] }, 1)).toBe(3)
  expect(pageBefore(survey, { considered: ['no'] }, 3)).toBe(1)
  expect(shownPages(survey, { considered: ['no'], barriers: ['work'] })).toEqual([1, 3, 5])
})

test('a ranking is asked only of who ticked at least two things that can be ranked', () => {
  const after = (barriers: string[]) => pageAfter(survey, { considered: ['no'], barriers }, 3)
  expect([after(['work']), after(['none']), after(['work', 'none']), after(['work', 'pay'])]).toEqual([5, 5, 5, 4])
  expect(pageAfter(survey, {}, 5)).toBe(reviewPage(survey))
})

test('what routing hides is dropped, and so is what hangs on it, whatever was saved', () => {
  const saved = {
    considered: ['no'],
    still: ['yes'],
    barriers: ['work', 'pay'],
    strongest: ['pay', 'schools', 'work'],
    origin: ['mars'],
  }
  expect(shownAnswers(survey, saved)).toEqual({
    considered: ['no'],
    barriers: ['work', 'pay'],
    strongest: ['pay', 'work'],
  })
})

test('a hidden question does not make another one appear', () => {
  const [, , barriers] = questions
  if (!barriers) throw new Error('the scene has barriers')
  const chain = {
    questions: [...questions.slice(0, 2), { ...barriers, shown_if_question: 'still', shown_if_choices: ['yes'] }],
  }
  expect(shownPages(chain, { considered: ['yes'], still: ['yes'] })).toEqual([1, 2, 3])
  expect(shownPages(chain, { considered: ['no'], still: ['yes'] })).toEqual([1])
})

test('a survey that asks itself in a circle asks nothing of it', () => {
  const [first, second] = questions
  if (!first || !second) throw new Error('the scene has two questions')
  const itself = { questions: [{ ...first, shown_if_question: 'considered', shown_if_choices: ['yes'] }] }
  expect(shownPages(itself, { considered: ['yes'] })).toEqual([])
  const each = { questions: [{ ...first, shown_if_question: 'still', shown_if_choices: ['yes'] }, second] }
  expect(shownPages(each, { considered: ['yes'], still: ['yes'] })).toEqual([])
})

test('the first page that lacks what it needs is found, hidden ones aside', () => {
  expect(firstIncomplete(survey, {})).toBe(1)
  expect(firstIncomplete(survey, { considered: ['yes'] })).toBe(2)
  expect(firstIncomplete(survey, { considered: ['no'], barriers: [] })).toBe(3)
  expect(firstIncomplete(survey, { considered: ['no'], barriers: ['none'] })).toBe(undefined)
})
