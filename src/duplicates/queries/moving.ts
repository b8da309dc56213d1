import { sql } from 'kysely'
import type { Db } from '../../db/connection.ts'
import { type Change, changeRows, deleteRows, type Table } from './rows.ts'

/** Of two people the one who stays and the one whose record goes. */
export type Two = { winner: string; loser: string }

/** Whose the rows are in this column comes to be the winner's. */
export const moveRows = (db: Db, centreId: string, table: Table, column: string, { winner, loser }: Two, also = {}) =>
  changeRows(db, centreId, table, { [column]: winner, ...also }, sql`${sql.ref(`t.${column}`)} = ${loser}::uuid`)

/** Drops rows of the loser that the winner has with the same values already; with none named, any row is the same. */
export const dropSame = (
  db: Db,
  centreId: string,
  table: Table,
  column: string,
  { winner, loser }: Two,
  same: readonly string[],
): Promise<Change[]> => {
  const alike = same.map((name) => sql`${sql.ref(`s.${name}`)} is not distinct from ${sql.ref(`t.${name}`)}`)
  const kept = sql`exists (select from ${sql.table(table.name)} s where s.centre_id = ${centreId}
    and ${sql.join([sql`${sql.ref(`s.${column}`)} = ${winner}::uuid`, ...alike], sql` and `)})`
  return deleteRows(db, centreId, table, sql`${sql.ref(`t.${column}`)} = ${loser}::uuid and ${kept}`)
}

/** Rows that would relate the two to each other, which is to say one to themselves. */
export const dropBetween = (db: Db, centreId: string, table: Table, { winner, loser }: Two): Promise<Change[]> =>
  deleteRows(
    db,
    centreId,
    table,
    sql`(t.from_id, t.to_id) in ((${winner}::uuid, ${loser}::uuid), (${loser}, ${winner}))`,
  )

/** Points of the loser stand behind those of the winner. */
export const movePoints = (db: Db, centreId: string, table: Table, { winner, loser }: Two): Promise<Change[]> =>
  changeRows(
    db,
    centreId,
    table,
    {
      contact_id: winner,
      position: sql`t.position + 1 + (select coalesce(max(p.position), 0) from contact_points p
        where p.centre_id = ${centreId} and p.contact_id = ${winner})`,
    },
    sql`t.contact_id = ${loser}::uuid`,
  )

/** A language both speak is spoken as well as the better of the two records says. */
export const raiseLanguages = (db: Db, centreId: string, table: Table, { winner, loser }: Two): Promise<Change[]> =>
  changeRows(
    db,
    centreId,
    table,
    {
      level: sql`(select l.level from contact_languages l where l.centre_id = t.centre_id and l.contact_id = ${loser}
        and l.lang = t.lang)`,
    },
    // levels sort as they rise: A1 … C2, native
    sql`t.contact_id = ${winner}::uuid and exists (select from contact_languages l where l.centre_id = t.centre_id
      and l.contact_id = ${loser} and l.lang = t.lang and l.level > t.level collate "C")`,
  )

export type Standing = { id: string; contact_id: string; track: string; is_first: boolean }

/** Where both stand, and whether that is where a track begins. */
export const listStandings = async (db: Db, centreId: string, { winner, loser }: Two): Promise<Standing[]> =>
  db
    .selectFrom('enrolments as e')
    .innerJoin('stages as s', (join) =>
      join.onRef('s.centre_id', '=', 'e.centre_id').onRef('s.track', '=', 'e.track').onRef('s.code', '=', 'e.stage'),
    )
    .where('e.centre_id', '=', centreId)
    .where('e.contact_id', 'in', [winner, loser])
    .select(['e.id', 'e.contact_id', 'e.track'])
    .select(sql<boolean>`s.category = 'open'`.as('is_first'))
    .execute()

/** Brings the history of one enrolment to another. */
export const moveHistory = (db: Db, centreId: string, table: Table, from: string, to: string): Promise<Change[]> =>
  changeRows(db, centreId, table, { enrolment_id: to }, sql`t.enrolment_id = ${from}::uuid`)

export const dropRow = (db: Db, centreId: string, table: Table, id: string): Promise<Change[]> =>
  deleteRows(db, centreId, table, sql`t.id = ${id}::uuid`)

export const changeRow = (db: Db, centreId: string, table: Table, id: string, set: Record<string, unknown>) =>
  changeRows(db, centreId, table, set, sql`t.id = ${id}::uuid`)

export type Receipt = { id: string; contact_id: string; purpose: string; state: string; granted_at: Date }

export const listReceipts = (db: Db, centreId: string, { winner, loser }: Two): Promise<Receipt[]> =>
  db
    .selectFrom('consents')
    .where('centre_id', '=', centreId)
    .where('contact_id', 'in', [winner, loser])
    .where('purpose', '<>', 'referral')
    .where('state', '<>', 'superseded')
    .select(['id', 'contact_id', 'purpose', 'state', 'granted_at'])
    .orderBy('granted_at')
    .orderBy('id')
    .execute()

/** Pairs the loser is in. */
export const dropPairs = (db: Db, centreId: string, table: Table, { loser }: Two): Promise<Change[]> =>
  deleteRows(db, centreId, table, sql`${loser}::uuid in (t.a_id, t.b_id)`)

export const listEmails = async (db: Db, centreId: string, { winner, loser }: Two): Promise<string[]> => {
  const rows = await db
    .selectFrom('contact_points')
    .where('centre_id', '=', centreId)
    .where('contact_id', 'in', [winner, loser])
    .where('kind', '=', 'email')
    .select('value_norm')
    .execute()
  return rows.map(({ value_norm }) => value_norm)
}

/** Both rows, held until the transaction ends; in one order for everybody, so that no two merges wait for each other. */
export const lockBoth = (db: Db, centreId: string, { winner, loser }: Two) =>
  db
    .selectFrom('contacts')
    .where('centre_id', '=', centreId)
    .where('id', 'in', [winner, loser])
    .selectAll()
    .orderBy('id')
    .forUpdate()
    .execute()

/** Takes back rows a merge inserted, where they are as it left them. */
export const dropInserted = async (db: Db, centreId: string, table: Table, group: readonly Change[]) => {
  const left = JSON.stringify(group.map(({ after }) => after))
  await deleteRows(db, centreId, table, sql`to_jsonb(t) in (select jsonb_array_elements(${left}::jsonb))`)
}
