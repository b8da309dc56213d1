import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import type postgres from 'postgres'
import { migrations } from '../../../migrations/index.ts'
import { migrateTo, migrateToHead } from '../migrate.ts'
import { copied, longConnection } from './client.ts'
import { tableOfPart } from './format.ts'
import { type Backup, eachEntry, same, wantedOf } from './read.ts'
import { copyIn, copyOut, plainText, quoted, type Table, tablesOf } from './tables.ts'
import { tally } from './tally.ts'
import type { TarEntry } from './tar.ts'

export type Restored = { rows: number; held: number; uncertain: number; migrated: string[] }

/**
 * Loads a checked backup into an empty database as its owner, all of it or nothing, then brings the schema to head.
 * Mail that had not left is put on hold unless `sendMail`: the original may still be running and send it.
 */
export const restoreBackup = async (ownerUrl: string, backup: Backup, { sendMail = false } = {}): Promise<Restored> => {
  refuseNewer(backup)
  await longConnection(ownerUrl, (client) => refuseFilled(client, backup))
  await migrateTo(ownerUrl, backup.header.schema)
  const quiet = await longConnection(ownerUrl, (client) =>
    client.begin(async (trx) => {
      await loadTables(trx, backup)
      return quietMail(trx, sendMail)
    }),
  )
  return { rows: rowsOf(backup), ...quiet, migrated: await migrateToHead(ownerUrl) }
}

/** What is left to do after another tool has loaded the rows. */
export const finishRestore = async (ownerUrl: string, { sendMail }: { sendMail: boolean }) => {
  const quiet = await longConnection(ownerUrl, (client) => client.begin((trx) => quietMail(trx, sendMail)))
  return { ...quiet, migrated: await migrateToHead(ownerUrl) }
}

/** Loads every table and compares what is in the database afterwards with what was saved. */
export const loadTables = async (trx: postgres.TransactionSql, backup: Backup): Promise<void> => {
  await trx.unsafe(plainText)
  const tables = arranged(await tablesOf(trx), backup)
  await openForLoading(trx, tables)
  await refuseCentres(trx)
  await trx.unsafe(`truncate ${tables.map(({ name }) => quoted(name)).join(', ')} cascade`)
  await fill(trx, tables, backup)
  await setSequences(trx, backup)
  for (const table of tables) await compare(trx, table, backup)
  await closeAfterLoading(trx, tables)
}

const refuseNewer = ({ header }: Backup) => {
  if (Object.hasOwn(migrations, header.schema)) return
  throw new Error(
    `This backup is of the schema ${header.schema} (Krajan ${header.krajan}), which this version does not know; restore it with that version or a newer one.`,
  )
}

const notEmpty = 'The database is not empty. A backup is restored into an empty one only, so that nothing is lost.'

const refuseFilled = async (client: postgres.Sql, { header }: Backup) => {
  const [found] = await client<{ tables: number; krajans: boolean }[]>`
    select count(*)::int as tables, to_regclass('public.kysely_migration') is not null as krajans
    from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`
  if (!found?.tables) return
  if (!found.krajans) throw new Error(notEmpty)
  await refuseCentres(client)
  const [version] = await client<{ name: string }[]>`select max(name) as name from kysely_migration`
  if (version?.name && version.name > header.schema)
    throw new Error(
      `The database has the schema ${version.name} already, the backup is of ${header.schema}: give it a database without tables.`,
    )
}

const refuseCentres = async (client: postgres.Sql | postgres.TransactionSql) => {
  const [known] = await client<{ centres: string | null }[]>`select to_regclass('public.centres')::text as centres`
  if (!known?.centres) return
  const [filled] = await client<
    { yes: boolean }[]
  >`select exists (select from centres) or exists (select from members) as yes`
  if (filled?.yes) throw new Error(notEmpty)
}

/** The tables of this database, each with its own columns in the order in which the file has them. */
const arranged = (tables: Table[], { header }: Backup): Table[] => {
  const announced = new Map(header.tables.map(({ name, columns }) => [name, columns]))
  const here = new Set(tables.map(({ name }) => name))
  const columnsIn = ({ name, columns }: Table) =>
    (announced.get(name) ?? []).flatMap((column) => columns.filter((own) => own === column))
  const placed = tables.map((table) => ({ ...table, columns: columnsIn(table) }))
  const differing = [
    ...header.tables.filter(({ name }) => !here.has(name)),
    ...tables.filter((table, at) => !isSameSet(table.columns, placed[at]?.columns, announced.get(table.name))),
  ]
  if (differing.length === 0 && header.tables.length === tables.length) return placed
  throw new Error(
    `The tables of the backup are not those of its schema: ${differing.map(({ name }) => name).join(', ')}.`,
  )
}

