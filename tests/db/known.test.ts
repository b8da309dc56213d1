import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Db, openDb } from '../../src/db/connection.ts'
import { type Known, nothingKnown } from '../../src/db/known.ts'
import { testDatabase } from '../support/database.ts'
import { type LongLine, startLongLine } from '../support/long-line.ts'

const database = testDatabase()
let line: LongLine

beforeAll(async () => {
  line = await startLongLine(database.ownerUrl)
  await sql`create table noted (id int primary key, on_day date, at timestamptz, words text[], numbers int8[], facts jsonb,
    yes boolean, bytes bytea, track text, big int8)`.execute(database.ownerDb)
})
afterAll(() => line?.close())

/** Does the work on a connection of its own, as a request on Workers does. */
const onOwnConnection = async <Result>(known: Known | undefined, work: (db: Db) => Promise<Result>) => {
  const db = openDb(line.url, { max: 1, ...(known ? { known } : {}) })
  return work(db).finally(() => db.destroy())
}

const rows: unknown[][] = [
  [
    '2026-11-20',
    new Date('2026-11-20T10:00:00Z'),
    ['a', 'b "c"', '{}'],
    [1, 2],
    { a: [1, null] },
    true,
    Buffer.from('x'),
    'ž',
    9,
  ],
  [new Date('2026-11-20T12:00:00Z'), '2026-11-20T10:00:00Z', [], [], ['x'], false, null, '', 2 ** 40],
  [null, null, null, null, null, null, null, null, null],
]

const write = (db: Db, id: number, values: unknown[]) =>
  sql`insert into noted values (${sql.join([id, ...values])})
    on conflict (id) do update set id = excluded.id returning to_jsonb(noted) - 'id' as noted`.execute(db)

test('what is sent with known types arrives as what the server was asked about', async () => {
  const known = nothingKnown()
  for (const [index, values] of rows.entries()) {
    const asked = await onOwnConnection(undefined, (db) => write(db, index * 10, values))
    for (let again = 1; again <= 3; again++)
      expect(await onOwnConnection(known, (db) => write(db, index * 10 + again, values))).toEqual(asked)
  }
})

test('a transaction on a new connection takes a round trip for BEGIN, each statement and COMMIT, and none to learn', async () => {
  const known = nothingKnown()
  const work = (db: Db) =>
    db.transaction().execute(async (trx) => {
      for (const words of [['a'], ['b']]) await sql`select ${words}::text[] && array['a'], ${1}::int`.execute(trx)
      await sql`select ${'x'}::text`.execute(trx)
    })
  const trips = []
  for (const memory of [undefined, known, known]) {
    line.trips()
    await onOwnConnection(memory, work)
    trips.push(line.trips().asked)
  }
  const [learning, begin, commit] = [1, 1, 1]
  // two for what is new to the connection or to the memory, one for what is not
  const asked = learning + 2 + 1 + 2 + commit
  expect(trips).toEqual([asked, asked, begin + 1 + 1 + 1 + commit])
})

test('a type that changed meanwhile fails once and is asked for again', async () => {
  const known = nothingKnown()
  const find = () => onOwnConnection(known, (db) => sql`select id from noted where track = ${'7'}`.execute(db))
  await sql`update noted set track = null`.execute(database.ownerDb)
  expect((await find()).rows).toEqual([])
  await sql`alter table noted alter column track type int using track::int`.execute(database.ownerDb)
  await expect(find()).rejects.toMatchObject({ code: '42883' })
  expect((await find()).rows).toEqual([])
})
