import { sql } from 'kysely'
import type { Db, Trx } from '../src/db/connection.ts'
import type { Scope } from '../src/db/scope.ts'
import { sha256 } from '../src/lib/tokens.ts'
import type { Settings } from '../src/settings.ts'
import { planOf, settlePlan } from '../src/sharing/plans.ts'
import { keysFrom } from '../src/sharing/release/keys.ts'
import { takeSnapshot } from '../src/sharing/snapshots.ts'

type Wave = { centreId: string; waveId: string }

/** What the demo signs with is known to everybody: it stands here. A centre's own keys follow from a secret. */
export const demoKeys = (slug: string) => keysFrom(sha256(`the release key of ${slug} in the demo network`))

/** Fixes what is to be published of a demo survey and counts its answers, as preparing a release does. */
export const countSurvey = async (trx: Trx, { centreId, waveId }: Wave, now: Date) => {
  // neither planning nor counting asks how the installation is set
  const scope: Scope = { db: trx, centreId, now, clock: (moment) => moment, settings: {} as Settings }
  const planned = await planOf(scope, waveId)
  if (planned?.kind !== 'plan') throw new Error('The demo survey cannot be planned.')
  await settlePlan(scope, waveId, planned)
  const snapshot = await takeSnapshot(scope, waveId)
  if (snapshot.kind === 'refused') throw new Error(`The demo survey cannot be counted: ${snapshot.reason.code}.`)
  // it would stand in the way of the next survey until the transaction ends
  await sql`drop table wide`.execute(trx)
  return snapshot
}

/** What the demo shares, counted in a network where nothing is shared yet. */
export const countDemo = (ownerDb: Db, slugs: readonly string[], now: Date) =>
  ownerDb.transaction().execute(async (trx) => {
    const counted = []
    for (const slug of slugs) counted.push(await countSurvey(trx, await findDemoWave(trx, slug), now))
    return counted
  })

export const findDemoWave = async (trx: Trx, slug: string): Promise<Wave> => {
  const { centre_id, id } = await trx
    .selectFrom('waves as w')
    .innerJoin('surveys as s', (join) =>
      join.onRef('s.centre_id', '=', 'w.centre_id').onRef('s.id', '=', 'w.survey_id'),
    )
    .innerJoin('centres as c', 'c.id', 'w.centre_id')
    .where('c.slug', '=', slug)
    .where('s.slug', '=', 'bariery-navratu')
    .select(['w.centre_id', 'w.id'])
    .executeTakeFirstOrThrow()
  return { centreId: centre_id, waveId: id }
}
