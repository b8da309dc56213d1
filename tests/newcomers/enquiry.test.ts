import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { inCentre } from '../../src/db/scope.ts'
import { randomId } from '../../src/lib/ids.ts'
import { dayOf } from '../../src/lib/time.ts'
import { addWorkingDays } from '../../src/lib/working-days.ts'
import { addressHash } from '../../src/mail/ledger.ts'
import { claimMail } from '../../src/mail/queries/claims.ts'
import { aDesk } from '../centres/desk.ts'
import { errorIn, fieldIn } from '../contacts/desk.ts'
import { fingerprint, textOf } from '../events/scene.ts'
import { testSettings } from '../support/app.ts'
import { aContact, aMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { enquiryFields, type Gate, openGate } from './scene.ts'

const database = testDatabase()
const { ownerDb, appDb } = database

describe('an enquiry', () => {
  test('makes nobody known until the address is proven, then somebody new with a history, a stage and a task', async () => {
    const gate = await openGate(database)
    const answer = await gate.enquire()
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${gate.base}/enquiry/check-your-email`])
    expect(await textOf(gate.app.get(`${gate.base}/enquiry/check-your-email`))).toContain('Podívejte se do e-mailu')
    expect([await gate.people(), await gate.history(), await gate.tasks()]).toEqual([[], [], []])
    expect((await gate.letters()).map(({ kind, class: urgency }) => [kind, urgency])).toEqual([
      ['enquiry_proof', 'transactional'],
    ])

    expect((await gate.press()).status).toBe(303)
    const [person] = await gate.people()
    expect(person).toMatchObject({ given_name: 'Karel', family_name: 'Novák', lang: 'cs', source: 'enquiry' })
    const id = person?.id ?? ''
    expect(await gate.points()).toEqual([
      { contact_id: id, kind: 'email', value: 'karel@example.org', verified_at: expect.any(Date) },
      { contact_id: id, kind: 'phone', value: '777 123 456', verified_at: null },
    ])
    expect(await gate.enrolments()).toEqual([{ contact_id: id, track: 'return', stage: 'considering' }])
    const told = await gate.history()
    expect(told.map(({ kind }) => kind).sort()).toEqual(['created', 'enquired', 'enrolled', 'task_added'])
    expect(told.find(({ kind }) => kind === 'enquired')).toMatchObject({
      body: 'Hledáme byt v Chebu.\nPomůžete?',
      particulars: { topic: 'housing' },
    })
    expect(await gate.tasks()).toMatchObject([
      {
        contact_id: id,
        assignee_id: null,
        title: 'Odpovědět na dotaz: Bydlení',
        due_on: addWorkingDays(dayOf(new Date()), 2),
        state: 'open',
      },
    ])
    expect((await gate.letters()).map(({ contact_id }) => contact_id)).toEqual([id])
    // nobody agreed to anything but an answer
    expect(await gate.consents()).toEqual([])
    const [newcomer] = await gate.newcomers()
    expect(newcomer).toMatchObject({ contact_id: id, topic: 'housing', agreed_edition: '2026-11-20' })
    expect(newcomer?.agreed).toContain(`Souhlasím s\u00a0tím, že si ${gate.centre.name} uloží`)
  })

  test('of somebody known goes onto their timeline, and nothing of theirs is overwritten', async () => {
    const gate = await openGate(database)
    const { id: owner_id } = await aMember(ownerDb, [gate.centre])
    const known = { given_name: 'Karla', family_name: 'Stará', email: 'karel@example.org', stage: 'in_touch', owner_id }
    const { id } = await aContact(ownerDb, gate.centre, known)
    const before = await gate.people()
    await gate.enquire({ email: ' KAREL@example.org ' })
    await gate.press()
    expect(await gate.people()).toEqual(before.map((person) => ({ ...person, touched_on: dayOf(new Date()) })))
    expect((await gate.points()).map(({ kind, value }) => [kind, value])).toEqual([['email', 'karel@example.org']])
    expect(await gate.enrolments()).toEqual([{ contact_id: id, track: 'return', stage: 'in_touch' }])
    const enquired = (await gate.history()).find(({ kind }) => kind === 'enquired')
    expect(enquired?.contact_id).toBe(id)
    expect(enquired?.body).toContain('Ve formuláři uvedeno: Karel Novák, 777 123 456')
    expect(await gate.tasks()).toMatchObject([{ contact_id: id, assignee_id: owner_id }])
  })

  test('of somebody who is merely alike makes a person of their own', async () => {
    const gate = await openGate(database)
    const alike = { given_name: 'Karel', family_name: 'Novák', phone: '+420777123456', email: 'jiny@example.org' }
    await aContact(ownerDb, gate.centre, alike)
    await gate.enquire()
    await gate.press()
    expect((await gate.people()).length).toBe(2)
  })

  test.each([
    ['left', { disabled_at: new Date() }],
    ['may only read', { role: 'reader' as const }],
    ['has not come yet', { accepted_at: null }],
  ])('whose owner %s is for everybody to answer', async (_why, membership) => {
    const gate = await openGate(database)
    const { id: owner_id } = await aMember(ownerDb, [gate.centre])
    await ownerDb.updateTable('memberships').set(membership).where('member_id', '=', owner_id).execute()
    await aContact(ownerDb, gate.centre, { email: 'karel@example.org', owner_id })
    await gate.enquire()
    await gate.press()
    expect(await gate.tasks()).toMatchObject([{ assignee_id: null }])
  })

  test('sent twice is one, and filled in again for somebody else of the house is another', async () => {
    const gate = await openGate(database)
    const form = enquiryFields()
    expect(
      (await Promise.all([1, 2, 3].map(() => gate.app.post(`${gate.base}/enquiry`, form)))).map(({ status }) => status),
    ).toEqual([303, 303, 303])
    expect([(await gate.newcomers()).length, (await gate.letters()).length]).toEqual([1, 1])
    const other = { ...form, email: 'jina@example.org' }
    await Promise.all([1, 2, 3].map(() => gate.app.post(`${gate.base}/enquiry`, other)))
    expect((await gate.newcomers()).map(({ email }) => email)).toEqual(['karel@example.org', 'jina@example.org'])
    expect((await gate.letters()).map(({ to_address }) => to_address)).toEqual([
      'karel@example.org',
      'jina@example.org',
    ])
  })
})

describe('where whoever asks begins', () => {
  const retire = (gate: Gate, codes: string[]) =>
    ownerDb
      .updateTable('stages')
      .set({ retired_at: new Date() })
      .where('centre_id', '=', gate.centre.id)
      .where('code', 'in', codes)
      .execute()
  const begun = async (gate: Gate, about: string) => {
    await gate.enquire({ about })
    await gate.press()
    return (await gate.enrolments()).map(({ track, stage }) => `${track} ${stage}`)
  }

  test('is the usual stage of the track that was asked about', async () => {
    const gate = await openGate(database, { tracks: ['return', 'relocation'] })
    expect(await begun(gate, 'relocation.work')).toEqual(['relocation enquiry'])
  })

  test('is the first that is under way where that one is retired', async () => {
    const gate = await openGate(database)
    await retire(gate, ['considering'])
    expect(await begun(gate, 'return.work')).toEqual(['return known'])
  })

  test('is nowhere where all that are under way are retired', async () => {
    const gate = await openGate(database, { tracks: ['relocation'] })
    await retire(gate, ['enquiry', 'pre_arrival', 'arrived', 'landing', 'settling'])
    expect(await begun(gate, 'relocation.work')).toEqual([])
    expect((await gate.people()).length).toBe(1)
  })

  test('is nowhere on a track the centre has left since', async () => {
    const gate = await openGate(database, { tracks: ['return', 'relocation'] })
    await gate.enquire({ about: 'relocation.work' })
    await ownerDb
      .updateTable('centres')
      .set({ tracks: ['return'] })
      .where('id', '=', gate.centre.id)
      .execute()
    await gate.press()
    expect([await gate.enrolments(), (await gate.people()).length]).toEqual([[], 1])
  })
})

describe('the form', () => {
  test.each([
    ['name', { name: '' }],
    ['name', { name: '\u200b\u00ad \u3164' }],
    ['email', { email: 'nikdo' }],
    ['phone', { phone: 'zítra' }],
    ['about', { about: '' }],
    ['about', { about: 'relocation.residence' }],
    ['message', { message: '  ' }],
    ['message', { message: 'x'.repeat(4001) }],
    ['agree', { agree: '' }],
    ['idempotency_key', { idempotency_key: 'x' }],
  ])('refuses a wrong %s beside the field and keeps what was typed', async (field, wrong) => {
    const gate = await openGate(database)
    const answer = await gate.enquire({ name: 'Jana Psaná', ...wrong })
    const html = await answer.text()
    expect(answer.status).toBe(422)
    if (field === 'idempotency_key') expect(html).toContain('Formulář se načetl neúplný')
    else expect(errorIn(html, field)).toBeTruthy()
    if (!('name' in wrong)) expect(fieldIn(html, 'name')).toBe('Jana Psaná')
    expect([await gate.newcomers(), await gate.letters()]).toEqual([[], []])
  })

  test('offers what a centre works on, in every language', async () => {
    const gate = await openGate(database, { tracks: ['relocation'] })
    const offered = async (lang: string) => textOf(gate.app.get(`/${lang}/${gate.centre.slug}/enquiry`))
    expect(await offered('cs')).toContain('value="relocation.residence"')
    expect(await offered('cs')).not.toContain('return.')
    for (const [lang, said] of [
      ['cs', 'Pobyt a víza'],
      ['en', 'Residence and visas'],
      ['de', 'Aufenthalt und Visa'],
      ['uk', 'Перебування та візи'],
    ] as const)
      expect(await offered(lang)).toContain(said)
  })

  test('says the same for an address that is known, unknown, silent or asked too often', async () => {
    const gate = await openGate(database)
    await aContact(ownerDb, gate.centre, { email: 'znama@example.org' })
    await sql`insert into suppressions (centre_id, address_hash, reason, at)
      values (${gate.centre.id}, ${addressHash('ticha@example.org')}, 'asked', now())`.execute(ownerDb)
    for (let time = 0; time < 5; time++) await gate.enquire({ email: 'porad@example.org' })
    const seen = async (email: string) => {
      const answer = await gate.enquire({ email })
      const headers = [...answer.headers].filter(([name]) => name !== 'x-request-id')
      return { status: answer.status, headers, body: await answer.text() }
    }
    const fresh = await seen('nova@example.org')
    expect(fresh.status).toBe(303)
    for (const email of ['znama@example.org', 'ticha@example.org', 'porad@example.org'])
      expect(await seen(email)).toEqual(fresh)
    const sent = (await gate.letters()).map(({ to_address }) => to_address)
    expect(sent.filter((address) => address === 'porad@example.org').length).toBe(5)
    gate.pass(24 * 60 + 1)
    await gate.enquire({ email: 'porad@example.org' })
    expect((await gate.letters()).length).toBe(sent.length + 1)
  })

  test('takes sixty enquiries from one network in ten minutes', async () => {
    const gate = await openGate(database, { settings: { rateLimits: true } })
    const statuses: number[] = []
    for (let nth = 0; nth < 61; nth++) statuses.push((await gate.enquire({ email: `kdo${nth}@example.org` })).status)
    expect(statuses).toEqual([...Array(60).fill(303), 429])
    expect((await gate.newcomers()).length).toBe(60)
  }, 30_000)

  test('that an administrator closed says so, is linked nowhere, and takes nothing', async () => {
    const { post, fields, row, audit, centre } = await aDesk(database)
    const gate = await openGate(database, { centre })
    const isLinked = async () => (await textOf(gate.app.get(gate.base))).includes(`${gate.base}/enquiry"`)
    expect(await isLinked()).toBe(true)
    const { takes_enquiries: _, ...closing } = fields()
    expect((await post(closing)).status).toBe(303)
    expect([(await row()).takes_enquiries, (await audit()).at(-1)?.fields]).toEqual([false, ['takes_enquiries']])
    const shut = await gate.app.get(`${gate.base}/enquiry`)
    expect([shut.status, (await textOf(shut)).includes('Dotazy přes formulář teď nepřijímáme')]).toEqual([410, true])
    expect((await gate.enquire()).status).toBe(410)
    expect([await gate.newcomers(), await isLinked()]).toEqual([[], false])
    expect((await post(fields({ version: '2' }))).status).toBe(303)
    expect([(await row()).takes_enquiries, await isLinked()]).toEqual([true, true])
  })

  test('brings an address five letters a day, also when all come at once', async () => {
    const gate = await openGate(database)
    await Promise.all(Array.from({ length: 9 }, () => gate.enquire({ email: 'obet@example.org' })))
    expect([(await gate.letters()).length, (await gate.newcomers()).length]).toEqual([5, 5])
  })
})

describe('the letter', () => {
  test('says nothing that a stranger typed, neither in its head nor in its body', async () => {
    const gate = await openGate(database)
    const word = 'podvrh7'
    await gate.enquire({ name: `Karel ${word}`, message: `Klikněte na ${word}`, email: 'obet@example.org' })
    const [letter] = await gate.letters()
    expect(letter?.to_name).toBe('')
    expect(JSON.stringify([letter?.subject, letter?.html, letter?.body])).not.toContain(word)
  })

  test('comes in the language somebody wrote in, and leads where it says', async () => {
    const gate = await openGate(database)
    for (const lang of ['cs', 'en', 'de', 'uk']) await gate.enquire({ email: `${lang}@example.org` }, lang)
    const letters = await gate.letters()
    expect(letters.map(({ lang }) => lang)).toEqual(['cs', 'en', 'de', 'uk'])
    for (const { lang, html, body } of letters) {
      expect(html.startsWith(`<!doctype html><html lang="${lang}">`)).toBe(true)
      expect(body).toContain(`/${lang}/${gate.centre.slug}/enquiry`)
      expect(body).toMatch(new RegExp(`/n/[\\w-]{43}\\?lang=${lang}`))
    }
  })

  test('leaves for whoever asked for silence before, but not for an address that bounced', async () => {
    const gate = await openGate(database)
    for (const [email, reason] of [
      ['ticha@example.org', 'asked'],
      ['zpet@example.org', 'bounced_hard'],
    ] as const)
      await sql`insert into suppressions (centre_id, address_hash, reason, at)
        values (${gate.centre.id}, ${addressHash(email)}, ${reason}, now())`.execute(ownerDb)
    await gate.enquire({ email: 'ticha@example.org' })
    await gate.enquire({ email: 'zpet@example.org' })
    const claim = () =>
      inCentre(appDb, { centreId: gate.centre.id }, { settings: testSettings }, ({ db, centreId, now }) =>
        claimMail({ db, centreId, now: new Date(now.getTime() + 1000) }),
      )
    expect([(await claim())?.state, (await claim())?.state]).toEqual(['claimed', 'skipped_suppressed'])
    await gate.press(
      await gate.linkOf((await gate.newcomers()).find(({ email }) => email === 'ticha@example.org')?.idempotency_key),
    )
    expect([(await gate.people()).length, await gate.consents()]).toEqual([1, []])
  })
})

test('opening pages and links changes nothing', async () => {
  const gate = await openGate(database)
  await gate.enquire({ idempotency_key: randomId() })
  const link = await gate.linkOf()
  const before = await fingerprint(database)
  for (const path of ['/enquiry', '/enquiry/check-your-email', '/panel', '/panel/check-your-email'])
    expect((await gate.app.get(`${gate.base}${path}`)).status).toBe(200)
  expect((await gate.app.get(`${link}?lang=cs`)).status).toBe(200)
  expect(await fingerprint(database)).toEqual(before)
})
