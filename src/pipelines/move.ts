import { createActivity } from '../contacts/queries/activities.ts'
import { createStageChange } from '../contacts/queries/enrolments.ts'
import type { Scope } from '../db/scope.ts'
import { addDays, dayOf } from '../lib/time.ts'
import { type Stage, stagesOf } from '../lib/words.ts'
import { recordAudit } from '../privacy/queries.ts'
import { type Enrolment, updateStage } from './queries/enrolments.ts'

type Moved = { kind: 'moved' | 'already_there' | 'stale' | 'no_such_stage' }

/** Who is "not now" wakes up by itself: nobody is parked for ever. */
const parkedDays = 365

/** Moves a contact to another stage of the same pipeline, with its history and the line on the timeline. */
export const move = async (
  scope: Scope,
  memberId: string,
  enrolment: Enrolment,
  stage: Stage,
  version: number,
): Promise<Moved> => {
  const { db, centreId, now } = scope
  if (!stagesOf(enrolment.track).includes(stage)) return { kind: 'no_such_stage' }
  if (enrolment.stage === stage) return { kind: 'already_there' }

  const parked_until = stage === 'not_now' ? addDays(dayOf(now), parkedDays) : null
  if (!(await updateStage(db, centreId, enrolment.id, version, { stage, stage_since: now, parked_until })))
    return { kind: 'stale' }

  const history = { from_stage: enrolment.stage, to_stage: stage, at: now, member_id: memberId }
  await Promise.all([
    createStageChange(db, centreId, { enrolment_id: enrolment.id, ...history }),
    createActivity(db, centreId, {
      contact_id: enrolment.contact_id,
      kind: 'stage_moved',
      occurred_at: now,
      member_id: memberId,
      particulars: { track: enrolment.track, from: enrolment.stage, to: stage },
    }),
    recordAudit(scope, {
      action: 'enrolment.moved',
      subject_type: 'enrolment',
      subject_id: enrolment.id,
      fields: ['stage'],
      member_id: memberId,
    }),
  ])
  return { kind: 'moved' }
}
