import type { Lang } from '../../views/messages/index.ts'
import type { Scope } from '../db/scope.ts'
import { randomId } from '../lib/ids.ts'
import { addDays, dayOf } from '../lib/time.ts'
import { keyedHash } from '../lib/tokens.ts'
import { submissionKeyOf } from './answering.ts'
import type { DraftRecord } from './queries/drafts.ts'
import { createResponse, hasResponse } from './queries/responses.ts'
import type { SurveyRecord } from './queries/surveys.ts'
import { firstIncomplete, shownAnswers } from './questionnaire.ts'

type Submitted = { kind: 'sent' } | { kind: 'incomplete'; page: number }

/**
 * Writes the answers of a draft as a response that leads to nobody: a random id, the week, the language. The draft is
 * deleted afterwards in a transaction of its own, so that the two rows do not carry the same transaction's number.
 */
export const submit = async (
  scope: Scope,
  survey: SurveyRecord,
  draft: DraftRecord,
  lang: Lang,
): Promise<Submitted> => {
  const incomplete = firstIncomplete(survey, draft.answers)
  if (incomplete) return { kind: 'incomplete', page: incomplete }
  const response = {
    id: randomId(),
    wave_id: survey.wave_id,
    submission_hash: submissionHash(scope, submissionKeyOf(draft)),
    week: weekOf(scope.now),
    lang,
  }
  const answers = Object.entries(shownAnswers(survey, draft.answers)).flatMap(([question_code, codes]) =>
    codes.map((choice_code, index) => ({ question_code, choice_code, rank: index + 1 })),
  )
  await createResponse(scope.db, scope.centreId, response, answers)
  return { kind: 'sent' }
}

/** Whether a form that comes again, after its draft is gone, was taken the first time. */
export const wasSubmitted = (scope: Scope, key: string): Promise<boolean> =>
  hasResponse(scope.db, scope.centreId, submissionHash(scope, key))

/** The Monday of the week, 'YYYY-MM-DD': all that is kept of the time. */
export const weekOf = (moment: Date): string => {
  const day = dayOf(moment)
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay()
  return addDays(day, -((weekday + 6) % 7))
}

// keyed, so that who reads the database cannot lead a draft's key to its response
const submissionHash = ({ settings }: Scope, key: string): Buffer => keyedHash(settings.secretKey, `submission ${key}`)
