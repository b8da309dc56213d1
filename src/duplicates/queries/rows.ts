import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../db/connection.ts'

type Json = Record<string, unknown>

/** A table with its key beside the centre and the columns the database works out itself. */
export type Table = { name: string; key: readonly string[]; derived: readonly string[] }

/**
 * What became of one row. Of a changed row `before` and `after` hold the changed columns and `rest` marks the others; of
 * a deleted or an inserted one they hold the row. `key` is as the row had it afterwards.
 */
export type Change = { table: string; key: Json; before: Json | null; after: Json | null; rest: string | null }

type Condition = RawBuilder<unknown>
type Settings = Readonly<Record<string, unknown>>

/** Changes rows and tells what changed in each. */
export const changeRows = async (
  db: Db,
  centreId: string,
  table: Table,
  set: Settings,
  where: Condition,
): Promise<Change[]> => {
  const columns = Object.keys(set)
  const assigned = sql.join(columns.map((column) => sql`${sql.ref(column)} = ${set[column]}`))
  const old = sql`jsonb_build_object(${sql.join(columns.flatMap((column) => [sql.lit(column), sql.ref(`o.${column}`)]))})`
  const { rows } = await sql<Omit<Change, 'table'>>`
    with o as materialized (select t.*, t.ctid as place from ${sql.table(table.name)} t
      where t.centre_id = ${centreId} and ${where} for update)
    update ${sql.table(table.name)} t set ${assigned} from o where t.ctid = o.place
    returning ${keyIn(table)} as key, ${old} as before, ${valuesIn(columns)} as after, ${restIn(table, columns)} as rest`.execute(
    db,
  )
  return rows.map((row) => ({ table: table.name, ...row }))
}

/** Deletes rows and tells what they were. */
export const deleteRows = async (db: Db, centreId: string, table: Table, where: Condition): Promise<Change[]> => {
  const { rows } = await sql<{ key: Json; before: Json }>`
    delete from ${sql.table(table.name)} t where t.centre_id = ${centreId} and ${where}
    returning ${keyIn(table)} as key, ${rowIn(table)} as before`.execute(db)
  return rows.map((row) => ({ table: table.name, ...row, after: null, rest: null }))
}

/** Inserts rows that are not there yet and tells what they are. */
export const insertRows = async (db: Db, table: Table, rows: readonly Json[]): Promise<Change[]> => {
  if (rows.length === 0) return []
  const columns = Object.keys(rows[0] ?? {})
  const names = sql.join(columns.map((column) => sql.ref(column)))
  const inserted = await sql<{ key: Json; after: Json }>`
    insert into ${sql.table(table.name)} as t (${names})
      select ${names} from jsonb_populate_recordset(null::${sql.table(table.name)}, ${JSON.stringify(rows)}::jsonb)
      on conflict do nothing returning ${keyIn(table)} as key, ${rowIn(table)} as after`.execute(db)
  return inserted.rows.map((row) => ({ table: table.name, ...row, before: null, rest: null }))
}

export type Present = { nth: number; row: Json; rest: string }

/** How rows with these keys stand now; `rest` marks all columns but the named ones. */
export const findRows = async (
  db: Db,
  centreId: string,
  table: Table,
  found: readonly Json[],
  but: readonly string[],
): Promise<Present[]> => {
  if (found.length === 0) return []
  const { rows } = await sql<Present>`
    select k.nth::int - 1 as nth, ${rowIn(table)} as row, ${restIn(table, but)} as rest
    from jsonb_array_elements(${JSON.stringify(found)}::jsonb) with ordinality k (told, nth)
      cross join lateral jsonb_populate_record(null::${sql.table(table.name)}, k.told) w
      join ${sql.table(table.name)} t on t.centre_id = ${centreId} and ${sameKey(table)} order by nth`.execute(db)
  return rows
}

/** Gives rows back the values they had, where they still have those they were given; answers for which it could. */
export const restoreRows = async (
  db: Db,
  centreId: string,
  table: Table,
  { keys, before, after }: { keys: readonly Json[]; before: Json; after: Json },
): Promise<number> => {
  const columns = Object.keys(before)
  const { rows } = await sql`
    update ${sql.table(table.name)} t
    set ${sql.join(columns.map((column) => sql`${sql.ref(column)} = ${sql.ref(`old.${column}`)}`))}
    from jsonb_populate_recordset(null::${sql.table(table.name)}, ${JSON.stringify(keys)}::jsonb) w,
      jsonb_populate_record(null::${sql.table(table.name)}, ${JSON.stringify(before)}::jsonb) old,
      jsonb_populate_record(null::${sql.table(table.name)}, ${JSON.stringify(after)}::jsonb) new
    where t.centre_id = ${centreId} and ${sameKey(table)}
      and ${sql.join(
        columns.map((column) => sql`${sql.ref(`t.${column}`)} is not distinct from ${sql.ref(`new.${column}`)}`),
        sql` and `,
      )}
    returning 1`.execute(db)
  return rows.length
}

/** Whether what a row refers to is still there. */
export const existsIn = async (db: Db, centreId: string, table: string, id: string): Promise<boolean> => {
  const { rows } = await sql`select 1 from ${sql.table(table)} where centre_id = ${centreId} and id = ${id}`.execute(db)
  return rows.length > 0
}

const keyIn = ({ key }: Table) =>
  sql`jsonb_build_object(${sql.join(key.flatMap((column) => [sql.lit(column), sql.ref(`t.${column}`)]))})`

const valuesIn = (columns: readonly string[]) =>
  sql`jsonb_build_object(${sql.join(columns.flatMap((column) => [sql.lit(column), sql.ref(`t.${column}`)]))})`

const rowIn = ({ derived }: Table) => sql`to_jsonb(t) - ${sql.val([...derived])}::text[]`

const restIn = (table: Table, but: readonly string[]) =>
  sql`md5((to_jsonb(t) - ${sql.val([...table.derived, ...but])}::text[])::text)`

const sameKey = ({ key }: Table) =>
  sql.join(
    key.map((column) => sql`${sql.ref(`t.${column}`)} = ${sql.ref(`w.${column}`)}`),
    sql` and `,
  )
