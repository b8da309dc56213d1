import { describe, expect, test } from 'vitest'
import { newId, randomId } from '../../src/lib/ids.ts'
import { addDays, dayOf } from '../../src/lib/time.ts'
import { testApp } from '../support/app.ts'
import { aContact, aMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { aDesk, chosenIn, errorIn, everythingOf, fieldIn } from './desk.ts'
import { plantFacts } from './planted-facts.ts'

const { appDb, ownerDb } = testDatabase()
const app = testApp(appDb)
const today = dayOf(new Date())

const aPage = async () => {
  const desk = await aDesk(ownerDb, app)
  const { id } = await aContact(ownerDb, desk.centre, { email: 'jana@example.org' })
  const path = `/contacts/${id}`
  const told = async () => {
    const { activities, audit } = await everythingOf(ownerDb, id)
    return [activities.map(({ kind, particulars }) => [kind, particulars.fields]), audit.map(({ fields }) => fields)]
  }
  return { desk, id, path, told }
}
type Table = 'contact_addresses' | 'contact_statuses' | 'affiliations'
const rowsIn = (table: Table, id: string) =>
  ownerDb.selectFrom(table).selectAll().where('contact_id', '=', id).orderBy('created_at').orderBy('id').execute()
const onlyRow = async (table: Table, id: string) => (await rowsIn(table, id))[0]

type CardCase = {
  name: string
  table: Table
  fields: Record<string, string>
  kept: object
  said: string
  wrong: Record<string, string>
  beside: string
  typed: string
}

const cards: CardCase[] = [
  {
    name: 'addresses',
    table: 'contact_addresses',
    fields: {
      address_kind: 'home',
      street: 'Školní 12',
      postal_code: '301 00',
      town: 'Plzeň',
      address_from: '2020-09-01',
    },
    kept: { kind: 'home', street: 'Školní 12', postal_code: '301 00', town: 'Plzeň', country: 'CZ', valid_to: null },
    said: 'Školní 12, 301 00 Plzeň',
    wrong: { address_kind: 'home', town: '', street: 'Školní 12' },
    beside: 'town',
    typed: 'street',
  },
  {
    name: 'statuses',
    table: 'contact_statuses',
    fields: { status: 'temporary_protection', status_from: '2022-03-15' },
    kept: { kind: 'residence', value: 'temporary_protection', valid_from: '2022-03-15', valid_to: null },
    said: 'dočasná ochrana',
    wrong: { status: 'tourist', status_from: '2022-03-15' },
    beside: 'status',
    typed: 'status_from',
  },
  {
    name: 'affiliations',
    table: 'affiliations',
    fields: { organisation: 'Sklárna', position: 'mistr', affiliation_from: '2021-01-01' },
    kept: { organisation: 'Sklárna', role: 'mistr', partner_id: null, valid_from: '2021-01-01' },
    said: 'Sklárna, mistr',
    wrong: { organisation: ' ', position: 'mistr' },
    beside: 'organisation',
    typed: 'position',
  },
]

describe.each(cards)('the card of $name', ({ name, table, fields, kept, said, wrong, beside, typed }) => {
  test('takes a new one, with the timeline and the audit, once', async () => {
    const { desk, id, path, told } = await aPage()
    const form = { ...fields, key: randomId() }
    for (let twice = 0; twice < 2; twice++)
      expect(await desk.send(`${path}/${name}`, form)).toMatchObject({
        status: 303,
        location: `${desk.base}${path}?done=saved#${name}`,
      })
    expect((await rowsIn(table, id)).length).toBe(1)
    expect(await onlyRow(table, id)).toMatchObject({ id: form.key, ...kept })
    expect(await told()).toEqual([[['edited', name]], [[name]]])
    expect((await desk.page(path)).html).toContain(said)
  })

  test('says what is wrong beside the field, keeps what was typed, and writes nothing', async () => {
    const { desk, id, path, told } = await aPage()
    const { status, html } = await desk.send(`${path}/${name}`, { ...wrong, key: randomId() })
    expect([status, errorIn(html, beside) !== undefined]).toEqual([422, true])
    expect(fieldIn(html, typed)).toBe(wrong[typed])
    const [prefix] = Object.keys(fields).filter((field) => field.endsWith('_from'))
    const backwards = { ...fields, [`${prefix?.slice(0, -5)}_to`]: '1999-01-01', key: randomId() }
    expect((await desk.send(`${path}/${name}`, backwards)).status).toBe(422)
    expect([await rowsIn(table, id), await told()]).toEqual([[], [[], []]])
  })

  test('ends what held and keeps it; who is too late hears of it and overrules nobody', async () => {
    const { desk, id, path, told } = await aPage()
    const form = { ...fields, key: randomId() }
    await desk.send(`${path}/${name}`, form)
    const end = (ended_on: string) => desk.send(`${path}/${name}/${form.key}/end`, { ended_on })
    expect([(await end('')).status, (await end('2001-01-01')).status]).toEqual([422, 422])
    expect([(await end('2025-06-30')).status, (await end('2025-06-30')).status]).toEqual([303, 303])
    const stale = await end('2025-07-31')
    expect([stale.status, stale.html.includes('Mezitím to ukončil někdo jiný.')]).toEqual([409, true])
    expect(await onlyRow(table, id)).toMatchObject({ ...kept, valid_to: '2025-06-30' })
    expect(await told()).toEqual([
      [
        ['edited', name],
        ['edited', name],
      ],
      [[name], [name]],
    ])
  })

  test('takes back a mistake, and says so to the audit', async () => {
    const { desk, id, path, told } = await aPage()
    const form = { ...fields, key: randomId() }
    await desk.send(`${path}/${name}`, form)
    for (let twice = 0; twice < 2; twice++)
      expect((await desk.send(`${path}/${name}/${form.key}/remove`, {})).status).toBe(303)
    expect(await rowsIn(table, id)).toEqual([])
    expect((await told())[1]).toEqual([[name], [name]])
  })

  test('knows nothing of another contact’s facts, and lets no reader write', async () => {
    const { desk, id, path } = await aPage()
    const other = await aContact(ownerDb, desk.centre)
    const ids: Record<string, string> = await plantFacts(ownerDb, desk.centre, other.id)
    expect((await desk.send(`${path}/${name}/${ids[name]}/end`, { ended_on: today })).status).toBe(404)
    await desk.send(`${path}/${name}/${ids[name]}/remove`, {})
    expect((await rowsIn(table, other.id)).length).toBe(1)
    const reader = await aMember(ownerDb, [desk.centre], 'reader')
    const answer = await app.post(`${desk.base}${path}/${name}`, { ...fields, key: randomId() }, reader.cookie)
    expect([answer.status, await rowsIn(table, id)]).toEqual([403, []])
    expect((await (await app.get(`${desk.base}/contacts/${other.id}`, reader.cookie)).text()).includes('/remove')).toBe(
      false,
    )
  })
})

describe('what follows', () => {
  test('ends what held of its kind until that day, and leaves other kinds and what begins later', async () => {
    const { desk, id, path } = await aPage()
    const add = (status: string, more: Record<string, string>) =>
      desk.send(`${path}/statuses`, { status, key: newId(), ...more })
    await add('UA', { status_from: '1990-01-01' })
    await add('temporary_protection', { status_from: '2022-03-15' })
    await add('permanent', { status_from: '2030-01-01' })
    await add('employee_card', { status_from: '2024-05-01', status_replaces: 'on' })
    const rows = await ownerDb
      .selectFrom('contact_statuses')
      .select(['value', 'valid_from', 'valid_to'])
      .where('contact_id', '=', id)
      .orderBy('valid_from')
      .execute()
    expect(rows.map(({ value, valid_to }) => [value, valid_to])).toEqual([
      ['UA', null],
      ['temporary_protection', '2024-05-01'],
      ['employee_card', null],
      ['permanent', null],
    ])
  })

  test('an organisation that bears a partner’s name leads to the partner', async () => {
    const { desk, id, path } = await aPage()
    const partner = newId()
    const at = new Date()
    await ownerDb
      .insertInto('partners')
      .values({
        centre_id: desk.centre.id,
        id: partner,
        kind: 'employer',
        name: 'Sklárna Zkušební',
        email: 's@example.org',
        created_at: at,
        updated_at: at,
      })
      .execute()
    await desk.send(`${path}/affiliations`, { organisation: 'sklárna zkušební', key: randomId() })
    expect((await onlyRow('affiliations', id)) ?? {}).toMatchObject({ partner_id: partner })
    const { html } = await desk.page(path)
    expect(html).toContain(`href="${desk.base}/partners/${partner}"`)
    expect(html).not.toContain('<option value="Sklárna Zkušební">')
    expect((await desk.page(`${path}?add=affiliations`)).html).toContain('<option value="Sklárna Zkušební">')
  })
})

describe('a form that comes when it is asked for', () => {
  const asPart = { 'HX-Request': 'true', 'HX-Request-Type': 'partial', 'HX-Target': 'div#add-addresses' }

  test('is not on the page before, and alone for whoever fetches it', async () => {
    const { desk, id, path } = await aPage()
    const action = `action="${desk.base}/contacts/${id}/addresses"`
    expect((await desk.page(path)).html).not.toContain(action)
    const part = await (await desk.get(`${path}?add=addresses`, asPart)).text()
    expect(part).toContain(action)
    expect(part).toMatch(/^<form/)
  })

  test('stands open on a page of its own for whoever has no script, and for no reader', async () => {
    const { desk, id, path } = await aPage()
    const { html } = await desk.page(`${path}?add=addresses`)
    expect(html).toMatch(new RegExp(`<details open=""><summary>[^<]*</summary><form[^>]*/contacts/${id}/addresses"`))
    const reader = await aMember(ownerDb, [desk.centre], 'reader')
    for (const headers of [{}, asPart]) {
      const read = await app.get(`${desk.base}${path}?add=addresses`, reader.cookie, headers)
      expect([read.status, (await read.text()).includes(`contacts/${id}/addresses"`)]).toEqual([200, false])
    }
  })
})

describe('an obligation', () => {
  const duty = { agreement: 'KK-1', years_owed: '2,5', start_by: addDays(today, 90), obligation_note: 'Chirurgie' }
  const noted = async () => {
    const page = await aPage()
    const form = { ...duty, key: randomId() }
    const { status } = await page.desk.send(`${page.path}/obligations`, form)
    await page.desk.send(`${page.path}/obligations`, form)
    const row = () => ownerDb.selectFrom('obligations').selectAll().where('id', '=', form.key).executeTakeFirstOrThrow()
    return { ...page, status, row, address: `${page.path}/obligations/${form.key}` }
  }

  test('is written down once, changed and closed, each on the timeline', async () => {
    const { desk, path, status, row, address, told } = await noted()
    expect(status).toBe(303)
    expect(await row()).toMatchObject({
      agreement: 'KK-1',
      years_owed: '2.50',
      state: 'open',
      note: 'Chirurgie',
      version: 1,
    })
    const { html } = await desk.page(path)
    expect([html.includes('2,5 roku'), html.includes('zatím nenastoupil/a')]).toEqual([true, true])
    const started = { ...duty, state: 'open', started_on: today, version: '1' }
    expect((await desk.send(address, started)).status).toBe(303)
    expect((await desk.send(address, { ...started, version: '2', state: 'served' })).status).toBe(303)
    expect((await desk.send(address, { ...started, version: '3', state: 'served' })).status).toBe(303)
    expect(await row()).toMatchObject({ state: 'served', closed_on: today, started_on: today, version: 3 })
    expect(await told()).toEqual([
      [
        ['obligation_noted', undefined],
        ['edited', 'obligations'],
        ['obligation_closed', undefined],
      ],
      [['agreement', 'years_owed', 'start_by', 'started_on'], ['started_on'], ['state', 'closed_on']],
    ])
  })

  test('that somebody changed meanwhile shows both values and changes nothing', async () => {
    const { desk, row, address } = await noted()
    await desk.send(address, { ...duty, agreement: 'KK-2', state: 'open', version: '1' })
    const before = await row()
    const { status, html } = await desk.send(address, { ...duty, agreement: 'KK-3', state: 'repaid', version: '1' })
    expect([status, fieldIn(html, 'agreement'), chosenIn(html, 'state')]).toEqual([409, 'KK-3', 'repaid'])
    expect(html).toContain('Teď uloženo: KK-2')
    expect(html).toContain('Teď uloženo: Ještě trvá')
    expect(await row()).toEqual(before)
  })

  test.each(['', '0', '21', 'tři', '-1', '1e9'])('of %j years is refused', async (years_owed) => {
    const { desk, path } = await aPage()
    const { status, html } = await desk.send(`${path}/obligations`, { ...duty, years_owed, key: randomId() })
    expect([status, errorIn(html, 'years_owed') !== undefined, fieldIn(html, 'agreement')]).toEqual([422, true, 'KK-1'])
  })
})
