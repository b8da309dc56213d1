import type { Db } from '../db/connection.ts'
import { inCentre, type Scope } from '../db/scope.ts'
import type { ReleaseRefusal, ReleaseStep } from '../lib/words.ts'
import type { Settings } from '../settings.ts'
import { keysOfCentre } from './centre-key.ts'
import { checkPackage } from './checker/check.mjs'
import {
  certifyRelease,
  countDiffering,
  createReleaseFiles,
  listApprovedPackages,
  listKey,
  refuseRelease,
  registerStatistics,
} from './queries/preparations.ts'
import { statisticsOf } from './registry.ts'
import { type Built, buildRelease, type Progress } from './release/build.ts'
import { manifestHash, readNumbers } from './release/package.ts'
import type { Plan } from './release/plan.ts'
import { takeSnapshot } from './snapshots.ts'
import { strayContents } from './stray.ts'

export type Order = { centreId: string; releaseId: string; waveId: string; lease: string }
export type Told = { step: ReleaseStep; progress: number }

/**
 * Makes a release that is in hand, as krajan_counter: counts in one transaction, builds in none, and writes everything
 * down in another, if it is still in hand. What nobody can be shown is refused with its reason.
 */
export const makeRelease = async (counterDb: Db, order: Order, settings: Settings, tell: (told: Told) => void) => {
  const inside = <Result>(work: (scope: Scope) => Promise<Result>) =>
    inCentre(counterDb, { centreId: order.centreId }, { settings }, work)
  const prepared = await inside(async (scope) => ({
    snapshot: await takeSnapshot(scope, order.waveId, (done) =>
      tell({ step: 'counting', progress: Math.min(9, done) }),
    ),
    previous: await listApprovedPackages(scope.db, order.centreId, order.waveId),
  }))
  if (!prepared) return
  const { snapshot, previous } = prepared
  if (snapshot.kind === 'refused') return inside((scope) => refuse(scope, order, { reason: snapshot.reason }))
  const { plan, counts } = snapshot
  const keys = keysOfCentre(settings.secretKey, order.centreId)
  const onProgress = (progress: Progress) => tell(toldOf(progress))
  const built = await buildRelease({ plan, counts, keys, previous, onProgress })
  if (built.kind === 'refused')
    return inside((scope) => refuse(scope, order, { reason: built.reason, snapshot: plan.snapshot }))
  // as everybody will check it who gets it
  const verdict = checkPackage(built.files, { publicKeyPem: keys.publicKeyPem, previous })
  const stray = strayContents(built.files)
  if (!verdict.good || stray.length > 0)
    throw new Error(`The release does not hold: ${verdict.good ? stray.join(', ') : verdict.reason}`)
  tell({ step: 'writing', progress: 95 })
  await inside((scope) => keep(scope, order, { plan, built, key: { id: keys.keyId, pem: keys.publicKeyPem } }))
}

/** Nobody knows how many attempts there will be: each goes a part of the way that is left, and none goes back. */
const toldOf = ({ step, attempt, done, all }: Progress): Told => {
  const from = reachedBefore(attempt)
  const share = step === 'rounding' ? 0 : done / Math.max(1, all)
  return { step, progress: Math.floor(from + share * (reachedBefore(attempt + 1) - from)) }
}

const reachedBefore = (attempt: number) => 94 - 84 * 0.6 ** (attempt - 1)

type Refusal = { reason: ReleaseRefusal; snapshot?: number }

const refuse = async ({ db, centreId, now }: Scope, { releaseId, lease }: Order, refusal: Refusal) => {
  await refuseRelease(db, centreId, { id: releaseId, lease }, { ...refusal, now })
}

type Kept = { plan: Plan; built: Built & { kind: 'certified' }; key: { id: string; pem: string } }

const keep = async (scope: Scope, order: Order, { plan, built, key }: Kept) => {
  const { db, centreId, now } = scope
  const { files, report } = built
  const { releaseId, waveId, lease } = order
  const held = { id: releaseId, lease }
  const of = { waveId, snapshot: plan.snapshot }
  const statistics = statisticsOf(plan.wave, readNumbers(files))
  // numbers that were certified before stand, also where the key they were made with is lost
  const differing = await countDiffering(db, centreId, of, statistics)
  if (differing > 0)
    return refuse(scope, order, {
      reason: { code: 'registered_otherwise', numbers: differing },
      snapshot: plan.snapshot,
    })
  await registerStatistics(db, centreId, of, statistics)
  await listKey(db, centreId, { key_id: key.id, public_key: key.pem, listed_at: now })
  const release = {
    snapshot: plan.snapshot,
    report,
    week: plan.week,
    manifest_hash: manifestHash(files),
    key_id: key.id,
  }
  if (await certifyRelease(db, centreId, held, { ...release, now }))
    await createReleaseFiles(db, centreId, releaseId, files)
  else throw new Error('The release is in other hands.')
}
