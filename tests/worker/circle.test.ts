import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, dayOf } from '../../src/lib/time.ts'
import { aPartner, decideBy } from '../referrals/scene.ts'
import { aCentre, aMember, anEvent, password, registrationFields } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { type Mailersend, startMailersend } from '../support/mailersend.ts'
import { startWorkerd, type Workerd } from '../support/workerd.ts'
import { aSurvey } from '../surveys/scene.ts'
import { type Visitor, visitor } from './visitor.ts'

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

/** The newest mail to an address, once it has gone through the provider. */
const mailTo = async (address: string, subject: RegExp) => {
  const of = () => api.taken().findLast((mail) => mail.to[0]?.email === address)
  await worker.tick()
  await expect.poll(() => of()?.subject ?? '', { timeout: 10_000 }).toMatch(subject)
  const text = of()?.text ?? ''
  return { text, link: /\/(?:r|p|me)\/[\w-]{43}/.exec(text)?.[0] ?? 'no link' }
}

/** A centre at work: an event, a questionnaire, a partner, and a coordinator who signs in by password. */
const setScene = async () => {
  const { ownerDb } = database
  const centre = await aCentre(ownerDb)
  const member = await aMember(ownerDb, [centre])
  const event = await anEvent(ownerDb, centre)
  const survey = await aSurvey(ownerDb, centre)
  const partner = await aPartner(ownerDb, centre, { languages: ['cs'] })
  const app = `/app/${centre.slug}`
  const desk = visitor(worker.url)
  expect(await desk.send('/sign-in', { email: member.email, password, next: app })).toBe(app)
  await desk.reads(app, member.name)
  return { centre, member, event, survey, partner, app, desk, jana: visitor(worker.url) }
}

type Scene = Awaited<ReturnType<typeof setScene>>

/** Registers and proves the address; answers with the address of the contact that came of it. */
const becomeContact = async ({ centre, event, desk, app, jana }: Scene, email: string) => {
  const address = `/cs/${centre.slug}/events/${event.slug}`
  await jana.reads(`/cs/${centre.slug}/events`, address)
  await jana.reads(address, event.title)
  const checks = await jana.send(address, registrationFields({ name: 'Jana Dvořáková', email }))
  expect([checks, (await jana.get(checks)).status]).toEqual([`${address}/check-your-email`, 200])
  expect((await desk.page(`${app}/contacts?q=${email}`)).match(/contacts\/[0-9a-f-]{36}/g)).toBe(null)

  const { link } = await mailTo(email, /^Potvrďte prosím účast/)
  await jana.reads(`${link}?lang=cs`, `${link}/confirm`)
  await jana.reads(await jana.send(`${link}/confirm?lang=cs`), 'Máte místo')
  await mailTo(email, /^Máte místo/)
  const list = await desk.page(`${app}/contacts?q=${encodeURIComponent(email)}`)
  return /\/app\/[\w-]+\/contacts\/[0-9a-f-]{36}/.exec(list)?.[0] ?? 'no contact'
}

const versionIn = (html: string, action: string) => {
  const form = html.slice(html.indexOf(`action="${action}"`))
  return /name="version" value="(\d+)"/.exec(form)?.[1] ?? 'no version'
}

const workWith = async ({ desk, app }: Scene, contact: string) => {
  await desk.send(`${contact}/activities`, {
    kind: 'phone_call',
    body: 'Volala, hledá práci.',
    idempotency_key: randomUUID(),
  })
  const next_step_on = addDays(dayOf(new Date()), 7)
  await desk.send(`${contact}/next-step`, { next_step: 'Poslat nabídky', next_step_on })
  await desk.reads(contact, 'Volala, hledá práci.', 'Poslat nabídky')

  const board = await desk.page(`${app}/pipelines/return`)
  const [, opener = 'no card'] =
    /href="(\/app\/[\w-]+\/enrolments\/[0-9a-f-]{36}\/edit\?version=\d+)"/.exec(board) ?? []
  const menu = await desk.page(opener)
  const move = /\/app\/[\w-]+\/enrolments\/[0-9a-f-]{36}\/stage/.exec(menu)?.[0] ?? 'no form'
  const version = versionIn(menu, move)
  const fields = { stage: 'exploring', version, back: 'board' }
  expect(await desk.send(move, fields)).toContain(`${app}/pipelines/return?moved=`)
  await desk.reads(`${app}/pipelines/return/exploring`, contact)
  const stale = await desk.post(move, { ...fields, stage: 'matching' })
  expect([stale.status, stale.text.includes('<html')]).toEqual([409, true])
  await desk.reads(`${app}/pipelines/return/exploring`, contact)
}

