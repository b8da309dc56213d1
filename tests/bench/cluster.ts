import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type postgres from 'postgres'
import { type Embedded, startEmbedded } from '../../src/db/embedded.ts'
import { findRunning } from '../../src/db/embedded-process.ts'
import { holdServerLock } from '../../src/db/lock.ts'
import { migrateToHead } from '../../src/db/migrate.ts'
import { databaseUrl, withConnection } from '../../src/db/one-connection.ts'
import { createDatabase } from '../../src/db/roles.ts'
import { sha256 } from '../../src/lib/tokens.ts'
import { fill } from './filling.ts'
import { multiply } from './multiply.ts'
import { memberAt, sessionId } from './places.ts'

export type Database = { superUrl: string; ownerUrl: string; appUrl: string }
export type Cluster = {
  folder: string
  version: string
  /** A copy of the loaded data that may be written to; the one before it is gone. */
  fresh: (contacts: number) => Promise<Database>
  /** Ten centres with as many contacts each, to read only. */
  tenfold: (contacts: number) => Promise<Database>
  /** What was loaded in this run, and in how many seconds. */
  loaded: Record<string, number>
  stop: () => Promise<void>
}

const cache =
  process.env.BENCH_DATA_DIR || fileURLToPath(new URL('../../node_modules/.cache/krajan-bench', import.meta.url))

/** A PostgreSQL of the benchmark's own. Loaded data are kept from run to run, as long as schema and generator stay. */
export const openCluster = async (say: (line: string) => void, dataDir?: string): Promise<Cluster> => {
  const binDir = process.env.BENCH_PG_BIN || process.env.KRAJAN_TEST_PG_BIN
  const home = dataDir ?? join(cache, await fingerprint(binDir ?? ''))
  if (!dataDir) await clearOld(home)
  await mkdir(home, { recursive: true })
  const server = await startEmbedded({ dataDir: home, warn: say, ...(binDir ? { binDir } : {}) })
  const lock = await holdServerLock(server.ownerUrl, () => {})
  if (!lock) throw new Error('Another benchmark is running on the same data; wait for it to end.')

  const loaded: Record<string, number> = {}
  const load = async (name: string, template: string | undefined, work: (client: postgres.Sql) => Promise<unknown>) => {
    if (await isThere(server, name)) return name
    say(`loading ${name}; the next run will find it loaded`)
    const began = performance.now()
    await make(server, name, template, work)
    loaded[name] = Math.round((performance.now() - began) / 100) / 10
    say(`loaded ${name} in ${loaded[name]} s`)
    return name
  }
  const single = (contacts: number) => load(`contacts_${contacts}`, undefined, (client) => fill(client, contacts))
  const tenfold = async (contacts: number) =>
    load(`contacts_${contacts}_tenfold`, await single(contacts), (client) => multiply(client))

  return {
    ...(await whereabouts(server)),
    loaded,
    fresh: async (contacts) => {
      await clone(server, await single(contacts), runName)
      return signIn(databaseIn(server, runName))
    },
    tenfold: async (contacts) => signIn(databaseIn(server, await tenfold(contacts))),
    stop: async () => {
      await lock.release()
      await server.stop()
    },
  }
}

const runName = 'bench_run'
const root = new URL('../../', import.meta.url)

/** Changes with whatever decides what the loaded data look like. */
const fingerprint = async (binDir: string) => {
  const hash = createHash('sha256').update(binDir)
  for (const folder of ['migrations', 'tests/bench']) {
    const names = (await readdir(new URL(`${folder}/`, root))).filter((name) => decides.test(`${folder}/${name}`))
    for (const name of names.sort()) hash.update(await readFile(new URL(`${folder}/${name}`, root)))
  }
  return hash.digest('hex').slice(0, 12)
}

const decides =
  /^migrations\/.+\.ts$|^tests\/bench\/(?:words|generate|details|copy|places|filling|survey-data|multiply|cluster)\.ts$/

/** Data of other schemas would only fill the disk; a folder in use is left alone. */
const clearOld = async (home: string) => {
  const folders = await readdir(cache).catch(() => [])
  for (const folder of folders.map((name) => join(cache, name))) {
    if (folder === home || (await findRunning(join(folder, 'postgres')))) continue
    await rm(folder, { recursive: true, force: true })
  }
}

const whereabouts = async ({ superUrl }: Embedded) =>
  withConnection(superUrl, async (client) => {
    const [row] = await client<{ folder: string; version: string }[]>`
      select current_setting('data_directory') as folder, current_setting('server_version') as version`
    if (!row) throw new Error('PostgreSQL does not say where it is.')
    return row
  })

const databaseIn = ({ superUrl, ownerUrl, appUrl }: Embedded, name: string): Database => ({
  superUrl: databaseUrl(superUrl, name),
  ownerUrl: databaseUrl(ownerUrl, name),
  appUrl: databaseUrl(appUrl, name),
})

const isThere = ({ superUrl }: Embedded, name: string) =>
  withConnection(superUrl, async (client) => (await client`select from pg_database where datname = ${name}`).length > 0)

/** Under another name until it is whole: a load cut short is done again. */
const make = async (
  server: Embedded,
  name: string,
  template: string | undefined,
  work: (client: postgres.Sql) => Promise<unknown>,
) => {
  const draft = `${name}_draft`
  const { superUrl, ownerUrl } = databaseIn(server, draft)
  if (template) await clone(server, template, draft)
  else {
    await withConnection(server.superUrl, (client) => client`drop database if exists ${client(draft)} with (force)`)
    await createDatabase(server.superUrl, draft)
    await migrateToHead(ownerUrl)
  }
  await withConnection(superUrl, async (client) => {
    await client.unsafe(`set synchronous_commit = off; set maintenance_work_mem = '512MB'; set statement_timeout = 0`)
    await work(client)
    await client.unsafe('vacuum (analyze)')
    await client.unsafe('checkpoint')
  })
  await withConnection(server.superUrl, (client) => client`alter database ${client(draft)} rename to ${client(name)}`)
}

const clone = ({ superUrl }: Embedded, template: string, name: string) =>
  withConnection(superUrl, async (client) => {
    await client`drop database if exists ${client(name)} with (force)`
    await client`create database ${client(name)} template ${client(template)} strategy file_copy owner krajan_owner`
  })

/** One member's session, as long as a sign-in lasts. */
const signIn = async (database: Database): Promise<Database> => {
  await withConnection(
    database.superUrl,
    (client) => client`
      insert into sessions (id_hash, member_id, created_at, expires_at)
      values (${sha256(sessionId)}, ${memberAt(1)}, now(), now() + interval '8 hours')
      on conflict (id_hash) do update set created_at = now(), expires_at = excluded.expires_at`,
  )
  return database
}
