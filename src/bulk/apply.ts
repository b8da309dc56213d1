import type { Scope } from '../db/scope.ts'
import type { JobHandler, JobInHand, Piece } from '../jobs/job.ts'
import { fieldsOf, isFieldAction, traceOf } from './actions.ts'
import type { Action } from './forms.ts'
import { addTasks, moveAll } from './one-by-one.ts'
import { changeContacts, createEnrolments } from './queries/changes.ts'
import {
  createActivities,
  createAuditEntries,
  findBulkAction,
  listPeople,
  lockPeople,
  type Person,
  type Settled,
  updateRows,
} from './queries/pieces.ts'

const perPiece = 400
/** Those with rules of their own are gone through one by one. */
const perSlowPiece = 100

export const bulkHandler: JobHandler = {
  kind: 'bulk',
  title: 'bulk.job',
  piece: (scope, job) => changePiece(scope, job),
  result: ({ id }) => ({ path: `/bulk/${id}`, label: 'bulk.to_result' }),
}

const changePiece = async (scope: Scope, job: JobInHand): Promise<Piece> => {
  const { db, centreId } = scope
  const action = await findBulkAction(db, centreId, job.id)
  if (!action) return { done: 0, failed: 0, cursor: job.cursor, finished: true, problem: 'no_action' }
  const after = Number(job.cursor || 0)
  const to = after + (action.what === 'move' || action.what === 'task' ? perSlowPiece : perPiece)
  const stretch = { jobId: job.id, after, to }
  const [, people] = await Promise.all([lockPeople(db, centreId, stretch), listPeople(db, centreId, stretch, action)])
  const passed = people.flatMap((person) => passedBy(person) ?? [])
  const open = people.filter((person) => !passedBy(person))
  const changed = open.length > 0 ? await changeAll(scope, job, action, open) : []
  const settled = [...passed, ...changed]
  await updateRows(db, centreId, job.id, settled)
  const failed = settled.filter(({ state }) => state === 'failed').length
  return { done: people.length - failed, failed, cursor: String(to), finished: to >= job.total }
}

const passedBy = ({ position, is_there, moved_on, passed_by }: Person): Settled | undefined => {
  if (!is_there) return { position, state: 'failed', reason: 'gone' }
  if (passed_by) return { position, state: 'skipped', reason: passed_by }
  return moved_on ? { position, state: 'failed', reason: 'changed' } : undefined
}

const changeAll = async (scope: Scope, job: JobInHand, action: Action, people: Person[]): Promise<Settled[]> => {
  if (action.what === 'move') return moveAll(scope, job, action, people)
  if (action.what === 'task') return addTasks(scope, job, action, people)
  if (action.what === 'enrol') return enrolAll(scope, job, action, people)
  const { db, centreId, now } = scope
  const ids = people.map(({ contact_id }) => contact_id)
  const trace = { memberId: job.member_id, now }
  if (isFieldAction(action)) await changeContacts(db, centreId, ids, action, now)
  const lines = await createActivities(db, centreId, ids, { ...traceOf(action, job.id), ...trace })
  await createAuditEntries(db, centreId, ids, { ...auditOf(action), ...trace })
  return people.map(({ position, before }, index) => ({
    ...{ position, state: 'changed', before },
    ...(action.what === 'note' ? { made: lines[index] ?? '' } : {}),
  }))
}

type Enrol = Extract<Action, { what: 'enrol' }>

const enrolAll = async (scope: Scope, job: JobInHand, action: Enrol, people: Person[]): Promise<Settled[]> => {
  const { db, centreId, now } = scope
  const trace = { memberId: job.member_id, now }
  const ids = people.map(({ contact_id }) => contact_id)
  const places = await createEnrolments(db, centreId, ids, { ...action.to, ...trace })
  const whose = new Map(places.map(({ contact_id, id }) => [contact_id, id]))
  await createActivities(db, centreId, [...whose.keys()], { ...traceOf(action, job.id), ...trace })
  await createAuditEntries(db, centreId, [...whose.values()], { ...auditOf(action), ...trace })
  return people.map(({ position, contact_id }) => {
    const made = whose.get(contact_id)
    if (made) return { position, state: 'changed', made }
    return places.length > 0
      ? { position, state: 'skipped', reason: 'on_track' }
      : { position, state: 'failed', reason: 'no_such_stage' }
  })
}

const auditOf = (action: Action) => {
  if (action.what === 'enrol')
    return { action: 'enrolment.created', subject_type: 'enrolment' as const, fields: ['stage'] }
  const names = { next_step: 'contact.next_step', note: 'contact.noted' } as const
  const name = action.what === 'next_step' || action.what === 'note' ? names[action.what] : 'contact.edited'
  return { action: name, subject_type: 'contact' as const, fields: fieldsOf(action) }
}
