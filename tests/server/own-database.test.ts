import { Agent, createServer, get } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Db, openDb } from '../../src/db/connection.ts'
import { killAll, mainProcess, processesIn } from '../support/postgres-process.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { clearAway, databaseOf, launch, post, registration, stop } from './process.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
const page = '/cs/karlovarsky/events/setkani-plzen'

beforeAll(async () => {
  folder = await temporaryFolder()
})
afterAll(async () => {
  await clearAway(folder.path)
  await folder.remove()
})

const cluster = () => `${folder.path}/postgres`
const start = (env: Record<string, string> = {}) =>
  launch({ DATA_DIR: folder.path, DEMO: '1', RATE_LIMITS: 'off', ...env })
const asOwner = async <Result>(work: (db: Db) => Promise<Result>): Promise<Result> => {
  const db = openDb((await databaseOf(folder.path)).ownerUrl, { max: 1 })
  return work(db).finally(() => db.destroy())
}
const countsOf = (db: Db) =>
  Promise.all(
    (
      ['centres', 'members', 'contacts', 'events', 'registrations', 'mails', 'activities', 'audit_entries'] as const
    ).map(async (table) => {
      const { rows } = await sql<{ count: number }>`select count(*)::int as count from ${sql.table(table)}`.execute(db)
      return [table, rows[0]?.count]
    }),
  )
const stateOf = (email: string) =>
  asOwner(async (db) => {
    const rows = await db.selectFrom('registrations').select('state').where('email_norm', '=', email).execute()
    return rows.map(({ state }) => state)
  })

test('a first start makes everything, says where it is and how to sign in, and answers', async () => {
  const began = performance.now()
  const server = await start()
  await server.ready()
  console.info(`first demo start: ${((performance.now() - began) / 1000).toFixed(1)} s`)
  expect(server.output()).toContain(`Krajan is at http://localhost:${server.port}`)
  expect(server.output()).toContain('coordinator@karlovarsky.example.org')
  expect(server.output()).toContain('krajan-demo')
  const answers = await Promise.all(
    ['/healthz', '/readyz', page, `${page}.ics`].map((path) => fetch(server.url + path)),
  )
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  expect((await post(server.url, page, registration('prvni@example.org'))).status).toBe(303)
  expect(await stop(server)).toBe(0)
  expect(await processesIn(cluster())).toEqual([])
}, 120_000)

test('a second start finds everything as it was', async () => {
  const first = await start()
  await first.ready()
  const before = await asOwner(countsOf)
  expect(before.every(([, count]) => Number(count) > 0)).toBe(true)
  await stop(first)
  const second = await start()
  await second.ready()
  expect(await asOwner(countsOf)).toEqual(before)
  expect(await stateOf('prvni@example.org')).toEqual(['pending_email'])
  await stop(second)
}, 60_000)

test('a second server on the same folder refuses with one sentence, and the first works on', async () => {
  const first = await start()
  await first.ready()
  const second = await start()
  expect(await second.ended).toBe(1)
  expect(second.complaints()).toBe(
    `Krajan is already running on this database (${folder.path}). Stop that server first, or choose another DATA_DIR; two servers need a PostgreSQL of your own in DATABASE_URL.\n`,
  )
  expect((await post(first.url, page, registration('druhy@example.org'))).status).toBe(303)
  expect(await stateOf('druhy@example.org')).toEqual(['pending_email'])
  expect(await stop(first)).toBe(0)
}, 60_000)

test('after a kill of the server the next start adopts the database it left, and stops it at its own end', async () => {
  const first = await start()
  await first.ready()
  expect((await post(first.url, page, registration('treti@example.org'))).status).toBe(303)
  first.signal('SIGKILL')
  expect(await first.ended).toBe('SIGKILL')
  const pid = await mainProcess(cluster())
  const second = await start()
  await second.ready()
  expect([await mainProcess(cluster()), second.complaints()]).toEqual([pid, ''])
  expect(await stateOf('treti@example.org')).toEqual(['pending_email'])
  expect(await stop(second)).toBe(0)
  expect(await processesIn(cluster())).toEqual([])
}, 60_000)

test('after a kill of everything the next start recovers what was promised', async () => {
  const first = await start()
  await first.ready()
  expect((await post(first.url, page, registration('ctvrty@example.org'))).status).toBe(303)
  first.signal('SIGKILL')
  await killAll(cluster())
  await first.ended
  const second = await start()
  await second.ready()
  expect(await stateOf('ctvrty@example.org')).toEqual(['pending_email'])
  expect(await stop(second)).toBe(0)
}, 60_000)

test('a database that dies under a running server is brought up again, with what was promised', async () => {
  const server = await start()
  await server.ready()
  expect((await post(server.url, page, registration('preziva@example.org'))).status).toBe(303)
  await killAll(cluster())
  expect((await fetch(server.url + page)).status).toBe(503)
  await server.ready()
  expect((await fetch(server.url + page)).status).toBe(200)
  expect(await stateOf('preziva@example.org')).toEqual(['pending_email'])
  expect(await stop(server)).toBe(0)
  expect(await processesIn(cluster())).toEqual([])
}, 60_000)

test('a port somebody else holds is named in one sentence, and no database is left running', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => other.once('listening', resolve))
  const address = other.address()
  const PORT = String(typeof address === 'object' && address ? address.port : 0)
  const server = await start({ PORT })
  expect(await server.ended).toBe(1)
  expect(server.complaints()).toBe(
    `Something else listens on 127.0.0.1:${PORT} already. Stop it, or set PORT to another number.\n`,
  )
  expect(await processesIn(cluster())).toEqual([])
  other.close()
}, 60_000)

test('asked to stop it finishes the request in flight, takes no new one, and ends', async () => {
  const server = await start()
  await server.ready()
  const owner = openDb((await databaseOf(folder.path)).ownerUrl, { max: 1 })
  let letGo = () => {}
  const holding = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const held = owner.transaction().execute(async (trx) => {
    await sql`select 1 from event_places p join events v on v.id = p.event_id where v.slug = 'setkani-plzen' for update of p`.execute(
      trx,
    )
    await holding
  })
  await sleep(200)
  const slow = post(server.url, page, registration('pomaly@example.org'))
  await sleep(500)
  server.signal('SIGTERM')
  await sleep(500)
  await expect(fetch(`${server.url}/healthz`)).rejects.toThrow()
  expect(await Promise.race([slow.then(() => 'answered'), sleep(300).then(() => 'waiting')])).toBe('waiting')
  letGo()
  await held
  await owner.destroy()
  expect((await slow).status).toBe(303)
  const answered = performance.now()
  expect(await server.ended).toBe(0)
  expect(performance.now() - answered).toBeLessThan(2000)
  expect(await processesIn(cluster())).toEqual([])
  const next = await start()
  await next.ready()
  expect(await stateOf('pomaly@example.org')).toEqual(['pending_email'])
  await stop(next)
}, 60_000)

test('a client that keeps asking over one connection does not keep it from ending', async () => {
  const server = await start()
  await server.ready()
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  let asking = true
  const ask = () =>
    new Promise<void>((resolve) => {
      get(`${server.url}/healthz`, { agent }, (answer) => answer.resume().once('end', resolve)).once('error', () =>
        resolve(),
      )
    })
  const client = (async () => {
    while (asking) await ask().then(() => sleep(20))
  })()
  await sleep(200)
  const began = performance.now()
  expect(await stop(server)).toBe(0)
  expect(performance.now() - began).toBeLessThan(4000)
  asking = false
  await client
  agent.destroy()
}, 60_000)
