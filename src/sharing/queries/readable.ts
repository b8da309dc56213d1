import { sql } from 'kysely'
import type { Db } from '../../db/connection.ts'

export type Origin = 'own' | 'offered' | 'imported'

/** A file of a release that this centre may read; the same release's files follow each other. */
export type ReadableFile = { id: string; origin: Origin; region: string; path: string; bytes: Uint8Array }

/** What is shown of a release: worlds prove something, but show nothing, so they stay where they are. */
const shown = ['manifest.json', 'codes.json', 'margins.csv', 'cells.csv']

type Reading = { wanted: readonly string[]; files: 'shown' | 'all'; now: Date }

/**
 * Files of the wanted releases: our own that were approved, those on offer to us, and those that came as files; of others
 * nothing.
 */
export const readPublished = async (
  db: Db,
  centreId: string,
  { wanted, files, now }: Reading,
): Promise<ReadableFile[]> => {
  const { rows } = await sql<ReadableFile>`
    with readable as (
      select r.id, 'own' as origin, c.name as region from releases r join centres c on c.id = r.centre_id
      where r.centre_id = ${centreId} and r.status = 'approved'
      union all
      select o.release_id, 'offered', o.centre_name from offered_releases(${now}) o where o.centre_id <> ${centreId}
      union all
      select i.id, 'imported', k.region from imported_releases i
        join trusted_keys k on k.centre_id = i.centre_id and k.key_id = i.key_id
      where i.centre_id = ${centreId}
    )
    select r.id, r.origin, r.region, f.path, f.bytes
    from unnest(${[...wanted]}::uuid[]) with ordinality as w(id, place) join readable r on r.id = w.id,
      unnest(${files === 'all' ? [null] : shown}::text[]) as p(path)
      cross join lateral (
        select o.path, o.bytes from release_files o
        where r.origin = 'own' and o.centre_id = ${centreId} and o.release_id = r.id and (p.path is null or o.path = p.path)
        union all
        select i.path, i.bytes from imported_files i
        where r.origin = 'imported' and i.centre_id = ${centreId} and i.imported_id = r.id and (p.path is null or i.path = p.path)
        union all
        select d.path, d.bytes from offered_release_files(r.id, ${now}, p.path) d where r.origin = 'offered'
      ) f
    order by w.place, f.path collate "C"`.execute(db)
  return rows
}

export type OwnRelease = Awaited<ReturnType<typeof listOwnApproved>>[number]

/** Our own releases that were approved, for reading them beside those of others; the newest first, at most 50. */
export const listOwnApproved = (db: Db, centreId: string, lang: string) =>
  db
    .selectFrom('releases as r')
    .innerJoin('waves as w', (join) => join.onRef('w.centre_id', '=', 'r.centre_id').onRef('w.id', '=', 'r.wave_id'))
    .innerJoin('surveys as s', (join) =>
      join.onRef('s.centre_id', '=', 'w.centre_id').onRef('s.id', '=', 'w.survey_id'),
    )
    .leftJoin('survey_texts as x', (join) =>
      join
        .onRef('x.centre_id', '=', 's.centre_id')
        .onRef('x.survey_id', '=', 's.id')
        .on('x.lang', '=', lang as 'cs'),
    )
    .select(['r.id', 'r.snapshot', 'r.week', 's.slug as survey', 'x.title', 'w.number as wave'])
    .where('r.centre_id', '=', centreId)
    .where('r.status', '=', 'approved')
    .orderBy('r.requested_at', 'desc')
    .limit(50)
    .execute()
