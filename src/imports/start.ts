import type { Scope } from '../db/scope.ts'
import { createJob, findJob } from '../jobs/queries.ts'
import { newId } from '../lib/ids.ts'
import type { ImportState, KnownPolicy, LikelyPolicy } from '../lib/imports.ts'
import { undoableUntil } from '../lib/retention.ts'
import type { LawfulBasis } from '../lib/words.ts'
import { recordAudit } from '../privacy/queries.ts'
import { type ImportRecord, updateImport } from './queries/imports.ts'

export type Source = {
  source_note: string
  lawful_basis: LawfulBasis
  acquired_on: string
  known_policy: KnownPolicy
  likely_policy: LikelyPolicy
}

/** Keeps where the list comes from and what to do with people known already, and begins the dry run. */
export const startCheck = (scope: Scope, list: ImportRecord, source: Source, memberId: string) =>
  start(scope, list, memberId, {
    ...{ kind: 'import_check', state: 'checking', from: ['mapped', 'checking', 'checked'], changes: source },
  })

/** Takes the list over, or what of it still waits. */
export const startRun = async (scope: Scope, list: ImportRecord, memberId: string): Promise<Started> => {
  // what stood in its rows is there no more
  if (list.forgotten_at) return { kind: 'late' }
  return start(scope, list, memberId, { kind: 'import_run', state: 'running', from: ['checked', 'running', 'done'] })
}

/** Takes the whole import back; also one that was stopped half-way. */
export const startRevert = async (scope: Scope, list: ImportRecord, memberId: string): Promise<Started> => {
  if (isLate(list, scope.now)) return { kind: 'late' }
  return start(scope, list, memberId, {
    ...{ kind: 'import_revert', state: 'reverting', from: ['running', 'done', 'reverting'] },
  })
}

type Dated = Pick<ImportRecord, 'ended_at' | 'created_at' | 'forgotten_at'>

/** The last moment at which it can be taken back. */
export const revertableUntil = ({ ended_at, created_at }: Dated): Date => undoableUntil(ended_at ?? created_at)

/** Whether its days are over, or what it needs is kept no more. */
export const isLate = (list: Dated, now: Date): boolean => list.forgotten_at !== null || revertableUntil(list) < now

type Starting = { kind: string; state: ImportState; from: ImportState[]; changes?: Source }

export type Started = { kind: 'started'; job: string } | { kind: 'under_way'; job: string } | { kind: 'stale' | 'late' }

/** One job at a time works on an import: who starts another one while it does is shown the first. */
const start = async (scope: Scope, list: ImportRecord, memberId: string, starting: Starting): Promise<Started> => {
  const { db, centreId } = scope
  const { kind, state, from, changes } = starting
  const running = list.job_id ? await findJob(db, centreId, list.job_id) : undefined
  if (running && (running.state === 'waiting' || running.state === 'running'))
    return { kind: 'under_way', job: running.id }
  const job_id = newId()
  if (!(await updateImport(db, centreId, list, { ...changes, state, job_id }, from))) return { kind: 'stale' }
  const particulars = { import: list.id }
  await createJob(scope, { id: job_id, kind, particulars, total: list.row_count, memberId })
  await recordAudit(scope, {
    ...{ action: `import.${state}`, subject_type: 'import', subject_id: list.id, member_id: memberId },
  })
  return { kind: 'started', job: job_id }
}
