import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '../support/app.ts'
import { aCentre, anEvent, registrationFields, type TestCentre } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { type Mailersend, startMailersend } from '../support/mailersend.ts'
import { startWorkerd, type Workerd } from '../support/workerd.ts'

const database = testDatabase()
let api: Mailersend
let worker: Workerd

beforeAll(async () => {
  api = await startMailersend()
  worker = await startWorkerd(database.appUrl, { MAILERSEND_API_KEY: 'a-key', MAILERSEND_API_URL: api.url })
}, 60_000)
afterAll(async () => {
  await worker?.stop()
  await api?.close()
})

/** Mails promised elsewhere, which nothing but the clock will send. */
const promiseMails = async (many: number) => {
  const centre = await aCentre(database.ownerDb)
  const event = await anEvent(database.ownerDb, centre, { capacity: null })
  const app = testApp(database.appDb, { settings: { mail: 'ready' } })
  for (let one = 0; one < many; one++) {
    const answer = await app.post(`/cs/${centre.slug}/events/${event.slug}`, registrationFields())
    expect(answer.status).toBe(303)
  }
  return centre
}

const mailsOf = ({ id }: TestCentre) =>
  database.ownerDb.selectFrom('mails').where('centre_id', '=', id).select(['id', 'state']).execute()

const statesOf = async (centre: TestCentre) => {
  const states = (await mailsOf(centre)).map(({ state }) => state)
  return Object.fromEntries(
    [...new Set(states)].sort().map((state) => [state, states.filter((s) => s === state).length]),
  )
}

describe('when the clock calls', () => {
  test('fifty mails leave at most, also when no cron is named, and the rest with the next call', async () => {
    const centre = await promiseMails(53)
    await worker.tick('')
    await expect.poll(() => statesOf(centre), { timeout: 20_000 }).toEqual({ accepted: 50, ready: 3 })
    await worker.tick('*/5 * * * *')
    await expect.poll(() => statesOf(centre), { timeout: 20_000 }).toEqual({ accepted: 53 })
  })

  test('two calls at once send each mail once', async () => {
    const centre = await promiseMails(30)
    api.reset()
    await Promise.all([worker.tick(), worker.tick(), worker.tick()])
    await expect.poll(() => statesOf(centre), { timeout: 20_000 }).toEqual({ accepted: 30 })
    const sent = (await mailsOf(centre)).map(({ id }) => api.takenOf(id))
    expect([sent.every((times) => times === 1), api.taken().length]).toEqual([true, 30])
  })

  test('a mail the provider cannot take now waits, and one whose answer was lost is not sent again', async () => {
    const centre = await promiseMails(2)
    api.script({ kind: 'refusal', status: 503 }, { kind: 'lost-answer' })
    await worker.tick()
    await expect.poll(() => statesOf(centre), { timeout: 20_000 }).toEqual({ ready: 1, uncertain: 1 })
  })

  test('what lapsed is swept: held places, limits, sessions', async () => {
    const centre = await aCentre(database.ownerDb)
    const event = await anEvent(database.ownerDb, centre, { capacity: 1 })
    await testApp(database.appDb).post(`/cs/${centre.slug}/events/${event.slug}`, registrationFields())
    const past = new Date(Date.now() - 1000)
    await database.ownerDb
      .updateTable('registrations')
      .set({ held_until: past })
      .where('event_id', '=', event.id)
      .execute()
    const key_hash = Buffer.from(event.id)
    await database.ownerDb.insertInto('rate_limits').values({ key_hash, hits: 1, resets_at: past }).execute()
    await worker.tick()
    const left = async () => [
      await database.ownerDb.selectFrom('event_places').where('event_id', '=', event.id).select('taken').execute(),
      await database.ownerDb.selectFrom('rate_limits').where('key_hash', '=', key_hash).select('hits').execute(),
    ]
    await expect.poll(left, { timeout: 10_000 }).toEqual([[{ taken: 0 }], []])
  })
})
