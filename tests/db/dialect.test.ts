import { setTimeout as sleep } from 'node:timers/promises'
import { CompiledQuery, type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDb } from '../../src/db/connection.ts'
import { DatabaseUnavailable, isDatabaseUnavailable } from '../../src/db/dialect.ts'
import { testDatabase } from '../support/database.ts'
import { type DatabaseProxy, startProxy } from '../support/proxy.ts'

type Things = { things: { id: number; name: string; facts: unknown; tags: string[] | null } }

const database = testDatabase()
// The table exists in this test only, so the generated types cannot know it.
const withThings = (db: unknown) => db as Kysely<Things>
const owner = withThings(database.ownerDb)
let proxy: DatabaseProxy

beforeAll(async () => {
  await sql`create table things (id bigint primary key, name text unique, facts jsonb, tags text[])`.execute(owner)
  proxy = await startProxy(database.ownerUrl)
})
afterAll(() => proxy.close())

const names = async () => (await owner.selectFrom('things').select('name').orderBy('id').execute()).map((r) => r.name)
const insert = (db: Kysely<Things>, id: number, name: string, rest: Partial<Things['things']> = {}) =>
  db
    .insertInto('things')
    .values({ id, name, facts: null, tags: null, ...rest })
    .executeTakeFirstOrThrow()
const clear = () => owner.deleteFrom('things').execute()

test('columns come back as the types the application counts on', async () => {
  const { rows } = await sql`select 9007199254740991::int8 as big, count(*) as counted, date '2026-03-29' as day,
    1.50::numeric as exact, timestamptz '2026-03-29T01:00:00Z' as moment, array[1,null]::int8[] as bigs,
    array['a,b','"','NULL',null,'č\\'] as words, array[array[1,2],array[3,4]] as grid,
    array['2026-01-01']::date[] as days, '{}'::text[] as none, null::text as nothing from things where false`.execute(
    owner,
  )
  expect(rows).toEqual([
    {
      big: 9007199254740991,
      counted: 0,
      day: '2026-03-29',
      exact: '1.50',
      moment: new Date('2026-03-29T01:00:00Z'),
      bigs: [1, null],
      words: ['a,b', '"', 'NULL', null, 'č\\'],
      grid: [[1, 2], [3, 4]], // biome-ignore format: a grid
      days: ['2026-01-01'],
      none: [],
      nothing: null,
    },
  ])
})

test('parameters arrive as the types of their columns', async () => {
  const words = ['a,b', '"', 'NULL', null, 'č\\']
  const { rows } = await sql`select ${words}::text[] as words, ${[true, null]}::bool[] as flags,
    ${[new Date(0)]}::timestamptz[] as moments, ${'2026-03-29'}::date as day, ${12}::int8 as big,
    ${[['x'], ['y']]}::text[] as grid, ${[]}::uuid[] as none`.execute(owner)
  const expected = { words, flags: [true, null], moments: [new Date(0)], day: '2026-03-29', big: 12 }
  expect(rows).toEqual([{ ...expected, grid: [['x'], ['y']], none: [] }])
})

test('JSON is stored once encoded, whether it comes as an object or as text', async () => {
  await clear()
  await insert(owner, 1, 'object', { facts: { jazyk: 'čeština' } })
  await insert(owner, 2, 'text', { facts: JSON.stringify({ jazyk: 'čeština' }) })
  await insert(owner, 3, 'list', { facts: [{ a: 1 }] })
  const { rows } = await sql`select jsonb_typeof(facts) as kind, facts from things order by id`.execute(owner)
  expect(rows).toEqual([
    { kind: 'object', facts: { jazyk: 'čeština' } },
    { kind: 'object', facts: { jazyk: 'čeština' } },
    { kind: 'array', facts: [{ a: 1 }] },
  ])
})

test('arrays of an enum made after the start are read by new connections', async () => {
  await sql`create type mood as enum ('well', 'ill')`.execute(owner)
  const later = openDb(database.ownerUrl, { max: 1 })
  const { rows } = await sql`select array['ill']::mood[] as moods, ${['well']}::mood[] as sent`.execute(later)
  await later.destroy()
  expect(rows).toEqual([{ moods: ['ill'], sent: ['well'] }])
})

test('an undefined parameter is refused before anything is sent', async () => {
  proxy.reset()
  const db = openDb(proxy.url, { max: 1 })
  await expect(sql`select ${undefined}::text`.execute(db)).rejects.toThrow(
    'Parameter $1 is undefined in: select $1::text',
  )
  await expect(sql`select ${1}, ${['a', undefined]}::text[]`.execute(db)).rejects.toThrow('Parameter $2 is undefined')
  expect(proxy.sent()).not.toContain('select $1')
  expect(await sql`select 1 as one`.execute(db)).toEqual({ rows: [{ one: 1 }] })
  await db.destroy()
})

