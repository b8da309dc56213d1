import { staffMessages } from '../../views/messages/index.ts'
import { createActivity } from '../contacts/queries/activities.ts'
import type { Db } from '../db/connection.ts'
import { inEachCentre, type Times } from '../db/each-centre.ts'
import type { Scope } from '../db/scope.ts'
import { shortDay } from '../lib/format.ts'
import { newId } from '../lib/ids.ts'
import { addDays, dayOf } from '../lib/time.ts'
import { recordAudit } from '../privacy/queries.ts'
import { createTask } from '../tasks/queries/tasks.ts'
import { type DueObligation, listCentresWithObligations, takeDueObligations } from './queries/reminders.ts'

const atOnce = 100
const daysToAct = 7

/** Half a year and a month before a stipend's holder is to begin, when they have not, and when they have served. */
export const remindObligations = async (db: Db, times: Times) => {
  const now = times.clock(new Date())
  await inEachCentre(db, await listCentresWithObligations(db, dayOf(now)), times, remindObligationsHere)
}

export const remindObligationsHere = async (scope: Scope) => {
  const due = await takeDueObligations(scope.db, scope.centreId, dayOf(scope.now), atOnce)
  for (const obligation of due) await giveTask(scope, obligation)
}

/** A task with its reminder by mail; a centre in which nobody works any more has nobody to remind. */
const giveTask = async (scope: Scope, obligation: DueObligation) => {
  const { db, centreId, now } = scope
  const { contact_id, agreement, milestone, day, member_id, lang } = obligation
  if (!member_id) return
  const t = staffMessages(lang)
  const title = t(`obligations.task.${milestone}`, { agreement: agreement && ` ${agreement}`, day: shortDay(t, day) })
  const due_on = milestone === 'half_year' || milestone === 'month' ? addDays(dayOf(now), daysToAct) : dayOf(now)
  const id = newId()
  const task = { id, contact_id, assignee_id: member_id, title, due_on, due_time: null, remind_at: now }
  await createTask(db, centreId, { ...task, created_by: null, created_at: now, idempotency_key: null })
  await createActivity(db, centreId, {
    contact_id,
    kind: 'task_added',
    body: title,
    occurred_at: now,
    member_id: null,
    particulars: { task: id, on: due_on },
  })
  await recordAudit(scope, { action: 'task.added', subject_type: 'task', subject_id: id })
}
