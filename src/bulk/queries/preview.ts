import { sql } from 'kysely'
import type { Db } from '../../db/connection.ts'
import type { Action } from '../forms.ts'
import { type Chosen, chosen } from './selection.ts'
import { besidePlace, overwritten, passedBy } from './verdicts.ts'

/** How many are chosen, counted no further than `most`, and a fingerprint of who they are. */
export const countChosen = async (db: Db, centreId: string, who: Chosen, most: number) => {
  const { rows } = await sql<{ count: number; seen: string }>`
    select count(*)::int as count, ${fingerprint} as seen from ${chosen(db, centreId, who, most)} who`.execute(db)
  return rows[0] ?? { count: 0, seen: '' }
}

/** What would become of how many, by the code of why somebody is passed by; empty where they are changed. */
export const countVerdicts = async (db: Db, centreId: string, who: Chosen, most: number, action: Action) => {
  const { rows } = await sql<{ reason: string; count: number }>`
    select ${passedBy(centreId, action)} as reason, count(*)::int as count
    from ${chosen(db, centreId, who, most)} who join contacts c on c.centre_id = ${centreId} and c.id = who.id
    ${besidePlace(action)} group by 1 order by 2 desc, 1`.execute(db)
  return rows
}

export type PreviewedPerson = { id: string; given_name: string; family_name: string; reason: string }

/** The first by name, those who would be changed before those passed by. */
export const listFirst = async (db: Db, centreId: string, who: Chosen, most: number, action: Action, size: number) => {
  const { rows } = await sql<PreviewedPerson>`
    select c.id, c.given_name, c.family_name, ${passedBy(centreId, action)} as reason
    from ${chosen(db, centreId, who, most)} who join contacts c on c.centre_id = ${centreId} and c.id = who.id
    ${besidePlace(action)}
    order by ${passedBy(centreId, action)} <> '', c.family_name collate "cs-x-icu", c.given_name collate "cs-x-icu", c.id
    limit ${size}`.execute(db)
  return rows
}

/** Some of the chosen by name, before it is known what is to be done. */
export const listChosen = async (db: Db, centreId: string, who: Chosen, most: number, size: number) => {
  const { rows } = await sql<Omit<PreviewedPerson, 'reason'>>`
    select c.id, c.given_name, c.family_name
    from ${chosen(db, centreId, who, most)} who join contacts c on c.centre_id = ${centreId} and c.id = who.id
    order by c.family_name collate "cs-x-icu", c.given_name collate "cs-x-icu", c.id limit ${size}`.execute(db)
  return rows
}

type Frozen = { jobId: string; who: Chosen; action: Action; most: number; seen: string }

/** Settles who a change is of, if they are who the preview showed; how many they are, none if it showed others. */
export const freezeChosen = async (db: Db, centreId: string, { jobId, who, action, most, seen }: Frozen) => {
  const { numAffectedRows = 0n } = await sql`
    with who as materialized ${chosen(db, centreId, who, most)}
    insert into bulk_rows (centre_id, job_id, position, contact_id, state, before)
    select ${centreId}, ${jobId}, row_number() over (order by c.id), c.id, 'waiting', ${overwritten(action)}
    from who join contacts c on c.centre_id = ${centreId} and c.id = who.id ${besidePlace(action)}
    where (select ${fingerprint} from who) = ${seen}`.execute(db)
  return Number(numAffectedRows)
}

const fingerprint = sql<string>`md5(coalesce(string_agg(who.id::text, '' order by who.id), ''))`

export const createBulkChange = async (
  db: Db,
  centreId: string,
  { jobId, action, query }: { jobId: string; action: Action; query: string | null },
) => {
  await db.insertInto('bulk_changes').values({ centre_id: centreId, job_id: jobId, action, query }).execute()
}

/** Tags in use by Czech alphabet. */
export const listTags = async (db: Db, centreId: string): Promise<string[]> => {
  const rows = await db
    .selectFrom('contact_words')
    .where('centre_id', '=', centreId)
    .where('kind', '=', 'tag')
    .select('word')
    .orderBy(sql`word collate "cs-x-icu"`)
    .limit(500)
    .execute()
  return rows.map(({ word }) => word)
}
