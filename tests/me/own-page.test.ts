import { describe, expect, test } from 'vitest'
import { contactsData } from '../../src/contacts/queries/personal-data.ts'
import { inCentre } from '../../src/db/scope.ts'
import { eventsData } from '../../src/events/queries/personal-data.ts'
import { randomId } from '../../src/lib/ids.ts'
import { findAllAbout } from '../../src/me/queries.ts'
import { privacyData } from '../../src/privacy/queries.ts'
import { referralsData } from '../../src/referrals/queries/personal-data.ts'
import { languages, publicMessages } from '../../views/messages/index.ts'
import { factsOf, plantFacts } from '../contacts/planted-facts.ts'
import { type Scene, setScene } from '../referrals/scene.ts'
import { testApp, testSettings } from '../support/app.ts'
import { aContact, anEvent, registrationFields } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { ownLinks } from './own-links.ts'

const database = testDatabase()
const { ownerDb, appDb } = database

const { addressOf, ask, linkOf } = ownLinks(database)
const consent = async (scene: Scene, purpose: 'contact' | 'newsletter', contactId = scene.contact.id) => {
  const id = randomId()
  await ownerDb
    .insertInto('consents')
    .values({
      centre_id: scene.centre.id,
      id,
      contact_id: contactId,
      purpose,
      state: 'granted',
      wording: `Věta ${purpose}`,
      lang: 'cs',
      source: 'test',
      granted_at: new Date(),
    })
    .execute()
  return id
}
const stateOf = async (id: string) =>
  (await ownerDb.selectFrom('consents').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state

describe('asking for one’s data', () => {
  test('answers every address alike, byte for byte; only the known one gets a mail, and the mail says nothing itself', async () => {
    const scene = await setScene(database)
    const email = await addressOf(scene)
    const wholeOf = async (address: string) => {
      const answer = await ask(scene, address)
      const page = await scene.app.get(answer.headers.get('location') ?? '')
      const headers = [...answer.headers, ...page.headers].filter(([name]) => name !== 'x-request-id')
      return [answer.status, headers, await answer.text(), page.status, await page.text()]
    }
    const known = await wholeOf(email)
    expect(await wholeOf(`nikdo-${randomId()}@example.org`)).toEqual(known)
    expect([known[0], known[3]]).toEqual([303, 200])
    const [mail, ...more] = await scene.mails()
    expect([mail?.kind, mail?.class, mail?.to_address, more]).toEqual(['own_data_link', 'security', email, []])
    expect(/Dvořáková|Praha|Sokolov|601/.test(`${mail?.subject}${mail?.html}${mail?.body}`)).toBe(false)
  })

  test('sends three mails a day to an address at most, and looks the same then too', async () => {
    const scene = await setScene(database)
    const email = await addressOf(scene)
    for (let many = 0; many < 5; many++)
      expect((await ask(scene, many % 2 ? email.toUpperCase() : email)).status).toBe(303)
    expect((await scene.mails()).length).toBe(3)
    scene.pass(1.01)
    await ask(scene, email)
    expect((await scene.mails()).length).toBe(4)
  })

  test('is throttled by network', async () => {
    const scene = await setScene(database)
    const app = testApp(appDb, { settings: { rateLimits: true }, addressOf: () => '198.51.100.7' })
    const answers: number[] = []
    for (let many = 0; many < 31; many++)
      answers.push((await app.post(`/cs/${scene.centre.slug}/my-data`, { email: `x${many}@example.org` })).status)
    expect([answers.slice(0, 30).every((status) => status === 303), answers[30]]).toEqual([true, 429])
  })

  test.each(['', 'nikam', 'a@b@c', `${'x'.repeat(260)}@example.org`])(
    'refuses %j as no address, and keeps it',
    async (email) => {
      const scene = await setScene(database)
      const answer = await ask(scene, email)
      expect([answer.status, (await answer.text()).includes('error-summary'), (await scene.mails()).length]).toEqual([
        422,
        true,
        0,
      ])
    },
  )

  test.each(languages)(
    'speaks %s on the form, on the page and in the mail; the privacy page has the form too',
    async (lang) => {
      const scene = await setScene(database)
      const t = publicMessages(lang)
      const form = await (await scene.app.get(`/${lang}/${scene.centre.slug}/my-data`)).text()
      const privacy = await (await scene.app.get(`/${lang}/${scene.centre.slug}/privacy`)).text()
      for (const html of [form, privacy])
        expect([html.includes(t('me.ask')), html.includes(`action="/${lang}/${scene.centre.slug}/my-data"`)]).toEqual([
          true,
          true,
        ])
      const link = await linkOf(scene, lang)
      expect((await scene.mails()).at(-1)).toMatchObject({
        lang,
        subject: t('me_mail.subject', { centre: scene.centre.name }).replaceAll('\u00a0', ' '),
      })
      expect(await (await scene.app.get(`${link}?lang=${lang}`)).text()).toContain(t('me.notes'))
    },
  )
})

describe('the link', () => {
  test('ends after a day, and then looks like one that never was', async () => {
    const scene = await setScene(database)
    const link = await linkOf(scene)
    expect((await scene.app.get(link)).status).toBe(200)
    const stored = await ownerDb
      .selectFrom('personal_tokens')
      .selectAll()
      .where('contact_id', '=', scene.contact.id)
      .execute()
    expect(stored.some(({ token_hash }) => link.includes(token_hash.toString('base64url')))).toBe(false)
    scene.pass(1)
    const seen = async (path: string) => {
      const response = await scene.app.get(`${path}?lang=cs`)
      return [response.status, (await response.text()).replaceAll(/[0-9a-f-]{36}/g, '').replaceAll(path, '')]
    }
    expect(await seen(link)).toEqual(await seen(`/me/${'x'.repeat(43)}`))
    for (const path of [`${link}/export`, `/me/${'x'.repeat(43)}/export`])
      expect((await scene.app.get(path)).status).toBe(404)
    expect((await scene.app.post(`${link}/withdraw`, { consent: randomId() })).status).toBe(404)
  })

  test('opened, exported and prefetched changes nothing', async () => {
    const scene = await setScene(database)
    const id = await consent(scene, 'contact')
    const link = await linkOf(scene)
    const before = await scene.timeline()
    for (const path of [link, `${link}/export`, `${link}?done=withdrawn`])
      expect((await scene.app.get(path)).status).toBe(200)
    expect([await scene.timeline(), await stateOf(id)]).toEqual([before, 'granted'])
  })
})

describe('the own page', () => {
  test('shows facts, notes, consents, and what was sent to whom, of this person only', async () => {
    const scene = await setScene(database)
    await scene.refer(['name', 'phone'])
    await scene.app.post(
      `${scene.base}/contacts/${scene.contact.id}/activities`,
      { kind: 'counselling', body: 'Řešili jsme školku.' },
      scene.member.cookie,
    )
    const other = await aContact(ownerDb, scene.centre, { given_name: 'Cizí', family_name: 'Člověk' })
    await consent(scene, 'contact', other.id)
    const html = await (await scene.app.get(`${await linkOf(scene)}?lang=cs`)).text()
    for (const said of [
      'Jana Dvořáková',
      'Praha',
      'Sokolov',
      'Řešili jsme školku.',
      'Sklárna Zkušební: Práce',
      '+420 601 234 567',
      'Hledá práci',
    ])
      expect(html).toContain(said)
    expect(/Cizí|Hana Zkušební/.test(html)).toBe(false)
  })

  test('is asked for at once, and is what each area tells, moments and all', async () => {
    const scene = await setScene(database)
    const { id } = scene.contact
    const { slug } = await anEvent(ownerDb, scene.centre)
    await scene.app.post(`/cs/${scene.centre.slug}/events/${slug}`, registrationFields())
    await ownerDb
      .updateTable('registrations')
      .set({ contact_id: id })
      .where('centre_id', '=', scene.centre.id)
      .execute()
    await consent(scene, 'newsletter')
    await plantFacts(ownerDb, scene.centre, id)
    const { consent_id } = await scene.refer(['name'])
    await scene.app.post(`${await linkOf(scene)}/withdraw`, { consent: consent_id })
    await inCentre(appDb, { centreId: scene.centre.id }, { settings: testSettings }, async (scope) => {
      const told = { ...(await contactsData(scope, id)), ...(await eventsData(scope, id)) }
      const { contacts, contact_points: points, activities, registrations } = told
      const { consents } = await privacyData(scope, id)
      const { referrals } = await referralsData(scope, id)
      const facts = factsOf(told)
      expect(Object.values(facts).every((rows) => rows.length === 1)).toBe(true)
      const all = { contact: contacts[0], points, activities, consents, registrations, referrals, facts }
      expect([registrations.length, referrals.length, consents.length > 1]).toEqual([1, 1, true])
      expect(await findAllAbout(scope, id)).toEqual(all)
    })
  })

  test('takes a consent back with one press, once, and not one of somebody else', async () => {
    const scene = await setScene(database)
    const other = await setScene(database)
    const neighbour = await aContact(ownerDb, scene.centre, { given_name: 'Cizí' })
    const own = await consent(scene, 'newsletter')
    const strangers = [await consent(other, 'contact'), await consent(scene, 'contact', neighbour.id)]
    const link = await linkOf(scene)
    for (const id of strangers) {
      expect((await scene.app.post(`${link}/withdraw`, { consent: id })).status).toBe(404)
      expect(await stateOf(id)).toBe('granted')
    }
    for (const wrong of ['', 'x', randomId()])
      expect((await scene.app.post(`${link}/withdraw`, { consent: wrong })).status).toBe(404)
    for (let twice = 0; twice < 2; twice++)
      expect((await scene.app.post(`${link}/withdraw?lang=cs`, { consent: own })).status).toBe(303)
    expect([await stateOf(own), await scene.timeline()]).toEqual(['withdrawn', ['consent_withdrawn']])
  })

  test('taking back the consent of a referral ends it, and its partner’s link', async () => {
    const scene = await setScene(database)
    const referral = await scene.refer(['name'])
    const partnersLink = await scene.linkOf()
    await scene.app.post(`${await linkOf(scene)}/withdraw`, { consent: referral.consent_id })
    expect(await scene.referral(referral.id)).toMatchObject({ state: 'withdrawn', shared: {} })
    expect(await scene.history(referral.id)).toEqual(['null > sent by staff', 'sent > withdrawn by person'])
    expect((await scene.app.get(partnersLink)).status).toBe(410)
  })
})
