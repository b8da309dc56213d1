import { beforeAll, describe, expect, test } from 'vitest'
import { contactAddress, filterNames, readContactQuery } from '../../src/lib/contact-query.ts'
import { newId } from '../../src/lib/ids.ts'
import { encodeCursor } from '../../src/lib/paging.ts'
import { addDays, dayOf, momentOf } from '../../src/lib/time.ts'
import { testApp } from '../support/app.ts'
import { aContact, anEvent } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { aDesk, type Desk } from './desk.ts'

const { appDb, ownerDb } = testDatabase()
const app = testApp(appDb)
const now = new Date()
const ago = (days: number) => new Date(now.getTime() - days * 86_400_000)
const [day, yesterday, soon] = [dayOf(now), dayOf(ago(1)), dayOf(ago(-2))]
/** Of so many days ago by the calendar, also when the clocks were changed meanwhile. */
const noonOf = (date: string) => momentOf(`${date}T12:00`) ?? now

let desk: Desk
let passes: string
let fails: string

type Facts = Record<string, unknown>
const person = async (family_name: string, facts: Facts, rest: Parameters<typeof aContact>[2] = {}) => {
  const { id } = await aContact(ownerDb, desk.centre, { family_name, ...rest })
  await ownerDb.updateTable('contacts').set(facts).where('id', '=', id).execute()
  return id
}

const into = (table: Parameters<typeof ownerDb.insertInto>[0], contact_id: string, values: Facts) =>
  ownerDb
    .insertInto(table)
    .values({ centre_id: desk.centre.id, contact_id, ...values } as never)
    .execute()

const came = async (
  contact_id: string,
  town: string,
  state: 'attended' | 'no_show' | 'confirmed',
  starts_at = ago(30),
) => {
  const event = await anEvent(ownerDb, desk.centre, { starts_at })
  await ownerDb.updateTable('events').set({ town }).where('id', '=', event.id).execute()
  await into('registrations', contact_id, {
    ...{ id: newId(), event_id: event.id, name: 'Jan', email: 'a@example.org', email_norm: `${newId()}@example.org` },
    ...{ party_size: 1, lang: 'cs', state, state_since: now, idempotency_key: newId(), created_at: now },
  })
}

/** One who is everything that can be asked for, and one who is nothing of it. */
beforeAll(async () => {
  desk = await aDesk(ownerDb, app)
  const told = { id: newId(), created_at: now }
  passes = await person(
    'Ano',
    {
      ...{
        residence_region: 'CZ010',
        residence_country: '',
        horizon: 'within_6_months',
        field: 'Lékařství',
        isco: '2212',
      },
      ...{ source: 'enquiry', lawful_basis: 'public_task', informed_at: now, created_at: ago(400) },
      ...{ next_step: 'Zavolat', next_step_on: yesterday },
    },
    {
      ...{ stage: 'exploring', owner_id: desk.member.id, tags: ['lékař', 'rodina'], municipality_origin: 'Ostrov' },
      ...{ residence: 'Praha', email: 'ano@example.org', phone: '+420777111222' },
    },
  )
  fails = await person(
    'Ne',
    { residence_region: '', residence_country: 'DE', horizon: 'some_day', field: 'Právo', isco: '31' },
    { stage: 'lost', tags: ['lékař', 'starosta'], municipality_origin: 'Cheb', residence: 'Mnichov' },
  )
  await ownerDb.updateTable('enrolments').set({ parked_until: soon }).where('contact_id', '=', passes).execute()
  await into('contact_languages', passes, { lang: 'en', level: 'B2' })
  await into('contact_languages', fails, { lang: 'en', level: 'A1' })
  await into('contact_statuses', passes, { ...told, kind: 'citizenship', value: 'UA' })
  await into('contact_statuses', passes, { ...told, id: newId(), kind: 'residence', value: 'blue_card' })
  // who was one once is none now
  await into('contact_statuses', fails, {
    ...told,
    id: newId(),
    kind: 'citizenship',
    value: 'UA',
    valid_to: '2020-01-01',
  })
  await into('contact_motives', passes, { kind: 'trigger', code: 'child', noted_at: now })
  await into('contact_motives', passes, { kind: 'barrier', code: 'pay', noted_at: now })
  const consent = { wording: 'Ano', lang: 'cs', source: 'test', granted_at: now }
  await into('consents', passes, { ...consent, id: newId(), purpose: 'newsletter', state: 'granted' })
  await into('consents', fails, {
    ...consent,
    id: newId(),
    purpose: 'newsletter',
    state: 'withdrawn',
    withdrawn_at: now,
  })
  const household = newId()
  await ownerDb.insertInto('households').values({ centre_id: desk.centre.id, id: household, created_at: now }).execute()
  await into('household_members', passes, { household_id: household, role: 'head' })
  const third = await person('Třetí', { field: 'Jiný' }, { stage: 'known' })
  await ownerDb
    .insertInto('contact_relations')
    .values({ centre_id: desk.centre.id, ...told, from_id: third, to_id: passes, kind: 'spouse' })
    .execute()
  await ownerDb.deleteFrom('enrolments').where('contact_id', '=', third).execute()
  await into('obligations', passes, { ...told, kind: 'stipend', years_owed: 3, start_by: day })
  await into('obligations', fails, {
    ...{ ...told, id: newId(), kind: 'stipend', years_owed: 3, start_by: day, state: 'served', closed_on: day },
  })
  await came(passes, 'Praha', 'attended')
  await came(passes, 'Praha', 'attended', ago(200))
  await came(passes, 'Plzeň', 'no_show')
  await came(fails, 'Praha', 'confirmed')
  await came(fails, 'Cheb', 'attended')
  const spoke = { kind: 'phone_call', body: '', created_at: now, member_id: desk.member.id }
  await into('activities', passes, { ...spoke, id: newId(), occurred_at: noonOf(addDays(day, -120)) })
  await into('activities', fails, { ...spoke, id: newId(), occurred_at: ago(3) })
  // an office doing is no contact
  await into('activities', passes, { ...spoke, id: newId(), kind: 'edited', occurred_at: ago(1) })
})

