import { sql } from 'kysely'
import type { Db } from '../../db/connection.ts'
import type { Reason, RowOutcome, RowPlan, Written } from '../../lib/imports.ts'
import { anyText, decodeCursor, pageOf } from '../../lib/paging.ts'

export type CheckedRow = {
  nth: number
  plan: RowPlan
  reasons: Reason[]
  who: string
  fingerprint: string
  email: string | null
  twin: string | null
}

/** Writes what would become of the rows of a piece, in place of what an earlier check said. */
export const putCheckedRows = async (db: Db, centreId: string, importId: string, rows: readonly CheckedRow[]) => {
  await sql`
    insert into import_rows (centre_id, import_id, nth, plan, reasons, who, fingerprint, email, twin)
    select ${centreId}, ${importId}, nth, plan, reasons, who, decode(fingerprint, 'hex'), email, twin
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (nth int, plan text, reasons jsonb, who text, fingerprint text, email text, twin text)
    on conflict (centre_id, import_id, nth) do update set plan = excluded.plan, outcome = null, reasons = excluded.reasons,
      contact_id = null, decision = null, who = excluded.who, fingerprint = excluded.fingerprint, email = excluded.email, twin = excluded.twin,
      written = null, reverted = null`.execute(db)
}

export type RowDone = {
  nth: number
  plan: RowPlan
  outcome: RowOutcome | null
  reasons: Reason[]
  contact_id: string | null
  written: Written | null
}

/** Writes what became of rows. */
export const putOutcomes = (db: Db, centreId: string, importId: string, rows: readonly RowDone[]) =>
  sql`
    update import_rows i set plan = r.plan, outcome = r.outcome, reasons = r.reasons, contact_id = r.contact_id,
      written = r.written
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (nth int, plan text, outcome text, reasons jsonb, contact_id uuid, written jsonb)
    where i.centre_id = ${centreId} and i.import_id = ${importId} and i.nth = r.nth`.execute(db)

/** Rows of a piece that wait, with what was decided about them. */
export const listWaitingRows = (db: Db, centreId: string, importId: string, from: number, to: number) =>
  db
    .selectFrom('import_rows')
    .where('centre_id', '=', centreId)
    .where('import_id', '=', importId)
    .where('nth', '>=', from)
    .where('nth', '<=', to)
    .where('outcome', 'is', null)
    .select(['nth', 'plan', 'decision'])
    .execute()

export type Seen = { fingerprint: string; contact_id: string }

/**
 * People whom the very same row was about before, in this list or in another, as long as they are there and nothing of
 * it was taken back. A row that only said so of a third one tells nothing: that one may be taken back.
 */
export const listSeen = async (db: Db, centreId: string, fingerprints: readonly string[]): Promise<Seen[]> => {
  // as bytes: under row-level security no index answers a condition with decode() in it
  const asked = fingerprints.map((print) => Buffer.from(print, 'hex'))
  const { rows } = await sql<Seen>`
    select encode(p.print, 'hex') as fingerprint, r.contact_id from unnest(${asked}::bytea[]) as p (print)
      cross join lateral (select contact_id from import_rows
        where centre_id = ${centreId} and fingerprint = p.print and coalesce(reverted, 'kept') = 'kept'
          and not reasons @> '[{"code": "same_row"}]' offset 0) r
    where exists (select from contacts c where c.centre_id = ${centreId} and c.id = r.contact_id offset 0)`.execute(db)
  return rows
}

/** Those of them whom this import has made. */
export const listMadeHere = async (db: Db, centreId: string, importId: string, ids: readonly string[]) => {
  if (ids.length === 0) return []
  const { rows } = await sql<{ contact_id: string }>`
    select contact_id from import_rows where centre_id = ${centreId} and contact_id = any(${[...new Set(ids)]}::uuid[])
      and import_id = ${importId} and outcome = 'created'`.execute(db)
  return rows.map(({ contact_id }) => contact_id)
}

export type Earlier = {
  nth: number
  email: string | null
  twin: string | null
  fingerprint: string
  contact_id: string | null
}