const isSameSet = (own: string[], ...others: (string[] | undefined)[]): boolean =>
  others.every((other) => other?.length === own.length && new Set(other).size === own.length)

// COPY refuses tables under row-level security; triggers would count a second time what the rows count already
const openForLoading = (trx: postgres.TransactionSql, tables: Table[]) =>
  alterAll(trx, tables, 'disable trigger user, no force row level security')

const closeAfterLoading = async (trx: postgres.TransactionSql, tables: Table[]) => {
  // what references left to be checked would hinder the change of a table
  await trx.unsafe('set constraints all immediate')
  const free = await trx<{ relname: string }[]>`
    select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relrowsecurity`
  const bare = new Set(free.map(({ relname }) => relname))
  await alterAll(trx, tables, 'enable trigger user')
  await alterAll(
    trx,
    tables.filter(({ name }) => !bare.has(name)),
    'force row level security',
  )
}

const alterAll = async (trx: postgres.TransactionSql, tables: Table[], change: string) => {
  for (const { name } of tables) await trx.unsafe(`alter table ${quoted(name)} ${change}`)
}

const fill = async (trx: postgres.TransactionSql, tables: Table[], { path, bytes }: Backup) => {
  let open: { table: string; rows: Writable } | undefined
  const close = async () => {
    if (open) await endCopy(trx, open)
    open = undefined
  }
  const load = async ({ name, body }: TarEntry) => {
    const table = tables.find((known) => known.name === tableOfPart(name))
    if (!table) return
    if (open?.table !== table.name) {
      await close()
      open = { table: table.name, rows: await startCopy(trx, table) }
    }
    for await (const chunk of body) await put(open.rows, chunk).catch(notTaken(table.name))
  }
  try {
    await eachEntry(path, bytes, load)
    await close()
  } finally {
    // the server waits for rows until it is told that none come, and a rollback waits behind it
    open?.rows.destroy(new Error('the file cannot be read on'))
  }
}

const startCopy = async (trx: postgres.TransactionSql, table: Table): Promise<Writable> => {
  const rows = await trx.unsafe(copyIn(table)).writable()
  // told by whoever writes or ends; alone it would end the process
  rows.on('error', () => {})
  return rows
}

const setSequences = async (trx: postgres.TransactionSql, { manifest }: Backup) => {
  for (const [name, last] of Object.entries(manifest.sequences)) {
    const { count } = await trx`select setval(oid::regclass, ${last}::bigint) from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'S' and relname = ${name}`
    if (count === 0) throw new Error(`The schema of the backup has no sequence ${JSON.stringify(name)}.`)
  }
}

const put = (rows: Writable, body: Buffer) =>
  new Promise<void>((resolve, reject) => {
    rows.write(body, (error) => (error ? reject(error) : resolve()))
  })

// postgres.js never answers when the server refuses rows at their end; the statement behind it then fails and does
const endCopy = async (trx: postgres.TransactionSql, { table, rows }: { table: string; rows: Writable }) => {
  const ended = finished(rows.end())
  const refused = trx`select 1`.then(() => ended)
  await Promise.race([ended, refused]).catch(notTaken(table))
}

const notTaken = (table: string) => (cause: unknown) => {
  throw new Error(`The database does not take the rows of ${table}.`, { cause })
}

const compare = async (trx: postgres.TransactionSql, table: Table, { manifest }: Backup) => {
  const { add, content } = tally()
  const rows = copied(trx, copyOut(table))
  for await (const chunk of rows) add(chunk)
  const wanted = wantedOf(manifest, table.name)
  if (!wanted || !same(wanted, content()))
    throw new Error(`The rows of ${table.name} did not arrive as they were saved.`)
}

/** What was being sent may have left; what was ready is for the original to send, if that still runs. */
const quietMail = async (trx: postgres.TransactionSql, sendMail: boolean) => {
  const claimed = await trx`
    update mails set state = 'uncertain', lease_until = null, lease_token = null,
      last_error = 'it was being sent when the backup was made' where state = 'claimed'`
  const held = sendMail
    ? { count: 0 }
    : await trx`update mails set state = 'kept', last_error = 'put on hold by a restore' where state = 'ready'`
  return { uncertain: claimed.count, held: held.count }
}

const rowsOf = ({ manifest }: Backup) => Object.values(manifest.tables).reduce((sum, { rows }) => sum + rows, 0)
