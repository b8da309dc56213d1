import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { aSeeker, type Seeker } from './seeker.ts'

const database = testDatabase()
let office: Seeker
let neighbour: Seeker

const jana = {
  given_name: 'Jana',
  family_name: 'Dvořáková',
  email: 'jana.dvorakova@example.org',
  phone: '+420777123456',
}
const people = [
  jana,
  { given_name: 'Petr', family_name: 'Dvořák', phone: '+420601222333' },
  { given_name: 'Adam', family_name: 'Nedvořák' },
  { given_name: 'Eva', family_name: 'Dvořáčková' },
  { given_name: 'Olga', family_name: 'Veselá', birth_name: 'Dvořáková' },
  { given_name: 'Jan', family_name: 'Novák' },
  { given_name: 'Jana', family_name: 'Nová', former_names: 'Hrdličková, Bílková' },
  { given_name: 'Karel', family_name: 'Svoboda' },
  { given_name: 'Marie', family_name: 'Svobodová' },
  { given_name: 'Iva', family_name: 'Němcová' },
  { given_name: 'Dan', family_name: 'Malý' },
  { given_name: 'Zora', family_name: 'Malá' },
  { given_name: 'Filip', family_name: 'Beran', nickname: 'Brouk' },
  { given_name: 'Kateřina', family_name: 'Šťastná' },
  { given_name: 'Julie', family_name: 'Ščerbaková', native_name: 'Юлія Щербак' },
  { given_name: 'Олена', family_name: 'Хмельницька' },
  { given_name: 'Ян', family_name: 'Хмельницький' },
  { given_name: 'Oleh', family_name: 'Khmelnytskyi' },
  { given_name: 'Jörg', family_name: 'Weiß-Müller' },
  { given_name: 'Łukasz', family_name: 'Wójcik' },
]

beforeAll(async () => {
  office = await aSeeker(database, people)
  neighbour = await aSeeker(database, [jana, { given_name: 'Cizí', family_name: 'Dvořák' }])
})

describe('Jana Dvořáková is among the first three', () => {
  test.each([
    ...['dvorak', 'Dvořák', 'DVORAK', 'dvořáková', 'dvorakova jana', 'Jana Dvořáková', 'Dvořáková, Jana'],
    ...['Dvořáková'.normalize('NFD'), 'jana dvor', 'Ing. Dvořáková', 'Mgr.Jana Dvořáková, Ph.D.', 'J. Dvořáková'],
    ...['+420 777 12', '777 12', '00420777123456', '777123456', 'jana.dvorakova@', 'dvorakova@example'],
    ...[
      'jd',
      'JD',
      'dvorkova',
      'dvoraková',
      'dvroakova',
      'dvvorakova',
      'dvorakowa',
      'Dvořákové',
      'Dvořákovou',
      'paní Dvořáková',
    ],
  ])('of whoever types %j', async (query) => {
    expect((await office.best(query)).slice(0, 3)).toContain('Jana Dvořáková')
  })
})

describe('the best come first', () => {
  test('a whole word of today, the other gender, a beginning, another name, a part', async () => {
    expect(await office.ranks('dvořák')).toEqual([
      '10 Petr Dvořák',
      '10 Jana Dvořáková',
      '30 Olga Veselá',
      '40 Adam Nedvořák',
      '60 Eva Dvořáčková',
    ])
    expect((await office.ranks('dvořáková')).slice(0, 2)).toEqual(['10 Jana Dvořáková', '11 Petr Dvořák'])
    expect((await office.ranks('dvoř')).slice(0, 3)).toEqual([
      '20 Eva Dvořáčková',
      '20 Petr Dvořák',
      '20 Jana Dvořáková',
    ])
  })

  test('nicknames after names, slips last', async () => {
    await office.add({ given_name: 'Honza', family_name: 'Tichý' })
    expect(await office.ranks('honza')).toEqual(['10 Honza Tichý', '50 Jan Novák', '50 Ян Хмельницький'])
    expect(await office.ranks('brouk')).toEqual(['30 Filip Beran'])
    expect(await office.ranks('stastma')).toEqual(['60 Kateřina Šťastná'])
  })

  test('by the Czech alphabet where they are equal, however many there are', async () => {
    const many = await aSeeker(database)
    await many.add(
      ...['Zima', 'Čáp', 'Cibulka', 'Chalupa', 'Hora', 'Řezáč', 'Rak'].map((family_name) => ({
        given_name: 'Ota',
        family_name,
      })),
    )
    const inOrder = ['Cibulka', 'Čáp', 'Hora', 'Chalupa', 'Rak', 'Řezáč', 'Zima'].map((name) => `Ota ${name}`)
    expect(await many.best('ota')).toEqual(inOrder)
    expect(await many.best('ota', 3)).toEqual(inOrder.slice(0, 3))
  })

  test('a whole name is seen among thousands that only begin so', async () => {
    const crowd = await aSeeker(database)
    await crowd.add(...Array.from({ length: 2100 }, (_, at) => ({ given_name: `Ad${at}`, family_name: 'Novákovský' })))
    await crowd.add({ given_name: 'Žofie', family_name: 'Nová' })
    expect((await crowd.best('nova'))[0]).toBe('Žofie Nová')
    expect((await crowd.best('nova')).length).toBe(8)
  })
})