test('a value that cannot be written fails its own query and spares the next', async () => {
  await clear()
  const db = withThings(openDb(database.ownerUrl, { max: 1 }))
  const circle: Record<string, unknown> = {}
  circle.self = circle
  const attempt = (facts: unknown) => db.transaction().execute((trx) => insert(trx, 1, 'circle', { facts }))
  await attempt({})
  await clear()
  await expect(attempt(circle)).rejects.toThrow('circular')
  await expect(sql`select ${new Date('nonsense')}::timestamptz`.execute(db)).rejects.toThrow('invalid input syntax')
  await attempt({ fine: true })
  await db.destroy()
  expect(await names()).toEqual(['circle'])
})

test('changes tell how many rows they touched, and several statements answer with the last', async () => {
  await clear()
  expect((await insert(owner, 1, 'a')).numInsertedOrUpdatedRows).toBe(1n)
  await insert(owner, 2, 'b')
  const [result] = await owner
    .updateTable('things')
    .set({ tags: ['x'] })
    .execute()
  expect(result?.numUpdatedRows).toBe(2n)
  expect((await owner.executeQuery(CompiledQuery.raw('select 1 as a; select 2 as b'))).rows).toEqual([{ b: 2 }])
})

test('a unique violation carries its code and constraint', async () => {
  await clear()
  await insert(owner, 1, 'a')
  await expect(insert(owner, 2, 'a')).rejects.toMatchObject({ code: '23505', constraint_name: 'things_name_key' })
})

test('isolation level and access mode reach the server', async () => {
  const settings = (db: typeof owner) =>
    sql`select current_setting('transaction_isolation') as level, current_setting('transaction_read_only') as read_only`
      .execute(db)
      .then(({ rows }) => rows[0])
  const serializable = owner.transaction().setIsolationLevel('serializable').setAccessMode('read only')
  expect(await serializable.execute(settings)).toEqual({ level: 'serializable', read_only: 'on' })
  const repeatable = owner.transaction().setIsolationLevel('repeatable read')
  expect(await repeatable.execute(settings)).toEqual({ level: 'repeatable read', read_only: 'off' })
  expect(await owner.transaction().execute(settings)).toEqual({ level: 'read committed', read_only: 'off' })
  const readOnly = owner.transaction().setAccessMode('read only')
  await expect(readOnly.execute((trx) => insert(trx, 9, 'never'))).rejects.toMatchObject({ code: '25006' })
  const snapshot = owner.transaction().setIsolationLevel('snapshot')
  await expect(snapshot.execute((trx) => insert(trx, 9, 'never'))).rejects.toThrow("no isolation level 'snapshot'")
  expect(await names()).not.toContain('never')
})

test('BEGIN travels with the first query and a transaction of three queries waits four times', async () => {
  const db = withThings(openDb(proxy.url, { max: 1 }))
  const work = (trx: Kysely<Things>) => sql`select ${1}::int`.execute(trx)
  const transaction = () =>
    db.transaction().execute(async (trx) => {
      for (let count = 0; count < 3; count++) await work(trx)
    })
  await transaction() // opens the connection and prepares the statement
  proxy.reset()
  await transaction()
  expect(proxy.roundTrips()).toBe(4)
  expect(proxy.sent().indexOf('begin')).toBeLessThan(proxy.sent().indexOf('commit'))
  await db.destroy()
})

test('a commit the server turns into a rollback is an error', async () => {
  await clear()
  const work = owner.transaction().execute(async (trx) => {
    await insert(trx, 1, 'lost')
    await sql`select 1/0`.execute(trx).catch(() => {})
  })
  await expect(work).rejects.toMatchObject({ name: 'AbortedTransactionError' })
  expect(await names()).toEqual([])
})

test('savepoints of a controlled transaction undo a part', async () => {
  await clear()
  const trx = await owner.startTransaction().execute()
  await insert(trx, 1, 'kept')
  const inner = await trx.savepoint('Part "one"').execute()
  await insert(inner, 2, 'undone')
  const after = await inner.rollbackToSavepoint('Part "one"').execute()
  await insert(after, 3, 'kept too')
  await after.releaseSavepoint('Part "one"').execute()
  await trx.commit().execute()
  expect(await names()).toEqual(['kept', 'kept too'])
})

test('rows stream in chunks, also when the reader stops early or the query fails', async () => {
  await clear()
  const db = withThings(openDb(database.ownerUrl, { max: 1 }))
  await sql`insert into things (id, name) select n, 'n' || n from generate_series(1, 1000) n`.execute(db)
  const read = async (until: number, from = 0) => {
    let count = 0
    for await (const _ of db.selectFrom('things').select('id').where('id', '>', from).stream(100)) {
      if (++count === until) break
    }
    return count
  }
  expect(await read(Number.POSITIVE_INFINITY)).toBe(1000)
  expect(await read(150)).toBe(150)
  expect(await db.transaction().execute(async () => 'the connection is free')).toBe('the connection is free')
  const failing = async () => {
    for await (const _ of db.selectFrom('things').select(sql`1 / (500 - id)`.as('x')).orderBy('id').stream(100));
  }
  await expect(failing()).rejects.toThrow('division by zero')
  expect(await read(Number.POSITIVE_INFINITY, 990)).toBe(10)
  await db.destroy()
})

