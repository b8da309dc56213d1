import { describe, expect, test } from 'vitest'
import { randomId } from '../../src/lib/ids.ts'
import { testApp } from '../support/app.ts'
import { aContact, aMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { aDesk, chosenIn, countContactsOf, errorIn, everythingOf, fieldIn } from './desk.ts'

const { appDb, ownerDb } = testDatabase()
const app = testApp(appDb)

const idIn = (location: string | null) => /contacts\/([0-9a-f-]{36})/.exec(location ?? '')?.[1] ?? ''
const jana = { given_name: 'Jana', family_name: 'Dvořáková', email: 'Jana@Example.org', phone: '777 123 456' }
const keyOf = (html: string) => fieldIn(html, 'idempotency_key') ?? ''

describe('writing down somebody new', () => {
  test('keeps all that was said, with the timeline, the pipeline and the audit in one go', async () => {
    const desk = await aDesk(ownerDb, app)
    const form = (await desk.page('/contacts/new')).html
    const fields = {
      ...jana,
      birth_name: 'Malá',
      lang: 'de',
      municipality_origin: 'Ostrov',
      residence: 'Mnichov',
      field: 'lékařka',
      tags: ' rodina, ,lékařka,rodina ',
      owner_id: desk.member.id,
      track: 'return',
      note: 'Volala sama.\r\nChce domů.',
      idempotency_key: keyOf(form),
    }
    const { status, location } = await desk.send('/contacts', fields)
    const id = idIn(location)
    expect([status, location]).toEqual([303, `${desk.base}/contacts/${id}?done=added`])
    const { contact, points, activities, enrolments, audit } = await everythingOf(ownerDb, id)
    expect(contact).toMatchObject({
      centre_id: desk.centre.id,
      given_name: 'Jana',
      family_name: 'Dvořáková',
      birth_name: 'Malá',
      lang: 'de',
      municipality_origin: 'Ostrov',
      residence: 'Mnichov',
      field: 'lékařka',
      tags: ['rodina', 'lékařka'],
      owner_id: desk.member.id,
      source: 'staff',
      version: 1,
      next_step: '',
      next_step_on: null,
    })
    expect(points).toEqual([
      { kind: 'email', value: 'Jana@Example.org', value_norm: 'jana@example.org', verified_at: null },
      { kind: 'phone', value: '777 123 456', value_norm: '+420777123456', verified_at: null },
    ])
    expect(activities.map(({ kind, body, member_id }) => [kind, body, member_id])).toEqual([
      ['created', '', desk.member.id],
      ['enrolled', '', desk.member.id],
      ['note', 'Volala sama.\nChce domů.', desk.member.id],
    ])
    expect(enrolments).toEqual([{ track: 'return', stage: 'known', version: 1, parked_until: null }])
    expect(audit).toEqual([
      { action: 'contact.created', subject_type: 'contact', fields: [], member_id: desk.member.id },
    ])
    const { html } = await desk.page(`/contacts/${id}?done=added`)
    for (const said of ['Jana Dvořáková', 'Kontakt je uložený.', 'Malá', 'Ostrov', '+420 777 123 456', 'Chce domů.'])
      expect(html).toContain(said)
  })

  test('needs no more than one name, and puts nobody on a pipeline unasked', async () => {
    const desk = await aDesk(ownerDb, app)
    const { location } = await desk.send('/contacts', { family_name: 'Chalupa' })
    const { contact, points, enrolments } = await everythingOf(ownerDb, idIn(location))
    expect(contact).toMatchObject({ given_name: '', family_name: 'Chalupa', lang: 'cs', owner_id: null, tags: [] })
    expect([points, enrolments]).toEqual([[], []])
  })

  test('keeps what was typed beside what is wrong with it, and writes nothing', async () => {
    const desk = await aDesk(ownerDb, app)
    const typed = {
      given_name: '',
      family_name: '  ',
      email: 'jana@',
      phone: '12',
      track: 'nowhere',
      lang: 'xx',
      owner_id: 'nobody',
      note: 'Řekla, že se ozve.',
      tags: 'a, b',
    }
    const { status, html } = await desk.send('/contacts', typed)
    expect(status).toBe(422)
    const kept = ['email', 'phone', 'note', 'tags'] as const
    expect(kept.map((name) => fieldIn(html, name))).toEqual(kept.map((name) => typed[name]))
    const wrong = ['email', 'phone', 'track', 'lang', 'owner_id'].filter((name) => errorIn(html, name))
    expect(wrong).toEqual(['email', 'phone', 'track', 'lang', 'owner_id'])
    expect(errorIn(html, 'email')).toBe('Zadejte e-mail ve tvaru jmeno@example.org.')
    const nameless = await desk.send('/contacts', { email: 'jana@example.org' })
    expect([nameless.status, errorIn(nameless.html, 'family_name')]).toEqual([
      422,
      'Vyplňte jméno, nebo aspoň příjmení.',
    ])
    expect(await countContactsOf(ownerDb, desk)).toBe(0)
  })

  test.each([
    ['777123456', '+420777123456'],
    ['+420 777 123 456', '+420777123456'],
    ['00420777123456', '+420777123456'],
    ['+49 30 901820', '+4930901820'],
    ['+380 44 278 1234', '+380442781234'],
    ['(777) 123-456', '+420777123456'],
  ])('takes the phone number %j as %j', async (phone, value_norm) => {
    const desk = await aDesk(ownerDb, app)
    const { location } = await desk.send('/contacts', { family_name: 'Novák', phone })
    expect((await everythingOf(ownerDb, idIn(location))).points).toEqual([
      { kind: 'phone', value: phone, value_norm, verified_at: null },
    ])
  })

  test.each(['12', 'zavolám', '+420 777', '777 123 45', '+999 123 456 789', '1'.repeat(60)])(
    'refuses %j as a phone number',
    async (phone) => {
      const desk = await aDesk(ownerDb, app)
      const { status, html } = await desk.send('/contacts', { family_name: 'Novák', phone })
      expect([status, fieldIn(html, 'phone'), errorIn(html, 'phone') !== undefined]).toEqual([422, phone, true])
      expect(await countContactsOf(ownerDb, desk)).toBe(0)
    },
  )

  test('under an address that is known names the contact who has it, and makes no second person', async () => {
    const desk = await aDesk(ownerDb, app)
    const known = await aContact(ownerDb, desk.centre, {
      given_name: 'Petr',
      family_name: 'Známý',
      email: 'petr@example.org',
    })
    const before = await everythingOf(ownerDb, known.id)
    const { status, html } = await desk.send('/contacts', { ...jana, email: ' PETR@Example.ORG ' })
    expect(status).toBe(422)
    expect(errorIn(html, 'email')).toBe('Tuto adresu už má Petr Známý.')
    expect(html).toContain(`href="${desk.base}/contacts/${known.id}"`)
    expect(fieldIn(html, 'family_name')).toBe('Dvořáková')
    expect(await countContactsOf(ownerDb, desk)).toBe(1)
    expect(await everythingOf(ownerDb, known.id)).toEqual(before)
    const elsewhere = await aDesk(ownerDb, app)
    expect((await elsewhere.send('/contacts', { ...jana, email: 'petr@example.org' })).status).toBe(303)
  })

  test('by the same form twice, at once or later, is one person', async () => {
    const desk = await aDesk(ownerDb, app)
    const fields = { ...jana, idempotency_key: randomId() }
    const answers = await Promise.all(Array.from({ length: 5 }, () => desk.send('/contacts', fields)))
    const later = await desk.send('/contacts', fields)
    expect(new Set([...answers, later].map(({ status, location }) => `${status} ${location}`)).size).toBe(1)
    expect(answers[0]?.status).toBe(303)
    expect(await countContactsOf(ownerDb, desk)).toBe(1)
    expect((await everythingOf(ownerDb, idIn(later.location))).activities).toHaveLength(1)
    const elsewhere = await aDesk(ownerDb, app)
    expect(idIn((await elsewhere.send('/contacts', fields)).location)).not.toBe(idIn(later.location))
  })

  test('by two forms with one address at once is one person too, and without an address two', async () => {
    const desk = await aDesk(ownerDb, app)
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => desk.send('/contacts', { ...jana, idempotency_key: randomId() })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422, 422, 422])
    await desk.send('/contacts', { family_name: 'Dvořáková' })
    await desk.send('/contacts', { family_name: 'Dvořáková' })
    expect(await countContactsOf(ownerDb, desk)).toBe(3)
  })

  test('in the care of somebody from another centre is refused', async () => {
    const desk = await aDesk(ownerDb, app)
    const [colleague, stranger] = [await aMember(ownerDb, [desk.centre]), (await aDesk(ownerDb, app)).member]
    const { status, html } = await desk.send('/contacts', { ...jana, owner_id: stranger.id })
    expect([status, errorIn(html, 'owner_id') !== undefined, await countContactsOf(ownerDb, desk)]).toEqual([
      422,
      true,
      0,
    ])
    const { location } = await desk.send('/contacts', { ...jana, owner_id: colleague.id })
    expect((await everythingOf(ownerDb, idIn(location))).contact?.owner_id).toBe(colleague.id)
  })

  test('shows what was typed as text, whatever it is', async () => {
    const desk = await aDesk(ownerDb, app)
    const given_name = '<script>alert(1)</script>"\'&amp;'
    const { location } = await desk.send('/contacts', { given_name, note: '<img src=x onerror=alert(2)>', tags: '<b>' })
    for (const path of [`/contacts/${idIn(location)}`, `/contacts/${idIn(location)}/edit`, '/contacts', '']) {
      expect((await desk.page(path)).html).not.toMatch(/<script>alert|<img src=x|<b>/)
    }
    expect(fieldIn((await desk.page(`/contacts/${idIn(location)}/edit`)).html, 'given_name')).toBe(given_name)
  })
})

