import type { Scope } from '../db/scope.ts'
import { recordAudit } from '../privacy/queries.ts'
import { decideRelease, findRelease } from './queries/releases.ts'

export type Decided = { kind: 'done' | 'stale' | 'same_person' | 'not_ready' }

type Ruling = { id: string; version: number; memberId: string }

/** A second person lets a certified release be offered; undefined for one of another centre. */
export const approveRelease = async (scope: Scope, ruling: Ruling): Promise<Decided | undefined> => {
  const release = await findRelease(scope.db, scope.centreId, ruling.id)
  if (!release) return undefined
  // pressed twice
  if (release.status === 'approved' && release.decided_by === ruling.memberId) return { kind: 'done' }
  if (release.status !== 'ready') return { kind: 'not_ready' }
  if (release.prepared_by === ruling.memberId) return { kind: 'same_person' }
  return decide(scope, ruling, 'approved')
}

/** Nobody will ever see it; whoever prepared it may change their mind too. */
export const rejectRelease = async (scope: Scope, ruling: Ruling): Promise<Decided | undefined> => {
  const release = await findRelease(scope.db, scope.centreId, ruling.id)
  if (!release) return undefined
  if (release.status === 'rejected' && release.decided_by === ruling.memberId) return { kind: 'done' }
  if (release.status !== 'ready') return { kind: 'not_ready' }
  return decide(scope, ruling, 'rejected')
}

const decide = async (
  scope: Scope,
  { id, version, memberId }: Ruling,
  status: 'approved' | 'rejected',
): Promise<Decided> => {
  const { db, centreId, now } = scope
  if (!(await decideRelease(db, centreId, { id, version, status, memberId, now }))) return { kind: 'stale' }
  await recordAudit(scope, {
    ...{ action: `release.${status}`, subject_type: 'release', subject_id: id },
    ...{ fields: ['status'], member_id: memberId },
  })
  return { kind: 'done' }
}
