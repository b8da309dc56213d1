import { expect, test } from 'vitest'
import { aCentre, aContact } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { type Scene, setScene } from './scene.ts'

const database = testDatabase({ max: 10, waitMs: 60_000 })
const { ownerDb } = database

const peopleOf = (scene: Scene) =>
  ownerDb
    .selectFrom('contacts')
    .select(['id', 'given_name', 'family_name', 'lang', 'source'])
    .where('centre_id', '=', scene.centre.id)
    .orderBy('id')
    .execute()
const timelineOf = async (scene: Scene, contactId: string) => {
  const rows = await ownerDb
    .selectFrom('activities')
    .select('kind')
    .where('centre_id', '=', scene.centre.id)
    .where('contact_id', '=', contactId)
    .orderBy('id')
    .execute()
  return rows.map(({ kind }) => kind)
}
const consentsOf = (scene: Scene) =>
  ownerDb
    .selectFrom('consents')
    .select(['contact_id', 'purpose', 'state', 'wording', 'lang', 'source'])
    .where('centre_id', '=', scene.centre.id)
    .orderBy('purpose')
    .execute()
const without = { consent_contact: '' }
const decline = (fields: Record<string, string>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''))

/** Registers without the box ticked, which browsers do not send at all. */
const comeUnticked = async (scene: Scene, email: string, extra: Record<string, string> = {}) => {
  const fields = { name: 'Karel Novák', email, party_size: '1', idempotency_key: crypto.randomUUID(), ...extra }
  await scene.app.post(scene.address, decline({ ...without, ...fields }))
  return scene.press(email, 'confirm')
}

test('who agrees becomes one contact with the whole story on the timeline', async () => {
  const scene = await setScene(database)
  await scene.register('jana@example.org', { name: 'Jana Marie Dvořáková' })
  expect(await peopleOf(scene)).toEqual([])
  await scene.press('jana@example.org', 'confirm')
  const [jana, ...others] = await peopleOf(scene)
  expect(others).toEqual([])
  expect(jana).toMatchObject({ given_name: 'Jana Marie', family_name: 'Dvořáková', lang: 'cs', source: 'registration' })
  expect(await timelineOf(scene, jana?.id ?? '')).toEqual([
    ...['created', 'registered', 'consent_given', 'enrolled', 'registration_confirmed'],
  ])
  const wording = `Souhlasím, aby si ${scene.centre.name} uložilo mé jméno a e-mail`
  const [consent, ...more] = await consentsOf(scene)
  expect(more).toEqual([])
  expect(consent).toMatchObject({ contact_id: jana?.id, purpose: 'contact', state: 'granted', lang: 'cs' })
  expect(consent?.wording.replaceAll('\u00a0', ' ')).toContain(wording)
  expect(consent?.source).toBe(`registration:${scene.event.slug}`)
  const enrolments = await ownerDb
    .selectFrom('enrolments')
    .select(['track', 'stage'])
    .where('contact_id', '=', jana?.id ?? '')
    .execute()
  expect(enrolments).toEqual([{ track: 'return', stage: 'considering' }])
})

test('who is unknown and does not agree comes to the event and becomes no contact', async () => {
  const scene = await setScene(database)
  await comeUnticked(scene, 'petr@example.org')
  expect(await scene.states('petr@example.org')).toEqual(['confirmed'])
  expect([await peopleOf(scene), await consentsOf(scene)]).toEqual([[], []])
  expect((await scene.registrationsOf('petr@example.org'))[0]?.contact_id).toBeNull()
})

test('a known address is joined to its contact in any letter case, agreed or not', async () => {
  const scene = await setScene(database)
  const known = await aContact(ownerDb, scene.centre, { email: 'jana@example.org' })
  await scene.app.post(
    scene.address,
    decline({ name: 'J. D.', email: 'Jana@EXAMPLE.org', party_size: '1', idempotency_key: crypto.randomUUID() }),
  )
  await scene.press('Jana@EXAMPLE.org', 'confirm')
  expect((await peopleOf(scene)).map(({ id, given_name }) => [id, given_name])).toEqual([[known.id, 'Jana']])
  expect((await scene.registrationsOf('jana@example.org'))[0]?.contact_id).toBe(known.id)
  expect(await timelineOf(scene, known.id)).toEqual(['registered', 'registration_confirmed'])
  expect(await consentsOf(scene)).toEqual([])
})

