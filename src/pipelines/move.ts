import { createActivity } from '../contacts/queries/activities.ts'
import { createStageChange } from '../contacts/queries/enrolments.ts'
import type { Scope } from '../db/scope.ts'
import { type CentreStage, isUnderWay, type StageNeed, stageNamed, stagesIn } from '../lib/stages.ts'
import { dayOf } from '../lib/time.ts'
import { recordAudit } from '../privacy/queries.ts'
import type { StageForm } from './forms.ts'
import { type ParkingFaults, parkingOf } from './parking.ts'
import { type Enrolment, holdPerson, type Standing, updateStage } from './queries/enrolments.ts'
import { findKnown, type Known } from './queries/known.ts'
import { fallSilent, speakAgain } from './silence.ts'

export type Moved =
  | { kind: 'moved' | 'already_there' | 'stale' | 'no_such_stage' }
  /** the stage they stand in asks for more before they go on */
  | { kind: 'unready'; missing: StageNeed[]; why: boolean }
  /** who rests has a reason and a day */
  | { kind: 'restless'; faults: ParkingFaults }
  /** who is lost is lost for a reason */
  | { kind: 'unexplained' }

type Move = Omit<StageForm, 'back'>

/** Moves a contact to another stage of the same track, with its history and the line on the timeline. */
export const move = async (
  scope: Scope,
  memberId: string,
  stages: readonly CentreStage[],
  enrolment: Enrolment,
  wanted: Move,
  known?: Known,
): Promise<Moved> => {
  const { db, centreId } = scope
  const to = stagesIn(stages, enrolment.track).find(({ code }) => code === wanted.stage)
  if (!to) return { kind: 'no_such_stage' }
  if (enrolment.stage === to.code) return { kind: 'already_there' }
  if (enrolment.version !== wanted.version) return { kind: 'stale' }
  if (!(await holdPerson(db, centreId, enrolment.contact_id))) return { kind: 'stale' }

  const from = stageNamed(stages, enrolment.track, enrolment.stage)
  const missing = from && goesOn(stages, from, to) ? await missingOf(scope, enrolment, from.needs, known) : []
  const why = wanted.anyway ? wanted.why : ''
  if (missing.length > 0 && !why) return { kind: 'unready', missing, why: wanted.anyway === 'on' }
  const standing = standingIn(scope, to, from, enrolment, wanted)
  if ('kind' in standing) return standing
  if (!(await updateStage(db, centreId, enrolment, wanted.version, standing))) return { kind: 'stale' }

  await tell(scope, memberId, enrolment, standing, missing.length > 0 ? { why, missing } : undefined)
  if (standing.outcome === 'asked_to_stop') await fallSilent(scope, memberId, enrolment.contact_id)
  if (enrolment.outcome === 'asked_to_stop') await speakAgain(scope, memberId, enrolment.contact_id)
  return { kind: 'moved' }
}

/** On the way forward; to rest, to the end and back one may always go. */
export const goesOn = (stages: readonly CentreStage[], from: CentreStage, to: CentreStage): boolean => {
  if (to.category === 'on_hold' || to.category === 'lost') return false
  return stages.indexOf(to) > stages.indexOf(from)
}

/** What is not known yet; whoever asked for the facts together with the enrolment brings them along. */
export const missingOf = async (
  { db, centreId }: Scope,
  { id }: Enrolment,
  needs: readonly StageNeed[],
  brought?: Known,
): Promise<StageNeed[]> => {
  if (needs.length === 0) return []
  const known = brought ?? (await findKnown(db, centreId, id))
  return needs.filter((need) => !known?.[need])
}

/** All that a stage says of somebody: nothing of the one before stays. */
const standingIn = (
  { now }: Scope,
  to: CentreStage,
  from: CentreStage | undefined,
  enrolment: Enrolment,
  wanted: Move,
): Standing | Exclude<Moved, { kind: 'moved' }> => {
  const standing = { ...awake, stage: to.code, stage_since: now }
  if (to.category === 'lost') return wanted.outcome ? { ...standing, outcome: wanted.outcome } : { kind: 'unexplained' }
  if (to.category !== 'on_hold') return standing
  const read = parkingOf(wanted, dayOf(now))
  if ('faults' in read) return { kind: 'restless', faults: read.faults }
  const parked_from = isUnderWay(from?.category) ? enrolment.stage : enrolment.parked_from
  return { ...standing, ...read.parking, parked_at: now, parked_from }
}

export const awake = {
  parked_until: null,
  park_reason: null,
  park_trigger: null,
  park_note: '',
  parked_at: null,
  parked_from: null,
  outcome: null,
}

type Anyway = { why: string; missing: StageNeed[] }

const tell = async (
  scope: Scope,
  memberId: string,
  { id, contact_id, track, stage: from }: Enrolment,
  { stage: to, park_reason, parked_until }: Standing,
  anyway: Anyway | undefined,
) => {
  const { db, centreId, now } = scope
  const history = { from_stage: from, to_stage: to, at: now, member_id: memberId }
  await Promise.all([
    createStageChange(db, centreId, { enrolment_id: id, ...history }),
    createActivity(db, centreId, {
      contact_id,
      kind: 'stage_moved',
      occurred_at: now,
      member_id: memberId,
      particulars: {
        track,
        from,
        to,
        ...(park_reason ? { reason: park_reason, until: parked_until ?? null } : {}),
        ...(anyway ? { without: anyway.missing.join(' ') } : {}),
      },
      ...(anyway ? { body: anyway.why } : {}),
    }),
    recordAudit(scope, {
      action: 'enrolment.moved',
      subject_type: 'enrolment',
      subject_id: id,
      fields: anyway ? ['stage', 'needs'] : ['stage'],
      member_id: memberId,
    }),
  ])
}
