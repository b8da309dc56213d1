import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDb } from '../../src/db/connection.ts'
import { type Embedded, startEmbedded } from '../../src/db/embedded.ts'
import { databaseUrl } from '../../src/db/one-connection.ts'
import { embeddedIn, killAll, mainProcess, processesIn } from '../support/postgres-process.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const isRoot = process.getuid?.() === 0
const warnings: string[] = []
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let servers: Embedded[]

beforeEach(async () => {
  folder = await temporaryFolder()
  servers = []
  warnings.length = 0
})
afterEach(async () => {
  for (const server of servers) await server.stop()
  await folder.remove()
})

const start = async (dataDir = folder.path): Promise<Embedded> => {
  const server = await startEmbedded({ ...embeddedIn(dataDir), warn: (message) => warnings.push(message) })
  servers.push(server)
  return server
}
const cluster = () => `${folder.path}/postgres`
const ask = async (url: string, query: string): Promise<unknown[]> => {
  const db = openDb(url, { max: 1 })
  try {
    return (await sql.raw(query).execute(db)).rows
  } finally {
    await db.destroy()
  }
}

/** Starts the database from another process, as the application would, and kills that process. */
const startAndKillApplication = async (): Promise<Pick<Embedded, 'superUrl' | 'ownerUrl'>> => {
  const script = fileURLToPath(new URL('../support/launch-embedded.ts', import.meta.url))
  const { dataDir, binDir } = embeddedIn(folder.path)
  const options = ['--import', 'tsx', script, dataDir, ...(binDir ? [binDir] : [])]
  const application = spawn(process.execPath, options, { stdio: ['ignore', 'pipe', 'inherit'] })
  const [output] = await once(application.stdout, 'data')
  application.kill('SIGKILL')
  await once(application, 'exit')
  return JSON.parse(String(output))
}

test('the first start makes a cluster, roles, a database and secrets nobody else can read', async () => {
  const server = await start()
  expect({ adopted: server.adopted, started: server.started, warnings }).toEqual({
    adopted: false,
    started: true,
    warnings: [],
  })
  const query = `select rolname as name, rolcanlogin as login, rolsuper as super, rolbypassrls as bypass
    from pg_roles where rolname like 'krajan%' order by 1`
  expect(await ask(server.superUrl, query)).toEqual([
    { name: 'krajan_app', login: true, super: false, bypass: false },
    { name: 'krajan_backup', login: true, super: false, bypass: true },
    { name: 'krajan_counter', login: true, super: false, bypass: false },
    { name: 'krajan_finder', login: false, super: false, bypass: false },
    { name: 'krajan_owner', login: true, super: false, bypass: false },
  ])
  const settings = `select current_user as who, current_database() as database,
    (select pg_get_userbyid(datdba) from pg_database where datname = current_database()) as owner,
    (select count(*) from pg_hba_file_rules where auth_method <> 'scram-sha-256') as doors_without_password,
    current_setting('listen_addresses') as address, current_setting('unix_socket_directories') as socket`
  expect(await ask(databaseUrl(server.superUrl, 'krajan'), settings)).toEqual([
    { who: 'postgres', database: 'krajan', owner: 'krajan_owner', doors_without_password: 0, address: '127.0.0.1', socket: '' },
  ]) // biome-ignore format: one row
  expect((await stat(`${folder.path}/secrets.json`)).mode & 0o777).toBe(0o600)
  expect(server.secretKey.length).toBeGreaterThanOrEqual(43)
})

test('every role does its own work and no more', async () => {
  const server = await start()
  await ask(server.ownerUrl, 'create table notes (body text); grant select on notes to krajan_app')
  await ask(server.ownerUrl, `insert into notes values ('čtyři'); alter table notes enable row level security`)
  expect(await ask(server.appUrl, 'select body from notes')).toEqual([])
  expect(await ask(server.backupUrl, 'select body from notes')).toEqual([{ body: 'čtyři' }])
  await expect(ask(server.appUrl, 'create table mine ()')).rejects.toMatchObject({ code: '42501' })
  await expect(ask(server.backupUrl, `insert into notes values ('x')`)).rejects.toMatchObject({ code: '25006' })
  await expect(ask(server.appUrl, 'set role krajan_finder')).rejects.toMatchObject({ code: '42501' })
  const finder = ask(server.ownerUrl, 'set role krajan_finder; select current_user as who')
  expect(await finder).toEqual([{ who: 'krajan_finder' }])
})

test('a cluster from before there was a counter gets the role and a secret of its own, and keeps the others', async () => {
  const first = await start()
  const path = `${folder.path}/secrets.json`
  const { counter: _, ...older } = JSON.parse(await readFile(path, 'utf8'))
  await ask(databaseUrl(first.superUrl, 'krajan'), 'revoke all on schema public from krajan_counter')
  await ask(first.superUrl, 'drop role krajan_counter')
  await writeFile(path, JSON.stringify(older))
  await first.stop()
  const second = await start()
  expect(await ask(second.counterUrl, 'select current_user as who')).toEqual([{ who: 'krajan_counter' }])
  const kept = JSON.parse(await readFile(path, 'utf8'))
  expect(kept).toEqual({ ...older, counter: expect.stringMatching(/^[\w-]{32}$/) })
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  expect((await ask(second.ownerUrl, 'select 1 as one')).length).toBe(1)
})