describe('changing a contact', () => {
  const aPage = async () => {
    const desk = await aDesk(ownerDb, app)
    const contact = await aContact(ownerDb, desk.centre, {
      email: 'jana@example.org',
      phone: '+420777123456',
      residence: 'Praha',
      tags: ['a', 'b'],
    })
    const path = `/contacts/${contact.id}`
    const form = {
      given_name: 'Jana',
      family_name: 'Dvořáková',
      email: 'jana@example.org',
      phone: '+420777123456',
      lang: 'cs',
      residence: 'Praha',
      residence_area: 'CZ010',
      residence_area_was: 'CZ010',
      tags: 'a, b',
      version: '1',
    }
    return { desk, contact, path, form }
  }

  test('writes what changed, and says which fields on the timeline and in the audit', async () => {
    const { desk, contact, path, form } = await aPage()
    const shown = (await desk.page(`${path}/edit`)).html
    expect(Object.keys(form).map((name) => [name, fieldIn(shown, name) ?? chosenIn(shown, name)])).toEqual(
      Object.entries(form),
    )
    const { status, location } = await desk.send(path, {
      ...form,
      residence: 'Vídeň',
      email: 'jana@new.example.org',
      phone: '',
      tags: 'b',
    })
    expect([status, location]).toEqual([303, `${desk.base}${path}?done=edited`])
    const after = await everythingOf(ownerDb, contact.id)
    expect(after.contact).toMatchObject({ given_name: 'Jana', residence: 'Vídeň', tags: ['b'], version: 2 })
    expect(after.points).toEqual([
      { kind: 'email', value: 'jana@new.example.org', value_norm: 'jana@new.example.org', verified_at: null },
    ])
    expect(after.activities.map(({ kind, particulars }) => [kind, particulars])).toEqual([
      ['edited', { fields: 'residence tags email phone' }],
    ])
    expect(after.audit).toEqual([
      {
        action: 'contact.edited',
        subject_type: 'contact',
        fields: ['residence', 'tags', 'email', 'phone'],
        member_id: desk.member.id,
      },
    ])
  })

  test('to the same is no change, and sending it again changes nothing more', async () => {
    const { desk, contact, path, form } = await aPage()
    const before = await everythingOf(ownerDb, contact.id)
    expect((await desk.send(path, form)).status).toBe(303)
    expect(await everythingOf(ownerDb, contact.id)).toEqual(before)
    const changed = { ...form, residence: 'Vídeň', email: 'JANA@example.org', phone: '777 123 456' }
    await desk.send(path, changed)
    const once = await everythingOf(ownerDb, contact.id)
    expect(once.points.map(({ value }) => value)).toEqual(['JANA@example.org', '777 123 456'])
    expect((await desk.send(path, changed)).status).toBe(303)
    expect(await everythingOf(ownerDb, contact.id)).toEqual(once)
  })

  test('keeps a proven address proven when only its capitals change, and not when the address does', async () => {
    const { desk, contact, path, form } = await aPage()
    const verified_at = new Date('2026-11-01T10:00:00Z')
    await ownerDb
      .updateTable('contact_points')
      .set({ verified_at })
      .where('contact_id', '=', contact.id)
      .where('kind', '=', 'email')
      .execute()
    await desk.send(path, { ...form, email: 'Jana@example.org' })
    expect((await everythingOf(ownerDb, contact.id)).points[0]).toMatchObject({
      value: 'Jana@example.org',
      verified_at,
    })
    await desk.send(path, { ...form, email: 'other@example.org', version: '2' })
    expect((await everythingOf(ownerDb, contact.id)).points[0]).toMatchObject({
      value: 'other@example.org',
      verified_at: null,
    })
  })

  test('that somebody else changed meanwhile shows both values, loses neither, and can be saved from there', async () => {
    const { desk, contact, path, form } = await aPage()
    const colleague = await aMember(ownerDb, [desk.centre])
    await app.post(`${desk.base}${path}`, { ...form, residence: 'Berlín' }, colleague.cookie)
    const before = await everythingOf(ownerDb, contact.id)
    const { status, html } = await desk.send(path, { ...form, residence: 'Vídeň', given_name: 'Jana Marie' })
    expect(status).toBe(409)
    expect([fieldIn(html, 'residence'), fieldIn(html, 'given_name'), fieldIn(html, 'version')]).toEqual([
      'Vídeň',
      'Jana Marie',
      '2',
    ])
    expect(html).toContain('Teď uloženo: Berlín')
    expect(html).toContain('Teď uloženo: Jana<')
    expect(await everythingOf(ownerDb, contact.id)).toEqual(before)
    expect((await desk.send(path, { ...form, residence: 'Vídeň', version: '2' })).status).toBe(303)
    expect((await everythingOf(ownerDb, contact.id)).contact).toMatchObject({ residence: 'Vídeň', version: 3 })
  })

  test('by two at once is written by one of them', async () => {
    const { desk, contact, path, form } = await aPage()
    const answers = await Promise.all(
      ['Vídeň', 'Berlín', 'Curych'].map((residence) => desk.send(path, { ...form, residence })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409, 409])
    const after = await everythingOf(ownerDb, contact.id)
    expect([after.contact?.version, after.activities.length, after.audit.length]).toEqual([2, 1, 1])
  })

  test('to an address or an owner that cannot be keeps what was typed and writes nothing', async () => {
    const { desk, contact, path, form } = await aPage()
    const known = await aContact(ownerDb, desk.centre, {
      given_name: 'Petr',
      family_name: 'Známý',
      email: 'petr@example.org',
    })
    const { member: stranger } = await aDesk(ownerDb, app)
    const before = await everythingOf(ownerDb, contact.id)
    const taken = await desk.send(path, { ...form, email: 'Petr@example.org', residence: 'Vídeň' })
    expect([taken.status, errorIn(taken.html, 'email'), fieldIn(taken.html, 'residence')]).toEqual([
      422,
      'Tuto adresu už má Petr Známý.',
      'Vídeň',
    ])
    expect(taken.html).toContain(`/contacts/${known.id}"`)
    const foreign = await desk.send(path, { ...form, owner_id: stranger.id })
    expect([foreign.status, errorIn(foreign.html, 'owner_id') !== undefined]).toEqual([422, true])
    const bad = await desk.send(path, { ...form, given_name: '', family_name: '', email: 'x@', note: 'y' })
    expect([bad.status, errorIn(bad.html, 'email') !== undefined, fieldIn(bad.html, 'version')]).toEqual([
      422,
      true,
      '1',
    ])
    for (const version of ['', '0', 'x', '1.5', '99999999999', '-1'])
      expect((await desk.send(path, { ...form, version })).status).toBe(422)
    expect(await everythingOf(ownerDb, contact.id)).toEqual(before)
  })
})