test('a query waits for a free connection in turn and gives up with a clear error', async () => {
  const db = openDb(database.ownerUrl, { max: 1, waitMs: 300 })
  const busy = await db.startTransaction().execute()
  await sql`select 1`.execute(busy)
  const waited = sql`select 1`.execute(db).catch((error: unknown) => error)
  const error = await waited
  expect(error).toBeInstanceOf(DatabaseUnavailable)
  expect(String(error)).toContain('All 1 database connections stayed busy for 300 ms.')
  const order: number[] = []
  const queued = [1, 2, 3].map((n) => sql`select 1`.execute(db).then(() => order.push(n)))
  await busy.rollback().execute()
  await Promise.all(queued)
  expect(order).toEqual([1, 2, 3])
  await db.destroy()
})

test('a connection lost in mid-transaction fails that transaction at once and is replaced', async () => {
  await clear()
  const db = withThings(openDb(proxy.url, { max: 1 }))
  const failed = await db
    .transaction()
    .execute(async (trx) => {
      await insert(trx, 1, 'first half')
      proxy.cut()
      await sleep(20) // the client learns of it while nothing is under way
      await insert(trx, 2, 'second half')
    })
    .catch((error: unknown) => error)
  expect(isDatabaseUnavailable(failed)).toBe(true)
  await insert(db, 3, 'afterwards')
  expect(await names()).toEqual(['afterwards'])
  await db.destroy()
})

test.for(['typdelim', 'begin', 'first half', 'commit'])('a connection cut at "%s" fails at once', async (word) => {
  await clear()
  const db = withThings(openDb(proxy.url, { max: 1 }))
  const attempt = (id: number) => db.transaction().execute((trx) => insert(trx, id, `first half ${id}`))
  if (word !== 'typdelim') await sql`select 1`.execute(db)
  proxy.reset()
  proxy.cutAt(word)
  const since = performance.now()
  const failed = await attempt(1).catch((error: unknown) => error)
  proxy.cutAt(undefined)
  expect(isDatabaseUnavailable(failed)).toBe(true)
  expect(performance.now() - since).toBeLessThan(2000)
  await attempt(2)
  expect(await names()).toEqual(['first half 2'])
  await db.destroy()
})

test('a stream whose connection is cut ends in an error and the next one works', async () => {
  await clear()
  const db = withThings(openDb(proxy.url, { max: 1 }))
  await sql`insert into things (id, name) select n, 'n' || n from generate_series(1, 1000) n`.execute(db)
  const read = async (cut: boolean) => {
    let count = 0
    for await (const _ of db.selectFrom('things').select('id').stream(100)) {
      if (++count === 150 && cut) {
        proxy.cut()
        await sleep(20)
      }
    }
    return count
  }
  expect(isDatabaseUnavailable(await read(true).catch((error: unknown) => error))).toBe(true)
  expect(await read(false)).toBe(1000)
  await db.destroy()
})

test('a transaction whose backend is terminated says so, and the next query gets a new connection', async () => {
  await clear()
  const db = withThings(openDb(database.ownerUrl, { max: 1 }))
  const terminated = db.transaction().execute(async (trx) => {
    await insert(trx, 1, 'terminated')
    await sql`select pg_terminate_backend(pg_backend_pid())`.execute(trx)
  })
  expect(isDatabaseUnavailable(await terminated.catch((error: unknown) => error))).toBe(true)
  await insert(db, 2, 'next')
  await db.destroy()
  expect(await names()).toEqual(['next'])
})

test('a statement may take 30 s, and as long as it likes where a migration asks for it', async () => {
  const timeout = async (options = {}) => {
    const db = openDb(database.ownerUrl, { max: 1, ...options })
    const { rows } = await sql`select current_setting('statement_timeout') as statement,
      current_setting('idle_in_transaction_session_timeout') as idle, current_setting('application_name') as name`.execute(
      db,
    )
    await db.destroy()
    return rows[0]
  }
  expect(await timeout()).toEqual({ statement: '30s', idle: '1min', name: 'krajan' })
  expect(await timeout({ statementTimeoutMs: 0 })).toEqual({ statement: '0', idle: '1min', name: 'krajan' })
})

test('a server that is not there is reported at once', async () => {
  const db = openDb('postgres://nobody:x@127.0.0.1:1/nothing', { max: 1 })
  const since = performance.now()
  const error = await sql`select 1`.execute(db).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(DatabaseUnavailable)
  expect(performance.now() - since).toBeLessThan(2000)
  await db.destroy()
})

test('a wrong password is not mistaken for a database that is away', async () => {
  const url = new URL(database.appUrl)
  url.password = 'wrong'
  const db = openDb(url.href, { max: 1 })
  const error = await sql`select 1`.execute(db).catch((reason: unknown) => reason)
  expect(error).toMatchObject({ code: '28P01' })
  expect(isDatabaseUnavailable(error)).toBe(false)
  await db.destroy()
})
