import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { inCentre } from '../../src/db/scope.ts'
import { testApp, testSettings } from '../support/app.ts'
import { aContact } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { aDesk, type Desk } from './desk.ts'

const { appDb, ownerDb } = testDatabase()
const app = testApp(appDb)

let desk: Desk
let names: Map<string, string>

const people: [string, Parameters<typeof aContact>[2]][] = [
  [
    'dvořáková',
    { given_name: 'Jana', family_name: 'Dvořáková', email: 'jana.dvorakova@example.org', phone: '+420777123456' },
  ],
  ['dvořák', { given_name: 'Petr', family_name: 'Dvořák', phone: '+420601222333' }],
  ['novotná', { given_name: 'Hana', family_name: 'Novotná' }],
  ['олена', { given_name: 'Олена', family_name: 'Шевченко', email: 'olena_s@example.org' }],
  ['ševčenko', { given_name: 'Oleksandr', family_name: 'Ševčenko' }],
  ['háčky', { given_name: 'Ěšča', family_name: 'Řžůňťďľ' }],
  ['percent', { given_name: 'Sto%', family_name: 'Pro_cent\\' }],
  ['einstein', { given_name: 'Jörg', family_name: 'Müller-Löwe', email: 'jorg+krajan@example.org' }],
  ['rodné', { given_name: 'Eva', family_name: 'Smithová' }],
  ['chalupa', { given_name: "D'Artagnan", family_name: 'Chalupa' }],
]

beforeAll(async () => {
  desk = await aDesk(ownerDb, app)
  const stranger = await aDesk(ownerDb, app)
  names = new Map()
  for (const [name, person] of people) names.set((await aContact(ownerDb, desk.centre, person)).id, name)
  for (const [, person] of people) await aContact(ownerDb, stranger.centre, person)
  await ownerDb
    .updateTable('contacts')
    .set({ birth_name: 'Koželuhová' })
    .where('family_name', '=', 'Smithová')
    .execute()
})

const find = async (query: string) => {
  const { status, html } = await desk.page(`/contacts?q=${encodeURIComponent(query)}`)
  expect(status).toBe(200)
  const ids = [...html.matchAll(/\/contacts\/([0-9a-f-]{36})"/g)].map(([, id]) => names.get(id ?? '') ?? 'a stranger')
  return [...new Set(ids)].sort()
}

const all = people.map(([name]) => name).sort()

describe('searching contacts', () => {
  test.each([
    ['dvorak', ['dvořák', 'dvořáková']],
    ['Dvořáková', ['dvořák', 'dvořáková']],
    ['DVOŘÁKOVÁ', ['dvořák', 'dvořáková']],
    ['Dvořáková'.normalize('NFD'), ['dvořák', 'dvořáková']],
    ['jana dvorakova', ['dvořáková']],
    ['dvorak jana', ['dvořáková']],
    ['  jana   dvor ', ['dvořáková']],
    ['Dvořáková, Jana', ['dvořáková']],
    ['novotny', ['novotná']],
    ['Novotná', ['novotná']],
    ['kozeluhova', ['rodné']],
    ['ĚŠČA', ['háčky']],
    ['esca', ['háčky']],
    ['řžůňťďľ', ['háčky']],
    ['rzuntdl', ['háčky']],
    ['muller', ['einstein']],
    ['lowe', ['einstein']],
    ["d'artagnan", ['chalupa']],
    ['CHALUPA', ['chalupa']],
  ])('%j by name finds %j', async (query, found) => {
    expect(await find(query)).toEqual(found)
  })

  test.each([
    ['Олена', ['олена']],
    ['olena', ['олена']],
    ['Olena Shevchenko', ['олена']],
    ['Olena Ševčenko', ['олена']],
    ['sevcenko', ['ševčenko', 'олена']],
    ['ШЕВЧЕНКО', ['ševčenko', 'олена']],
  ])('%j in either alphabet finds %j', async (query, found) => {
    expect(await find(query)).toEqual(found)
  })

  test.each([
    ['777 12', ['dvořáková']],
    ['777123456', ['dvořáková']],
    ['+420 777 123 456', ['dvořáková']],
    ['00420777123456', ['dvořáková']],
    ['(601) 222-333', ['dvořák']],
    ['999', []],
    ['+', []],
    ['---', []],
  ])('%j by phone finds %j', async (query, found) => {
    expect(await find(query)).toEqual(found)
  })

  test.each([
    ['jana.dvorakova@example.org', ['dvořáková']],
    ['JANA.DVORAKOVA@', ['dvořáková']],
    ['olena_s@example.org', ['олена']],
    ['olena_s', ['олена']],
    ['jorg+krajan@', ['einstein']],
    ['olenaxs', []],
  ])('%j by address finds %j', async (query, found) => {
    expect(await find(query)).toEqual(found)
  })

  test.each([
    ['%', ['percent']],
    ['_', ['percent', 'олена']],
    ['\\', ['percent']],
    ['100%', []],
    ['sto%', ['percent']],
    ['%%%', []],
    ['j_na', []],
    ['j%a', []],
    ['pro_cent\\', ['percent']],
    ['dvo\\rak', []],
    ["'", ['chalupa']],
    [`' or 1=1 --`, []],
    ['$1', []],
  ])('%j is taken literally and finds %j', async (query, found) => {
    expect(await find(query)).toEqual(found)
  })

  test.each(['', ' ', '\t', '\0'])('%j asks for nobody in particular and lists all', async (query) => {
    expect(await find(query)).toEqual(all)
  })

  test.each([
    'x'.repeat(50_000),
    'a '.repeat(500),
    '\ud800',
    '\udfff\ud800x',
    '🏔️',
    '(((',
    '[a',
    'a{1,',
    '*',
    '?',
    '\\E',
    'ﬁ',
    '\u0000\u0001\u202e',
    '%s%L%I',
    '-'.repeat(120),
    'jana\r\nX: y',
    '٣٤٥',
    '',
  ])('garbage is no error', async (query) => {
    const { status } = await desk.page(`/contacts?q=${encodeURIComponent(query.toWellFormed())}`)
    expect(status).toBe(200)
  })

  test('bytes that are no text are no error either', async () => {
    for (const query of [
      'q=%ff%fe',
      'q=%',
      'q=%E0%A4%A',
      'q[]=a',
      'q=a&q=b',
      'q=%00',
      'owner=%00&tag=%00&municipality=%00&stage=x&sort=x&track=x',
    ]) {
      expect([query, (await desk.page(`/contacts?${query}`)).status]).toEqual([query, 200])
    }
  })
})

describe('the search itself, which row-level security does not hold', () => {
  const found = async (query: string, centreId?: string) => {
    const ask = (db: typeof appDb) => sql<{ id: string }>`select search_contacts(${query}) as id`.execute(db)
    if (!centreId) return (await ask(appDb)).rows
    const answer = await inCentre(appDb, { centreId }, { settings: testSettings }, ({ db }) => ask(db))
    return answer?.rows.map(({ id }) => names.get(id) ?? 'a stranger')
  }

  test.each(['dvorakova', 'jana.dvorakova@', '777 12'])(
    'answers %j in the opened centre only, and nowhere without one',
    async (query) => {
      expect(await found(query, desk.centre.id)).toEqual(
        query === 'dvorakova' ? expect.arrayContaining(['dvořáková']) : ['dvořáková'],
      )
      expect(await found(query, desk.centre.id)).not.toContain('a stranger')
      expect(await found(query)).toEqual([])
    },
  )
})
