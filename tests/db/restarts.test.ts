import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Db, openDb } from '../../src/db/connection.ts'
import { isDatabaseUnavailable } from '../../src/db/dialect.ts'
import { type Embedded, startEmbedded } from '../../src/db/embedded.ts'
import { embeddedIn, killMain } from '../support/postgres-process.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const restarts = 8
const workers = 5
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let server: Embedded

beforeAll(async () => {
  folder = await temporaryFolder()
  server = await startEmbedded(embeddedIn(folder.path))
})
afterAll(async () => {
  await server.stop()
  await folder.remove()
})

const restart = async (round: number): Promise<void> => {
  if (round % 2) await killMain(`${folder.path}/postgres`)
  else await server.stop()
  server = await startEmbedded(embeddedIn(folder.path))
}

type Tally = { acknowledged: number[]; unavailable: number; unexpected: unknown[] }

const work = async (db: Db, nextId: () => number, isOver: () => boolean, tally: Tally): Promise<void> => {
  while (!isOver()) {
    const id = nextId()
    try {
      await db.transaction().execute(async (trx) => {
        await sql`insert into halves values (${id}, 'left')`.execute(trx)
        await sql`insert into halves values (${id}, 'right')`.execute(trx)
      })
      tally.acknowledged.push(id)
    } catch (error) {
      if (isDatabaseUnavailable(error)) tally.unavailable++
      else tally.unexpected.push(error)
      await sleep(20)
    }
  }
}

test(`${workers} workers live through ${restarts} restarts and lose nothing that was acknowledged`, async () => {
  const url = server.ownerUrl
  const db = openDb(url, { max: 4 })
  await sql`create table halves (id int, side text)`.execute(db)
  const tally: Tally = { acknowledged: [], unavailable: 0, unexpected: [] }
  let id = 0
  let over = false
  const all = Array.from({ length: workers }, () => work(db, () => ++id, () => over, tally)) // biome-ignore format: one line
  const progress: number[] = []
  for (let round = 0; round < restarts; round++) {
    await sleep(200)
    await restart(round)
    expect(server.ownerUrl).toBe(url)
    const before = tally.acknowledged.length
    await sleep(300)
    progress.push(tally.acknowledged.length - before)
  }
  over = true
  const ended = await Promise.race([Promise.all(all).then(() => 'all ended'), sleep(5000, 'some hang')])
  expect(ended).toBe('all ended')
  expect(tally.unexpected).toEqual([])
  expect(progress.filter((count) => count === 0)).toEqual([])
  expect(tally.unavailable).toBeGreaterThan(0)

  const { rows } = await sql<{ id: number; sides: number }>`
    select id, count(*) as sides from halves group by id`.execute(db)
  const stored = new Set(rows.map((row) => row.id))
  expect(tally.acknowledged.filter((each) => !stored.has(each))).toEqual([])
  expect(rows.filter((row) => row.sides !== 2)).toEqual([])
  await db.destroy()
}, 60_000)
