import type { Scope } from '../db/scope.ts'
import { recordAudit } from '../privacy/queries.ts'
import { questionOf } from './planning.ts'
import { isPlanFixed } from './queries/releases.ts'
import { markSensitive } from './queries/waves.ts'

type Mark = { waveId: string; surveyId: string; item: string; sensitive: boolean; memberId: string }

/** Sensitive questions are guarded against telling of a whole group; once something was made by a plan, it stays. */
export const mark = async (scope: Scope, { waveId, surveyId, item, sensitive, memberId }: Mark) => {
  const { db, centreId } = scope
  if (await isPlanFixed(db, centreId, waveId)) return { kind: 'fixed' } as const
  const known = await markSensitive(db, centreId, { surveyId, code: questionOf(item), sensitive })
  if (!known) return undefined
  await recordAudit(scope, {
    ...{ action: 'survey.sensitive', subject_type: 'survey', subject_id: surveyId },
    ...{ fields: ['sensitive'], member_id: memberId },
  })
  return { kind: 'marked' } as const
}
