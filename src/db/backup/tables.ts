import type postgres from 'postgres'

type Client = postgres.Sql | postgres.TransactionSql

/** Tables a backup leaves out, and why. All others are in it, those made tomorrow too. */
export const leftOut: Record<string, string> = {
  sessions: 'everybody signs in again after a restore: a stolen backup opens no session',
  rate_limits: 'counts of the last minutes',
  kysely_migration: 'written anew by the migrations that make the tables',
  kysely_migration_lock: 'the migrator’s own',
}

/** As the catalogue of a database tells of it; what a file says never comes into SQL. */
export type Table = { name: string; columns: string[]; key: { column: string; isText: boolean }[] }

/** The tables of a backup, those that others refer to first. */
export const tablesOf = async (client: Client): Promise<Table[]> => {
  const tables = await client<Table[]>`
    select c.relname as name,
      array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0
        and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
      coalesce((select jsonb_agg(jsonb_build_object('column', a.attname, 'isText', t.coll <> 0) order by t.nth)
        from pg_index i cross join lateral unnest(i.indkey, i.indcollation) with ordinality as t (attnum, coll, nth)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = t.attnum
        where i.indrelid = c.oid and i.indisprimary), '[]') as key
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and c.relname <> all (${Object.keys(leftOut)}) order by c.relname`
  const references = await client<{ from: string; to: string }[]>`
    select distinct c.relname as from, t.relname as to from pg_constraint f
    join pg_class c on c.oid = f.conrelid join pg_class t on t.oid = f.confrelid
    where f.contype = 'f' and c.relnamespace = 'public'::regnamespace and c.oid <> t.oid`
  return inOrder([...tables], references)
}

/** Rows as text in the order of the key: the same rows give the same bytes, whatever server they are in. */
export const copyOut = (table: Table): string => {
  const parts = table.key.map(({ column, isText }) => `${quoted(column)}${isText ? ' collate "C"' : ''}`)
  const order = parts.join(', ') || 'whole::text collate "C"'
  return `copy (select ${columnsOf(table)} from public.${quoted(table.name)} as whole order by ${order}) to stdout`
}

export const copyIn = (table: Table): string => `copy public.${quoted(table.name)} (${columnsOf(table)}) from stdin`

/** Whatever the server's settings are, values are written one way. */
export const plainText = `set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres';
  set local extra_float_digits = 1; set local bytea_output = 'hex'; set local search_path = public;
  set local idle_in_transaction_session_timeout = 0; set local statement_timeout = 0`

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

const columnsOf = ({ columns }: Table): string => columns.map(quoted).join(', ')

const inOrder = (tables: Table[], references: readonly { from: string; to: string }[]): Table[] => {
  const placed: Table[] = []
  const names = new Set<string>()
  const waits = ({ name }: Table) =>
    references.some(({ from, to }) => from === name && !names.has(to) && tables.some((table) => table.name === to))
  while (placed.length < tables.length) {
    const next = tables.filter((table) => !names.has(table.name) && !waits(table))
    if (next.length === 0)
      throw new Error('Tables refer to each other in a circle and cannot be restored in any order.')
    placed.push(...next)
    for (const { name } of next) names.add(name)
  }
  return placed
}
