import { sql } from 'kysely'
import type { Db } from '../../db/connection.ts'
import type { ReleaseRefusal, ReleaseReport, ReleaseStep } from '../../lib/words.ts'
import type { Package } from '../release/format.ts'

/** Releases that wait to be made, or whose maker has stopped: ids only, through the door. */
export const listToPrepare = async (db: Db): Promise<{ centre_id: string; release_id: string }[]> => {
  const { rows } = await sql<{ centre_id: string; release_id: string }>`select * from releases_to_prepare()`.execute(db)
  return rows
}

const leaseSeconds = 60

/** Takes a release in hand, once; undefined when another maker has it. */
export const claimRelease = async (db: Db, centreId: string, id: string, lease: string) => {
  const { rows } = await sql<{ wave_id: string; tries: number }>`
    update releases set status = 'preparing', step = 'counting', progress = 0, tries = tries + 1, lease = ${lease},
      lease_until = now() + make_interval(secs => ${leaseSeconds})
    where centre_id = ${centreId} and id = ${id}
      and (status = 'waiting' or (status = 'preparing' and lease_until < now()))
    returning wave_id, tries`.execute(db)
  return rows[0]
}

type Held = { id: string; lease: string }

/** Says how far it is and keeps it in hand; false when it is not any more. */
export const keepInHand = async (
  db: Db,
  centreId: string,
  { id, lease }: Held,
  { step, progress }: { step: ReleaseStep; progress: number },
): Promise<boolean> => {
  const { rows } = await sql`
    update releases set step = ${step}, progress = ${progress}, lease_until = now() + make_interval(secs => ${leaseSeconds})
    where centre_id = ${centreId} and id = ${id} and lease = ${lease} and status = 'preparing' returning id`.execute(db)
  return rows.length > 0
}

/** Lets somebody else take it; a stop that was wanted is no failed try. */
export const letGo = async (db: Db, centreId: string, { id, lease }: Held, { wanted }: { wanted: boolean }) => {
  await sql`
    update releases set lease_until = now() - interval '1 second', tries = tries - ${wanted ? 1 : 0}
    where centre_id = ${centreId} and id = ${id} and lease = ${lease} and status = 'preparing'`.execute(db)
}

type Refused = { reason: ReleaseRefusal; snapshot?: number | undefined; now: Date }

/** False when it is in other hands by now. */
export const refuseRelease = async (db: Db, centreId: string, held: Held, { reason, snapshot, now }: Refused) => {
  const { numUpdatedRows } = await inHand(db, centreId, held)
    .set({ status: 'refused', step: 'done', reason, finished_at: now, lease: null, lease_until: null })
    .set({ snapshot: snapshot ?? null })
    .set('version', (row) => row('version', '+', 1))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

type Certified = {
  snapshot: number
  report: ReleaseReport
  week: string
  manifest_hash: string
  key_id: string
  now: Date
}

export const certifyRelease = async (db: Db, centreId: string, held: Held, { now, ...release }: Certified) => {
  const { numUpdatedRows } = await inHand(db, centreId, held)
    .set({ ...release, status: 'ready', step: 'done', progress: 100, finished_at: now, lease: null, lease_until: null })
    .set('version', (row) => row('version', '+', 1))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

const inHand = (db: Db, centreId: string, { id, lease }: Held) =>
  db
    .updateTable('releases')
    .where('centre_id', '=', centreId)
    .where('id', '=', id)
    .where('lease', '=', lease)
    .where('status', '=', 'preparing')

/** The newest snapshot of a wave. */
export const findSnapshot = (db: Db, centreId: string, waveId: string) =>
  db
    .selectFrom('snapshots')
    .where('centre_id', '=', centreId)
    .where('wave_id', '=', waveId)
    .orderBy('number', 'desc')
    .limit(1)
    .select(['number', 'last_batch', 'counted', 'taken_at'])
    .executeTakeFirst()

type NewSnapshot = { number: number; last_batch: number; counted: number; answers_hash: Buffer; taken_at: Date }

export const createSnapshot = async (db: Db, centreId: string, waveId: string, snapshot: NewSnapshot) => {
  await db
    .insertInto('snapshots')
    .values({ centre_id: centreId, wave_id: waveId, ...snapshot })
    .execute()
}

/** Every approved package of a wave, the oldest first. */
export const listApprovedPackages = async (db: Db, centreId: string, waveId: string): Promise<Package[]> => {
  const rows = await db
    .selectFrom('releases as r')
    .innerJoin('release_files as f', (join) =>
      join.onRef('f.centre_id', '=', 'r.centre_id').onRef('f.release_id', '=', 'r.id'),
    )
    .where('r.centre_id', '=', centreId)
    .where('r.wave_id', '=', waveId)
    .where('r.status', '=', 'approved')
    .select(['r.id', 'f.path', 'f.bytes'])
    .orderBy('r.snapshot')
    .orderBy(sql`f.path collate "C"`)
    .execute()
  const packages = new Map<string, Map<string, Uint8Array>>()
  for (const { id, path, bytes } of rows) packages.set(id, (packages.get(id) ?? new Map()).set(path, bytes))
  return [...packages.values()]
}

export const createReleaseFiles = async (db: Db, centreId: string, releaseId: string, files: Package) => {
  const rows = [...files].map(([path, bytes]) => ({
    ...{ centre_id: centreId, release_id: releaseId, path, bytes: Buffer.from(bytes) },
  }))
  await db.insertInto('release_files').values(rows).execute()
}

export type Statistic = { id: string; definition: unknown; value: number | null }

type OfSnapshot = { waveId: string; snapshot: number }

/** How many of these stand in the registry with another value. */
export const countDiffering = async (db: Db, centreId: string, of: OfSnapshot, statistics: readonly Statistic[]) => {
  const { rows } = await sql<{ differing: number }>`
    select count(*)::int as differing from ${given(statistics)} join statistics s on s.centre_id = ${centreId}
      and s.wave_id = ${of.waveId} and s.snapshot = ${of.snapshot} and s.id = decode(g.id, 'hex')
    where s.value is distinct from g.value`.execute(db)
  return rows[0]?.differing ?? 0
}

/** Registers published values of a snapshot; those that stand there stay. */
export const registerStatistics = async (
  db: Db,
  centreId: string,
  of: OfSnapshot,
  statistics: readonly Statistic[],
) => {
  await sql`
    insert into statistics (centre_id, wave_id, snapshot, id, definition, value)
    select ${centreId}, ${of.waveId}, ${of.snapshot}, decode(g.id, 'hex'), g.definition, g.value from ${given(statistics)}
    on conflict do nothing`.execute(db)
}

const given = (statistics: readonly Statistic[]) =>
  sql`jsonb_to_recordset(${JSON.stringify(statistics)}::jsonb) as g (id text, definition jsonb, value int)`

/** Puts a public key on the network's list. */
export const listKey = async (
  db: Db,
  centreId: string,
  key: { key_id: string; public_key: string; listed_at: Date },
) => {
  await db
    .insertInto('release_keys')
    .values({ centre_id: centreId, ...key })
    .onConflict((conflict) => conflict.columns(['centre_id', 'key_id']).doNothing())
    .execute()
}
