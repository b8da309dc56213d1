import { describe, expect, test } from 'vitest'
import { newId } from '../../src/lib/ids.ts'
import { testApp } from '../support/app.ts'
import { aContact, aMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { aDesk, chosenIn, countContactsOf, errorIn, everythingOf, fieldIn } from './desk.ts'

const { appDb, ownerDb } = testDatabase()
const app = testApp(appDb)
const idIn = (location: string | null) => /contacts\/([0-9a-f-]{36})/.exec(location ?? '')?.[1] ?? ''

const whole = {
  title_before: 'Ing.',
  given_name: 'Oksana',
  family_name: 'Bojko',
  title_after: 'Ph.D.',
  birth_name: 'Melnyk',
  former_names: 'Malá, Velká',
  nickname: 'Ksenja',
  native_name: 'Оксана Бойко',
  latin_name: 'Oksana Boiko',
  born: '4/1985',
  email: 'oksana@example.org',
  phone: '777 123 456',
  email_2: 'oksana@work.example.org',
  label_email_2: 'práce',
  phone_2: '+420 601 234 567',
  messenger_1: 'Signal: oksana',
  url_1: 'https://example.org/oksana',
  lang: 'uk',
  municipality_origin: 'Cheb',
  origin_code: '554481',
  residence: 'Drážďany',
  residence_area: 'DE',
  field: 'lékařka',
  isco: '22',
  language_1: 'uk',
  level_1: 'native',
  language_3: 'cs',
  level_3: 'B2',
  horizon: 'within_12_months',
  trigger_child: 'on',
  trigger_housing: 'on',
  barrier_work: 'on',
  lawful_basis: 'legitimate_interest',
  source_note: 'Seznam od školy',
  informed_on: '2026-10-01',
}

const moreOf = async (id: string) => ({
  languages: await ownerDb
    .selectFrom('contact_languages')
    .select(['lang', 'level'])
    .where('contact_id', '=', id)
    .orderBy('lang')
    .execute(),
  motives: await ownerDb
    .selectFrom('contact_motives')
    .select(['kind', 'code'])
    .where('contact_id', '=', id)
    .orderBy('kind')
    .orderBy('code')
    .execute(),
  points: await ownerDb
    .selectFrom('contact_points')
    .select(['kind', 'value', 'label'])
    .where('contact_id', '=', id)
    .orderBy('position')
    .execute(),
})

describe('the whole form', () => {
  test('keeps everything, shows it again as it was typed, and saving that is no change', async () => {
    const desk = await aDesk(ownerDb, app)
    const { status, location } = await desk.send('/contacts', whole)
    const id = idIn(location)
    expect(status).toBe(303)
    const { contact } = await everythingOf(ownerDb, id)
    expect(contact).toMatchObject({
      born: '1985-04',
      former_names: 'Malá, Velká',
      native_name: 'Оксана Бойко',
      origin_code: '554481',
      residence_region: '',
      residence_country: 'DE',
      isco: '22',
      horizon: 'within_12_months',
      lawful_basis: 'legitimate_interest',
      informed_at: new Date('2026-10-01T10:00:00Z'),
    })
    expect(await moreOf(id)).toEqual({
      languages: [
        { lang: 'cs', level: 'B2' },
        { lang: 'uk', level: 'native' },
      ],
      motives: [
        { kind: 'barrier', code: 'work' },
        { kind: 'trigger', code: 'child' },
        { kind: 'trigger', code: 'housing' },
      ],
      points: [
        { kind: 'email', value: 'oksana@example.org', label: '' },
        { kind: 'phone', value: '777 123 456', label: '' },
        { kind: 'email', value: 'oksana@work.example.org', label: 'práce' },
        { kind: 'phone', value: '+420 601 234 567', label: '' },
        { kind: 'messenger', value: 'Signal: oksana', label: '' },
        { kind: 'url', value: 'https://example.org/oksana', label: '' },
      ],
    })
    const page = (await desk.page(`/contacts/${id}`)).html
    for (const said of [
      'Ing. Oksana Bojko, Ph.D.',
      'duben 1985',
      'Německo',
      '22 Specialisté ve zdravotnictví',
      'do roka',
    ])
      expect(page).toContain(said)

    const form = (await desk.page(`/contacts/${id}/edit`)).html
    const typed = { ...whole, language_2: 'cs', level_2: 'B2', language_3: '', level_3: '' }
    const shown = Object.entries(typed).filter(([name]) => !/^(trigger|barrier)_/.test(name))
    expect(shown.map(([name]) => [name, fieldIn(form, name) || chosenIn(form, name) || ''])).toEqual(shown)
    const before = await everythingOf(ownerDb, id)
    await desk.send(`/contacts/${id}`, { ...typed, version: '1' })
    expect(await everythingOf(ownerDb, id)).toEqual(before)
  })

  test.each([
    ['born', '30. 2. 1985'],
    ['born', 'na jaře'],
    ['born', '12. 4. 2399'],
    ['born', '1. 1. 2190'],
    ['residence_area', 'XX'],
    ['origin_code', '55'],
    ['isco', 'lékař'],
    ['horizon', 'soon'],
    ['lawful_basis', 'because'],
    ['informed_on', '2026-02-30'],
    ['email_3', 'oksana@'],
    ['phone_2', '12'],
    ['url_1', 'javascript:alert(1)'],
    ['level_2', 'C3'],
    ['trigger_child', 'yes'],
  ])('says beside %s that %j is wrong, opens that part, keeps the rest and writes nothing', async (name, value) => {
    const desk = await aDesk(ownerDb, app)
    const { status, html } = await desk.send('/contacts', { ...whole, [name]: value })
    expect([status, errorIn(html, name) !== undefined]).toEqual([422, true])
    expect(html.slice(0, html.indexOf(`id="field-${name}"`))).toMatch(/<details[^>]* open(?:(?!<\/details>)[\s\S])*$/)
    expect(fieldIn(html, 'native_name')).toBe('Оксана Бойко')
    expect(await countContactsOf(ownerDb, desk)).toBe(0)
  })

  test('wants both a language and its level, and each language once', async () => {
    const desk = await aDesk(ownerDb, app)
    const wrong = { language_1: 'uk', level_1: '', language_2: '', level_2: 'B1', language_3: 'cs', level_3: 'A1' }
    const { status, html } = await desk.send('/contacts', { ...whole, ...wrong, language_4: 'cs', level_4: 'B1' })
    const sentences = ['level_1', 'language_2', 'language_4'].map((name) => errorIn(html, name) !== undefined)
    expect([status, sentences]).toEqual([422, [true, true, true]])
  })

  test('brings another row without losing a word, and saves nothing by that', async () => {
    const desk = await aDesk(ownerDb, app)
    const { status, html } = await desk.send('/contacts', { ...whole, rows_email: '3', more: 'email' })
    expect([status, fieldIn(html, 'email_2'), fieldIn(html, 'source_note')]).toEqual([
      200,
      'oksana@work.example.org',
      'Seznam od školy',
    ])
    expect([html.includes('name="email_4"'), html.includes('name="email_5"')]).toEqual([true, false])
    expect(await countContactsOf(ownerDb, desk)).toBe(0)
  })
})

describe('several addresses', () => {
  const aPerson = async () => {
    const desk = await aDesk(ownerDb, app)
    const { location } = await desk.send('/contacts', whole)
    return { desk, id: idIn(location), path: `/contacts/${idIn(location)}` }
  }

  test('change places with their proof, and the first is the one we use', async () => {
    const { desk, id, path } = await aPerson()
    await ownerDb
      .updateTable('contact_points')
      .set({ verified_at: new Date() })
      .where('value_norm', '=', 'oksana@example.org')
      .where('contact_id', '=', id)
      .execute()
    const swapped = {
      email: whole.email_2,
      email_2: whole.email,
      label_email_2: 'domů',
      language_2: 'cs',
      level_2: 'B2',
    }
    await desk.send(path, { ...whole, ...swapped, language_3: '', level_3: '', version: '1' })
    const { points } = await everythingOf(ownerDb, id)
    const emails = points
      .filter(({ kind }) => kind === 'email')
      .map((point) => [point.value, point.verified_at !== null])
    expect(new Map(emails as [string, boolean][])).toEqual(
      new Map([
        [whole.email_2, false],
        [whole.email, true],
      ]),
    )
    expect((await moreOf(id)).points[0]?.value).toBe(whole.email_2)
  })

  test('cannot be somebody else’s, whichever of them it is', async () => {
    const { desk, id, path } = await aPerson()
    await aContact(ownerDb, desk.centre, { given_name: 'Petr', family_name: 'Známý', email: 'petr@example.org' })
    const before = await everythingOf(ownerDb, id)
    const edited = await desk.send(path, { ...whole, email_3: 'Petr@example.org', version: '1' })
    const added = await desk.send('/contacts', { family_name: 'Nová', email_2: 'petr@example.org', someone_else: 'on' })
    expect([edited.status, errorIn(edited.html, 'email_3')]).toEqual([422, 'Tuto adresu už má Petr Známý.'])
    expect([added.status, errorIn(added.html, 'email_2')]).toEqual([422, 'Tuto adresu už má Petr Známý.'])
    expect(await everythingOf(ownerDb, id)).toEqual(before)
  })

  test('and all else that somebody changed meanwhile stands beside what was typed', async () => {
    const { desk, path } = await aPerson()
    const colleague = await aMember(ownerDb, [desk.centre])
    const theirs = {
      ...whole,
      horizon: 'never',
      born: '1986',
      email_2: '',
      level_1: 'C2',
      barrier_work: '',
      version: '1',
    }
    const { barrier_work: _untouched, ...form } = theirs
    await app.post(`${desk.base}${path}`, form, colleague.cookie)
    const { status, html } = await desk.send(path, { ...whole, nickname: 'Ksju', version: '1' })
    expect([status, fieldIn(html, 'nickname'), fieldIn(html, 'born')]).toEqual([409, 'Ksju', '4/1985'])
    for (const now of ['nechce se vrátit', '1986', 'Ksenja', 'C2']) expect(html).toContain(`Teď uloženo: ${now}`)
    expect(html).toContain('Teď je pole prázdné.')
  })
})

test('the address of somebody merged into another leads to the other, on the page and on its form', async () => {
  const desk = await aDesk(ownerDb, app)
  const { id } = await aContact(ownerDb, desk.centre)
  const old = newId()
  await ownerDb
    .insertInto('contact_aliases')
    .values({ centre_id: desk.centre.id, old_id: old, new_id: id, created_at: new Date() })
    .execute()
  for (const tail of ['', '/edit', '?show=notes']) {
    const answer = await desk.get(`/contacts/${old}${tail}`)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${desk.base}/contacts/${id}${tail}`])
  }
  const stranger = await aDesk(ownerDb, app)
  expect((await stranger.get(`/contacts/${old}`)).status).toBe(404)
})
