import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { recordBackup } from '../../src/db/backup/record.ts'
import { openDb } from '../../src/db/connection.ts'
import { newId } from '../../src/lib/ids.ts'
import { sha256 } from '../../src/lib/tokens.ts'
import { openMetrics } from '../../src/node/metrics.ts'
import { testApp } from '../support/app.ts'
import { aCentre, aContact, aMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'

const database = testDatabase()
const token = 'sixteen letters!'

const opened = (url = database.appUrl) => {
  const metrics = openMetrics({ token, db: () => db })
  const db = openDb(url, { max: 3, onPool: metrics.watchPool })
  const app = testApp(db, { answered: metrics.answered })
  const front = metrics.inFront(app.app)
  const ask = (path: string, init: RequestInit = {}) => front.fetch(new Request(`http://krajan.test${path}`, init))
  const scrape = async () => {
    const answer = await ask('/metrics', { headers: { authorization: `Bearer ${token}` } })
    return { status: answer.status, text: await answer.text() }
  }
  return { metrics, db, app, ask, scrape, close: () => db.destroy() }
}

/** The value of one series; undefined when there is none. */
const series = (text: string, name: string) => {
  const line = text.split('\n').find((each) => each.startsWith(`${name} `))
  return line === undefined ? undefined : Number(line.slice(name.length + 1))
}

test('without the token there is nothing to see, and nothing told about why', async () => {
  const { ask, app, close } = opened()
  const wrong = [undefined, '', 'Bearer', `Bearer ${token}x`, `Bearer ${token.slice(1)}`, `Basic ${token}`, token]
  for (const authorization of wrong) {
    const answer = await ask('/metrics', authorization === undefined ? {} : { headers: { authorization } })
    expect([authorization, answer.status, answer.headers.get('www-authenticate')]).toEqual([
      authorization,
      401,
      'Bearer',
    ])
    expect(await answer.text()).toBe('not for everybody\n')
  }
  // the public app has no such address: without a token configured this is all there is
  expect((await app.get('/metrics')).status).toBe(404)
  await close()
})

test('requests are counted by pattern, method and class, whatever was asked and by whom', async () => {
  const { ask, app, scrape, close } = opened()
  const centre = await aCentre(database.ownerDb)
  const { cookie } = await aMember(database.ownerDb, [centre])
  const { id } = await aContact(database.ownerDb, centre, { given_name: 'Kanárka', email: 'kanarek@example.org' })
  for (let n = 0; n < 60; n++) await ask(`/nic-${n}/${n}?q=kanarek${n}`)
  for (const path of [
    `/app/${centre.slug}/contacts/${id}`,
    `/app/${centre.slug}/contacts?q=kanarek`,
    `/r/${'k'.repeat(43)}`,
  ])
    await ask(path, { headers: { cookie } })
  await ask('/healthz')
  await ask('/sign-in', { method: 'POST', body: 'email=kanarek@example.org' })
  await ask('/healthz', { method: 'KANAREK' })

  const { status, text } = await scrape()
  expect(status).toBe(200)
  const counted = (route: string, method: string, kind: string) =>
    series(text, `krajan_http_request_seconds_count{route="${route}",method="${method}",status="${kind}"}`)
  const contactRoute = app.app.routes.find(({ path }) => /contacts\/:id\{[^/]*$/.test(path))?.path ?? ''
  expect(counted(contactRoute, 'GET', '2xx')).toBe(1)
  expect(counted('/healthz', 'GET', '2xx')).toBe(1)
  expect(text).not.toMatch(/kanar/i)
  expect(text).not.toContain(centre.slug)
  expect(text).not.toContain(id)
  const routes = new Set([...text.matchAll(/route="([^"]*)"/g)].map(([, route]) => route))
  const patterns = new Set(app.app.routes.map(({ path }) => path))
  expect([...routes].filter((route) => !patterns.has(route ?? ''))).toEqual([])
  expect(new Set([...text.matchAll(/method="([^"]*)"/g)].map(([, method]) => method))).toEqual(
    new Set(['GET', 'POST', 'other']),
  )
  expect(series(text, 'krajan_http_requests_in_flight')).toBe(0)
  expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds /m)
  expect(text).toMatch(/^process_resident_memory_bytes /m)
  await close()
})

test('the pool says how its connections are used', async () => {
  const { db, scrape, close } = opened()
  const state = (text: string, name: string) => series(text, `krajan_database_connections{state="${name}"}`)
  const busy = Promise.all([1, 2, 3, 4].map(() => sql`select pg_sleep(2.5)`.execute(db)))
  const during = (await scrape()).text
  // three at work, the fourth and the scrape's own question waiting: it gave up before its turn
  expect([state(during, 'busy'), state(during, 'idle'), state(during, 'waiting')]).toEqual([3, 0, 2])
  expect(series(during, 'krajan_database_up')).toBe(0)
  await busy
  const after = (await scrape()).text
  expect([state(after, 'busy'), state(after, 'idle'), state(after, 'waiting')]).toEqual([0, 3, 0])
  await close()
})

test('mails of all centres are counted without anybody’s address, and the last backup is dated', async () => {
  const { scrape, close, metrics } = opened()
  const centre = await aCentre(database.ownerDb)
  const mail = (state: 'ready' | 'uncertain' | 'failed', minutes: number) => ({
    ...{ centre_id: centre.id, id: newId(), dedupe_key: newId(), class: 'transactional' as const, kind: 'test', state },
    ...{ to_address: 'kanarek@example.org', address_hash: sha256('k'), lang: 'cs' as const, subject: 'Kanárek' },
    ...{ html: '', body: '', not_before: new Date(Date.now() - minutes * 60_000), created_at: new Date() },
  })
  const mails = [mail('ready', 7), mail('ready', 1), mail('ready', -60), mail('uncertain', 3), mail('failed', 3)]
  await database.ownerDb.insertInto('mails').values(mails).execute()
  const at = new Date('2026-11-19T02:00:00Z')
  await recordBackup(database.ownerDb, at, { rows: 1, bytes: 1 })
  const delivered = { accepted: 2, retried: 1, failed: 0, uncertain: 0, skipped: 0, lapsed: 0, troubles: 0 }
  metrics.ran({ job: 'jobs', outcome: 'done', ms: 12, mails: delivered })
  metrics.ran({ job: 'jobs', outcome: 'failed', ms: 12, troubles: 2 })

  const { text } = await scrape()
  const waiting = ['ready', 'lapsed', 'uncertain', 'failed'].map((state) =>
    series(text, `krajan_mails_waiting{state="${state}"}`),
  )
  expect(waiting).toEqual([3, 0, 1, 1])
  expect(Math.round((series(text, 'krajan_mails_oldest_seconds') ?? 0) / 60)).toBe(7)
  expect(series(text, 'krajan_last_backup_timestamp_seconds')).toBe(at.getTime() / 1000)
  expect(series(text, 'krajan_database_up')).toBe(1)
  expect(series(text, 'krajan_mails_total{outcome="accepted"}')).toBe(2)
  expect(series(text, 'krajan_job_seconds_count{job="jobs",outcome="failed"}')).toBe(1)
  expect(series(text, 'krajan_job_troubles_total{job="jobs"}')).toBe(2)
  expect(text).not.toMatch(/kan[aá]rek/i)
  await close()
})

test('while the database is away the process still tells what it knows, and does not pretend', async () => {
  const { scrape, close } = opened('postgres://krajan_app:x@127.0.0.1:1/nothing')
  const { status, text } = await scrape()
  expect([status, series(text, 'krajan_database_up')]).toEqual([200, 0])
  expect(text).not.toContain('krajan_mails_waiting{')
  expect(series(text, 'krajan_mails_oldest_seconds')).toBeNaN()
  await close()
})