test('Czech letters are letters and sort as Czechs sort them', async () => {
  const server = await start()
  const query = `select lower('ĚŠČŘŽŮŇŤĎ') as lower, 'Řehoř' ~ '^\\w+$' as word,
    array(select n from unnest(array['Čáp','Cibule','Chalupa','Hora','Dub']) n order by n collate "cs-x-icu") as sorted`
  expect(await ask(server.ownerUrl, query)).toEqual([
    { lower: 'ěščřžůňťď', word: true, sorted: ['Cibule', 'Čáp', 'Dub', 'Hora', 'Chalupa'] },
  ])
})

test('the second start finds the data, the secrets and the port of the first', async () => {
  const first = await start()
  await ask(first.ownerUrl, `create table kept as select 'here' as word`)
  await first.stop()
  expect(await processesIn(cluster())).toEqual([])
  const second = await start()
  expect({ ...second, revive: null, stop: null }).toEqual({ ...first, revive: null, stop: null })
  expect(await ask(second.ownerUrl, 'select word from kept')).toEqual([{ word: 'here' }])
})

test('a database left by a killed application is adopted, and stop() stops it', async () => {
  const left = await startAndKillApplication()
  const pid = await mainProcess(cluster())
  const server = await start()
  expect({ adopted: server.adopted, started: server.started, ownerUrl: server.ownerUrl }).toEqual({
    adopted: true,
    started: false,
    ownerUrl: left.ownerUrl,
  })
  expect(await mainProcess(cluster())).toBe(pid)
  await server.stop()
  expect(await processesIn(cluster())).toEqual([])
})

test('what was committed outlives a kill of every process', async () => {
  const left = await startAndKillApplication()
  await ask(left.ownerUrl, `create table kept as select n from generate_series(1, 1000) n`)
  await killAll(cluster())
  const server = await start()
  expect(server.adopted).toBe(false)
  expect(await ask(server.ownerUrl, 'select count(*) as count from kept')).toEqual([{ count: 1000 }])
})

test('a pid file whose number belongs to a stranger after a crash does not stop the start', async () => {
  const first = await start()
  const path = `${cluster()}/postmaster.pid`
  const text = await readFile(path, 'utf8')
  await killAll(cluster())
  // The same user as PostgreSQL's, which takes any living process of its own user for itself.
  const { uid, gid } = await stat(cluster())
  const stranger = spawn('sleep', ['60'], { uid, gid, cwd: '/' })
  await writeFile(path, text.replace(/^\d+/, String(stranger.pid)))
  const second = await start()
  stranger.kill()
  expect(second.started).toBe(true)
  expect(second.ownerUrl).toBe(first.ownerUrl)
})

test('two starts at once on one folder give one server', async () => {
  const [a, b] = await Promise.all([start(), start()])
  expect([a.started, b.started].sort()).toEqual([false, true])
  expect(a.ownerUrl).toBe(b.ownerUrl)
})

test('a start cut short while making the cluster, and its lock, are cleared away', async () => {
  await mkdir(`${folder.path}/postgres.new/base`, { recursive: true })
  await writeFile(`${folder.path}/postgres.new/PG_VERSION`, '18')
  await writeFile(`${folder.path}/starting.lock`, '999999999 1')
  const server = await start()
  expect(await ask(server.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('data of another PostgreSQL version is refused in plain words', async () => {
  const server = await start()
  await server.stop()
  await writeFile(`${cluster()}/PG_VERSION`, '12\n')
  await expect(start()).rejects.toThrow(/was made by PostgreSQL 12 and cannot be opened by \d+/)
})

test('lost secrets are named as the reason', async () => {
  const server = await start()
  await server.stop()
  await rm(`${folder.path}/secrets.json`)
  const error = await startEmbedded(embeddedIn(folder.path)).catch((reason: unknown) => reason)
  expect(await processesIn(cluster())).toEqual([])
  expect(String(error)).toContain('do secrets.json and the data belong together?')
})

test.runIf(isRoot)('a folder PostgreSQL cannot reach is replaced, loudly, and found again', async () => {
  const hidden = `${folder.path}/hidden/data`
  await mkdir(hidden, { recursive: true, mode: 0o700 })
  const first = await start(hidden)
  const [{ place }] = (await ask(first.superUrl, `select current_setting('data_directory') as place`)) as [{ place: string }] // biome-ignore format: the shape of this query's one row
  expect(place).toMatch(/^\/var\/lib\/krajan-[0-9a-f]{12}$/)
  expect(warnings).toEqual([expect.stringContaining(`BUT IN ${place}`)])
  await first.stop()
  const second = await start(hidden)
  expect(second.ownerUrl).toBe(first.ownerUrl)
  await second.stop()
  await rm(place, { recursive: true })
})
