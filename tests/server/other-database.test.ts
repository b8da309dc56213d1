import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDb } from '../../src/db/connection.ts'
import { type Embedded, startEmbedded } from '../../src/db/embedded.ts'
import { migrateToHead } from '../../src/db/migrate.ts'
import { databaseUrl } from '../../src/db/one-connection.ts'
import { createDatabase } from '../../src/db/roles.ts'
import { krajan } from '../cli/process.ts'
import { aCentre } from '../support/cast.ts'
import { embeddedIn } from '../support/postgres-process.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { clearAway, launch, post, registration, stop } from './process.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let database: Embedded
const page = '/cs/karlovarsky/events/setkani-plzen'
const SECRET_KEY = 'a secret for the tests and nothing else'

beforeAll(async () => {
  folder = await temporaryFolder()
  database = await startEmbedded(embeddedIn(folder.path))
}, 60_000)
afterAll(async () => {
  await clearAway()
  await database.stop()
  await folder.remove()
})

const urls = () => ({ DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl, SECRET_KEY })
const run = async (url: string, statement: string) => {
  const db = openDb(url, { max: 1 })
  await sql
    .raw(statement)
    .execute(db)
    .finally(() => db.destroy())
}
/** The one sentence with which a start ends. */
const refusal = async (env: Record<string, string>) => {
  const server = await launch({ SECRET_KEY, DATA_DIR: `${folder.path}/unused`, ...env })
  expect(await server.ended).toBe(1)
  expect(server.complaints().trimEnd().split('\n').length).toBe(1)
  return server.complaints().trimEnd()
}

test('a schema that is not at head is refused where nobody may bring it there', async () => {
  expect(await refusal({ DATABASE_URL: database.appUrl })).toMatch(
    /^The database schema is at nothing, this version needs \d{4}_\w+; /,
  )
})

