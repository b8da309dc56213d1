import { sql } from 'kysely'
import type { Db } from '../../db/connection.ts'

const notAtWork = (centreId: string) => sql<boolean>`not exists (select from jobs j
  where j.centre_id = ${centreId} and j.id = i.job_id and j.state in ('waiting', 'running'))`

/** Lists that ended, or came and were never taken over, before a moment and still keep what stood in them. */
export const listImportsToForget = async (db: Db, centreId: string, ended: Date, most: number): Promise<string[]> => {
  const rows = await db
    .selectFrom('imports as i')
    .where('i.centre_id', '=', centreId)
    .where('i.forgotten_at', 'is', null)
    .where('i.created_at', '<', ended)
    .where(sql<boolean>`coalesce(i.ended_at, i.created_at) < ${ended}`)
    .where(notAtWork(centreId))
    .select('i.id')
    .orderBy('i.created_at')
    .limit(most)
    .execute()
  return rows.map(({ id }) => id)
}

/** The list as it stands, held; undefined where somebody works on it meanwhile, has done so, or it is forgotten. */
export const holdIdle = async (db: Db, centreId: string, id: string, ended: Date) => {
  await db
    .selectFrom('imports')
    .where('centre_id', '=', centreId)
    .where('id', '=', id)
    .select('id')
    .forUpdate()
    .execute()
  // a job that was begun while it was waited for is seen by the next statement only
  return db
    .selectFrom('imports as i')
    .where('i.centre_id', '=', centreId)
    .where('i.id', '=', id)
    .where('i.forgotten_at', 'is', null)
    .where(sql<boolean>`coalesce(i.ended_at, i.created_at) < ${ended}`)
    .where(notAtWork(centreId))
    .select(['i.id', 'i.state'])
    .executeTakeFirst()
}

/** A list nobody was made of goes with all its rows. */
export const deleteIdle = async (db: Db, centreId: string, id: string) => {
  await db.deleteFrom('imports').where('centre_id', '=', centreId).where('id', '=', id).execute()
}

/**
 * Empties what stood in a list and what it overwrote. Which row was about whom stays, with the mark by which the very
 * same row is known when it comes again, and where the list came from.
 */
export const forgetImport = async (db: Db, centreId: string, id: string, now: Date) => {
  await db
    .updateTable('imports')
    .set((row) => ({
      forgotten_at: now,
      version: sql<number>`${row.ref('version')} + 1`,
      top: sql`'[]'::jsonb`,
      sample: sql`'[]'::jsonb`,
      unknown_words: sql`'{}'::jsonb`,
      meanings: sql`'{}'::jsonb`,
    }))
    .where('centre_id', '=', centreId)
    .where('id', '=', id)
    .execute()
  await db.deleteFrom('import_pieces').where('centre_id', '=', centreId).where('import_id', '=', id).execute()
  while ((await emptyRows(db, centreId, id)) > 0);
}

const rowsAtOnce = 20_000
/** Whether a reason repeats what stood in a cell. */
const quotes = sql`r->>'code' in ('unreadable', 'too_long', 'word', 'email_of_other')`

/** Reasons keep their sentences, not what stood in the cells. */
const emptyRows = async (db: Db, centreId: string, id: string): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    with emptied as (
      update import_rows set who = '', email = null, twin = null, written = null, reasons = (
        select coalesce(jsonb_agg(case when ${quotes} then r || '{"value": "…"}' else r end order by nth), '[]')
        from jsonb_array_elements(reasons) with ordinality as told (r, nth))
      where centre_id = ${centreId} and import_id = ${id} and nth in (
        select nth from import_rows where centre_id = ${centreId} and import_id = ${id}
          and (who <> '' or written is not null or email is not null or twin is not null
            or exists (select from jsonb_array_elements(reasons) r where ${quotes} and r->>'value' <> '…'))
        limit ${rowsAtOnce})
      returning 1)
    select count(*)::int as count from emptied`.execute(db)
  return rows[0]?.count ?? 0
}