/** Who of the two is found. */
const found = async (query: string) => {
  const ids = await desk.list(`?${query}`)
  return [ids.includes(passes), ids.includes(fails)]
}

const [justOne, justOther, both] = [
  [true, false],
  [false, true],
  [true, true],
]

describe('each filter', () => {
  const cases: Record<string, string[]> = {
    stage: ['stage=exploring'],
    category: ['category=active'],
    parked: ['parked=yes'],
    owner: ['owner=me'],
    next: ['next=overdue', 'next=planned'],
    tag: ['tag=rodina', 'tag=rodina&tag=nikdo'],
    tag_all: ['tag_all=l%C3%A9ka%C5%99&tag_all=rodina', 'tag=rodina&tag_all=l%C3%A9ka%C5%99'],
    tag_none: ['tag_none=starosta'],
    municipality: ['municipality=Ostrov', 'municipality=Ostrov&municipality=Brno'],
    town: ['town=Praha'],
    region: ['region=CZ010'],
    country: ['country=AT&region=CZ010', 'region=CZ010'],
    horizon: ['horizon=within_6_months', 'horizon=within_12_months', 'horizon=within_3_years'],
    speaks: ['speaks=en&level=B1'],
    level: ['speaks=en&level=B2'],
    citizenship: ['citizenship=UA'],
    title: ['title=blue_card'],
    field: ['field=L%C3%A9ka%C5%99stv%C3%AD'],
    isco: ['isco=2', 'isco=22', 'isco=2212', 'isco=5&isco=22'],
    trigger: ['trigger=child'],
    barrier: ['barrier=pay'],
    attended: ['attended=2', 'attended=1&event_town=Praha'],
    event_town: ['event_town=Praha'],
    event_from: [`event_from=${dayOf(ago(210))}&event_to=${dayOf(ago(190))}`],
    event_to: [`event_to=${dayOf(ago(190))}`],
    absent: ['absent=yes', 'absent=yes&event_town=Plze%C5%88'],
    quiet: ['quiet=90', 'quiet=119'],
    touched_from: [`touched_from=${dayOf(ago(125))}&touched_to=${dayOf(ago(110))}`],
    touched_to: [`touched_to=${dayOf(ago(110))}`],
    created_from: [`created_from=${dayOf(ago(401))}&created_to=${dayOf(ago(300))}`],
    created_to: [`created_to=${dayOf(ago(399))}`, `created_to=${dayOf(ago(400))}`],
    source: ['source=enquiry'],
    basis: ['basis=public_task'],
    informed: ['informed=yes'],
    consent: ['consent=newsletter'],
    has: ['has=email', 'has=phone', 'has=email&has=phone'],
    lacks: [],
    household: ['household=yes'],
    relation: ['relation=spouse'],
    obligation: ['obligation=open'],
    referred: [],
  }

  test('finds who it should and not the other, each for itself and all together', async () => {
    expect(Object.keys(cases)).toEqual(filterNames)
    for (const query of Object.values(cases).flat()) expect([query, await found(query)]).toEqual([query, justOne])
    const all = Object.entries(cases)
      .filter(
        ([name]) => !['country', 'next', 'quiet', 'event_to', 'event_from', 'absent', 'tag', 'isco'].includes(name),
      )
      .flatMap(([, [first]]) => first ?? [])
      .join('&')
    expect(await found(all)).toEqual(justOne)
    expect(await found(`${all}&tag_none=rodina`)).toEqual([false, false])
  })

  test('finds the other the other way round', async () => {
    for (const query of [
      'lacks=email',
      'parked=no',
      'household=no',
      'informed=no',
      'consent=none',
      'basis=none',
      'owner=nobody',
      'country=DE',
      'next=none',
      'horizon=some_day',
      'tag_none=rodina',
      'stage=lost',
      'category=lost',
      `created_from=${yesterday}`,
      `touched_from=${dayOf(ago(4))}`,
      'event_town=Cheb',
    ])
      expect([query, await found(query)]).toEqual([query, justOther])
    for (const query of [
      'referred=no',
      'speaks=en',
      'tag=l%C3%A9ka%C5%99',
      'attended=1',
      'owner=me&owner=nobody',
      'stage=lost&stage=exploring',
    ])
      expect([query, await found(query)]).toEqual([query, both])
    for (const query of [
      'referred=yes',
      'attended=3',
      'quiet=121',
      'isco=4',
      'trigger=homesick',
      'next=week',
      'speaks=de',
    ])
      expect([query, await found(query)]).toEqual([query, [false, false]])
  })

  test('answers "attended a Prague event, wants to return within 12 months, speaks English" and says so in chips', async () => {
    const query = 'attended=1&event_town=Praha&horizon=within_12_months&speaks=en'
    expect(await found(query)).toEqual(justOne)
    const { html } = await desk.page(`/contacts?${query}`)
    const text = html.replaceAll('\u00a0', ' ')
    for (const chip of ['byl/a aspoň na 1 akci (Praha)', 'chce se vrátit do roka', 'mluví anglicky'])
      expect(text).toContain(`<span>${chip}</span>`)
    const [, without] = /href="([^"]*)" aria-label="Zrušit filtr: mluví anglicky/.exec(text) ?? []
    expect(without?.replaceAll('&amp;', '&')).toBe(
      `${desk.base}/contacts?horizon=within_12_months&attended=1&event_town=Praha`,
    )
  })
})

