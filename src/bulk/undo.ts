import * as z from 'zod'
import type { Scope } from '../db/scope.ts'
import type { JobHandler, JobInHand, Piece } from '../jobs/job.ts'
import { findTask } from '../tasks/queries/tasks.ts'
import { close } from '../tasks/task.ts'
import { fieldsOf, isFieldAction } from './actions.ts'
import type { Action } from './forms.ts'
import { restoreContacts, restoreEnrolments, strikeNotes, takeOffTrack } from './queries/changes.ts'
import {
  createActivities,
  createAuditEntries,
  findBulkAction,
  findLastChanged,
  listChanged,
  lockPeople,
  type Made,
  type Settled,
  updateRows,
} from './queries/pieces.ts'

const perPiece = 400

const Particulars = z.object({ of: z.uuid() })

export const undoHandler: JobHandler = {
  kind: 'bulk_undo',
  title: 'bulk.undo_job',
  piece: (scope, job) => undoPiece(scope, job),
  result: ({ particulars }) => ({ path: `/bulk/${Particulars.parse(particulars).of}`, label: 'bulk.to_result' }),
}

/** Goes through all positions of the change, which may be more than those it changed. */
const undoPiece = async (scope: Scope, job: JobInHand): Promise<Piece> => {
  const { db, centreId } = scope
  const jobId = Particulars.parse(job.particulars).of
  const action = await findBulkAction(db, centreId, jobId)
  if (!action) return { done: 0, failed: 0, cursor: job.cursor, finished: true, problem: 'no_action' }
  const after = Number(job.cursor || 0)
  const stretch = { jobId, after, to: after + perPiece }
  const [, people, last] = await Promise.all([
    lockPeople(db, centreId, stretch),
    listChanged(db, centreId, stretch, action),
    findLastChanged(db, centreId, jobId),
  ])
  const kept = people.flatMap((person) => keptAs(person) ?? [])
  const open = people.filter((person) => !keptAs(person))
  const undone = open.length > 0 ? await undoAll(scope, job, { jobId, action }, open) : []
  const settled = [...kept, ...undone]
  await updateRows(db, centreId, jobId, settled)
  const failed = settled.filter(({ state }) => state === 'kept').length
  return { done: settled.length - failed, failed, cursor: String(stretch.to), finished: stretch.to >= last }
}

const keptAs = ({ position, is_there, untouched }: Made): Settled | undefined => {
  if (!is_there) return { position, state: 'kept', reason: 'gone' }
  return untouched ? undefined : { position, state: 'kept', reason: 'changed_since' }
}

type Change = { jobId: string; action: Action }

const undoAll = async (scope: Scope, job: JobInHand, change: Change, people: Made[]): Promise<Settled[]> => {
  const { db, centreId, now } = scope
  const { jobId, action } = change
  if (action.what === 'task') return dropTasks(scope, job, people)
  const trace = { memberId: job.member_id, now }
  const which = { jobId, positions: people.map(({ position }) => position) }
  if (isFieldAction(action)) await restoreContacts(db, centreId, which, action, now)
  if (action.what === 'note') await strikeNotes(db, centreId, which, trace)
  if (action.what === 'move') await restoreEnrolments(db, centreId, which, trace)
  const gone =
    action.what === 'enrol'
      ? await takeOffTrack(
          db,
          jobId,
          people.flatMap(({ made }) => made ?? []),
        )
      : []
  const undone = action.what === 'enrol' ? people.filter(({ made }) => made && gone.includes(made)) : people
  await tellUndone(scope, job, change, undone)
  return people.map((person) => ({
    position: person.position,
    ...(undone.includes(person) ? { state: 'undone' } : { state: 'kept', reason: 'changed_since' }),
  }))
}

const tellUndone = async (scope: Scope, job: JobInHand, { jobId, action }: Change, people: Made[]) => {
  const { db, centreId, now } = scope
  const trace = { memberId: job.member_id, now }
  const ids = people.map(({ contact_id }) => contact_id)
  const fields = fieldsOf(action)
  const particulars = { action: action.what, fields: fields.join(' '), job: jobId }
  if (action.what !== 'note') await createActivities(db, centreId, ids, { kind: 'bulk_undone', particulars, ...trace })
  const audited = { action: 'contact.bulk_undone', subject_type: 'contact' as const, fields }
  await createAuditEntries(db, centreId, ids, { ...audited, ...trace })
}

/** What was given to do is given up again; its history stays. */
const dropTasks = (scope: Scope, job: JobInHand, people: Made[]): Promise<Settled[]> => {
  const dropOne = async ({ position, made }: Made): Promise<Settled> => {
    const task = await findTask(scope.db, scope.centreId, made ?? '')
    const dropped = task !== undefined && (await close(scope, job.member_id ?? '', task, 'dropped'))
    return dropped ? { position, state: 'undone' } : { position, state: 'kept', reason: 'changed_since' }
  }
  return Promise.all(people.map(dropOne))
}
