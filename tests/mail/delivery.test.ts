import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addressHash } from '../../src/mail/ledger.ts'
import { claimMail, recordOutcome } from '../../src/mail/queries/claims.ts'
import { testDatabase } from '../support/database.ts'
import { type Mailersend, startMailersend } from '../support/mailersend.ts'
import {
  deliver,
  lapse,
  later,
  makeCentre,
  promise,
  rowsOf,
  settings,
  statesOf,
  suppress,
  within,
} from './post-office.ts'

describe('delivering mails', () => {
  const { appDb, ownerDb } = testDatabase({ max: 12 })
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

  it('sends a mail in the name of the centre and writes down who took it', async () => {
    const [id = ''] = await promise(appDb, centre, {})
    const delivered = await deliver(appDb, { url: api.url })
    expect(delivered).toEqual({ accepted: 1, retried: 0, failed: 0, uncertain: 0, skipped: 0, lapsed: 0, troubles: 0 })
    expect(api.taken()).toEqual([
      {
        tags: [id],
        from: { email: settings.mailFrom, name: 'Centrum Zkouška' },
        reply_to: { email: 'centrum@example.org', name: 'Centrum Zkouška' },
        to: [{ email: 'jana@example.org', name: 'Jana Zkušební' }],
        subject: 'Máte místo',
        html: '<p>Těšíme se</p>',
        text: 'Těšíme se',
        settings: { track_clicks: false, track_opens: false, track_content: false },
      },
    ])
    const [row] = await rowsOf(appDb, centre)
    expect(row).toMatchObject({ state: 'accepted', provider_message_id: 'message-1', attempts: 1, lease_token: null })
    expect(row?.accepted_at).toBeInstanceOf(Date)
  })

  it('never touches what is kept or not due yet', async () => {
    const [kept = ''] = await promise(appDb, centre, {}, {})
    await ownerDb.updateTable('mails').set({ state: 'kept' }).where('id', '=', kept).execute()
    await ownerDb
      .updateTable('mails')
      .set({ not_before: new Date(Date.now() + 60_000) })
      .where('id', '<>', kept)
      .execute()
    await deliver(appDb, { url: api.url })
    expect([await statesOf(appDb, centre), api.requests().length]).toEqual([['kept', 'ready'], 0])
    await deliver(appDb, { url: api.url, clock: later(2) })
    expect([await statesOf(appDb, centre), api.requests().length]).toEqual([['kept', 'accepted'], 1])
  })

  it('sends each mail once when two deliverers work side by side', async () => {
    const other = (await makeCentre(ownerDb)).id
    const ids = [...(await promise(appDb, centre, ...many(12))), ...(await promise(appDb, other, ...many(12)))]
    const passes = await Promise.all([1, 2, 3].map(() => deliver(appDb, { url: api.url })))
    expect(ids.map((id) => api.takenOf(id))).toEqual(ids.map(() => 1))
    expect(passes.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(24)
    expect(passes.filter(({ accepted }) => accepted > 0).length).toBeGreaterThan(1)
  })

  it('takes centres in turn, so that one does not wait behind another', async () => {
    const [first, second] = await promise(appDb, centre, {}, {})
    const other = (await makeCentre(ownerDb)).id
    const [third, fourth] = await promise(appDb, other, {}, {})
    await deliver(appDb, { url: api.url })
    expect(api.taken().map(({ tags }) => tags[0])).toEqual([first, third, second, fourth])
  })

  it('sends what is urgent before campaigns, and no more than it is asked to', async () => {
    const [campaign, security, reminder, transactional] = await promise(
      appDb,
      centre,
      { class: 'campaign' },
      { class: 'security' },
      { class: 'reminder' },
      { class: 'transactional' },
    )
    await deliver(appDb, { url: api.url, most: 3 })
    expect(api.taken().map(({ tags }) => tags[0])).toEqual([security, transactional, reminder])
    await deliver(appDb, { url: api.url })
    expect(api.taken().at(-1)?.tags).toEqual([campaign])
  })

  it('does not write to a suppressed address, however it is spelled', async () => {
    await promise(appDb, centre, { to: { address: 'Petr@Example.ORG', name: '' } }, {})
    await suppress(appDb, centre, addressHash('petr@example.org'))
    const delivered = await deliver(appDb, { url: api.url })
    expect(delivered).toMatchObject({ accepted: 1, skipped: 1 })
    expect(await statesOf(appDb, centre)).toEqual(['skipped_suppressed', 'accepted'])
    expect(api.taken().map(({ to }) => to[0]?.email)).toEqual(['jana@example.org'])
  })

  it('does not let a suppression of one centre silence another', async () => {
    const other = (await makeCentre(ownerDb)).id
    await suppress(appDb, other, addressHash('jana@example.org'))
    await promise(appDb, centre, {})
    await deliver(appDb, { url: api.url })
    expect(await statesOf(appDb, centre)).toEqual(['accepted'])
  })

  it('does not send what has become useless', async () => {
    const soon = new Date(Date.now() + 60_000)
    await promise(appDb, centre, { notAfter: soon }, {})
    expect(await deliver(appDb, { url: api.url, clock: later(2) })).toMatchObject({ accepted: 1, skipped: 1 })
    expect(await statesOf(appDb, centre)).toEqual(['skipped_obsolete', 'accepted'])
    expect(api.requests().length).toBe(1)
  })

  it('makes a lapsed lease uncertain and never sends the mail again', async () => {
    await promise(appDb, centre, {})
    await within(appDb, centre, claimMail)
    expect(await deliver(appDb, { url: api.url })).toMatchObject({ accepted: 0, lapsed: 0 })
    expect(await statesOf(appDb, centre)).toEqual(['claimed'])
    await lapse(ownerDb, centre)
    expect(await deliver(appDb, { url: api.url })).toMatchObject({ accepted: 0, lapsed: 1 })
    await deliver(appDb, { url: api.url, clock: later(600) })
    expect([await statesOf(appDb, centre), api.requests().length]).toEqual([['uncertain'], 0])
  })

  it('lets nobody write the outcome of a mail whose lease they lost', async () => {
    await promise(appDb, centre, {})
    const claim = await within(appDb, centre, claimMail)
    if (claim?.state !== 'claimed') throw new Error('nothing was claimed')
    await lapse(ownerDb, centre)
    await deliver(appDb, { url: api.url })
    const outcome = { state: 'ready', not_before: new Date(), last_error: '' } as const
    const written = await within(appDb, centre, (scope) => recordOutcome(scope, claim, outcome))
    expect([written, await statesOf(appDb, centre)]).toEqual([false, ['uncertain']])
  })

  it('lets the answer of a sender that was paused too long change nothing', async () => {
    await promise(appDb, centre, {})
    api.script({ kind: 'slow', ms: 400 })
    const paused = deliver(appDb, { url: api.url })
    await api.requested(1)
    await lapse(ownerDb, centre)
    await deliver(appDb, { url: api.url })
    expect(await paused).toMatchObject({ accepted: 0 })
    expect([await statesOf(appDb, centre), api.requests().length]).toEqual([['uncertain'], 1])
  })
})

const many = (count: number) => Array.from({ length: count }, () => ({}))
