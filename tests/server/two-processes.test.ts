import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { migrations } from '../../migrations/index.ts'
import { type Db, openDb } from '../../src/db/connection.ts'
import { databaseUrl, withConnection } from '../../src/db/one-connection.ts'
import { createDatabase } from '../../src/db/roles.ts'
import { lapse, promise } from '../mail/post-office.ts'
import { type Mailersend, startMailersend } from '../support/mailersend.ts'
import { clearAway, type Launched, launch, post, registration, stop } from './process.ts'

const name = `t_${randomBytes(6).toString('hex')}`
const page = '/cs/karlovarsky/events/setkani-plzen'
let api: Mailersend
let ownerDb: Db
let appDb: Db
let [a, b]: Launched[] = []

beforeAll(async () => {
  await createDatabase(inject('superUrl'), name)
  api = await startMailersend()
  ownerDb = openDb(databaseUrl(inject('ownerUrl'), name), { max: 3 })
  appDb = openDb(databaseUrl(inject('appUrl'), name), { max: 3 })
})
afterAll(async () => {
  await clearAway()
  await Promise.all([ownerDb.destroy(), appDb.destroy(), api.close()])
  await withConnection(inject('superUrl'), (client) => client`drop database if exists ${client(name)} with (force)`)
})

const start = () =>
  launch({
    DATABASE_URL: databaseUrl(inject('appUrl'), name),
    DATABASE_OWNER_URL: databaseUrl(inject('ownerUrl'), name),
    SECRET_KEY: 'a secret for the tests and nothing else',
    DEMO: '1',
    MAILERSEND_API_KEY: 'a-key',
    MAILERSEND_API_URL: api.url,
    MAIL_FROM: 'krajan@example.org',
  })
const both = () => {
  if (!a || !b) throw new Error('the first test starts both')
  return [a, b] as const
}
const signIn = ({ url }: Launched, password = 'krajan-demo', email = 'coordinator@karlovarsky.example.org') =>
  post(url, '/sign-in', { email, password })
const cookieOf = (answer: Response) => answer.headers.get('set-cookie')?.split(';')[0] ?? ''
const see = ({ url }: Launched, path: string, cookie = '') =>
  fetch(url + path, { headers: { cookie }, redirect: 'manual' })
/** Signing out without a session writes nothing, but wakes the jobs. */
const wake = (...servers: Launched[]) => Promise.all(servers.map(({ url }) => post(url, '/sign-out', {})))
const centreId = async () =>
  (await ownerDb.selectFrom('centres').select('id').where('slug', '=', 'karlovarsky').executeTakeFirstOrThrow()).id
const statesOf = async (ids: string[]) =>
  (await ownerDb.selectFrom('mails').select('state').where('id', 'in', ids).execute()).map(({ state }) => state).sort()
const sentBy = (server: Launched, ids: string[]) => {
  const lines = server.output().split('\n')
  return ids.filter((id) => lines.some((line) => line.includes(`"id":"${id}"`) && line.includes('"state":"accepted"')))
}
const queue = async (count: number) =>
  promise(appDb, await centreId(), ...Array.from({ length: count }, (_, n) => ({ to: person(`adresat${n}`) })))
const person = (who: string) => ({ address: `${who}@example.org`, name: 'Jana Zkušební' })
const left = (count: number) => Array(count).fill('accepted')

test('started at once on an empty database both come up, and it is migrated once', async () => {
  ;[a, b] = await Promise.all([start(), start()])
  await Promise.all(both().map(({ ready }) => ready()))
  const { rows } = await query('select name from kysely_migration order by name')
  expect(rows.map(({ name: migration }) => migration)).toEqual(Object.keys(migrations).sort())
  expect(await ownerDb.selectFrom('centres').select('slug').execute()).toHaveLength(5)
  expect(both().map(({ complaints }) => complaints())).toEqual(['', ''])
}, 60_000)

test('who signs in at one is signed in at the other, and signed out at the other is signed out at both', async () => {
  const [one, other] = both()
  const cookie = cookieOf(await signIn(one))
  expect((await see(other, '/app/karlovarsky', cookie)).status).toBe(200)
  const left = await fetch(`${other.url}/sign-out`, {
    ...{ method: 'POST', body: new URLSearchParams(), redirect: 'manual' },
    headers: { origin: other.url, cookie },
  })
  expect(left.status).toBe(303)
  const answer = await see(one, '/app/karlovarsky', cookie)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, expect.stringMatching(/^\/sign-in/)])
})

test('ten wrong passwords are ten, however they are spread over the two', async () => {
  const wrong = async (server: Launched) =>
    (await signIn(server, 'not the password', 'reader@karlovarsky.example.org')).status
  const statuses: number[] = []
  for (let round = 0; round < 5; round++) for (const server of both()) statuses.push(await wrong(server))
  expect(statuses).toEqual(Array(10).fill(422))
  expect(await Promise.all(both().map(wrong))).toEqual([429, 429])
  expect((await signIn(both()[1], 'krajan-demo', 'admin@karlovarsky.example.org')).status).toBe(303)
})

