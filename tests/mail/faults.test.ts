import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { type Mailersend, startMailersend } from '../support/mailersend.ts'
import { deliver, later, makeCentre, promise, rowsOf, statesOf } from './post-office.ts'

describe('when MailerSend misbehaves', () => {
  const { appDb, ownerDb } = testDatabase()
  let api: Mailersend
  let centre: string

  beforeAll(async () => {
    api = await startMailersend()
  })
  afterAll(() => api.close())
  beforeEach(async () => {
    await ownerDb.updateTable('mails').set({ state: 'cancelled', lease_token: null, lease_until: null }).execute()
    api.reset()
    centre = (await makeCentre(ownerDb)).id
  })

  const only = async () => {
    const [row] = await rowsOf(appDb, centre)
    if (!row) throw new Error('the mail is gone')
    return row
  }

  it.each([500, 503])('tries again later after %i, and only later', async (status) => {
    await promise(appDb, centre, {})
    api.script({ kind: 'refusal', status, message: 'Try later.' })
    expect(await deliver(appDb, { url: api.url, random: () => 1 })).toMatchObject({ retried: 1, accepted: 0 })
    const row = await only()
    expect(row).toMatchObject({ state: 'ready', attempts: 1, last_error: `${status} Try later.`, lease_token: null })
    expect(Math.abs(row.not_before.getTime() - Date.now() - 60_000)).toBeLessThan(5000)
    await deliver(appDb, { url: api.url })
    expect(api.requests().length).toBe(1)
    await deliver(appDb, { url: api.url, clock: later(2) })
    expect(await only()).toMatchObject({ state: 'accepted', attempts: 2, last_error: '' })
    expect(api.taken().length).toBe(1)
  })

  it('tries again later when the service is under maintenance', async () => {
    await promise(appDb, centre, {})
    // fetch itself asks once more after 421, over a new connection
    api.script({ kind: 'refusal', status: 421 }, { kind: 'refusal', status: 421 })
    expect(await deliver(appDb, { url: api.url })).toMatchObject({ retried: 1, accepted: 0 })
    expect([await statesOf(appDb, centre), api.taken().length]).toEqual([['ready'], 0])
  })

  it.each([422, 401, 403])('gives up at once after %i', async (status) => {
    await promise(appDb, centre, {})
    api.script({ kind: 'refusal', status, message: 'The address jana@example.org is not right.' })
    expect(await deliver(appDb, { url: api.url })).toMatchObject({ failed: 1 })
    await deliver(appDb, { url: api.url, clock: later(10_000) })
    expect(await only()).toMatchObject({ state: 'failed', last_error: `${status} The address … is not right.` })
    expect(api.requests().length).toBe(1)
  })

  it('gives up after eight attempts, each a longer while after the one before', async () => {
    await promise(appDb, centre, {})
    api.script(...Array.from({ length: 9 }, () => ({ kind: 'refusal', status: 500 }) as const))
    const waits: number[] = []
    let minutes = 0
    for (let pass = 0; pass < 10; pass++) {
      await deliver(appDb, { url: api.url, clock: later(minutes), random: () => 0 })
      const { not_before, state } = await only()
      if (state === 'ready') waits.push(Math.round(2 * ((not_before.getTime() - Date.now()) / 60_000 - minutes)) / 2)
      minutes += 400
    }
    expect(waits).toEqual([0.5, 1.5, 4.5, 13.5, 40.5, 121.5, 180])
    expect(await only()).toMatchObject({ state: 'failed', attempts: 8 })
    expect(api.requests().length).toBe(8)
  })

  it('keeps quiet in every centre for as long as it is asked to', async () => {
    const other = (await makeCentre(ownerDb)).id
    await promise(appDb, centre, {}, {})
    await promise(appDb, other, {}, {})
    api.script({ kind: 'refusal', status: 429, retryAfter: '600' })
    expect(await deliver(appDb, { url: api.url })).toMatchObject({ retried: 1, accepted: 0, waitSeconds: 600 })
    for (const minutes of [0, 1, 5, 9]) await deliver(appDb, { url: api.url, clock: later(minutes) })
    expect(api.requests().length).toBe(1)
    await deliver(appDb, { url: api.url, clock: later(11) })
    expect([await statesOf(appDb, centre), await statesOf(appDb, other)]).toEqual([
      ['accepted', 'accepted'],
      ['accepted', 'accepted'],
    ])
    expect(api.taken().length).toBe(4)
  })

  it('does not spin when it is told to slow down without being told how long', async () => {
    await promise(appDb, centre, {}, {}, {})
    api.script({ kind: 'refusal', status: 429, retryAfter: '0' }, { kind: 'refusal', status: 429 })
    const until = performance.now() + 600
    while (performance.now() < until) await deliver(appDb, { url: api.url })
    expect(api.requests().length).toBe(1)
    expect(await deliver(appDb, { url: api.url, clock: later(0.9) })).toMatchObject({ waitSeconds: 60 })
  })

  it('calls a mail uncertain when the answer never comes, and does not repeat it', async () => {
    await promise(appDb, centre, {})
    api.script({ kind: 'silence' })
    const begun = performance.now()
    expect(await deliver(appDb, { url: api.url, timeoutMs: 300 })).toMatchObject({ uncertain: 1 })
    expect(performance.now() - begun).toBeLessThan(2000)
    await deliver(appDb, { url: api.url, clock: later(10_000) })
    expect(await only()).toMatchObject({ state: 'uncertain', last_error: 'no answer within 300 ms' })
    expect(api.requests().length).toBe(1)
  })

  it('calls a mail uncertain when it was taken and the answer got lost, and does not repeat it', async () => {
    const [id = ''] = await promise(appDb, centre, {})
    api.script({ kind: 'lost-answer' })
    expect(await deliver(appDb, { url: api.url })).toMatchObject({ uncertain: 1 })
    await deliver(appDb, { url: api.url, clock: later(10_000) })
    expect([await statesOf(appDb, centre), api.takenOf(id)]).toEqual([['uncertain'], 1])
  })

  it('waits for a slow answer', async () => {
    await promise(appDb, centre, {})
    api.script({ kind: 'slow', ms: 500 })
    expect(await deliver(appDb, { url: api.url, timeoutMs: 5000 })).toMatchObject({ accepted: 1 })
  })

  it('tries again when nobody listens: nothing has left', async () => {
    const gone = await startMailersend()
    await gone.close()
    await promise(appDb, centre, {})
    expect(await deliver(appDb, { url: gone.url })).toMatchObject({ retried: 1 })
    expect(await only()).toMatchObject({ state: 'ready', last_error: 'MailerSend cannot be reached' })
    await deliver(appDb, { url: api.url, clock: later(2) })
    expect(await statesOf(appDb, centre)).toEqual(['accepted'])
  })

  it('tries again when the name cannot be resolved', async () => {
    await promise(appDb, centre, {})
    expect(await deliver(appDb, { url: 'http://mail.invalid/v1' })).toMatchObject({ retried: 1 })
  })
})
