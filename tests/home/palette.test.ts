import { CompiledQuery, sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { inCentre } from '../../src/db/scope.ts'
import { newId } from '../../src/lib/ids.ts'
import { aDesk, type Desk } from '../contacts/desk.ts'
import { testApp, testSettings } from '../support/app.ts'
import { aContact, aMember, anEvent, type TestCentre } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'

let asked: CompiledQuery[] = []
const { appDb, ownerDb } = testDatabase({ onQuery: (event) => void asked.push(event.query) })
const app = testApp(appDb)

let desk: Desk
let jana: { id: string }
let plzen: { slug: string }

const aPartner = async (centre: TestCentre, name: string, active = true) => {
  const id = newId()
  const now = new Date()
  await ownerDb
    .insertInto('partners')
    .values({
      centre_id: centre.id,
      id,
      name,
      kind: 'school',
      email: 'skola@example.org',
      town: 'Cheb',
      languages: ['cs'],
      active,
      created_at: now,
      updated_at: now,
    })
    .execute()
  return { id }
}

const plant = async (centre: TestCentre) => {
  const email = 'jana@example.org'
  const known = await aContact(ownerDb, centre, { family_name: 'Dvořáková', email, phone: '+420777123456' })
  await aContact(ownerDb, centre, { given_name: 'Adam', family_name: 'Nedvor' })
  const event = await anEvent(ownerDb, centre, { title: 'Setkání u řeky' })
  await anEvent(ownerDb, centre, { title: 'Dávné setkání', starts_at: new Date('2024-05-01T16:00:00Z') })
  await aPartner(centre, 'Základní škola Řečická')
  await aPartner(centre, 'A už nespolupracující škola', false)
  return { known, event }
}

beforeAll(async () => {
  desk = await aDesk(ownerDb, app)
  const planted = await plant(desk.centre)
  jana = planted.known
  plzen = planted.event
  await plant((await aDesk(ownerDb, app)).centre)
})

const fragment = { 'HX-Request': 'true', 'HX-Request-Type': 'partial', 'HX-Target': 'div#palette-results' }

type Option = { href: string; label: string }

/** What the dialog would offer, in its order. */
const offered = async (q: string, cookie = desk.member.cookie): Promise<Option[]> => {
  const answer = await app.get(`${desk.base}/palette?q=${encodeURIComponent(q)}`, cookie, fragment)
  expect(answer.status).toBe(200)
  return optionsIn(await answer.text())
}

const optionsIn = (html: string): Option[] =>
  [
    ...html.matchAll(/<a class="finder-option"[^>]*?href="([^"]*)"[^>]*>.*?<span class="finder-label">(.*?)<\/span>/gs),
  ].map(([, href = '', label = '']) => ({ href: href.replace(desk.base, ''), label: label.replaceAll('&quot;', '"') }))

const labels = async (q: string) => (await offered(q)).map(({ label }) => label)

