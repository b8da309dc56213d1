import { sql } from 'kysely'
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
import { aContact, aMember, anEvent, registrationFields } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { aTask } from '../tasks/list.ts'
import { aBulkChange } from '../web/planted-bulk.ts'

const database = testDatabase()
const { ownerDb, appDb } = database

const addressOf = async ({ contact }: Scene) =>
  (
    await ownerDb
      .selectFrom('contact_points')
      .select('value')
      .where('contact_id', '=', contact.id)
      .where('kind', '=', 'email')
      .executeTakeFirstOrThrow()
  ).value

const ask = (scene: Scene, email: string, lang = 'cs') =>
  scene.app.post(`/${lang}/${scene.centre.slug}/my-data`, { email })

/** Asks for the link and takes it from the mail. */
const linkOf = async (scene: Scene, lang = 'cs') => {
  const email = await addressOf(scene)
  await ask(scene, email, lang)
  return /\/me\/[\w-]{43}/.exec((await scene.mails(email)).at(-1)?.body ?? '')?.[0] ?? 'no link'
}
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

describe('the export', () => {
  /** Personal columns that are told in no row of the export, each for a reason. */
  const reasoned: Record<string, string> = {
    'contacts.search': 'made of the names, for searching',
    'contact_points.value_norm': 'the value again, for comparing',
    'registrations.email_norm': 'the e-mail again, for comparing',
    'registration_tokens.token_hash': 'a key, and only its hash',
    'referral_tokens.token_hash': 'the partner’s key, and only its hash',
    'personal_tokens.token_hash': 'the key to this very page, and only its hash',
    'mails.address_hash': 'made of the address',
    'suppressions.address_hash': 'made of an address, and kept so that nothing is sent to it',
    'survey_drafts.answers': 'answered without a name: nothing leads to a person',
    'partners.name': 'about a partner',
    'partners.person': 'about a partner',
    'partners.email': 'about a partner',
    'partners.phone': 'about a partner',
    'partners.note': 'about a partner',
    'partners.search': 'about a partner',
    'bulk_changes.query': 'what a colleague looked for',
    'members.email': 'about a colleague',
    'members.name': 'about a colleague',
    'members.password_hash': 'about a colleague',
    'memberships.invited_name': 'about a colleague',
    'member_tokens.token_hash': 'a colleague’s key, and only its hash',
  }

  test('has every column that says something about the person, or a reason why not', async () => {
    const scene = await setScene(database)
    const { centre, contact } = scene
    const at = new Date()
    await scene.refer(['name'])
    await scene.app.post(`${await scene.linkOf()}/decline`, { reason: 'other', answer: 'Ne.' })
    await ownerDb
      .insertInto('hand_overs')
      .values({
        centre_id: centre.id,
        id: randomId(),
        from_centre_id: randomId(),
        from_centre: 'Jinde',
        from_referral_id: randomId(),
        need: 'x',
        shared: { name: 'x' },
        state: 'accepted',
        contact_id: contact.id,
        decide_by: '2030-01-01',
        created_at: at,
      })
      .execute()
    const household = randomId()
    await ownerDb.insertInto('households').values({ centre_id: centre.id, id: household, created_at: at }).execute()
    await ownerDb
      .insertInto('household_members')
      .values({ centre_id: centre.id, household_id: household, contact_id: contact.id, role: 'head' })
      .execute()
    await sql`insert into stage_changes (centre_id, id, enrolment_id, from_stage, to_stage, at) select centre_id, id, id, 'known', 'considering', ${at} from enrolments where contact_id = ${contact.id}`.execute(
      ownerDb,
    )
    const event = randomId()
    await ownerDb
      .insertInto('events')
      .values({
        centre_id: centre.id,
        id: event,
        slug: `e-${event}`,
        status: 'published',
        starts_at: at,
        ends_at: new Date(at.getTime() + 1000),
        venue: 'x',
        town: 'x',
        created_at: at,
        updated_at: at,
      })
      .execute()
    await ownerDb.insertInto('event_places').values({ centre_id: centre.id, event_id: event, capacity: 10 }).execute()
    const registration = randomId()
    await ownerDb
      .insertInto('registrations')
      .values({
        centre_id: centre.id,
        id: registration,
        event_id: event,
        contact_id: contact.id,
        name: 'x',
        email: 'x@example.org',
        email_norm: 'x@example.org',
        party_size: 1,
        lang: 'cs',
        state: 'confirmed',
        state_since: at,
        idempotency_key: randomId(),
        created_at: at,
      })
      .execute()
    await ownerDb
      .insertInto('registration_changes')
      .values({
        centre_id: centre.id,
        id: registration,
        registration_id: registration,
        from_state: null,
        to_state: 'confirmed',
        at,
        actor: 'staff',
      })
      .execute()

    const member = await aMember(ownerDb, [centre])
    await aTask(ownerDb, { centre, member }, { contact_id: contact.id })
    await plantFacts(ownerDb, centre, contact.id)
    await aBulkChange(ownerDb, { centre_id: centre.id, contact_id: contact.id, member_id: member.id, word: 'x' })

    const response = await scene.app.get(`${await linkOf(scene)}/export`)
    expect([
      response.headers.get('content-type'),
      response.headers.get('content-disposition'),
      response.headers.get('cache-control'),
    ]).toEqual(['application/json; charset=utf-8', `attachment; filename="${centre.slug}-my-data.json"`, 'no-store'])
    const told = (await response.json()) as Record<string, Record<string, unknown>[]>
    const { rows } = await sql<{ name: string; table: string; column: string }>`
      select c.relname || '.' || a.attname as name, c.relname as table, a.attname as column from pg_class c
      join pg_attribute a on a.attrelid = c.oid where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
        and col_description(c.oid, a.attnum) = 'personal' order by 1`.execute(ownerDb)
    expect(rows.length).toBeGreaterThan(40)
    const missing = rows.filter(({ name, table, column }) => !(column in (told[table]?.[0] ?? {})) && !reasoned[name])
    expect(missing.map(({ name }) => name)).toEqual([])
    const unneeded = Object.keys(reasoned).filter(
      (name) => !rows.some((row) => row.name === name && !(row.column in (told[row.table]?.[0] ?? {}))),
    )
    expect(unneeded).toEqual([])
  })

  test('has nothing of another person and no key to anything', async () => {
    const scene = await setScene(database)
    await scene.refer(['name'])
    await aContact(ownerDb, scene.centre, {
      given_name: 'Cizí',
      family_name: 'Člověk',
      email: `cizi-${randomId()}@example.org`,
    })
    await linkOf(scene)
    const link = await linkOf(scene)
    const text = await (await scene.app.get(`${link}/export`)).text()
    expect([
      /Cizí|cizi-/.test(text),
      /\/(?:r|p|me)\/[\w-]{43}/.test(text),
      text.includes('Dvořáková'),
      text.includes('own_data_link'),
    ]).toEqual([false, false, true, true])
  })
})