test('agreeing when known already keeps the stage the person stands in', async () => {
  const scene = await setScene(database)
  const known = await aContact(ownerDb, scene.centre, { email: 'jana@example.org', stage: 'moving' })
  await scene.come('jana@example.org')
  expect(await timelineOf(scene, known.id)).toEqual(['registered', 'consent_given', 'registration_confirmed'])
  const stages = await ownerDb.selectFrom('enrolments').select('stage').where('contact_id', '=', known.id).execute()
  expect(stages).toEqual([{ stage: 'moving' }])
})

test('who wants only the newsletter has agreed to that and no more', async () => {
  const scene = await setScene(database)
  await comeUnticked(scene, 'eva@example.org', { consent_newsletter: 'on' })
  expect((await consentsOf(scene)).map(({ purpose }) => purpose)).toEqual(['newsletter'])
  expect((await peopleOf(scene)).length).toBe(1)
})

test('both boxes are two consents, each in the words of its language', async () => {
  const scene = await setScene(database)
  const fields = { name: 'Олена Шевченко', email: 'olena@example.org', consent_contact: 'on', consent_newsletter: 'on' }
  const address = scene.address.replace('/cs/', '/uk/')
  await scene.app.post(address, { ...fields, party_size: '1', idempotency_key: crypto.randomUUID() })
  await scene.press('olena@example.org', 'confirm')
  const consents = await consentsOf(scene)
  expect(consents.map(({ purpose, lang }) => [purpose, lang])).toEqual([
    ['contact', 'uk'],
    ['newsletter', 'uk'],
  ])
  expect(consents.every(({ wording }) => /^Я погоджуюся/.test(wording))).toBe(true)
  expect((await peopleOf(scene))[0]).toMatchObject({ given_name: 'Олена', family_name: 'Шевченко', lang: 'uk' })
})

test('the same person at two events is one contact with one consent of a kind', async () => {
  const first = await setScene(database)
  const second = await setScene(database, {}, { centre: first.centre })
  await first.come('jana@example.org')
  await second.come('jana@example.org')
  expect((await peopleOf(first)).length).toBe(1)
  expect((await consentsOf(first)).length).toBe(1)
  const [jana] = await peopleOf(first)
  expect(await timelineOf(first, jana?.id ?? '')).toEqual([
    ...['created', 'registered', 'consent_given', 'enrolled', 'registration_confirmed'],
    ...['registered', 'registration_confirmed'],
  ])
})

test('nothing is kept of who never proves the address, whatever boxes were ticked', async () => {
  const scene = await setScene(database)
  await scene.register('jana@example.org', { consent_newsletter: 'on' })
  scene.pass(61)
  await scene.tick()
  expect([await peopleOf(scene), await consentsOf(scene)]).toEqual([[], []])
})

test('twelve confirmations at once of one address on twelve events are one contact', async () => {
  const centre = await aCentre(ownerDb)
  const scenes = await Promise.all(Array.from({ length: 12 }, () => setScene(database, {}, { centre })))
  for (const scene of scenes) await scene.register('jana@example.org')
  const mails = await scenes[0]?.mailsTo('jana@example.org')
  const links = (mails ?? []).map(({ body }) => /\/r\/[\w-]{43}/.exec(body)?.[0] ?? '')
  expect(new Set(links).size).toBe(12)
  const [first] = scenes
  if (!first) throw new Error('no scene')
  // so that all connections are open before the race begins
  await Promise.all(links.map((link) => first.app.get(link)))
  const answers = await Promise.all(links.map((link) => first.app.post(`${link}/confirm?lang=cs`, {})))
  expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(303))
  expect((await peopleOf(first)).length).toBe(1)
  expect((await consentsOf(first)).length).toBe(1)
  const joined = await ownerDb
    .selectFrom('registrations')
    .select('contact_id')
    .distinct()
    .where('centre_id', '=', centre.id)
    .execute()
  expect(joined).toEqual([{ contact_id: (await peopleOf(first))[0]?.id }])
})
