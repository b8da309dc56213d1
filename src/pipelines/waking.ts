import { isStaffLang, staffMessages } from '../../views/messages/index.ts'
import { createActivity } from '../contacts/queries/activities.ts'
import { createStageChange } from '../contacts/queries/enrolments.ts'
import type { Db } from '../db/connection.ts'
import { inEachCentre, type Times } from '../db/each-centre.ts'
import type { Scope } from '../db/scope.ts'
import { shortDay } from '../lib/format.ts'
import { type CentreStage, isUnderWay, stagesIn } from '../lib/stages.ts'
import { dayOf } from '../lib/time.ts'
import type { Stage } from '../lib/words.ts'
import { recordAudit } from '../privacy/queries.ts'
import { findEditionAndStages } from '../tracks/queries/stages.ts'
import { awake } from './move.ts'
import { updateStage } from './queries/enrolments.ts'
import { listCentresWithSleepers, planFirst, type Sleeper, takeSleeper, takeSleepers } from './queries/parked.ts'

const batch = 100

/** Wakes everybody whose day has come, in all centres; what another process has begun is left to it. */
export const wakeSleepers = async (db: Db, times: Times) => {
  const today = dayOf(times.clock(new Date()))
  let waiting = await listCentresWithSleepers(db, today, 100)
  while (waiting.length > 0) {
    const woken = await inEachCentre(db, waiting, times, wakeDue)
    waiting = woken.filter(({ result }) => result === batch).map(({ centreId }) => centreId)
  }
}

/** One transaction's worth of them; how many woke. */
export const wakeDue = async (scope: Scope): Promise<number> => {
  const { db, centreId, now } = scope
  const sleepers = await takeSleepers(db, centreId, dayOf(now), batch)
  if (sleepers.length === 0) return 0
  const { stages } = await findEditionAndStages(db, centreId, 'cs')
  const woken = await Promise.all(sleepers.map((sleeper) => wake(scope, stages, sleeper, null)))
  return woken.filter(Boolean).length
}

/** A member wakes somebody before their day; false when somebody was faster. */
export const wakeNow = async (
  scope: Scope,
  memberId: string,
  stages: readonly CentreStage[],
  id: string,
  version: number,
): Promise<boolean> => {
  const sleeper = await takeSleeper(scope.db, scope.centreId, id)
  const resting = stages.find(({ code }) => code === sleeper?.stage)?.category === 'on_hold'
  if (!sleeper || !resting || sleeper.version !== version) return false
  return wake(scope, stages, sleeper, memberId)
}

/** Back to where they were, with their history, a line on the timeline and something to do today. */
const wake = async (scope: Scope, stages: readonly CentreStage[], sleeper: Sleeper, memberId: string | null) => {
  const { db, centreId, now } = scope
  const { id, contact_id, track, stage: from, version } = sleeper
  const to = stageAfterRest(stages, sleeper)
  const today = dayOf(now)
  const stands = await updateStage(db, centreId, { id, track }, version, { ...awake, stage: to, stage_since: now })
  if (!stands) return false
  await Promise.all([
    createStageChange(db, centreId, { enrolment_id: id, from_stage: from, to_stage: to, at: now, member_id: memberId }),
    createActivity(db, centreId, {
      contact_id,
      kind: 'woken',
      occurred_at: now,
      member_id: memberId,
      particulars: { track, from, to },
    }),
    planFirst(db, centreId, contact_id, stepOf(sleeper), today),
    recordAudit(scope, {
      action: 'enrolment.woken',
      subject_type: 'enrolment',
      subject_id: id,
      fields: ['stage', 'parked_until'],
      member_id: memberId,
    }),
  ])
  return true
}

/** Where they came from, or, where that is no more, where the work begins. */
const stageAfterRest = (stages: readonly CentreStage[], { track, parked_from, stage }: Sleeper): Stage => {
  const open = stagesIn(stages, track).filter(({ category }) => isUnderWay(category))
  const before = open.find(({ code }) => code === parked_from)
  return (before ?? open.find(({ category }) => category === 'active') ?? open[0])?.code ?? stage
}

/** What was planned for later is not lost. */
const stepOf = ({ next_step, next_step_on, owner_lang }: Sleeper): string => {
  const lang = owner_lang ?? undefined
  const t = staffMessages(isStaffLang(lang) ? lang : 'cs')
  const step = next_step_on
    ? t('parking.woken_step_before', { step: next_step, day: shortDay(t, next_step_on) })
    : t('parking.woken_step')
  // what is kept is searched for by people who type plain spaces
  return step.replaceAll('\u00a0', ' ').slice(0, 300)
}
