import { sql } from 'kysely'
import type { Lang } from '../../../views/messages/index.ts'
import type { Db } from '../../db/connection.ts'
import type { LeftOut } from '../../lib/words.ts'
import type { Package } from '../release/format.ts'
import type { Plan } from '../release/plan.ts'

/** What is fixed for all releases of a wave. */
export type WavePlan = Omit<Plan, 'snapshot' | 'week'>

export type SharedWave = Awaited<ReturnType<typeof listSharedWaves>>[number]
export type ReleaseRecord = Awaited<ReturnType<typeof listReleases>>[number]

/** Waves that have begun, the newest first, each with its latest release; at most 100. */
export const listSharedWaves = (db: Db, centreId: string, lang: Lang, now: Date) =>
  waves(db, centreId, lang, now).orderBy('w.opens_at', 'desc').limit(100).execute()

export const findWave = (db: Db, centreId: string, waveId: string, lang: Lang, now: Date) =>
  waves(db, centreId, lang, now)
    .where('w.id', '=', waveId)
    .select(
      sql<Record<string, string>>`(select coalesce(jsonb_object_agg(q.code, x.wording), '{}') from questions q
      cross join lateral (select x.wording from question_texts x where x.centre_id = q.centre_id
        and x.question_id = q.id and x.lang in (${lang}, 'cs') order by x.lang = ${lang} desc limit 1) x
      where q.centre_id = s.centre_id and q.survey_id = s.id)`.as('wordings'),
    )
    .executeTakeFirst()

const waves = (db: Db, centreId: string, lang: Lang, now: Date) =>
  db
    .selectFrom('waves as w')
    .innerJoin('surveys as s', (join) =>
      join.onRef('s.centre_id', '=', 'w.centre_id').onRef('s.id', '=', 'w.survey_id'),
    )
    .leftJoin('wave_counts as k', (join) =>
      join.onRef('k.centre_id', '=', 'w.centre_id').onRef('k.wave_id', '=', 'w.id'),
    )
    .leftJoinLateral(
      (query) =>
        query
          .selectFrom('snapshots as n')
          .whereRef('n.centre_id', '=', 'w.centre_id')
          .whereRef('n.wave_id', '=', 'w.id')
          .orderBy('n.number', 'desc')
          .limit(1)
          .select(['n.number', 'n.counted'])
          .as('n'),
      (join) => join.onTrue(),
    )
    .leftJoinLateral(
      (query) =>
        query
          .selectFrom('releases as r')
          .whereRef('r.centre_id', '=', 'w.centre_id')
          .whereRef('r.wave_id', '=', 'w.id')
          .orderBy('r.requested_at', 'desc')
          .limit(1)
          .select(['r.id', 'r.status', 'r.progress', 'r.step'])
          .as('r'),
      (join) => join.onTrue(),
    )
    .where('w.centre_id', '=', centreId)
    .where('w.opens_at', '<=', now)
    .select(['w.id as wave_id', 's.id as survey_id', 's.slug', 'w.number as wave', 'w.opens_at', 'w.closes_at'])
    .select(['w.regime', 'n.counted as last_counted', 'r.id as release_id', 'r.status', 'r.progress', 'r.step'])
    .select(sql<number>`coalesce(k.counted, 0)`.as('counted'))
    .select(sql<number>`coalesce(n.number, 0)`.as('snapshots'))
    .select(
      sql<string>`(select x.title from survey_texts x where x.centre_id = s.centre_id and x.survey_id = s.id
      and x.lang in (${lang}, 'cs') order by x.lang = ${lang} desc limit 1)`.as('title'),
    )

/** All releases of a wave, the newest first; at most 100. */
export const listReleases = (db: Db, centreId: string, waveId: string) =>
  releases(db, centreId).where('r.wave_id', '=', waveId).orderBy('r.requested_at', 'desc').limit(100).execute()

export const findRelease = (db: Db, centreId: string, id: string) =>
  releases(db, centreId).where('r.id', '=', id).executeTakeFirst()