test('where nobody has made the role that counts, one sentence says who makes it and how', async () => {
  const inKrajan = databaseUrl(database.superUrl, 'krajan')
  await run(inKrajan, 'revoke all on schema public from krajan_counter; drop role krajan_counter')
  const refused = await refusal(urls())
  expect(refused).toMatch(/^The database is without the role krajan_counter, .* run "create role krajan_counter login /)
  const { password } = new URL(database.counterUrl)
  await run(inKrajan, `create role krajan_counter login password '${password}'`)
}, 30_000)

test('roles that defeat row-level security are refused', async () => {
  await migrateToHead(database.ownerUrl)
  const superuser = databaseUrl(database.superUrl, 'krajan')
  const bypasses = 'bypasses row-level security; Krajan must run as an ordinary role such as krajan_app.'
  expect(await refusal({ DATABASE_URL: superuser })).toBe(`The database role postgres ${bypasses}`)
  expect(await refusal({ DATABASE_URL: database.backupUrl })).toBe(`The database role krajan_backup ${bypasses}`)
  expect(await refusal({ DATABASE_URL: database.ownerUrl })).toBe(
    'The database role krajan_owner owns tables and could switch row-level security off; Krajan must run as krajan_app.',
  )
}, 30_000)

test('a table whose row-level security is not forced, or off, is named and refused', async () => {
  const refused = 'Row-level security is not forced on contacts; restore it before serving.'
  await run(database.ownerUrl, 'alter table contacts no force row level security')
  expect(await refusal({ DATABASE_URL: database.appUrl })).toBe(refused)
  await run(database.ownerUrl, 'alter table contacts force row level security, disable row level security')
  expect(await refusal({ DATABASE_URL: database.appUrl })).toBe(refused)
  await run(database.ownerUrl, 'alter table contacts enable row level security')
}, 30_000)

test('an address that is not the counter’s, or leads to another database, is refused', async () => {
  const as = (DATABASE_COUNTER_URL: string) => refusal({ DATABASE_URL: database.appUrl, DATABASE_COUNTER_URL })
  expect(await as(database.appUrl)).toBe(
    'DATABASE_COUNTER_URL signs in as krajan_app; answers are granted to the role krajan_counter, so it must be that.',
  )
  expect(await as(databaseUrl(database.counterUrl, 'postgres'))).toBe(
    'DATABASE_COUNTER_URL leads to another database than DATABASE_URL.',
  )
  expect(await as('postgres://krajan_counter:hunter2@127.0.0.1:1/krajan')).toBe(
    'The database at 127.0.0.1:1 cannot be reached: ECONNREFUSED.',
  )
}, 30_000)

test('a newer schema than this version knows, and an older one, are refused', async () => {
  await run(database.ownerUrl, `insert into kysely_migration values ('9999_later', now()::text)`)
  expect(await refusal({ DATABASE_URL: database.appUrl })).toMatch(
    /^The database is at 9999_later, newer than this version knows/,
  )
  expect(await refusal({ DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl })).toMatch(
    /^The database is at 9999_later, newer than this version knows \(\d{4}_\w+\)\. Run the newer version, /,
  )
  await run(database.ownerUrl, `delete from kysely_migration where name = '9999_later'`)
})

test('a database that is not there, or a wrong password, is one sentence without the password', async () => {
  const wrong = database.appUrl.replace(/:[^:@]+@/, ':hunter2@')
  const nowhere = 'postgres://krajan_app:hunter2@127.0.0.1:1/krajan'
  const refused = await refusal({ DATABASE_URL: wrong })
  expect(refused).toMatch(/^The database cannot be reached: /)
  expect(refused).not.toContain('hunter2')
  const away = 'The database at 127.0.0.1:1 cannot be reached: ECONNREFUSED.'
  expect(await refusal({ DATABASE_URL: nowhere })).toBe(away)
  expect(await refusal({ DATABASE_URL: nowhere, DATABASE_OWNER_URL: nowhere })).toBe(away)
  const unnamed = nowhere.replace('127.0.0.1:1', 'database.invalid')
  expect(await refusal({ DATABASE_URL: unnamed })).toMatch(
    /^The database at database\.invalid:5432 cannot be reached: E\w+\.$/,
  )
}, 30_000)

test('the demo network needs the owner’s address', async () => {
  expect(await refusal({ DATABASE_URL: database.appUrl, DEMO: '1' })).toBe(
    'The demo network needs DATABASE_OWNER_URL, or no DATABASE_URL at all.',
  )
})

test('a demo never comes into a database that has centres of its own', async () => {
  const db = openDb(database.ownerUrl, { max: 1 })
  const { id } = await aCentre(db)
  const refused =
    'DEMO=1 would put invented people with a known password into this database, which has centres of its own. Unset DEMO.'
  expect(await refusal({ ...urls(), DEMO: '1' })).toBe(refused)
  const seeded = await krajan(['seed', 'demo'], { ...urls(), DEMO: '1' })
  expect([seeded.code, seeded.said, seeded.complained]).toEqual([1, '', `${refused}\n`])
  // a real centre may well have the name of an invented one
  await db.updateTable('centres').set({ slug: 'praha' }).where('id', '=', id).execute()
  expect(await refusal({ ...urls(), DEMO: '1' })).toBe(refused)
  expect(await db.selectFrom('members').select('id').execute()).toEqual([])
  await db.destroy()
  await run(database.ownerUrl, `delete from stages; delete from centres`)
}, 30_000)

test('two processes may serve one external database', async () => {
  const servers = await Promise.all([launch({ ...urls(), DEMO: '1' }), launch({ ...urls(), DEMO: '1' })])
  await Promise.all(servers.map(({ ready }) => ready()))
  const answers = await Promise.all(servers.map(({ url }) => fetch(url + page)))
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  expect(await Promise.all(servers.map(stop))).toEqual([0, 0])
}, 60_000)

test('while the database is away pages say so and come back by themselves', async () => {
  const server = await launch({ ...urls(), DEMO: '1', RATE_LIMITS: 'off' })
  await server.ready()
  const see = async (path: string) => {
    const answer = await fetch(server.url + path, { redirect: 'manual' })
    return {
      status: answer.status,
      retry: answer.headers.get('retry-after'),
      text: (await answer.text()).replaceAll('\u00a0', ' '),
    }
  }
  expect((await see(page)).status).toBe(200)
  await database.stop()
  for (const path of [page, '/cs', '/app', `/r/${'x'.repeat(43)}`, '/cs/karlovarsky/events.ics']) {
    const { status, retry, text } = await see(path)
    // the sign-in page is reached without the database
    if (path === '/app') expect(status).toBe(303)
    else expect([path, status, retry, text.includes('Na chvilku máme zavřeno')]).toEqual([path, 503, '5', true])
  }
  const posted = await post(server.url, page, registration('mezitim@example.org'))
  expect([posted.status, posted.headers.get('retry-after')]).toEqual([503, '5'])
  expect([(await see('/healthz')).status, (await see('/readyz')).status]).toEqual([200, 503])
  await sleep(6000)
  expect([(await see('/healthz')).status, (await see(page)).status]).toEqual([200, 503])

  database = await startEmbedded(embeddedIn(folder.path))
  const back = performance.now()
  await server.ready()
  expect((await see(page)).status).toBe(200)
  const seconds = (performance.now() - back) / 1000
  console.info(`back ${seconds.toFixed(2)} s after the database`)
  expect(seconds).toBeLessThan(5)
  expect((await post(server.url, page, registration('potom@example.org'))).status).toBe(303)
  expect(await stop(server)).toBe(0)
}, 60_000)

test('a start on a database that another application fills is not ours to touch', async () => {
  await createDatabase(database.superUrl, 'strange')
  const strange = databaseUrl(database.appUrl, 'strange')
  expect(await refusal({ DATABASE_URL: strange })).toMatch(/^The database schema is at nothing/)
})
