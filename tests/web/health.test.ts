import { createServer } from 'node:net'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openDb } from '../../src/db/connection.ts'
import { head } from '../../src/db/migrate.ts'
import { testApp } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'

const { appDb, ownerDb } = testDatabase()
const app = testApp(appDb)
const look = async (path: string, { get } = app) => {
  const answer = await get(path)
  return [answer.status, await answer.text(), answer.headers.get('cache-control'), answer.headers.get('retry-after')]
}

test('a process with its database in order is healthy and ready, and nobody keeps that answer', async () => {
  expect(await look('/healthz')).toEqual([200, 'ok', 'no-store', null])
  expect(await look('/readyz')).toEqual([200, 'ready', 'no-store', null])
})

test('a schema behind this version is not ready; one ahead of it is, for the time of an upgrade', async () => {
  await sql`update kysely_migration set name = '0000_before' where name = ${head}`.execute(ownerDb)
  const [status, text, cached, retry] = await look('/readyz')
  expect([status, cached, retry]).toEqual([503, 'no-store', '5'])
  expect(text).toMatch(new RegExp(`^schema \\d{4}_\\w+, expected ${head}$`))
  await sql`update kysely_migration set name = '9999_later' where name = '0000_before'`.execute(ownerDb)
  expect(await look('/readyz')).toEqual([200, 'ready', 'no-store', null])
  await sql`update kysely_migration set name = ${head} where name = '9999_later'`.execute(ownerDb)
})

test('a database that takes the connection and says nothing is given two seconds, and the process stays healthy', async () => {
  const silent = createServer(() => {})
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const address = silent.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const db = openDb(`postgres://nobody:x@127.0.0.1:${port}/nothing`, { max: 1 })
  const mute = testApp(db)
  const began = performance.now()
  expect(await look('/readyz', mute)).toEqual([503, 'database unavailable', 'no-store', '5'])
  expect(performance.now() - began).toBeLessThan(2_600)
  expect((await look('/healthz', mute))[0]).toBe(200)
  await db.destroy()
  silent.close()
})

const withId = async (id: string, behindProxy: boolean) => {
  const answer = await testApp(appDb, { behindProxy }).get('/healthz', undefined, { 'x-request-id': id })
  return answer.headers.get('x-request-id')
}

test('a request id of our own proxy is taken over if it can be nothing else; anybody else’s is not', async () => {
  const good = ['0198b2e4-7d1a-7c3e-9f00-1234567890ab', 'abcdefgh', 'A-1'.repeat(20)]
  for (const id of good) expect(await withId(id, true)).toBe(id)
  for (const id of good) expect(await withId(id, false)).toMatch(/^[0-9a-f-]{36}$/)
  for (const id of ['short', 'x'.repeat(65), 'with space', '<script>', 'a@example.org', 'jana=dvorakova'])
    expect(await withId(id, true)).toMatch(/^[0-9a-f-]{36}$/)
})
