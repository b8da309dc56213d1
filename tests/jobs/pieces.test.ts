import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { openDb } from '../../src/db/connection.ts'
import { inCentre } from '../../src/db/scope.ts'
import { waitForTurn } from '../../src/db/turn.ts'
import { cancelJob, runPieces } from '../../src/jobs/job.ts'
import { randomId } from '../../src/lib/ids.ts'
import { aCentre, aContact, aMember, type TestCentre } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { aCount, counted, counting, times, upTo } from './counting.ts'

describe('long work', () => {
  const database = testDatabase()
  const { appDb, ownerDb } = database
  let centre: TestCentre
  beforeAll(async () => {
    centre = await aCentre(ownerDb)
  })

  const aPerson = async (where = centre) => (await aContact(ownerDb, where)).id
  const jobOf = (id: string) =>
    ownerDb
      .selectFrom('jobs')
      .where('id', '=', id)
      .select(['state', 'done', 'failed', 'cursor', 'problem', 'tries'])
      .executeTakeFirstOrThrow()
  const work = (handler = counting(3), mostMs = 30_000) => runPieces(appDb, [handler], times, { mostMs })
  const lapse = (id: string) =>
    sql`update jobs set lease_until = now() - interval '1 second' where id = ${id} and lease_until is not null`.execute(
      ownerDb,
    )

  it('is done piece by piece and says how far it is', async () => {
    const person = await aPerson()
    const id = await aCount(appDb, centre.id, person, 20)
    const seen: string[] = []
    const pieces = await work(
      counting(6, {
        before: async () => {
          const { state, done, failed, cursor } = await jobOf(id)
          seen.push([state, cursor, done, failed].join(' '))
        },
      }),
    )
    expect(pieces).toBe(4)
    expect(seen).toEqual(['running  0 0', 'running 6 6 0', 'running 12 11 1', 'running 18 16 2'])
    expect(await jobOf(id)).toEqual({ state: 'done', done: 18, failed: 2, cursor: '20', problem: '', tries: 0 })
    expect(await counted(ownerDb, person)).toEqual(upTo(20))
  })

  it('asked for twice with one key is done once', async () => {
    const person = await aPerson()
    const idempotencyKey = randomId()
    const both = await Promise.all([1, 2].map(() => aCount(appDb, centre.id, person, 5, { idempotencyKey })))
    expect(new Set(both).size).toBe(1)
    await work()
    expect(await counted(ownerDb, person)).toEqual(upTo(5))
  })

  it('goes on exactly where it stopped when its process was killed in the middle of a piece', async () => {
    const person = await aPerson()
    const id = await aCount(appDb, centre.id, person, 20)
    const script = fileURLToPath(new URL('worker.ts', import.meta.url))
    const child = spawn(process.execPath, ['--import', 'tsx', script, database.appUrl, '9'], { stdio: 'inherit' })
    const [code, signal] = await once(child, 'exit')
    expect(signal ?? code).toBe('SIGKILL')
    expect(await counted(ownerDb, person)).toEqual(upTo(9))
    expect(await jobOf(id)).toMatchObject({ state: 'running', cursor: '9' })

    // nobody may touch it as long as the lease runs
    expect(await work()).toBe(0)
    await aCount(appDb, centre.id, await aPerson(), 3)
    expect(await work()).toBe(1)
    expect(await jobOf(id)).toMatchObject({ state: 'running', cursor: '9' })
    await lapse(id)
    await work()
    expect(await counted(ownerDb, person)).toEqual(upTo(20))
    expect(await jobOf(id)).toMatchObject({ state: 'done', done: 18, failed: 2 })
  })

  it('goes on exactly where it stopped when its connection was cut', async () => {
    const person = await aPerson()
    const id = await aCount(appDb, centre.id, person, 12)
    const cutting = openDb(database.appUrl, { max: 1 })
    const cut = counting(3, {
      after: async (job, { db }) => {
        if (job.cursor !== '6') return
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)
        await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(superDb)
      },
    })
    const superDb = openDb(database.superUrl, { max: 1 })
    try {
      await expect(runPieces(cutting, [cut], times, { mostMs: 10_000 })).rejects.toThrow()
      expect(await counted(ownerDb, person)).toEqual(upTo(6))
      await lapse(id)
      await work()
      expect(await counted(ownerDb, person)).toEqual(upTo(12))
    } finally {
      await Promise.all([cutting.destroy(), superDb.destroy()])
    }
  })

  it('is never done twice by two workers at once', async () => {
    const people = await Promise.all(Array.from({ length: 6 }, () => aPerson()))
    await Promise.all(people.map((person) => aCount(appDb, centre.id, person, 15)))
    const other = openDb(database.appUrl, { max: 2 })
    try {
      const workers = [appDb, other, appDb].map((db) =>
        runPieces(db, [counting(2)], times, { mostMs: 30_000, turnMs: 5 }),
      )
      await Promise.all(workers)
      await work()
    } finally {
      await other.destroy()
    }
    for (const person of people) expect(await counted(ownerDb, person)).toEqual(upTo(15))
  })

  it('taken over by another worker is not gone on with by the first', async () => {
    const person = await aPerson()
    const id = await aCount(appDb, centre.id, person, 9)
    const slow = counting(3, {
      after: async (job) => {
        // it froze between two pieces for longer than its lease
        if (job.cursor === '') setTimeout(() => void takeOver(id), 0)
        await new Promise((resolve) => setTimeout(resolve, 50))
      },
    })
    const takeOver = (job: string) =>
      inCentre(appDb, { centreId: centre.id }, times, async ({ db, centreId }) => {
        await waitForTurn(db, centreId, `job ${job}`)
        await sql`update jobs set lease_token = gen_random_uuid(), lease_until = now() + interval '1 minute' where id = ${job}`.execute(
          db,
        )
      })
    await work(slow)
    expect(await jobOf(id)).toMatchObject({ state: 'running', cursor: '3' })
    expect(await counted(ownerDb, person)).toEqual(upTo(3))
    await lapse(id)
    await work()
    expect(await counted(ownerDb, person)).toEqual(upTo(9))
  })

  it('cancelled between two pieces stays as it is', async () => {
    const person = await aPerson()
    const member = await aMember(ownerDb, [centre])
    const id = await aCount(appDb, centre.id, person, 12)
    const cancel = () => inCentre(appDb, { centreId: centre.id }, times, (scope) => cancelJob(scope, member.id, id))
    let cancelling: Promise<unknown> | undefined
    const stopped = counting(3, {
      after: async (job) => {
        if (job.cursor !== '3') return
        cancelling = cancel()
        await new Promise((resolve) => setTimeout(resolve, 100))
      },
    })
    await work(stopped)
    expect(await cancelling).toBe(true)
    expect(await jobOf(id)).toMatchObject({ state: 'cancelled', cursor: '6' })
    await work()
    expect(await counted(ownerDb, person)).toEqual(upTo(6))
    expect(await cancel()).toBe(false)
    const audits = await ownerDb
      .selectFrom('audit_entries')
      .where('subject_id', '=', id)
      .select(['action', 'member_id'])
      .execute()
    expect(audits).toEqual([{ action: 'job.cancelled', member_id: member.id }])
  })

  it('that fails three times at the same piece is given up, and keeps what it has done', async () => {
    const person = await aPerson()
    const id = await aCount(appDb, centre.id, person, 12)
    const broken = counting(3, {
      after: (job) => {
        if (job.cursor === '3') throw new Error('no')
      },
    })
    const troubles: unknown[] = []
    const tries = [1, 2, 3, 4].map(
      () => () => runPieces(appDb, [broken], times, { mostMs: 5_000, onTrouble: (error) => troubles.push(error) }),
    )
    for (const again of tries) await again()
    expect(troubles).toHaveLength(3)
    expect(await jobOf(id)).toMatchObject({ state: 'failed', problem: 'crashed', cursor: '3' })
    expect(await counted(ownerDb, person)).toEqual(upTo(3))
  })

  it('ends with the problem that a piece names', async () => {
    const person = await aPerson()
    const id = await aCount(appDb, centre.id, person, 12)
    const wrong = {
      ...counting(3),
      piece: async () => ({ done: 0, failed: 0, cursor: '', finished: false, problem: 'too_old' }),
    }
    await work(wrong)
    expect(await jobOf(id)).toMatchObject({ state: 'failed', problem: 'too_old' })
  })

  it('of one centre does not hold up that of another', async () => {
    const elsewhere = await aCentre(ownerDb)
    const [long, short] = [await aPerson(), await aPerson(elsewhere)]
    await aCount(appDb, centre.id, long, 60)
    await aCount(appDb, elsewhere.id, short, 3)
    const order: string[] = []
    const noted = counting(3, { before: (job) => void order.push((job.particulars as { contact: string }).contact) })
    await runPieces(appDb, [noted], times, { mostMs: 30_000, turnMs: 1 })
    expect(order.indexOf(short)).toBeLessThan(3)
    expect(order).toHaveLength(21)
  })

  it('stops between two pieces when its time is up, and is let go at once', async () => {
    const person = await aPerson()
    const id = await aCount(appDb, centre.id, person, 9)
    const ending = new AbortController()
    const stopping = counting(3, { after: () => ending.abort() })
    await runPieces(appDb, [stopping], times, { mostMs: 30_000, signal: ending.signal })
    expect(await jobOf(id)).toMatchObject({ state: 'running', cursor: '3' })
    await work()
    expect(await counted(ownerDb, person)).toEqual(upTo(9))
  })
})
