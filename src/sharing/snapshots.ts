import type { Scope } from '../db/scope.ts'
import { isoWeekOf } from '../lib/time.ts'
import type { ReleaseRefusal } from '../lib/words.ts'
import { countAnswers, trueCounts } from './counting.ts'
import { nextSnapshot } from './growth.ts'
import { unknownWords } from './plans.ts'
import { countBatches, keepCounts, listRoutes } from './queries/counting.ts'
import { createSnapshot, findSnapshot } from './queries/preparations.ts'
import { findPlan } from './queries/releases.ts'
import { growthOf, listChosen } from './queries/waves.ts'
import { sha256Hex } from './release/hashes.ts'
import type { Counts, Plan } from './release/plan.ts'

export type Snapshot =
  | { kind: 'taken'; plan: Plan; counts: Counts; snapshotHash: string }
  | { kind: 'refused'; reason: ReleaseRefusal }

/**
 * Fixes the answers that are counted by now as the next snapshot of their wave, or takes the last one again if it led to
 * nothing, and counts them. As krajan_counter, in one transaction.
 */
export const takeSnapshot = async (
  scope: Scope,
  waveId: string,
  onItem?: (done: number) => void,
): Promise<Snapshot> => {
  const { db, centreId } = scope
  const kept = await findPlan(db, centreId, waveId)
  if (!kept) return refused({ code: 'no_plan' })
  const [unknown] = unknownWords(kept.plan, await listChosen(db, centreId, waveId))
  if (unknown !== undefined) return refused({ code: 'unmapped', name: unknown })
  const next = await findNext(scope, waveId)
  if (!('snapshot' in next)) return refused({ code: next.kind, counted: next.counted, needed: next.needed })
  const { number, last_batch: lastBatch, taken_at } = next.snapshot
  const { plan, hash } = kept
  const routes = await listRoutes(db, centreId, waveId)
  const counted = await countAnswers(db, { centreId, waveId, lastBatch, plan, routes }, onItem)
  if (counted.kind === 'uncoded') return refused({ code: 'unmapped', name: counted.name })
  const snapshotHash = sha256Hex(`${hash} ${counted.rowsHash}`)
  const answers_hash = Buffer.from(snapshotHash, 'hex')
  if (next.kind === 'new') await createSnapshot(db, centreId, waveId, { ...next.snapshot, answers_hash })
  await keepCounts(db, centreId, { waveId, snapshot: number }, trueCounts(plan, counted.counts))
  const week = isoWeekOf(taken_at)
  return { kind: 'taken', plan: { ...plan, snapshot: number, week }, counts: counted.counts, snapshotHash }
}

/** The answers that are counted now, or those of the last snapshot if it led to nothing. */
const findNext = async ({ db, centreId, now }: Scope, waveId: string) => {
  const [batches, last, growth] = await Promise.all([
    countBatches(db, centreId, waveId),
    findSnapshot(db, centreId, waveId),
    growthOf(db, centreId, waveId),
  ])
  const next = nextSnapshot({ ...growth, counted: batches.counted })
  if (next.kind === 'too_few' || next.kind === 'not_grown') return next
  if (next.kind === 'again' && last) return { kind: next.kind, snapshot: last }
  return { kind: 'new' as const, snapshot: { number: (last?.number ?? 0) + 1, ...batches, taken_at: now } }
}

const refused = (reason: ReleaseRefusal): Snapshot => ({ kind: 'refused', reason })
