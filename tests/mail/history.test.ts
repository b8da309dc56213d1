import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aContact } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { type Mailersend, startMailersend } from '../support/mailersend.ts'
import { deliver, lapse, later, makeCentre, promise, register, rowsOf } from './post-office.ts'

const { appDb, ownerDb } = testDatabase()
let api: Mailersend
let centre: { id: string; slug: string }
let contactId: string

beforeAll(async () => {
  api = await startMailersend()
})
afterAll(() => api.close())
beforeEach(async () => {
  api.reset()
  await ownerDb.updateTable('mails').set({ state: 'cancelled', lease_token: null, lease_until: null }).execute()
  centre = await makeCentre(ownerDb)
  contactId = (await aContact(ownerDb, { ...centre, name: '', email: '' })).id
})

const history = () =>
  ownerDb
    .selectFrom('activities')
    .select(['kind', 'body', 'particulars', 'occurred_at'])
    .where('contact_id', '=', contactId)
    .execute()

test('a letter that was really taken over stands in the history of who got it, once', async () => {
  const [id] = await promise(appDb, centre.id, { contactId })
  expect(await history()).toEqual([])
  await deliver(appDb, { url: api.url })
  await deliver(appDb, { url: api.url })
  const [mail] = await rowsOf(appDb, centre.id)
  expect(await history()).toEqual([
    {
      kind: 'mail_sent',
      body: 'Máte místo',
      particulars: { mail: id, kind: 'registration_confirmed' },
      occurred_at: mail?.accepted_at,
    },
  ])
})

test('a letter about a registration belongs to who became a contact meanwhile', async () => {
  const registrationId = await register(ownerDb, centre.id)
  await promise(appDb, centre.id, { registrationId })
  await ownerDb.updateTable('registrations').set({ contact_id: contactId }).where('id', '=', registrationId).execute()
  await deliver(appDb, { url: api.url })
  expect((await history()).map(({ kind }) => kind)).toEqual(['mail_sent'])
})

test('a letter that may have left, was refused or waits is not told as sent', async () => {
  await promise(appDb, centre.id, { contactId }, { contactId }, { contactId })
  api.script({ kind: 'lost-answer' }, { kind: 'refusal', status: 422 }, { kind: 'refusal', status: 503 })
  await deliver(appDb, { url: api.url })
  await lapse(ownerDb, centre.id)
  expect((await rowsOf(appDb, centre.id)).map(({ state }) => state)).toEqual(['uncertain', 'failed', 'ready'])
  expect(await history()).toEqual([])
  await deliver(appDb, { url: api.url, clock: later(10) })
  expect(await history()).toHaveLength(1)
})

test('a letter to nobody we know is told nowhere', async () => {
  await promise(appDb, centre.id, { registrationId: await register(ownerDb, centre.id) }, {})
  await deliver(appDb, { url: api.url })
  const told = await ownerDb.selectFrom('activities').select('id').where('centre_id', '=', centre.id).execute()
  expect(told).toEqual([])
})
