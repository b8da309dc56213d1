import { parse } from 'csv-parse/sync'
import * as fc from 'fast-check'
import { sql } from 'kysely'
import readXlsxFile from 'read-excel-file/universal'
import { describe, expect, test } from 'vitest'
import { csvStream } from '../../src/contacts/export.ts'
import { newId } from '../../src/lib/ids.ts'
import { inert, withoutMark } from '../../src/lib/spreadsheet.ts'
import { staffMessages } from '../../views/messages/index.ts'
import { testApp } from '../support/app.ts'
import { aContact } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { aDesk, type Desk } from './desk.ts'

const { appDb, ownerDb } = testDatabase()
const app = testApp(appDb)

const file = async (desk: Desk, query: string, format: 'csv' | 'xlsx') => {
  const response = await app.post(`${desk.base}/contacts/export`, { query, format }, desk.member.cookie)
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) }
}

const rowsIn = (bytes: Buffer): string[][] =>
  parse(bytes, { bom: true, delimiter: ';', record_delimiter: '\r\n', relax_column_count: true })

const payloads = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'].flatMap((sign) => [
  `${sign}1+1`,
  ` ${sign}cmd|' /C calc'!A0`,
  `${sign}HYPERLINK("http://x.example";"a")`,
  `\u00a0${sign}SUM(A1:A9)`,
])

describe('the list as a file', () => {
  test('is byte for byte what Czech Excel opens: the view’s people, columns and order', async () => {
    const desk = await aDesk(ownerDb, app)
    await aContact(ownerDb, desk.centre, {
      family_name: 'Čáp',
      given_name: 'Jan',
      phone: '+420777111222',
      residence: '007',
    })
    const { id } = await aContact(ownerDb, desk.centre, {
      family_name: 'Chalupa; "starší"',
      given_name: '=1+1',
      residence: 'Aš',
    })
    await ownerDb
      .updateTable('contacts')
      .set({ next_step: 'Zavolat', next_step_on: '2026-02-01' })
      .where('id', '=', id)
      .execute()
    await aContact(ownerDb, desk.centre, { family_name: 'Novák', stage: 'lost' })
    const { status, headers, bytes } = await file(
      desk,
      'stage=considering&cols=next&cols=phone&cols=residence&dir=desc',
      'csv',
    )
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="kontakty-\d{4}-\d\d-\d\d\.csv"$/)
    expect(bytes.toString('utf8')).toBe(
      '\uFEFF"Příjmení";"Jméno";"Další krok";"Do kdy";"Telefon";"Kde teď žije"\r\n' +
        '"Chalupa; ""starší""";"\'=1+1";"Zavolat";"1. 2. 2026";"";"Aš"\r\n' +
        '"Čáp";"Jan";"";"";"\'+420777111222";"007"\r\n',
    )
  })

  test('holds the same in a workbook: texts as texts, days as days', async () => {
    const desk = await aDesk(ownerDb, app)
    const { id } = await aContact(ownerDb, desk.centre, {
      family_name: '=1+1',
      given_name: '007',
      phone: '+420777111222',
    })
    await ownerDb
      .updateTable('contacts')
      .set({ next_step: 'Zavolat', next_step_on: '2026-02-01' })
      .where('id', '=', id)
      .execute()
    const { headers, bytes } = await file(desk, 'cols=phone&cols=next', 'xlsx')
    expect(headers.get('content-type')).toContain('spreadsheetml')
    const [{ data } = { data: [] }] = await readXlsxFile(new Blob([new Uint8Array(bytes)]))
    expect(data).toEqual([
      ['Příjmení', 'Jméno', 'Telefon', 'Další krok', 'Do kdy'],
      ['=1+1', '007', '+420777111222', 'Zavolat', new Date('2026-02-01T00:00:00Z')],
    ])
  })

  test('is written down: who, how many, by which filters, and never what was looked for; and refused to readers', async () => {
    const desk = await aDesk(ownerDb, app)
    for (const family_name of ['Aa', 'Bb'])
      await aContact(ownerDb, desk.centre, { family_name, municipality_origin: 'Ostrov' })
    await file(desk, 'municipality=Ostrov&cols=email', 'csv')
    const entries = await ownerDb
      .selectFrom('audit_entries')
      .selectAll()
      .where('centre_id', '=', desk.centre.id)
      .execute()
    expect(entries).toMatchObject([
      { action: 'contacts.exported', member_id: desk.member.id, fields: ['csv', '2', 'municipality', 'cols'] },
    ])
    const reading = await aDesk(ownerDb, app, { role: 'reader' })
    expect((await file(reading, '', 'csv')).status).toBe(403)
    expect((await reading.page('/contacts')).html).not.toContain('/contacts/export')
  })

  test('leaves out nobody and nobody twice over several batches, in the list’s order', async () => {
    const desk = await aDesk(ownerDb, app)
    const now = new Date()
    const names = Array.from({ length: 2300 }, (_, index) => `N${String(index).padStart(4, '0')}`)
    await ownerDb
      .insertInto('contacts')
      .values(
        names.toReversed().map((family_name) => ({
          ...{
            centre_id: desk.centre.id,
            id: newId(),
            family_name,
            source: 'staff' as const,
            created_at: now,
            updated_at: now,
          },
        })),
      )
      .execute()
    const [, ...rows] = rowsIn((await file(desk, '', 'csv')).bytes)
    expect(rows.map(([name]) => name)).toEqual(names)
  })
})

test('a workbook that would not fit in memory is refused with a sentence, and nothing is written down', async () => {
  const desk = await aDesk(ownerDb, app)
  await sql`insert into contacts (centre_id, id, family_name, source, created_at, updated_at)
    select ${desk.centre.id}, gen_random_uuid(), 'Novák', 'import', now(), now() from generate_series(1, 10001)`.execute(
    ownerDb,
  )
  const { status, bytes } = await file(desk, '', 'xlsx')
  expect(status).toBe(422)
  expect(bytes.toString()).toMatch(/nejvýš 10.000 lidí/)
  const written = ownerDb.selectFrom('audit_entries').select('id').where('centre_id', '=', desk.centre.id)
  expect(await written.execute()).toEqual([])
  expect(rowsIn((await file(desk, '', 'csv')).bytes)).toHaveLength(10_002)
})

describe('text in a file', () => {
  test('of forty and more payloads begins no formula, in whatever cell', () => {
    expect(payloads.length).toBeGreaterThanOrEqual(40)
    for (const payload of payloads) expect([payload, inert(payload)]).toEqual([payload, `'${payload}`])
    for (const harmless of ['Novák', '007', 'a=b', '1-2', '', 'a@b.cz']) expect(inert(harmless)).toBe(harmless)
  })

  test('comes back as it was when exactly one mark is taken away', async () => {
    const someText = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(...payloads),
      fc.string().map((rest) => `'${rest}`),
    )
    fc.assert(
      fc.property(someText, (text) => {
        expect(withoutMark(inert(text))).toBe(text)
      }),
      { numRuns: 10_000 },
    )
    const t = staffMessages('cs')
    const row = (name: string) => ({ family_name: name, given_name: '', tags: [] }) as never
    const batch = async () => payloads.map(row)
    const stream = csvStream({ t, stages: [], cols: ['tags'], ids: payloads, batch })
    const [, ...rows] = rowsIn(Buffer.from(await new Response(stream).arrayBuffer()))
    expect(rows.map(([cell = '']) => withoutMark(cell))).toEqual(payloads)
  })
})