/** One person's answers, in a browser of their own, to the thanks. */
const answer = async ({ centre, survey }: Scene, person: Visitor) => {
  const address = `/cs/${centre.slug}/surveys/${survey.slug}`
  await person.reads(address, 'Uvažovali jste?')
  expect(await person.send(address, { page: '1', q_considered: 'yes' })).toBe(`${address}?page=2`)
  expect(person.cookies()).toContain('survey')
  await person.send(address, { page: '2', q_still: 'no' })
  const barriers = ['work', 'pay'].map((code): [string, string] => ['q_barriers', code])
  await person.send(address, [['page', '3'], ...barriers])
  await person.send(address, { page: '4', q_strongest_1: 'pay', q_strongest_2: 'work' })
  await person.send(address, { page: '5', q_origin: 'cheb' })
  await person.reads(`${address}?page=2`, 'A teď?')
  await person.reads(await person.send(address, { page: '6' }), 'Díky')
  expect(person.cookies()).not.toContain('survey')
}

/** Others, for whom nothing stands in the way. */
const othersAnswer = async ({ centre, survey }: Scene, many: number) => {
  const address = `/cs/${centre.slug}/surveys/${survey.slug}`
  for (let one = 0; one < many; one++) {
    const person = visitor(worker.url)
    await person.send(address, { page: '1', q_considered: 'no' })
    await person.send(address, { page: '3', q_barriers: 'none' })
    await person.send(address, { page: '6' })
  }
}

const refer = async ({ desk, app, partner }: Scene, contact: string) => {
  const id = contact.split('/').at(-1) ?? ''
  await desk.reads(`${app}/referrals/new?contact=${id}`, partner.name)
  const sent = await desk.send(`${app}/referrals`, {
    contact: id,
    recipient: `service:${partner.service}`,
    need: 'Hledá práci v marketingu.',
    decide_by: decideBy,
    consent: 'on',
    consent_how: 'written',
    idempotency_key: randomUUID(),
    share_name: 'on',
  })
  return sent.split('?')[0] ?? ''
}

test('the first circle, from a stranger at an event to a partner who helps, and back to what is known of them', async () => {
  const scene = await setScene()
  const { centre, desk, survey, app, partner, jana } = scene
  const email = `jana-${randomUUID()}@example.org`
  const contact = await becomeContact(scene, email)
  await workWith(scene, contact)

  await answer(scene, jana)
  await othersAnswer(scene, 9)
  await desk.reads(`${app}/surveys/${survey.slug}/results`, 'n = 10')
  const csv = await desk.get(`${app}/surveys/${survey.slug}/results.csv`)
  expect([csv.status, csv.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
  for (const row of ['none;none;9;10;90', 'cheb;cheb;1;1;100']) expect(csv.text).toContain(row)

  const referral = await refer(scene, contact)
  const { link, text } = await mailTo(partner.email, /prosí o pomoc/)
  expect(text).not.toContain('Dvořáková')
  const partners = visitor(worker.url)
  await partners.reads(`${link}?lang=cs`, 'Jana Dvořáková')
  await partners.send(`${link}/accept?lang=cs`)
  await desk.reads(referral, 'Přijaté')

  await jana.send(`/cs/${centre.slug}/my-data`, { email })
  const own = (await mailTo(email, /co o vás víme/)).link
  await jana.reads(`${own}?lang=cs`, partner.name)
  const told = JSON.parse((await jana.get(`${own}/export`)).text)
  expect([told.centre.slug, JSON.stringify(told).includes(email)]).toEqual([centre.slug, true])

  expect(await desk.send('/sign-out')).toBe('/sign-in')
  const after = await desk.get(contact)
  expect([after.status, after.location.startsWith('/sign-in')]).toEqual([303, true])
})