describe('people are found', () => {
  test.each([
    ['svobodova', ['Karel Svoboda', 'Marie Svobodová']],
    ['Svoboda', ['Karel Svoboda', 'Marie Svobodová']],
    ['němec', ['Iva Němcová']],
    ['nemcova', ['Iva Němcová']],
    ['malý', ['Dan Malý', 'Zora Malá']],
    ['malá', ['Dan Malý', 'Zora Malá']],
    ['mala', ['Dan Malý', 'Zora Malá']],
    ['hrdlickova', ['Jana Nová']],
    ['bilkova jana', ['Jana Nová']],
    ['katka šťastná', ['Kateřina Šťastná']],
    ['pana Nováka', ['Jan Novák']],
    ['janu Novákovi', ['Jan Novák']],
    ['Kateřinou Šťastnou', ['Kateřina Šťastná']],
    ['Němcové', ['Iva Němcová']],
    ['Yuliia', ['Julie Ščerbaková']],
    ['Iuliia Shcherbak', ['Julie Ščerbaková']],
    ['Julija', ['Julie Ščerbaková']],
    ['Щербак', ['Julie Ščerbaková']],
    ['khmelnytskyi', ['Oleh Khmelnytskyi', 'Ян Хмельницький', 'Олена Хмельницька']],
    ['Chmelnyckyj', ['Oleh Khmelnytskyi', 'Ян Хмельницький', 'Олена Хмельницька']],
    ['Хмельницький', ['Oleh Khmelnytskyi', 'Ян Хмельницький', 'Олена Хмельницька']],
    ['Yan Khmelnytskyi', ['Ян Хмельницький']],
    ['weiss', ['Jörg Weiß-Müller']],
    ['mueller', ['Jörg Weiß-Müller']],
    ['weiß-müller', ['Jörg Weiß-Müller']],
    ['lukasz wojcik', ['Łukasz Wójcik']],
  ])('by %j: %j', async (query, names) => {
    const found = (await office.found(query)).filter((name) => names.includes(name))
    expect(found).toEqual([...names].sort())
    expect((await office.best(query)).slice(0, names.length).sort()).toEqual([...names].sort())
  })

  test('only where hardly anybody bears the name, nearly the same names are looked for', async () => {
    const street = await aSeeker(database, [
      { given_name: 'Ivo', family_name: 'Kolarik' },
      ...Array.from({ length: 5 }, (_, at) => ({ given_name: `Bob${at}`, family_name: 'Kolařík' })),
      { given_name: 'Jan', family_name: 'Kolařiček' },
      { given_name: 'Ota', family_name: 'Kolárik' },
      { given_name: 'Ivo', family_name: 'Kovařík' },
    ])
    expect(await street.found('kolarik')).not.toContain('Ivo Kovařík')
    expect(await street.found('kovarik')).toContain('Ota Kolárik')
    expect((await street.best('kovarik'))[0]).toBe('Ivo Kovařík')
  })
})

describe('what is typed is a search and nothing else', () => {
  test.each([
    ...[
      '%',
      '_',
      '%%%',
      '\\',
      "'",
      '"',
      '(',
      '[a-z]',
      '.*',
      '^',
      '$',
      '|',
      '\\m',
      '\u0001',
      '\u001e',
      '\u001f',
      '\u0007',
    ],
    ...['a{1,', '(?:x|', '%s%L%I', '\u{1f600}', '-'.repeat(90), '', '   ', '\ud83c\udfd4'],
  ])('%j finds nobody', async (query) => {
    expect(await office.best(query)).toEqual([])
    expect(await office.found(query)).toEqual([])
  })

  test.each([
    'x'.repeat(10_000),
    'dvorak '.repeat(1500),
    '%'.repeat(10_000),
    'ř'.repeat(10_000),
    'щ'.repeat(200),
    'a'.repeat(24),
  ])('a term of any length is answered in time', async (query) => {
    await office.found(query)
    expect(await office.best(query.slice(0, 30))).toBeInstanceOf(Array)
  })

  test('signs that stand in a name are found in it', async () => {
    const odd = await aSeeker(database, [
      { given_name: 'Sto%', family_name: 'Pro_cent\\' },
      { given_name: "Pat's", family_name: 'Kolářů' },
    ])
    for (const query of ['%', '_', '\\', 'sto%', 'pro_cent\\'])
      expect(await odd.best(query)).toEqual(['Sto% Pro_cent\\'])
    for (const query of ["'", "pat's"]) expect(await odd.best(query)).toEqual(["Pat's Kolářů"])
    for (const query of ['st_%', 'p%t', 'pro%cent']) expect(await odd.best(query)).toEqual([])
  })
})

describe('the search that row-level security does not hold', () => {
  test('answers in the opened centre only, and nowhere without one', async () => {
    expect(await office.best('cizí')).toEqual([])
    expect(await neighbour.best('dvorak')).toEqual(['Cizí Dvořák', 'Jana Dvořáková'])
    for (const query of ['dvorak', 'dvorkova', '777 12', 'jana.dvorakova@', 'jd', 'honza']) {
      const { rows } = await sql`select id from ranked_contacts(${query}, 100)`.execute(database.appDb)
      expect([query, rows]).toEqual([query, []])
    }
  })

  test('never answers with an id of another centre', async () => {
    const ids = await database.ownerDb
      .selectFrom('contacts')
      .select('id')
      .where('centre_id', '=', neighbour.centre.id)
      .execute()
    for (const query of ['dvorak', 'dvorkova', '777 12', 'jana.dvorakova@', 'jd', 'c']) {
      const answered = await database.appDb.transaction().execute(async (trx) => {
        await sql`select set_config('app.centre_id', ${office.centre.id}, true)`.execute(trx)
        return (
          await sql<{ id: string }>`select id from ranked_contacts(${query}, 100)
          union all select search_contacts(${query})`.execute(trx)
        ).rows
      })
      const strangers = answered.filter(({ id }) => ids.some((stranger) => stranger.id === id))
      expect([query, strangers]).toEqual([query, []])
    }
  })
})
