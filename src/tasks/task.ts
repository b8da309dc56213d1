import { createActivity } from '../contacts/queries/activities.ts'
import type { Scope } from '../db/scope.ts'
import { newId } from '../lib/ids.ts'
import type { ActivityKind } from '../lib/words.ts'
import { recordAudit } from '../privacy/queries.ts'
import type { NewTask, TaskForm } from './forms.ts'
import {
  createTask,
  findPersonNamed,
  findTask,
  findTaskByKey,
  listAssignees,
  type TaskRecord,
  updateTask,
} from './queries/tasks.ts'

type Refused = { kind: 'assignee' | 'past' }
type Added = { kind: 'added'; id: string } | { kind: 'contact' } | Refused
type Changed = { kind: 'changed' | 'unchanged' | 'stale' } | Refused

/** Writes down what is to be done; the same form twice is one task. */
export const add = async (scope: Scope, memberId: string, form: NewTask): Promise<Added> => {
  const { db, centreId, now } = scope
  const { contact_id, idempotency_key } = form
  const assignee_id = form.assignee_id ?? memberId
  if (contact_id && !(await findPersonNamed(db, centreId, contact_id))) return { kind: 'contact' }
  const refused = await refusal(scope, form, assignee_id)
  if (refused) return refused

  const id = newId()
  const written = { id, contact_id: contact_id ?? null, assignee_id, ...plannedIn(form) }
  const traces = { created_by: memberId, created_at: now, idempotency_key: idempotency_key ?? null }
  if (!(await createTask(db, centreId, { ...written, ...traces })))
    return { kind: 'added', id: (await findTaskByKey(db, centreId, idempotency_key ?? '')) ?? id }
  await trace(scope, memberId, written, 'task_added')
  return { kind: 'added', id }
}

type Given = { contact_id: string; assignee_id: string | null; title: string; due_on: string; key: string }

/** Something to do that no colleague wrote down, once; with nobody to do it, it stands on everybody's day. */
export const give = async (scope: Scope, { key, ...given }: Given) => {
  const { db, centreId, now } = scope
  const task = { id: newId(), ...given }
  const traces = { created_by: null, created_at: now, idempotency_key: key }
  if (await createTask(db, centreId, { ...task, ...traces })) await trace(scope, null, task, 'task_added')
}

/** Changes what, who or when, unless somebody else changed the task since it was opened. */
export const change = async (scope: Scope, memberId: string, task: TaskRecord, form: TaskForm): Promise<Changed> => {
  const { db, centreId, now } = scope
  const wanted = { ...plannedIn(form), assignee_id: form.assignee_id ?? task.assignee_id }
  const refused = await refusal(scope, form, wanted.assignee_id, task)
  if (refused) return refused
  const fields = Object.entries(wanted).filter(([field, value]) => !isSame(task[field as keyof typeof wanted], value))
  if (fields.length === 0) return { kind: 'unchanged' }

  // who takes a task over is reminded of what is still to come, not of what another was told
  const isAnew = fields.some(([field]) => field === 'remind_at' || field === 'assignee_id')
  const again = isAnew && wanted.remind_at && wanted.remind_at > now ? { reminder_queued_at: null } : {}
  if (!(await updateTask(db, centreId, task.id, form.version ?? task.version, { ...wanted, ...again })))
    return { kind: 'stale' }
  await trace(
    scope,
    memberId,
    { ...task, ...wanted },
    'task_changed',
    fields.map(([field]) => field),
  )
  return { kind: 'changed' }
}

/** Ends a task well or gives it up; what is ended already stays as it was. False when it was changed meanwhile. */
export const close = async (
  scope: Scope,
  memberId: string,
  task: TaskRecord,
  state: 'done' | 'dropped',
  version = task.version,
): Promise<boolean> => {
  const { db, centreId, now } = scope
  if (task.state !== 'open') return true
  const closed = { state, closed_at: now, closed_by: memberId }
  if (!(await updateTask(db, centreId, task.id, version, closed)))
    // two ticks at once mean the same
    return (await findTask(db, centreId, task.id))?.state === state
  await trace(scope, memberId, task, state === 'done' ? 'task_done' : 'task_dropped', ['state'])
  return true
}

/** A member says that they will do what nobody does yet; false when somebody was faster. */
export const take = async (
  scope: Scope,
  memberId: string,
  task: TaskRecord,
  version = task.version,
): Promise<boolean> => {
  if (task.assignee_id === memberId) return true
  if (task.state !== 'open' || task.assignee_id) return false
  if (!(await updateTask(scope.db, scope.centreId, task.id, version, { assignee_id: memberId }))) return false
  await trace(scope, memberId, task, 'task_changed', ['assignee_id'])
  return true
}

/** Takes the tick back. */
export const reopen = async (scope: Scope, memberId: string, task: TaskRecord): Promise<boolean> => {
  const { db, centreId } = scope
  if (task.state === 'open') return true
  const opened = { state: 'open' as const, closed_at: null, closed_by: null }
  if (!(await updateTask(db, centreId, task.id, task.version, opened))) return false
  await trace(scope, memberId, task, 'task_reopened', ['state'])
  return true
}

/** Puts a task off to another day. */
export const postpone = async (
  scope: Scope,
  memberId: string,
  task: TaskRecord,
  due_on: string,
  version = task.version,
): Promise<boolean> => {
  const { db, centreId } = scope
  if (task.state !== 'open' || task.due_on === due_on) return true
  if (!(await updateTask(db, centreId, task.id, version, { due_on }))) return false
  await trace(scope, memberId, { ...task, due_on }, 'task_changed', ['due_on'])
  return true
}

const plannedIn = ({ title, due_on, due_time, remind_at }: NewTask) => ({
  title,
  due_on,
  due_time: due_time ?? null,
  remind_at: remind_at ?? null,
})

const refusal = async (
  { db, centreId, now }: Scope,
  { remind_at }: NewTask,
  assignee_id: string | null,
  present?: TaskRecord,
): Promise<Refused | undefined> => {
  if (!assignee_id) return remind_at ? { kind: 'assignee' } : undefined
  const people = await listAssignees(db, centreId, present?.assignee_id)
  if (!people.some(({ id }) => id === assignee_id)) return { kind: 'assignee' }
  const isNew = remind_at && !isSame(present?.remind_at, remind_at)
  return isNew && remind_at <= now ? { kind: 'past' } : undefined
}

/** The page says minutes, so minutes are compared. */
const isSame = (before: string | Date | null | undefined, after: string | Date | null): boolean =>
  before instanceof Date && after instanceof Date
    ? Math.floor(before.getTime() / 60_000) === Math.floor(after.getTime() / 60_000)
    : (before ?? null) === after

type Traced = Pick<TaskRecord, 'id' | 'contact_id' | 'title' | 'due_on'>

/** Everything that happens to a task about somebody stands in their history. */
const trace = async (
  scope: Scope,
  memberId: string | null,
  task: Traced,
  kind: ActivityKind,
  fields: string[] = [],
) => {
  const { db, centreId, now } = scope
  await recordAudit(scope, {
    action: `task.${kind.slice('task_'.length)}`,
    subject_type: 'task',
    subject_id: task.id,
    fields,
    member_id: memberId,
  })
  if (!task.contact_id) return
  await createActivity(db, centreId, {
    contact_id: task.contact_id,
    kind,
    body: task.title,
    occurred_at: now,
    member_id: memberId,
    particulars: { task: task.id, on: task.due_on },
  })
}
