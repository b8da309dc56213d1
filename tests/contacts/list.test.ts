import { describe, expect, test } from 'vitest'
import { listContacts } from '../../src/contacts/queries/list.ts'
import { newId } from '../../src/lib/ids.ts'
import { encodeCursor } from '../../src/lib/paging.ts'
import { testApp } from '../support/app.ts'
import { aContact, aMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { aDesk, chosenIn, type Desk, idsIn, nextIn } from './desk.ts'

const { appDb, ownerDb } = testDatabase()
const app = testApp(appDb)

const person = async ({ centre }: Desk, family_name: string, facts: Parameters<typeof aContact>[2] = {}) =>
  (await aContact(ownerDb, centre, { given_name: 'Jan', family_name, ...facts })).id

/** Every page of a list, one after the other. */
const pagesOf = async (desk: Desk, query: string) => {
  const pages: string[][] = []
  for (let next: string | undefined = query; next !== undefined; ) {
    const { status, html } = await desk.page(`/contacts${next}`)
    expect(status).toBe(200)
    pages.push(idsIn(html))
    next = nextIn(html)
    if (pages.length > 20) throw new Error('the list has no end')
  }
  return pages
}

const many = async ({ centre }: Desk, count: number, facts: (index: number) => object) => {
  const now = new Date()
  const rows = Array.from({ length: count }, (_, index) => ({
    centre_id: centre.id,
    id: newId(),
    given_name: 'Jan',
    family_name: 'Novák',
    source: 'staff' as const,
    created_at: now,
    updated_at: now,
    ...facts(index),
  }))
  await ownerDb.insertInto('contacts').values(rows).execute()
  return rows
}

describe('the list of contacts', () => {
  test('stands in Czech order, with ch after h, and given names within a family name', async () => {
    const desk = await aDesk(ownerDb, app)
    const names = [
      'Ivan',
      'Chalupa',
      'Čáp',
      'Hora',
      'Dub',
      'Cibulka',
      'Šíp',
      'Sova',
      'Řehoř',
      'Rak',
      'Žák',
      'Zeman',
      'Ďurica',
      'Ágh',
      'Abrahám',
    ]
    for (const name of names) await person(desk, name)
    const adams = await person(desk, 'Dub', { given_name: 'Adam' })
    const html = (await desk.page('/contacts')).html
    const shown = [...html.matchAll(/<th scope="row"[^>]*><a[^>]*>([^<]*)</g)].map(([, name]) =>
      name?.replace(/ Jan$/, ''),
    )
    expect(shown).toEqual([
      'Abrahám',
      'Ágh',
      'Cibulka',
      'Čáp',
      'Dub Adam',
      'Dub',
      'Ďurica',
      'Hora',
      'Chalupa',
      'Ivan',
      'Rak',
      'Řehoř',
      'Sova',
      'Šíp',
      'Zeman',
      'Žák',
    ])
    expect(idsIn(html)[4]).toBe(adams)
  })

  test('gives each row exactly once in every order, with equal names, equal days and no days', async () => {
    const desk = await aDesk(ownerDb, app)
    const days = [null, '2026-11-20', '2026-11-20', '2027-01-01', null]
    const rows = await many(desk, 130, (index) => {
      const next_step_on = days[index % 5] ?? null
      return {
        family_name: ['Novák', 'Nováková', 'Čáp', 'Chalupa', ''][index % 5],
        given_name: index % 3 ? 'Jan' : 'Ján',
        next_step_on,
        next_step: next_step_on ? 'Zavolat' : '',
      }
    })
    const ids = rows.map(({ id }) => id)
    for (const sort of ['name', 'newest', 'next_step']) {
      const pages = await pagesOf(desk, `?sort=${sort}`)
      expect([sort, pages.map((page) => page.length)]).toEqual([sort, [50, 50, 30]])
      expect(pages.flat().toSorted()).toEqual(ids.toSorted())
    }
    expect((await pagesOf(desk, '?sort=newest')).flat()).toEqual(ids.toSorted().toReversed())
    const due = (await pagesOf(desk, '?sort=next_step')).flat().map((id) => rows.find((row) => row.id === id))
    const dated = due.map((row) => (row && 'next_step_on' in row ? row.next_step_on : null))
    expect(dated).toEqual([...Array(52).fill('2026-11-20'), ...Array(26).fill('2027-01-01'), ...Array(52).fill(null)])
  })

  test('keeps its order and loses nobody while rows are added between pages', async () => {
    const desk = await aDesk(ownerDb, app)
    const rows = await many(desk, 60, (index) => ({ family_name: `Novák${String(index).padStart(2, '0')}` }))
    const first = await desk.page('/contacts')
    await person(desk, 'Abrahám')
    const second = await desk.page(`/contacts${nextIn(first.html)}`)
    expect([...idsIn(first.html), ...idsIn(second.html)]).toEqual(rows.map(({ id }) => id))
  })

  test('begins at its beginning with a cursor that is none', async () => {
    const desk = await aDesk(ownerDb, app)
    await many(desk, 3, () => ({}))
    const id = newId()
    const cursors = [
      'x',
      '%%%',
      'e30',
      encodeCursor([]),
      encodeCursor(['a']),
      encodeCursor(['a', 'b', 'c']),
      encodeCursor(['a\0', 'b', id]),
      encodeCursor(['a', 'b', `${id}'`]),
      encodeCursor(['2026-99-99', id]),
      encodeCursor(['2026-02-30', id]),
      encodeCursor(['infinity', 'x']),
      encodeCursor(['x'.repeat(1000), 'b', id]),
      Buffer.from(JSON.stringify([1, 2, id])).toString('base64url'),
      Buffer.from('{"a":1}').toString('base64url'),
      'x'.repeat(10_000),
      encodeCursor(['\ud800', '\udfff', 'z']),
      Buffer.from('[').toString('base64url'),
      Buffer.from('null').toString('base64url'),
    ]
    for (const sort of ['name', 'newest', 'next_step']) {
      const whole = await desk.list(`?sort=${sort}`)
      for (const cursor of cursors) {
        const { status, html } = await desk.page(`/contacts?sort=${sort}&after=${encodeURIComponent(cursor)}`)
        expect([sort, cursor, status, idsIn(html)]).toEqual([sort, cursor, 200, whole])
      }
    }
  })

  test('takes a cursor with odd text for what it says, without an error', async () => {
    const desk = await aDesk(ownerDb, app)
    await person(desk, 'Žák')
    for (const after of [
      ["'; drop table contacts --", '\u202e', newId()],
      ['\ud800', '', newId()],
    ]) {
      expect((await desk.page(`/contacts?after=${encodeCursor(after)}`)).status).toBe(200)
    }
    expect(
      await desk.list(`?sort=next_step&after=${encodeCursor(['infinity', 'ffffffff-ffff-7fff-bfff-ffffffffffff'])}`),
    ).toEqual([])
  })

  test('filters by stage, owner, tag and municipality, each and together, and shows what is chosen', async () => {
    const desk = await aDesk(ownerDb, app)
    const { id: owner_id } = await aMember(ownerDb, [desk.centre], 'coordinator', 'Petr Druhý')
    const a = await person(desk, 'Aa', {
      stage: 'exploring',
      owner_id,
      tags: ['lékař', 'rodina'],
      municipality_origin: 'Ostrov',
    })
    const b = await person(desk, 'Bb', { stage: 'exploring', tags: ['lékař'], municipality_origin: 'Cheb' })
    const c = await person(desk, 'Cc', { stage: 'moving', owner_id, municipality_origin: 'Ostrov' })
    expect(await desk.list('?stage=exploring')).toEqual([a, b])
    expect(await desk.list(`?owner=${owner_id}`)).toEqual([a, c])
    expect(await desk.list(`?tag=${encodeURIComponent('lékař')}`)).toEqual([a, b])
    expect(await desk.list('?tag=rodin')).toEqual([])
    expect(await desk.list('?municipality=Ostrov')).toEqual([a, c])
    expect(await desk.list(`?municipality=Ostrov&stage=moving&owner=${owner_id}&q=cc`)).toEqual([c])
    expect(await desk.list('?municipality=Ostrov&stage=lost')).toEqual([])
    expect(await desk.list('?stage=nonsense&owner=none&sort=nonsense&track=nonsense')).toEqual([a, b, c])
    const { html } = await desk.page(`/contacts?stage=moving&owner=${owner_id}&municipality=Ostrov&sort=newest`)
    expect(['stage', 'owner', 'municipality', 'sort'].map((name) => chosenIn(html, name))).toEqual([
      'moving',
      owner_id,
      'Ostrov',
      'newest',
    ])
    for (const choice of ['>lékař<', '>rodina<', '>Cheb<', '>Petr Druhý<']) expect(html).toContain(choice)
  })

  test('keeps the filters, the order and the track on the way to the next page', async () => {
    const desk = await aDesk(ownerDb, app, { tracks: ['return', 'relocation'] })
    for (let index = 0; index < 52; index += 1)
      await person(desk, 'Novák', { track: 'relocation', stage: 'arrived', municipality_origin: 'Brno', tags: ['a&b'] })
    await person(desk, 'Novák')
    const pages = await pagesOf(desk, '?q=novak&track=relocation&stage=arrived&municipality=Brno&tag=a%26b&sort=newest')
    expect(pages.map((page) => page.length)).toEqual([50, 2])
  })

  test('counts exactly to a thousand and says "more" above', async () => {
    const desk = await aDesk(ownerDb, app)
    await many(desk, 1000, () => ({}))
    expect((await desk.page('/contacts')).html).toMatch(/1.000 kontaktů/)
    await many(desk, 1, () => ({}))
    expect((await desk.page('/contacts')).html).toMatch(/Víc než 1.000 kontaktů/)
    const filter = { q: '', track: 'return' as const, sort: 'name' as const }
    const counted = async (cap?: number) => (await listContacts(ownerDb, desk.centre.id, filter, { cap })).count
    expect(await counted(1000)).toBe(1001)
    await many(desk, 20, () => ({}))
    expect([await counted(1000), await counted(5), await counted()]).toEqual([1001, 6, 1021])
    expect((await listContacts(ownerDb, desk.centre.id, filter, { size: 7 })).rows).toHaveLength(7)
  })

  test('counts to the end when somebody asks for it', async () => {
    const desk = await aDesk(ownerDb, app)
    await many(desk, 1003, () => ({}))
    const { html } = await desk.page('/contacts?sort=newest')
    const link = /href="([^"]*count=exact[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? 'no link'
    expect(link).toBe(`/app/${desk.centre.slug}/contacts?sort=newest&count=exact`)
    const exact = await desk.page(link.slice(`/app/${desk.centre.slug}`.length))
    expect(exact.html).toMatch(/1.003 kontaktů/)
    expect(exact.html).not.toContain('spočítat přesně')
  })

  test('counts the same whichever way it finds them', async () => {
    const desk = await aDesk(ownerDb, app)
    for (const stage of ['known', 'known', 'in_touch'] as const)
      await person(desk, 'Dvořák', { track: 'return', stage })
    await person(desk, 'Bez Kroku')
    for (const [query, count] of [
      ['?stage=known', 2],
      ['?stage=known&q=dvorak', 2],
      ['?q=dvorak', 3],
      ['', 4],
    ] as const)
      for (const sort of ['newest', 'name', 'next_step'])
        expect((await desk.page(`/contacts${query ? `${query}&` : '?'}sort=${sort}`)).html).toContain(
          `${count} kontakty`,
        )
  })

  test('sends the list alone to htmx, and the whole page to everybody else', async () => {
    const desk = await aDesk(ownerDb, app)
    const id = await person(desk, 'Novák')
    const part = await desk.get('/contacts?q=novak', {
      'HX-Request': 'true',
      'HX-Request-Type': 'partial',
      'HX-Target': 'div#contact-list',
    })
    expect(part.headers.get('vary')).toContain('HX-Request-Type, HX-Target')
    const html = await part.text()
    expect([html.startsWith('<div id="contact-list"'), html.includes('<search'), idsIn(html)]).toEqual([
      true,
      false,
      [id],
    ])
    const page = await desk.get('/contacts?q=novak', {
      'HX-Request': 'true',
      'HX-Request-Type': 'full',
      'HX-Target': 'contact-list',
    })
    expect(await page.text()).toContain('<!doctype html>')
  })

  test('tells an empty centre from a search that found nobody, and offers readers nothing to write', async () => {
    const desk = await aDesk(ownerDb, app)
    const reading = await aDesk(ownerDb, app, { role: 'reader' })
    expect((await desk.page('/contacts')).html).toContain('Zatím tu nikdo není')
    expect((await desk.page('/contacts?q=nikdo')).html).toContain('Nikoho takového neznáme')
    expect((await desk.page('/contacts')).html).toContain(`${desk.base}/contacts/new`)
    expect((await reading.page('/contacts')).html).not.toContain('/contacts/new')
  })
})
