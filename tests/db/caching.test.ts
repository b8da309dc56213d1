import { afterAll, beforeAll, expect, test } from 'vitest'
import { answersFromMemory } from '../../src/db/caching.ts'
import { type Db, openDb } from '../../src/db/connection.ts'
import { nothingKnown } from '../../src/db/known.ts'
import { type CachingProxy, startCachingProxy } from '../support/caching-proxy.ts'
import { testDatabase } from '../support/database.ts'

const database = testDatabase()
let proxy: CachingProxy

beforeAll(async () => {
  proxy = await startCachingProxy(database.appUrl)
})
afterAll(() => proxy?.close())

const through = async <Result>(url: string, work: (db: Db) => Promise<Result>, max = 1, known = nothingKnown()) => {
  const db = openDb(url, { max, known })
  return work(db).finally(() => db.destroy())
}

test('the proxy gives old answers, to other connections too, and none in a transaction', async () => {
  proxy.caching(true)
  const key_hash = Buffer.from('a key of this test')
  const hits = (db: Db) =>
    db.selectFrom('rate_limits').select('hits').where('key_hash', '=', key_hash).executeTakeFirstOrThrow()
  const known = nothingKnown()
  await database.appDb.insertInto('rate_limits').values({ key_hash, hits: 1, resets_at: new Date() }).execute()
  expect(await through(proxy.url, hits, 1, known)).toEqual({ hits: 1 })
  await database.appDb.updateTable('rate_limits').set({ hits: 2 }).where('key_hash', '=', key_hash).execute()
  expect(await through(proxy.url, hits)).toEqual({ hits: 1 })
  expect(await through(proxy.url, hits, 1, known)).toEqual({ hits: 1 })
  expect(await through(proxy.url, (db) => db.transaction().execute(hits))).toEqual({ hits: 2 })
  proxy.caching(false)
  expect(await through(proxy.url, hits)).toEqual({ hits: 2 })
})

test('query caching is found out on one connection and on two, and only while it is on', async () => {
  for (const max of [1, 2]) {
    const known = nothingKnown()
    // the second look knows its statements already and sends them in another way
    for (const caching of [true, true, false, false, true]) {
      proxy.caching(caching)
      expect([max, caching, await through(proxy.url, answersFromMemory, max, known)]).toEqual([max, caching, caching])
    }
  }
  expect(await answersFromMemory(database.appDb)).toBe(false)
})

test('looking leaves nothing behind', async () => {
  await database.ownerDb.deleteFrom('rate_limits').execute()
  await answersFromMemory(database.appDb)
  expect(await database.ownerDb.selectFrom('rate_limits').selectAll().execute()).toEqual([])
})
