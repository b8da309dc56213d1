import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openDb } from '../../src/db/connection.ts'
import { type Mailersend, startMailersend } from '../support/mailersend.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { clearAway, databaseOf, freePort, launch, post, registration, stop } from './process.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let api: Mailersend
const page = '/cs/karlovarsky/events/setkani-plzen'

beforeAll(async () => {
  folder = await temporaryFolder()
  api = await startMailersend()
})
afterAll(async () => {
  await clearAway(folder.path)
  await api.close()
  await folder.remove()
})

const start = async (url: string) => {
  const mail = { MAILERSEND_API_KEY: 'a-key', MAILERSEND_API_URL: url, MAIL_FROM: 'krajan@example.org' }
  const server = await launch({ DATA_DIR: folder.path, DEMO: '1', RATE_LIMITS: 'off', ...mail })
  await server.ready()
  return server
}
const ledgerOf = async (domain: string) => {
  const db = openDb((await databaseOf(folder.path)).ownerUrl, { max: 1 })
  const rows = db
    .selectFrom('mails')
    .select(['id', 'state', 'attempts'])
    .where('to_address', 'like', `%@${domain}`)
    .execute()
  return rows.finally(() => db.destroy())
}
const statesOf = async (domain: string) =>
  (await ledgerOf(domain)).map(({ state, attempts }) => `${state} ${attempts > 0 ? 'tried' : 'new'}`).sort()
const hasten = async () => {
  const db = openDb((await databaseOf(folder.path)).ownerUrl, { max: 1 })
  await sql`update mails set not_before = now() where state = 'ready'`.execute(db).finally(() => db.destroy())
}
const people = (domain: string) => Array.from({ length: 10 }, (_, n) => `host${n}@${domain}`)
const registerAll = async (url: string, domain: string) => {
  const answers = await Promise.all(people(domain).map((email) => post(url, page, registration(email))))
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(303))
}

test('killed between registering and sending, every mail leaves once after the next start', async () => {
  const first = await start(`http://127.0.0.1:${await freePort()}/v1`)
  await registerAll(first.url, 'pred.example.org')
  // each was tried once and nobody holds one: a mail that is held when its holder dies is never sent again
  const waiting = async () => expect(await statesOf('pred.example.org')).toEqual(Array(10).fill('ready tried'))
  await vi.waitFor(waiting, { timeout: 10_000, interval: 100 })
  first.signal('SIGKILL')
  await first.ended
  expect(api.taken().length).toBe(0)
  const second = await start(api.url)
  await hasten()
  await vi.waitFor(() => expect(api.taken().length).toBeGreaterThanOrEqual(10), { timeout: 20_000, interval: 100 })
  expect(await stop(second)).toBe(0)
  const third = await start(api.url)
  await stop(third)
  const sent = api.taken().map(({ to }) => to[0]?.email)
  expect(sent.sort()).toEqual(people('pred.example.org'))
}, 90_000)

test('killed in the middle of sending, none leaves twice and the one on the wire stays in sight', async () => {
  api.reset()
  api.script({ kind: 'slow', ms: 0 }, { kind: 'slow', ms: 0 }, { kind: 'slow', ms: 0 }, { kind: 'slow', ms: 60_000 })
  const first = await start(api.url)
  await registerAll(first.url, 'behem.example.org')
  await api.requested(4)
  first.signal('SIGKILL')
  await first.ended
  const second = await start(api.url)
  await vi.waitFor(() => expect(api.taken().length).toBe(10), { timeout: 20_000, interval: 100 })
  expect(await stop(second)).toBe(0)
  const third = await start(api.url)
  const ledger = await ledgerOf('behem.example.org')
  expect(ledger.map(({ state }) => state).sort()).toEqual([...Array(9).fill('accepted'), 'claimed'])
  expect(ledger.map(({ id }) => api.takenOf(id))).toEqual(Array(10).fill(1))
  await stop(third)
  expect(api.taken().length).toBe(10)
}, 90_000)

test('asked to stop while sending it finishes the mail in hand and leaves the others for later', async () => {
  api.reset()
  api.script(...Array.from({ length: 6 }, () => ({ kind: 'slow' as const, ms: 1000 })))
  const first = await start(api.url)
  await registerAll(first.url, 'konec.example.org')
  await api.requested(2)
  const began = performance.now()
  expect(await stop(first)).toBe(0)
  expect(performance.now() - began).toBeLessThan(4000)
  api.script()
  const second = await start(api.url)
  await vi.waitFor(() => expect(api.taken().length).toBe(10), { timeout: 20_000, interval: 100 })
  await vi.waitFor(
    async () => expect(await statesOf('konec.example.org')).toEqual(Array(10).fill('accepted tried')),
    5000,
  )
  expect((await ledgerOf('konec.example.org')).map(({ id }) => api.takenOf(id))).toEqual(Array(10).fill(1))
  await stop(second)
}, 90_000)
