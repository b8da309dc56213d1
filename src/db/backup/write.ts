import { createHash, randomBytes } from 'node:crypto'
import { access, type FileHandle, link, open, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type postgres from 'postgres'
import { copied, longConnection } from './client.ts'
import { type Content, type Header, headerName, type Manifest, manifestName, partName } from './format.ts'
import { sealOf } from './seal.ts'
import { copyOut, plainText, type Table, tablesOf } from './tables.ts'
import { tally } from './tally.ts'
import { tarEnd, tarEntry } from './tar.ts'

export type Written = { bytes: number; rows: number; tables: number; schema: string }

const partBytes = 4 * 1024 * 1024

/**
 * Writes all of the database, as it stood at one moment, into a new file; it appears under its name only when it is
 * whole. `url` must lead to a role that sees every row: krajan_backup or the owner.
 */
export const writeBackup = async (
  url: string,
  path: string,
  about: { krajan: string; now: Date },
): Promise<Written> => {
  await access(path).then(
    () => Promise.reject(new Error(`${path} is there already and is not overwritten.`)),
    () => {},
  )
  const draft = `${path}.${randomBytes(4).toString('hex')}.part`
  const file = await open(draft, 'wx', 0o600)
  try {
    const written = await longConnection(url, (client) => writeInto(file, client, about))
    await file.sync()
    await link(draft, path)
    await syncFolder(dirname(path))
    return written
  } finally {
    await file.close()
    await rm(draft, { force: true })
  }
}

const writeInto = (file: FileHandle, client: postgres.Sql, about: { krajan: string; now: Date }): Promise<Written> =>
  client.begin('isolation level repeatable read read only', async (trx) => {
    await trx.unsafe(plainText)
    const tables = await tablesOf(trx)
    await refuseBlindness(trx)
    const [origin] = await trx<{ schema: string; server: string }[]>`
      select schema_version() as schema, current_setting('server_version') as server`
    if (!origin?.schema) throw new Error('The database holds nothing of Krajan yet, so there is nothing to save.')
    const announced = tables.map(({ name, columns }) => ({ name, columns }))
    const made = { krajan: about.krajan, createdAt: about.now.toISOString() }
    const header: Header = { format: 1, ...origin, ...made, tables: announced }
    const contents: Record<string, Content> = {}
    const hash = createHash('sha256')
    let bytes = 0
    const write = async (chunk: Buffer) => {
      await file.writeFile(chunk)
      bytes += chunk.length
    }
    await pipeline(archive(trx, header, tables, contents), createGzip(), async (chunks: AsyncIterable<Buffer>) => {
      for await (const chunk of chunks) {
        hash.update(chunk)
        await write(chunk)
      }
    })
    await write(sealOf(hash.digest()))
    const rows = Object.values(contents).reduce((sum, content) => sum + content.rows, 0)
    return { bytes, rows, tables: tables.length, schema: origin.schema }
  })

async function* archive(
  trx: postgres.TransactionSql,
  header: Header,
  tables: Table[],
  contents: Record<string, Content>,
) {
  const at = new Date(header.createdAt)
  const json = (name: string, value: Header | Manifest) => tarEntry(name, Buffer.from(JSON.stringify(value)), at)
  yield json(headerName, header)
  for (const table of tables) {
    const { add, content } = tally()
    let part = 0
    for await (const body of partsOf(trx, table)) {
      add(body)
      yield tarEntry(partName(table.name, ++part), body, at)
    }
    contents[table.name] = content()
  }
  yield json(manifestName, { tables: contents, sequences: await sequencesOf(trx) })
  yield tarEnd
}

async function* partsOf(trx: postgres.TransactionSql, table: Table): AsyncGenerator<Buffer> {
  let held: Buffer[] = []
  let length = 0
  const rows = copied(trx, copyOut(table))
  for await (const chunk of rows) {
    held.push(chunk)
    length += chunk.length
    if (length < partBytes) continue
    yield Buffer.concat(held)
    held = []
    length = 0
  }
  if (length > 0) yield Buffer.concat(held)
}

const sequencesOf = async (trx: postgres.TransactionSql): Promise<Record<string, string>> => {
  const rows = await trx<{ name: string; last: string }[]>`
    select sequencename as name, last_value::text as last from pg_sequences
    where schemaname = 'public' and last_value is not null`
  return Object.fromEntries(rows.map(({ name, last }) => [name, last]))
}

/** A role that row-level security applies to would save the rows it sees and no word of the others. */
const refuseBlindness = async (trx: postgres.TransactionSql) => {
  const hidden = await trx<{ relname: string }[]>`
    select c.relname from pg_class c join pg_roles r on r.rolname = current_user
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relrowsecurity
      and not (r.rolsuper or r.rolbypassrls)
      and not (pg_has_role(current_user, c.relowner, 'usage') and (not c.relforcerowsecurity or exists (
        select from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname
          and current_user = any (p.roles) and p.cmd = 'ALL' and p.qual = 'true')))
    order by 1`
  if (hidden.length > 0)
    throw new Error(
      `This role does not see every row of ${hidden.map(({ relname }) => relname).join(', ')}; save as the owner.`,
    )
}

const syncFolder = async (folder: string) => {
  const handle = await open(folder)
  await handle.sync().finally(() => handle.close())
}