const releases = (db: Db, centreId: string) =>
  db
    .selectFrom('releases as r')
    .innerJoin('waves as w', (join) => join.onRef('w.centre_id', '=', 'r.centre_id').onRef('w.id', '=', 'r.wave_id'))
    .innerJoin('surveys as s', (join) =>
      join.onRef('s.centre_id', '=', 'w.centre_id').onRef('s.id', '=', 'w.survey_id'),
    )
    .leftJoin('snapshots as n', (join) =>
      join
        .onRef('n.centre_id', '=', 'r.centre_id')
        .onRef('n.wave_id', '=', 'r.wave_id')
        .onRef('n.number', '=', 'r.snapshot'),
    )
    .leftJoin('members as p', 'p.id', 'r.prepared_by')
    .leftJoin('members as d', 'd.id', 'r.decided_by')
    .where('r.centre_id', '=', centreId)
    .select(['r.id', 'r.wave_id', 's.slug', 'w.number as wave', 'r.snapshot', 'r.status', 'r.progress', 'r.step'])
    .select(['r.report', 'r.reason', 'r.week', 'r.manifest_hash', 'r.key_id', 'r.prepared_by', 'r.decided_by'])
    .select(['r.requested_at', 'r.finished_at', 'r.decided_at', 'r.version', 'n.counted'])
    .select(['p.name as prepared_by_name', 'd.name as decided_by_name'])

/** Files of an own release by their paths; empty where there is none. */
export const readReleaseFiles = async (
  db: Db,
  centreId: string,
  releaseId: string,
  path?: string,
): Promise<Package> => {
  const rows = await db
    .selectFrom('release_files')
    .where('centre_id', '=', centreId)
    .where('release_id', '=', releaseId)
    .$if(path !== undefined, (query) => query.where('path', '=', path ?? ''))
    .select(['path', 'bytes'])
    .orderBy(sql`path collate "C"`)
    .execute()
  return new Map(rows.map((row) => [row.path, row.bytes]))
}

export const findPlan = async (db: Db, centreId: string, waveId: string) => {
  const row = await db
    .selectFrom('release_plans')
    .where('centre_id', '=', centreId)
    .where('wave_id', '=', waveId)
    .select(['plan', 'left_out', 'hash'])
    .executeTakeFirst()
  // the only writer is `keepPlan`, which takes such a plan
  return row && { plan: row.plan as unknown as WavePlan, left_out: row.left_out, hash: row.hash }
}

/** Puts the plan of a wave in the place of an earlier one by which nothing was made yet. */
export const keepPlan = async (
  db: Db,
  centreId: string,
  waveId: string,
  { plan, leftOut, hash, now }: { plan: WavePlan; leftOut: LeftOut[]; hash: string; now: Date },
) => {
  await sql`
    insert into release_plans (centre_id, wave_id, plan, left_out, hash, planned_at)
    values (${centreId}, ${waveId}, ${JSON.stringify(plan)}::jsonb, ${JSON.stringify(leftOut)}::jsonb, ${hash}, ${now})
    on conflict (centre_id, wave_id) do update
      set plan = excluded.plan, left_out = excluded.left_out, hash = excluded.hash, planned_at = excluded.planned_at
      where release_plans.hash <> excluded.hash`.execute(db)
}

/** Whether something was made by the plan of a wave, so that it is fixed. */
export const isPlanFixed = async (db: Db, centreId: string, waveId: string): Promise<boolean> => {
  const made = await db
    .selectFrom('releases')
    .where('centre_id', '=', centreId)
    .where('wave_id', '=', waveId)
    .where('status', 'in', ['preparing', 'ready', 'approved'])
    .select('id')
    .limit(1)
    .executeTakeFirst()
  return made !== undefined
}

type NewRelease = { id: string; wave_id: string; prepared_by: string; requested_at: Date }

/** Asks for a release; false when one of the wave is under way or waits for a decision. */
export const createRelease = async (db: Db, centreId: string, release: NewRelease): Promise<boolean> => {
  const created = await db
    .insertInto('releases')
    .values({ centre_id: centreId, ...release })
    .onConflict((conflict) =>
      conflict
        .columns(['centre_id', 'wave_id'])
        // written out as the partial index is
        .where(sql<boolean>`status in ('waiting', 'preparing', 'ready')`)
        .doNothing(),
    )
    .returning('id')
    .executeTakeFirst()
  return created !== undefined
}

export const findUnderWay = (db: Db, centreId: string, waveId: string) =>
  db
    .selectFrom('releases')
    .where('centre_id', '=', centreId)
    .where('wave_id', '=', waveId)
    .where('status', 'in', ['waiting', 'preparing', 'ready'])
    .select(['id', 'status'])
    .executeTakeFirst()

type Ruling = { id: string; version: number; status: 'approved' | 'rejected'; memberId: string; now: Date }

/** Decides about a certified release; false when it is not as the one who decides saw it. */
export const decideRelease = async (db: Db, centreId: string, { id, version, status, memberId, now }: Ruling) => {
  const { numUpdatedRows } = await db
    .updateTable('releases')
    .set({ status, decided_by: memberId, decided_at: now, version: version + 1 })
    .where('centre_id', '=', centreId)
    .where('id', '=', id)
    .where('status', '=', 'ready')
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
