import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { holdServerLock } from '../../src/db/lock.ts'
import { withConnection } from '../../src/db/one-connection.ts'
import { testDatabase } from '../support/database.ts'
import { type DatabaseProxy, startProxy } from '../support/proxy.ts'

const database = testDatabase()
let proxy: DatabaseProxy

beforeAll(async () => {
  proxy = await startProxy(database.appUrl)
})
afterAll(() => proxy.close())

const holders = async (): Promise<unknown[]> => {
  const { rows } = await sql`select l.pid from pg_locks l join pg_database d on d.oid = l.database
    where l.locktype = 'advisory' and d.datname = current_database()`.execute(database.ownerDb)
  return rows
}
const fail = () => {
  throw new Error('The lock must not be lost here.')
}

test('only one server of a database holds the lock, until it lets go', async () => {
  const first = await holdServerLock(database.appUrl, fail)
  expect(first).toBeDefined()
  expect(await holdServerLock(database.appUrl, fail)).toBeUndefined()
  await first?.release()
  const second = await holdServerLock(database.appUrl, fail)
  expect(second).toBeDefined()
  await second?.release()
  await vi.waitFor(async () => expect(await holders()).toEqual([]))
})

test('the lock is taken again after its connection was lost', async () => {
  const lock = await holdServerLock(proxy.url, fail)
  const before = await holders()
  await withConnection(
    database.superUrl,
    (client) =>
      client`select pg_terminate_backend(pid, 2000) from pg_stat_activity where application_name like 'krajan lock%'`,
  )
  await vi.waitFor(async () => expect(await holders()).toHaveLength(1), 5000)
  expect(await holders()).not.toEqual(before)
  expect(await holdServerLock(database.appUrl, fail)).toBeUndefined()
  await lock?.release()
})

test('a server that was away learns that another has taken the lock', async () => {
  let lost = 0
  const first = await holdServerLock(proxy.url, () => lost++)
  proxy.refuse(true)
  proxy.cut()
  const second = await vi.waitFor(async () => {
    const taken = await holdServerLock(database.appUrl, fail)
    expect(taken).toBeDefined()
    return taken
  }, 5000)
  proxy.refuse(false)
  await vi.waitFor(() => expect(lost).toBe(1), 5000)
  expect(await holders()).toHaveLength(1)
  await first?.release()
  await second?.release()
})

test('an old connection of our own, kept alive by a broken network, does not lock us out', async () => {
  let lost = 0
  const lock = await holdServerLock(proxy.url, () => lost++)
  const [before] = await holders()
  proxy.abandon()
  await vi.waitFor(async () => expect(await holders()).not.toEqual([before]), 5000)
  await vi.waitFor(async () => expect(await holders()).toHaveLength(1), 5000)
  expect(lost).toBe(0)
  await lock?.release()
})
