import type { Scope } from '../db/scope.ts'
import { newId } from '../lib/ids.ts'
import type { Regime } from '../lib/words.ts'
import { recordAudit } from '../privacy/queries.ts'
import { nextSnapshot } from './growth.ts'
import { type Planned, planOf, settlePlan } from './plans.ts'
import { createRelease, findUnderWay } from './queries/releases.ts'
import { findPlannedWave, growthOf } from './queries/waves.ts'

export { planOf } from './plans.ts'

export type Requested =
  | { kind: 'requested' | 'under_way' | 'undecided'; id: string }
  | { kind: 'too_few' | 'not_grown'; counted: number; needed: number }
  | { kind: 'other_regime'; regime: Regime }
  | { kind: 'no_counter' }
  | (Planned & { kind: 'unplannable' })

type Wish = { waveId: string; memberId: string }

/**
 * Asks for a release of what a wave has counted so far; a process on Node makes it. Asking twice asks once. Undefined for
 * a wave of another centre.
 */
export const requestRelease = async (scope: Scope, { waveId, memberId }: Wish): Promise<Requested | undefined> => {
  const { db, centreId, now } = scope
  const wave = await findPlannedWave(db, centreId, waveId)
  if (!wave) return undefined
  if (wave.regime !== 'lcr') return { kind: 'other_regime', regime: wave.regime }
  const underWay = await findUnderWay(db, centreId, waveId)
  if (underWay) return { kind: underWay.status === 'ready' ? 'undecided' : 'under_way', id: underWay.id }
  if (!scope.settings.counting) return { kind: 'no_counter' }
  const next = nextSnapshot(await growthOf(db, centreId, waveId))
  if (next.kind === 'too_few' || next.kind === 'not_grown') return next
  const planned = await planOf(scope, waveId)
  if (planned?.kind !== 'plan') return planned
  await settlePlan(scope, waveId, planned)
  return ask(scope, { id: newId(), wave_id: waveId, prepared_by: memberId, requested_at: now })
}

type NewRelease = Parameters<typeof createRelease>[2]

const ask = async (scope: Scope, release: NewRelease): Promise<Requested> => {
  const { db, centreId } = scope
  if (!(await createRelease(db, centreId, release))) {
    // somebody asked at the same moment
    const other = await findUnderWay(db, centreId, release.wave_id)
    return { kind: 'under_way', id: other?.id ?? release.id }
  }
  await recordAudit(scope, {
    ...{ action: 'release.requested', subject_type: 'release', subject_id: release.id },
    ...{ member_id: release.prepared_by },
  })
  return { kind: 'requested', id: release.id }
}