describe('the address of a list', () => {
  test('has one spelling, leaves out what makes no sense, and can be read again', () => {
    const messy =
      'tag=b&q=&stage=known&speaks=en&horizon=soon&attended=0&region=XX&level=C9&tag=b&tag=a%00&sort=odd&cols=tags&cols=nose'
    const tidy = 'stage=known&tag=b&speaks=en&cols=tags'
    expect(contactAddress(readContactQuery(messy))).toBe(tidy)
    expect(contactAddress(readContactQuery(tidy))).toBe(tidy)
  })

  test('with anything in it is answered with a page', async () => {
    for (const name of filterNames)
      for (const value of [
        "'",
        '%00',
        '%F0%9F%98%80',
        '-1',
        '9'.repeat(400),
        '[]',
        '0001-01-01',
        '%ED%A0%80',
        'infinity',
      ])
        expect([name, value, (await desk.page(`/contacts?${name}=${value}`)).status]).toEqual([name, value, 200])
  })
})

describe('the filters that are fetched', () => {
  const asPart = { 'HX-Request': 'true', 'HX-Request-Type': 'partial', 'HX-Target': 'div#filter-groups' }
  const asked = '?tag=A&tag=B&region=CZ010&sort=newest'
  const sentWith = (html: string) => /<div id="filter-groups"[^>]*>(.*?)<\/div>/s.exec(html)?.[1] ?? ''

  test('a closed panel sends what was chosen in it, and only that', async () => {
    const html = sentWith((await desk.page(`/contacts${asked}`)).html)
    const kept = [...html.matchAll(/<input type="hidden" name="(\w+)" value="(\w+)"/g)].map(([, name, value]) => [
      name,
      value,
    ])
    expect(kept).toEqual([
      ['tag', 'B'],
      ['region', 'CZ010'],
    ])
    expect(html).toContain(`href="${desk.base}/contacts/filters?`)
    expect(html).not.toContain('<select')
  })

  test('come alone to who opens the panel, with what was chosen in their fields', async () => {
    const part = await (await desk.get(`/contacts/filters${asked}`, asPart)).text()
    expect(part).toMatch(/^<div id="filter-groups"><details/)
    expect(part).toMatch(/<option value="CZ010" selected/)
    expect(part).toMatch(/name="tag"[^>]*value="B"/)
    expect(part).not.toMatch(/name="tag"[^>]*value="A"/)
  })

  test('are a page with one form for whoever has no script', async () => {
    const { html } = await desk.page(`/contacts/filters${asked}`)
    const form = /<form class="filters" method="get" action="([^"]*)"[^>]*>(.*?)<\/form>/s.exec(html)
    expect(form?.[1]).toBe(`${desk.base}/contacts`)
    expect(form?.[0]).not.toContain('hx-get')
    for (const name of ['stage', 'region', 'tag_all', 'attended', 'basis'])
      expect(form?.[2]).toContain(`name="${name}"`)
    expect((await desk.page('/contacts/filters?region=XX&stage=%00&sort=x')).status).toBe(200)
  })

  test('are not asked for with the page of the list that a colleague stands on', async () => {
    const wayTo = async (query: string) =>
      /href="([^"]*\/contacts\/filters[^"]*)"/.exec((await desk.page(`/contacts?tag=C${query}`)).html)?.[1]
    expect(await wayTo(`&after=${encodeCursor(['Novák', 'Karel', newId()])}&count=exact`)).toBe(
      `${desk.base}/contacts/filters?tag=C`,
    )
    expect(await wayTo('')).toBe(`${desk.base}/contacts/filters?tag=C`)
  })
})