/** Rows of the same list before these that are about the same people. */
export const listEarlier = async (
  db: Db,
  centreId: string,
  importId: string,
  before: number,
  asked: { emails: readonly string[]; twins: readonly string[] },
): Promise<Earlier[]> => {
  const { rows } = await sql<Earlier>`
    select r.nth, r.email, r.twin, encode(r.fingerprint, 'hex') as fingerprint, r.contact_id from (
      select * from import_rows where centre_id = ${centreId} and import_id = ${importId}
        and email = any(${[...asked.emails]}::text[])
      union select * from import_rows where centre_id = ${centreId} and import_id = ${importId}
        and twin = any(${[...asked.twins]}::text[])) r
    where r.nth < ${before} and r.plan not in ('error', 'skip', 'ask') order by r.nth`.execute(db)
  return rows
}

const rowSize = 50
const aNumber = (value: string) => anyText(value) && /^\d{1,9}$/.test(value)

export type RowRecord = Awaited<ReturnType<typeof listRows>>['rows'][number]

/** Rows by what becomes or became of them, a page at a time in the order of the list. */
export const listRows = async (db: Db, centreId: string, importId: string, kind: RowKind, after?: string) => {
  const [cursor] = decodeCursor(after, [aNumber]) ?? []
  const rows = await db
    .selectFrom('import_rows as r')
    .leftJoin('contacts as c', (join) =>
      join.onRef('c.centre_id', '=', 'r.centre_id').onRef('c.id', '=', 'r.contact_id'),
    )
    .where('r.centre_id', '=', centreId)
    .where('r.import_id', '=', importId)
    .where(kindIs(kind))
    .$if(cursor !== undefined, (query) => query.where('r.nth', '>', Number(cursor)))
    .select(['r.nth', 'r.plan', 'r.outcome', 'r.reasons', 'r.decision', 'r.who', 'r.contact_id', 'r.reverted'])
    .select(['c.given_name', 'c.family_name', sql<boolean>`c.id is not null`.as('is_there')])
    .orderBy('r.nth')
    .limit(rowSize + 1)
    .execute()
  return pageOf(rows, rowSize, ({ nth }) => [String(nth)])
}

export const rowKinds = ['all', 'create', 'update', 'unchanged', 'ask', 'skip', 'error', 'kept'] as const
export type RowKind = (typeof rowKinds)[number]

const kindIs = (kind: RowKind) =>
  kind === 'all'
    ? sql<boolean>`true`
    : kind === 'kept'
      ? sql<boolean>`r.reverted in ('kept', 'partly')`
      : sql<boolean>`r.plan = ${kind}`

export type RowCount = { plan: RowPlan; outcome: RowOutcome | null; reverted: string | null; count: number }

export const countRows = async (db: Db, centreId: string, importId: string): Promise<RowCount[]> => {
  const { rows } = await sql<RowCount>`
    select plan, outcome, reverted, count(*)::int as count from import_rows
    where centre_id = ${centreId} and import_id = ${importId} group by 1, 2, 3`.execute(db)
  return rows
}

/** Rows that failed, a piece's worth at a time. */
export const listFailed = (db: Db, centreId: string, importId: string, from: number, to: number) =>
  db
    .selectFrom('import_rows')
    .where('centre_id', '=', centreId)
    .where('import_id', '=', importId)
    .where('plan', '=', 'error')
    .where('nth', '>=', from)
    .where('nth', '<=', to)
    .select(['nth', 'reasons'])
    .orderBy('nth')
    .execute()

export const decideRow = async (db: Db, centreId: string, importId: string, nth: number, decision: string) => {
  const row = await db
    .updateTable('import_rows')
    .set({ decision })
    .where('centre_id', '=', centreId)
    .where('import_id', '=', importId)
    .where('nth', '=', nth)
    .where('plan', '=', 'ask')
    .where('outcome', 'is', null)
    .returning('nth')
    .executeTakeFirst()
  return row !== undefined
}

export const listNames = async (db: Db, centreId: string, ids: readonly string[]) => {
  if (ids.length === 0) return []
  return db
    .selectFrom('contacts')
    .where('centre_id', '=', centreId)
    .where('id', 'in', [...new Set(ids)])
    .select(['id', 'given_name', 'family_name'])
    .execute()
}