test('a registration made at one is confirmed at the other, and one sent to both at once is one', async () => {
  const [one, other] = both()
  const fields = registration('obojzivelnik@example.org')
  const answers = await Promise.all([post(one.url, page, fields), post(other.url, page, fields)])
  expect(answers.map(({ status }) => status)).toEqual([303, 303])
  const mine = () => api.taken().filter(({ to }) => to[0]?.email === fields.email)
  await vi.waitFor(() => expect(mine().length).toBe(1), 10_000)
  const path = /\/r\/[\w-]{43}/.exec(mine()[0]?.text ?? '')?.[0] ?? ''
  expect((await post(other.url, `${path}/confirm`, {})).status).toBe(303)
  expect(await (await see(one, `${path}?lang=en`)).text()).toContain('You have a place')
  const rows = ownerDb.selectFrom('registrations').select('state').where('email_norm', '=', fields.email)
  expect(await rows.execute()).toEqual([{ state: 'confirmed' }])
})

test('of two hundred mails both send a part, and each leaves once', async () => {
  api.reset()
  const ids = await queue(200)
  await wake(...both())
  await vi.waitFor(async () => expect(await statesOf(ids)).toEqual(left(200)), { timeout: 30_000, interval: 200 })
  expect(ids.filter((id) => api.takenOf(id) !== 1)).toEqual([])
  const parts = both().map((server) => sentBy(server, ids).length)
  expect(parts.every((part) => part > 0)).toBe(true)
  expect(parts[0]).toBe(200 - Number(parts[1]))
  // what is handed out a second time would be seen
  const [first = ''] = ids
  await ownerDb.updateTable('mails').set({ state: 'ready' }).where('id', '=', first).execute()
  await wake(...both())
  await vi.waitFor(() => expect(ids.filter((id) => api.takenOf(id) !== 1)).toEqual([first]), 10_000)
}, 60_000)

test('holds that lapse end once, and the queue moves up once', async () => {
  const [one, other] = both()
  const event = await ownerDb
    .selectFrom('events')
    .select('id')
    .where('slug', '=', 'setkani-plzen')
    .executeTakeFirstOrThrow()
  const places = ownerDb.updateTable('event_places').where('event_id', '=', event.id)
  await places.set((row) => ({ capacity: row(row.ref('taken'), '+', 6) })).execute()
  const emails = Array.from({ length: 12 }, (_, n) => `rada${n}@example.org`)
  for (const [n, email] of emails.entries()) await post((n % 2 ? one : other).url, page, registration(email))
  const rows = ownerDb.selectFrom('registrations').select(['id', 'state']).where('email_norm', 'in', emails)
  const before = await rows.orderBy('id').execute()
  expect(before.map(({ state }) => state)).toEqual([...Array(6).fill('pending_email'), ...Array(6).fill('waitlisted')])
  await ownerDb
    .updateTable('registrations')
    .set({ held_until: new Date(Date.now() - 1000) })
    .where('email_norm', 'in', emails)
    .where('state', '=', 'pending_email')
    .execute()
  await wake(one, other, one, other)
  const moved = [...Array(6).fill('expired'), ...Array(6).fill('pending_email')]
  const after = async () => (await rows.orderBy('id').execute()).map(({ state }) => state)
  await vi.waitFor(async () => expect(await after()).toEqual(moved), 10_000)
  await wake(one, other)
  const changes = await ownerDb
    .selectFrom('registration_changes')
    .select('registration_id')
    .where('registration_id', 'in', await rows.execute().then((all) => all.map(({ id }) => id)))
    .execute()
  expect(before.map(({ id }) => changes.filter((change) => change.registration_id === id).length)).toEqual(
    Array(12).fill(2),
  )
}, 60_000)

test('one that sleeps through its lease with a mail in its hands finds it uncertain when it wakes, and nothing leaves twice', async () => {
  const [one, other] = both()
  await vi.waitFor(async () => expect(await waiting()).toBe(0), 10_000)
  api.reset()
  other.signal('SIGSTOP')
  api.script({ kind: 'slow', ms: 1000 })
  const ids = await queue(20)
  await wake(one)
  await api.requested(1)
  one.signal('SIGSTOP')
  await lapse(ownerDb, await centreId())
  other.signal('SIGCONT')
  await wake(other)
  const settled = [...left(19), 'uncertain']
  await vi.waitFor(async () => expect(await statesOf(ids)).toEqual(settled), { timeout: 20_000, interval: 200 })
  one.signal('SIGCONT')
  await vi.waitFor(() => expect(one.output()).toContain('the lease was lost while sending'), 15_000)
  await wake(one, other)
  expect(await statesOf(ids)).toEqual(settled)
  expect(ids.map((id) => api.takenOf(id))).toEqual(Array(20).fill(1))
}, 60_000)

test('a newer version that has migrated already does not turn those away who still serve', async () => {
  const readiness = () => Promise.all(both().map(async (server) => (await see(server, '/readyz')).status))
  await query(`insert into kysely_migration values ('9999_later', now()::text)`)
  expect(await readiness()).toEqual([200, 200])
  await query(`delete from kysely_migration where name >= (select max(name) from kysely_migration where name < '9999')`)
  expect(await readiness()).toEqual([503, 503])
})

test('both end when they are told to', async () => {
  expect(await Promise.all(both().map(stop))).toEqual([0, 0])
})

const waiting = async () =>
  (await ownerDb.selectFrom('mails').select('id').where('state', 'in', ['ready', 'claimed']).execute()).length

const query = async (statement: string) => ({
  rows: await withConnection(databaseUrl(inject('ownerUrl'), name), (client) => client.unsafe(statement)),
})