describe('the palette finds', () => {
  test('people as the list of contacts does, those whose name begins so first', async () => {
    expect(await offered('dvor')).toEqual([
      { href: `/contacts/${jana.id}`, label: 'Jana Dvořáková' },
      { href: expect.stringMatching(/^\/contacts\/[0-9a-f-]{36}$/), label: 'Adam Nedvor' },
      { href: '/contacts?q=dvor', label: 'Všechny kontakty, ve kterých je „dvor“' },
    ])
    expect((await labels('777 123'))[0]).toBe('Jana Dvořáková')
    expect((await labels('jana@example.org'))[0]).toBe('Jana Dvořáková')
  })

  test('at most eight of them', async () => {
    const many = await aDesk(ownerDb, app)
    for (let at = 0; at < 10; at += 1) await aContact(ownerDb, many.centre, { family_name: `Zelený ${at}` })
    const { html } = await many.page('/palette?q=zeleny')
    expect(html.match(/\/contacts\/[0-9a-f-]{36}"/g)?.length).toBe(8)
  })

  test('events by any word of theirs without accents, those to come before those that were', async () => {
    const found = [
      { href: `/events/${plzen.slug}`, label: 'Setkání u řeky' },
      { href: expect.stringMatching(/^\/events\//), label: 'Dávné setkání' },
    ]
    expect(await offered('setkani')).toEqual(found)
    expect(await offered('plzen SETKÁNÍ řeky')).toEqual(found.slice(0, 1))
  })

  test('the registrations of an event, asked for by name', async () => {
    expect(await offered('prihlasky reky')).toEqual([
      { href: `/events/${plzen.slug}#registrations`, label: 'Přihlášky: Setkání u řeky' },
    ])
    expect((await labels('přihlášky')).length).toBe(2)
  })

  test('partners, the ones we work with first', async () => {
    expect(await labels('skola')).toEqual(['Základní škola Řečická', 'A už nespolupracující škola'])
  })

  test('pages and what can be begun, by a part of their name', async () => {
    expect(await offered('posta')).toEqual([{ href: '/mail', label: 'Pošta' }])
    expect(await offered('nov kont')).toEqual([{ href: '/contacts/new', label: 'Nový kontakt' }])
    expect(await labels('')).toEqual(
      expect.arrayContaining(['Nový kontakt', 'Nová akce', 'Dnes', 'Kontakty', 'Můj účet']),
    )
  })

  test('one’s own pages by what people call them', async () => {
    expect(await offered('heslo')).toEqual([
      { href: expect.stringMatching(/\/account\/password$/), label: 'Změna hesla' },
    ])
    expect(await labels('')).not.toContain('Změna hesla')
  })

  test('nothing where there is nothing, and says what to try', async () => {
    const answer = await app.get(`${desk.base}/palette?q=xyzzy`, desk.member.cookie, fragment)
    const html = await answer.text()
    expect(optionsIn(html)).toEqual([])
    expect(html).toContain('data-said="Nic takového tu nemáme"')
    expect(html).toContain('Zkuste jen část jména')
  })
})

/** People with what stands beside their names: why they are there, how far they are, where. */
const linesIn = (html: string) =>
  [...html.matchAll(/href="[^"]*\/contacts\/[0-9a-f-]{36}">(.*?)<\/a>/gs)].map(([, option = '']) => {
    const [, label] = /finder-label">(.*?)</.exec(option) ?? []
    return `${label}: ${/finder-note">(.*?)</.exec(option)?.[1] ?? ''}`
  })

describe('beside a name stands', () => {
  let quiet: Desk

  beforeAll(async () => {
    quiet = await aDesk(ownerDb, app)
    const { centre } = quiet
    await aContact(ownerDb, centre, { given_name: 'Olga', family_name: 'Malá', residence: 'Vídeň' })
    await aContact(ownerDb, centre, { given_name: 'Jan', family_name: 'Kolář', email: 'kontakt@example.org' })
    const { id } = await aContact(ownerDb, centre, { given_name: 'Iva', family_name: 'Nová', phone: '+420777123456' })
    const names = { birth_name: 'Hrdličková', former_names: 'Bílková', nickname: 'Ivuš', native_name: 'Іва' }
    await ownerDb.updateTable('contacts').set(names).where('id', '=', id).execute()
  })

  test.each([
    ['olga', 'Olga Malá: Zvažuje návrat · Vídeň'],
    ['om', 'Olga Malá: Zvažuje návrat · Vídeň'],
    ['hrdlick', 'Iva Nová: dříve Hrdličková · Zvažuje návrat'],
    ['bilkova iva', 'Iva Nová: dříve Bílková · Zvažuje návrat'],
    ['ivuš', 'Iva Nová: přezdívka Ivuš · Zvažuje návrat'],
    ['Іва', 'Iva Nová: Zvažuje návrat'],
    ['honza', 'Jan Kolář: podle přezdívky · Zvažuje návrat'],
    ['hrdlickvoa', 'Iva Nová: podobné jméno · Zvažuje návrat'],
    ['kontakt@', 'Jan Kolář: kontakt@example.org · Zvažuje návrat'],
    ['777 12', 'Iva Nová: +420777123456 · Zvažuje návrat'],
  ])('for %j: %j', async (q, line) => {
    const answer = await quiet.get(`/palette?q=${encodeURIComponent(q)}`, fragment)
    expect(linesIn(await answer.text())).toEqual([line])
  })
})

describe('who typed nothing sees', () => {
  test('whom they worked with last, and after them who is new', async () => {
    const { centre, get, send } = await aDesk(ownerDb, app)
    const first = await aContact(ownerDb, centre, { given_name: 'Adam', family_name: 'První' })
    for (const family_name of ['Druhý', 'Třetí']) await aContact(ownerDb, centre, { given_name: 'Adam', family_name })
    const listed = async () =>
      linesIn(await (await get('/palette?q=', fragment)).text()).map((line) => line.split(':')[0])
    expect(await listed()).toEqual(['Adam Třetí', 'Adam Druhý', 'Adam První'])
    const noted = { kind: 'note', body: 'Volal.', idempotency_key: newId() }
    expect((await send(`/contacts/${first.id}/activities`, noted)).status).toBe(303)
    expect(await listed()).toEqual(['Adam První', 'Adam Třetí', 'Adam Druhý'])
  })
})

describe('the palette offers', () => {
  test('a reader nothing to begin', async () => {
    const { cookie } = await aMember(ownerDb, [desk.centre], 'reader')
    const found = await offered('', cookie)
    expect(found.filter(({ href }) => href.endsWith('/new'))).toEqual([])
    expect((await offered('', desk.member.cookie)).filter(({ href }) => href.endsWith('/new')).length).toBe(4)
    expect((await offered('dvor', cookie)).length).toBe(3)
  })

  test('settings to administrators alone', async () => {
    const { cookie } = await aMember(ownerDb, [desk.centre], 'admin')
    const isSettings = ({ href }: Option) => href === '/settings'
    expect((await offered('', cookie)).filter(isSettings).length).toBe(1)
    expect((await offered('')).filter(isSettings).length).toBe(0)
  })

  test('the other centres of whoever has them', async () => {
    const other = await aDesk(ownerDb, app)
    const { cookie } = await aMember(ownerDb, [desk.centre, other.centre])
    const isOther = ({ href }: Option) => href === other.base
    expect((await offered('', cookie)).filter(isOther)).toEqual([
      { href: other.base, label: `Přejít do centra ${other.centre.name}` },
    ])
    expect((await offered('')).filter(isOther)).toEqual([])
  })
})

describe('the address of the palette', () => {
  test('is a whole page with a form and the same results where no script asks', async () => {
    const html = await (await app.get(`${desk.base}/palette?q=dvor`, desk.member.cookie)).text()
    expect(html).toMatch(/^<!doctype html>/)
    expect(html).toMatch(/<form class="filters" method="get" action="[^"]*\/palette"/)
    expect(optionsIn(html)).toEqual(await offered('dvor'))
    expect(html.match(/role="option"/g)).toBe(null)
  })

  test('answers whatever is typed, and one letter without looking for everybody', async () => {
    for (const q of ['%', '_', '\\', "'; drop table contacts", '\0', '\ud800', 'ř'.repeat(5000), '   ', '+', '()'])
      expect(
        (await app.get(`${desk.base}/palette?q=${encodeURIComponent(q.toWellFormed())}`, desk.member.cookie)).status,
      ).toBe(200)
    asked = []
    await offered('d')
    expect(asked.filter(({ sql }) => sql.includes('ranked_contacts'))).toEqual([])
  })

  test('asks the database at most six times', async () => {
    asked = []
    await offered('dvor')
    expect(asked.length, asked.map(({ sql }) => sql).join('\n')).toBeLessThanOrEqual(6)
  })
})

test('a search among thousands goes through an index', async () => {
  const big = await aDesk(ownerDb, app)
  await sql`insert into contacts (centre_id, id, given_name, family_name, source, created_at, updated_at)
    select ${big.centre.id}, gen_random_uuid(), 'Jan', 'Novák' || n, 'staff', now(), now() from generate_series(1, 5000) n`.execute(
    ownerDb,
  )
  await sql`analyze contacts`.execute(ownerDb)
  asked = []
  await app.get(`${big.base}/palette?q=novak4321`, big.member.cookie, fragment)
  const statement = asked.find(({ sql }) => sql.includes('ranked_contacts'))
  const options = { settings: testSettings, clock: (now: Date) => now, readOnly: true }
  const plan = await inCentre(appDb, { centreId: big.centre.id }, options, async ({ db }) => {
    const { rows } = await db.executeQuery(
      CompiledQuery.raw(`explain ${statement?.sql}`, [...(statement?.parameters ?? [])]),
    )
    return JSON.stringify(rows)
  })
  expect(plan).toMatch(/Index (Only )?Scan using contacts_pkey/)
  expect(plan).not.toMatch(/Seq Scan on contacts/)
})
