import type { Lang } from '../../views/messages/index.ts'
import type { Scope } from '../db/scope.ts'
import { waitForTurn } from '../db/turn.ts'
import { addDays, dayOf } from '../lib/time.ts'
import { keyedHash } from '../lib/tokens.ts'
import { submissionKeyOf } from './answering.ts'
import type { DraftRecord } from './queries/drafts.ts'
import { createResponse, hasResponse } from './queries/responses.ts'
import type { SurveyRecord } from './queries/surveys.ts'
import { firstIncomplete, shownAnswers } from './questionnaire.ts'

type Submitted = { kind: 'sent' } | { kind: 'incomplete'; page: number }

/**
 * Lets the answers of a draft wait for their batch, with nothing that leads to a person: the week, the language. The
 * draft is deleted afterwards in a transaction of its own, so that the two rows do not carry the same transaction's
 * number.
 */
export const submit = async (
  scope: Scope,
  survey: SurveyRecord,
  draft: DraftRecord,
  lang: Lang,
): Promise<Submitted> => {
  const incomplete = firstIncomplete(survey, draft.answers)
  if (incomplete) return { kind: 'incomplete', page: incomplete }
  await Promise.all([
    waitForTurn(scope.db, scope.centreId, `wave ${survey.wave_id}`),
    createResponse(scope.db, scope.centreId, {
      wave_id: survey.wave_id,
      submission_hash: submissionHash(scope, submissionKeyOf(draft)),
      week: weekOf(scope.now),
      lang,
      answers: shownAnswers(survey, draft.answers),
    }),
  ])
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
