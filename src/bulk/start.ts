import type { Scope } from '../db/scope.ts'
import { waitForTurn } from '../db/turn.ts'
import { createJob, findJobIdByKey } from '../jobs/queries.ts'
import { newId } from '../lib/ids.ts'
import { undoableUntil } from '../lib/retention.ts'
import { recordAudit } from '../privacy/queries.ts'
import { type Action, mostPeople } from './forms.ts'
import { createBulkChange, freezeChosen } from './queries/preview.ts'
import { type BulkChange, countStates, findBulkChange } from './queries/results.ts'
import type { Chosen } from './queries/selection.ts'

type Wanted = {
  who: Chosen
  /** the list's question, where all it finds are chosen */
  query: string | null
  action: Action
  /** the fingerprint of whom the preview showed */
  seen: string
  memberId: string
  idempotencyKey: string
}

type Started = { kind: 'started' | 'repeated'; id: string } | { kind: 'others' }

/** Settles who a change is of and has it done; it is of exactly those whom the preview showed, or of nobody. */
export const startBulkChange = async (scope: Scope, wanted: Wanted): Promise<Started> => {
  const { db, centreId } = scope
  const { who, query, action, seen, memberId, idempotencyKey } = wanted
  const [, repeated] = await Promise.all([
    waitForTurn(db, centreId, idempotencyKey),
    findJobIdByKey(db, centreId, idempotencyKey),
  ])
  if (repeated) return { kind: 'repeated', id: repeated }

  const id = newId()
  const total = await freezeChosen(db, centreId, { jobId: id, who, action, most: mostPeople, seen })
  if (total === 0) return { kind: 'others' }
  await createJob(scope, { id, kind: 'bulk', particulars: {}, total, memberId, idempotencyKey })
  await createBulkChange(db, centreId, { jobId: id, action, query })
  await audit(scope, memberId, id, 'bulk.started')
  return { kind: 'started', id }
}

type Undoing = { kind: 'started' | 'repeated'; id: string } | { kind: 'running' | 'nothing' | 'late' }

/** Has a change taken back, as far as nobody has changed the same since. */
export const startUndo = async (
  scope: Scope,
  { id: changeId }: Pick<BulkChange, 'id'>,
  { memberId, idempotencyKey }: Pick<Wanted, 'memberId' | 'idempotencyKey'>,
): Promise<Undoing> => {
  const { db, centreId } = scope
  const [, repeated, change, counts] = await Promise.all([
    waitForTurn(db, centreId, undoTurn(changeId)),
    findJobIdByKey(db, centreId, idempotencyKey),
    // as it is once the turn has come
    findBulkChange(db, centreId, changeId),
    countStates(db, centreId, changeId),
  ])
  if (repeated) return { kind: 'repeated', id: repeated }
  if (!change) return { kind: 'nothing' }
  if (change.state === 'waiting' || change.state === 'running') return { kind: 'running' }
  if (change.undoing) return { kind: 'repeated', id: change.undoing }
  if (counts.changed === 0) return { kind: 'nothing' }
  if (isLate(change, scope.now)) return { kind: 'late' }
  const particulars = { of: change.id }
  const id = await createJob(scope, { kind: 'bulk_undo', particulars, total: counts.changed, memberId, idempotencyKey })
  await audit(scope, memberId, change.id, 'bulk.undone')
  return { kind: 'started', id }
}

/** Undoing a change and forgetting what it needs come one after another. */
export const undoTurn = (id: string) => `undo ${id}`

/** Whether its days are over, or what was before is kept no more. */
export const isLate = ({ ended_at, forgotten_at }: Pick<BulkChange, 'ended_at' | 'forgotten_at'>, now: Date) =>
  forgotten_at !== null || (ended_at !== null && undoableUntil(ended_at) < now)

const audit = (scope: Scope, memberId: string, id: string, action: string) =>
  recordAudit(scope, { action, subject_type: 'job', subject_id: id, member_id: memberId })
