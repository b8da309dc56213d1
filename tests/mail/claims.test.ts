import { CompiledQuery, sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openDb } from '../../src/db/connection.ts'
import { claimMail, lapseLeases } from '../../src/mail/queries/claims.ts'
import { testDatabase } from '../support/database.ts'
import { type Mailersend, startMailersend } from '../support/mailersend.ts'
import { deliver, lapse, makeCentre, promise, statesOf, within } from './post-office.ts'

type Plan = {
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  Plans?: Plan[]
}

/** Rows of the ledger that a statement looked at, those it passed over included. */
const readOfMails = (plan: Plan): number => {
  const below = (plan.Plans ?? []).reduce((sum, part) => sum + readOfMails(part), 0)
  const writes = 'Plans' in plan
  if (plan['Relation Name'] !== 'mails' || writes) return below
  return below + plan['Actual Loops'] * (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0))
}

describe('taking mails in hand', () => {
  const database = testDatabase({ max: 12 })
  const { appDb, ownerDb } = database
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

  const whileHeld = <Result>(id: string, work: () => Promise<Result>) =>
    ownerDb.transaction().execute(async (trx) => {
      await trx.selectFrom('mails').select('id').where('id', '=', id).forUpdate().execute()
      return work()
    })

  it('goes on to the next class when somebody else is taking the only mail of the more urgent one', async () => {
    const [security = '', campaign, reminder] = await promise(
      appDb,
      centre,
      { class: 'security' },
      { class: 'campaign' },
      { class: 'reminder' },
    )
    const claims = await whileHeld(security, async () => [
      await within(appDb, centre, claimMail),
      await within(appDb, centre, claimMail),
      await within(appDb, centre, claimMail),
    ])
    expect(claims.map((claim) => claim?.id)).toEqual([reminder, campaign, undefined])
    expect(await statesOf(appDb, centre)).toEqual(['ready', 'claimed', 'claimed'])
  })

  it('locks the mail it takes and no other', async () => {
    const ids = await promise(appDb, centre, {}, { class: 'reminder' }, { class: 'campaign' })
    const taken = await within(appDb, centre, async (scope) => {
      const claim = await claimMail(scope)
      const { rows } = await sql<{ id: string }>`
        select id from mails where centre_id = ${centre} and state = 'ready' for update skip locked`.execute(ownerDb)
      return [claim?.id, rows.map(({ id }) => id).sort()]
    })
    expect(taken).toEqual([ids[0], ids.slice(1).sort()])
  })

  it('reads no more of a long queue than the mail it takes, also when half of it is for later', async () => {
    await fill(3000)
    await sql`analyze mails`.execute(ownerDb)
    const asked: CompiledQuery[] = []
    const watched = openDb(database.appUrl, { max: 1, onQuery: ({ query }) => asked.push(query) })
    await within(watched, centre, claimMail)
    await watched.destroy()
    const claim = asked.find(({ sql: text }) => text.includes('skip locked'))
    const explained = CompiledQuery.raw(`explain (analyze, format json) ${claim?.sql}`, [...(claim?.parameters ?? [])])
    const answer = await within(appDb, centre, ({ db }) =>
      db.executeQuery<{ 'QUERY PLAN': { Plan: Plan }[] }>(explained),
    )
    const read = answer?.rows[0]?.['QUERY PLAN'].map(({ Plan }) => readOfMails(Plan)) ?? []
    // found by the index, then by its key to be written
    expect(read).toEqual([2])
  })

  const fill = (many: number) =>
    sql`insert into mails (centre_id, id, dedupe_key, class, kind, to_address, address_hash, lang, subject, html, body,
        state, not_before, created_at)
      select ${centre}, gen_random_uuid(), 'many ' || n, case n % 2 when 0 then 'reminder' else 'campaign' end, 'bench',
        'many@example.org', sha256('many'), 'cs', '', '', '', 'ready',
        now() + case n % 2 when 0 then interval '1 day' else interval '-1 hour' end, now()
      from generate_series(1, ${many}) n`.execute(ownerDb)

  it('does not wait for a lapsed lease that somebody else is writing about', async () => {
    const [id = ''] = await promise(appDb, centre, {})
    await within(appDb, centre, claimMail)
    await lapse(ownerDb, centre)
    expect(await whileHeld(id, async () => within(appDb, centre, lapseLeases))).toBe(0)
    expect([await within(appDb, centre, lapseLeases), await statesOf(appDb, centre)]).toEqual([1, ['uncertain']])
  })

  it('marks a mail in the transaction that takes the next of its centre', async () => {
    await promise(appDb, centre, {}, {}, {})
    const asked: string[] = []
    const watched = openDb(database.appUrl, { max: 1, onQuery: ({ query }) => asked.push(query.sql) })
    expect(await deliver(watched, { url: api.url })).toMatchObject({ accepted: 3 })
    await watched.destroy()
    const transactions = asked.join('\n').split('app.centre_id').slice(1)
    const done = (part: string) => (part.includes('provider_message_id') ? 'marks, takes' : 'takes')
    expect(transactions.map(done)).toEqual(['takes', 'marks, takes', 'marks, takes', 'marks, takes'])
  })

  it('marks the mail it has sent when it is told to stop, and takes no other', async () => {
    await promise(appDb, centre, {}, {})
    const stopping = new AbortController()
    api.script({ kind: 'slow', ms: 200 })
    const pass = deliver(appDb, { url: api.url, signal: stopping.signal })
    await api.requested(1)
    stopping.abort()
    expect(await pass).toMatchObject({ accepted: 1 })
    expect([await statesOf(appDb, centre), api.taken().length]).toEqual([['accepted', 'ready'], 1])
  })

  it('marks the last mail it may send', async () => {
    await promise(appDb, centre, {}, {})
    expect(await deliver(appDb, { url: api.url, most: 1 })).toMatchObject({ accepted: 1 })
    expect(await statesOf(appDb, centre)).toEqual(['accepted', 'ready'])
  })
})
