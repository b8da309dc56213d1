import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { openDb } from '../../src/db/connection.ts'
import { inTransaction } from '../../src/db/scope.ts'
import { testDatabase } from '../support/database.ts'
import { startLongLine } from '../support/long-line.ts'

const database = testDatabase()
const { appDb, ownerDb } = database

beforeAll(async () => {
  await sql`create table steps (id int primary key, at timestamptz not null default clock_timestamp())`.execute(ownerDb)
  await sql`grant select, insert on steps to krajan_app`.execute(ownerDb)
})

const kept = async () =>
  (await sql<{ id: number }>`select id from steps order by id`.execute(ownerDb)).rows.map(({ id }) => id)

describe('statements asked for together', () => {
  test('run in the order they were asked for', async () => {
    const answers = await inTransaction(appDb, {}, (trx) =>
      Promise.all([
        sql<{ n: number }>`insert into steps (id) values (1) returning id as n`.execute(trx),
        sql<{ n: number }>`select count(*)::int as n from steps`.execute(trx),
        sql<{ n: number }>`insert into steps (id) values (2) returning id as n`.execute(trx),
        sql<{ n: number }>`select count(*)::int as n from steps`.execute(trx),
      ]),
    )
    expect(answers.map(({ rows }) => rows[0]?.n)).toEqual([1, 1, 2, 2])
    expect(await kept()).toEqual([1, 2])
  })

  test('wait for the database once, where one after another waits for each', async () => {
    const line = await startLongLine(database.appUrl, 1)
    const db = openDb(line.url, { max: 1 })
    const four = [1, 2, 3, 4]
    const together = () =>
      inTransaction(db, {}, (trx) => Promise.all(four.map((n) => sql`select ${sql.lit(n)}`.execute(trx))))
    const oneByOne = () =>
      inTransaction(db, {}, async (trx) => {
        for (const n of four) await sql`select ${sql.lit(n)}`.execute(trx)
      })
    const tripsOf = async (work: () => Promise<unknown>) => {
      line.trips()
      await work()
      return line.trips().asked
    }
    await together()
    const counted = [await tripsOf(together), await tripsOf(oneByOne)]
    await db.destroy()
    await line.close()
    expect(counted).toEqual([2, 5])
  })

  test('take each other back when one fails, and leave the connection fit for the next', async () => {
    const unhandled: unknown[] = []
    const note = (reason: unknown) => void unhandled.push(reason)
    process.on('unhandledRejection', note)
    const failing = inTransaction(appDb, {}, (trx) =>
      Promise.all([
        sql`insert into steps (id) values (3)`.execute(trx),
        sql`insert into steps (id) values (1)`.execute(trx),
        sql`insert into steps (id) values (4)`.execute(trx),
      ]),
    )
    await expect(failing).rejects.toMatchObject({ code: '23505' })
    expect(await kept()).toEqual([1, 2])
    for (let round = 0; round < 10; round += 1)
      expect((await sql<{ n: number }>`select 7 as n`.execute(appDb)).rows).toEqual([{ n: 7 }])
    process.off('unhandledRejection', note)
    expect(unhandled).toEqual([])
  })

  test('are answered before the connection is anybody else’s, also when the work gives up early', async () => {
    const late = inTransaction(appDb, {}, async (trx) => {
      const slow = sql`select pg_sleep(0.2)`.execute(trx)
      slow.catch(() => {})
      throw new Error('gone already')
    })
    await expect(late).rejects.toThrow('gone already')
    const seen = await Promise.all(
      Array.from({ length: 20 }, (_, n) => sql<{ n: number }>`select ${n}::int as n`.execute(appDb)),
    )
    expect(seen.map(({ rows }) => rows[0]?.n)).toEqual(Array.from({ length: 20 }, (_, n) => n))
  })

  test('are refused once the work is over, also while COMMIT or ROLLBACK is on its way', async () => {
    const outcomes: string[] = []
    for (let id = 100; id < 150; id += 1) {
      let stray: Promise<unknown> = Promise.resolve()
      const work = inTransaction(appDb, {}, async (trx) => {
        await sql`select 1`.execute(trx)
        setImmediate(() => {
          stray = sql`insert into steps (id) values (${id})`.execute(trx).then(
            () => outcomes.push('ran'),
            (error: Error) => outcomes.push(error.message),
          )
        })
        if (id % 2) throw new Error('early')
      })
      await work.catch(() => {})
      await new Promise(setImmediate)
      await stray
    }
    expect(new Set(outcomes)).toEqual(new Set(['The work of this transaction is over.']))
    expect(await kept()).toEqual([1, 2])
  })
})
