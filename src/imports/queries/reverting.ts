import { sql } from 'kysely'
import type { Db } from '../../db/connection.ts'
import type { RowOutcome, Written } from '../../lib/imports.ts'

export type WrittenRow = { nth: number; outcome: RowOutcome; contact_id: string; written: Written }

/** Rows that wrote something and have not been taken back, the last first. */
export const listWritten = async (db: Db, centreId: string, importId: string, before: number, most: number) => {
  const rows = await db
    .selectFrom('import_rows')
    .where('centre_id', '=', centreId)
    .where('import_id', '=', importId)
    .where('nth', '<', before)
    .where('written', 'is not', null)
    .where('reverted', 'is', null)
    .select(['nth', 'outcome', 'contact_id', 'written'])
    .orderBy('nth', 'desc')
    .limit(most)
    .execute()
  return rows.flatMap(({ nth, outcome, contact_id, written }): WrittenRow[] =>
    outcome && contact_id && written ? [{ nth, outcome, contact_id, written }] : [],
  )
}

export type Reverted = { nth: number; reverted: 'removed' | 'restored' | 'partly' | 'kept'; reasons: unknown[] }

export const putReverted = (db: Db, centreId: string, importId: string, rows: readonly Reverted[]) =>
  sql`
    update import_rows i set reverted = r.reverted, reasons = i.reasons || r.reasons
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (nth int, reverted text, reasons jsonb)
    where i.centre_id = ${centreId} and i.import_id = ${importId} and i.nth = r.nth`.execute(db)

/** Removes people whom this import made and to whom nothing else has happened; answers who is gone. */
export const removeImported = async (db: Db, importId: string, people: readonly string[]): Promise<string[]> => {
  if (people.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    select remove_imported(${importId}, ${[...people]}::uuid[]) as id`.execute(db)
  return rows.map(({ id }) => id)
}

/** Takes people off pipelines this import put them on, unless they moved, and its notes off timelines; answers which. */
export const takeBackImported = async (
  db: Db,
  importId: string,
  enrolments: readonly string[],
  notes: readonly string[],
): Promise<string[]> => {
  if (enrolments.length + notes.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    select take_back_imported(${importId}, ${[...enrolments]}::uuid[], ${[...notes]}::uuid[]) as id`.execute(db)
  return rows.map(({ id }) => id)
}

export type AddedRow = { id: string; contact_id: string }

/** Takes away rows that were added beside these contacts; those that belong to somebody else by now stay. */
export const deleteAdded = async (
  db: Db,
  centreId: string,
  table: 'contact_points' | 'contact_addresses' | 'contact_statuses' | 'affiliations',
  rows: readonly AddedRow[],
): Promise<string[]> => {
  if (rows.length === 0) return []
  const gone = await sql<{ id: string }>`
    delete from ${sql.table(table)} t using jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, contact_id uuid)
    where t.centre_id = ${centreId} and t.id = r.id and t.contact_id = r.contact_id returning t.id`.execute(db)
  return gone.rows.map(({ id }) => id)
}

export type LanguageBack = { contact_id: string; lang: string; before: string | null; after: string }

/** Gives languages their level back where it still is the one the list gave them. */
export const restoreLanguages = async (db: Db, centreId: string, rows: readonly LanguageBack[]) => {
  if (rows.length === 0) return
  const told = JSON.stringify(rows)
  await sql`
    update contact_languages l set level = r.before
    from jsonb_to_recordset(${told}::jsonb) as r (contact_id uuid, lang text, before text, after text)
    where l.centre_id = ${centreId} and l.contact_id = r.contact_id and l.lang = r.lang and l.level = r.after
      and r.before is not null`.execute(db)
  await sql`
    delete from contact_languages l
    using jsonb_to_recordset(${told}::jsonb) as r (contact_id uuid, lang text, before text, after text)
    where l.centre_id = ${centreId} and l.contact_id = r.contact_id and l.lang = r.lang and l.level = r.after
      and r.before is null`.execute(db)
}

export const deleteMotives = async (
  db: Db,
  centreId: string,
  rows: readonly { contact_id: string; kind: string; code: string }[],
) => {
  if (rows.length === 0) return
  await sql`
    delete from contact_motives m
    using jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (contact_id uuid, kind text, code text)
    where m.centre_id = ${centreId} and m.contact_id = r.contact_id and m.kind = r.kind and m.code = r.code`.execute(db)
}
