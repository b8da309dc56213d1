import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testApp } from '../support/app.ts'
import { aContact } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { anImportDesk, counts, found, outcomes, peopleOf, rowsOf } from './desk.ts'

const database = testDatabase()
const { appDb, ownerDb } = database
const app = testApp(appDb)
const aDesk = (options = {}) => anImportDesk(database, app, options)

const list = [
  'Příjmení;Jméno;E-mail;Telefon;Datum narození;Odkud pochází;Štítky;Poznámka;Fáze;Angličtina;PSČ;Obec',
  'Dvořáková;Jana;jana@example.org;777 123 456;1. 2. 1985;Cheb;gympl, 2010;"Volat\nvečer";Zvažuje návrat;B2;00123;Cheb',
  'Novák;Petr;petr@example.org;00420601222333;4/1986;Aš;;;Hledá cestu;;;',
  ';;;;;;;;;;;',
  'Malá;Eva;;602 333 444;1990;Sokolov;;;;;;',
].join('\r\n')

describe('a list', () => {
  test('becomes people, step by step', async () => {
    const desk = await aDesk()
    const uploaded = await desk.upload(list)
    expect(uploaded.status).toBe(303)
    const shown = await desk.page(`/imports/${uploaded.id}/file`)
    expect(shown.html).toContain('Poznali jsme: UTF-8, středník, 3 řádky, hlavička v')
    const columns = await desk.page(`/imports/${uploaded.id}/columns`)
    expect(columns.html).toContain('<option value="municipality_origin" selected')
    const mapped = await desk.map(uploaded.id)
    expect(mapped.location).toBe(`${desk.base}/imports/${uploaded.id}/source`)
    const preview = await desk.page(`/imports/${uploaded.id}/source`)
    for (const said of ['+420 777 123 456', 'angličtina (B2)', 'Zvažuje návrat', 'Česko'])
      expect(preview.html).toContain(said)
    expect(await peopleOf(ownerDb, desk.centre.id)).toEqual([])

    expect(await desk.check(uploaded.id)).toEqual({ create: 3 })
    expect(await peopleOf(ownerDb, desk.centre.id)).toEqual([])
    expect((await desk.page(`/imports/${uploaded.id}/check`)).html).toContain('Zapsat 3 řádky')
    await desk.run(uploaded.id)
    expect(await outcomes(ownerDb, uploaded.id)).toEqual({ created: 3 })
    expect((await desk.page(`/imports/${uploaded.id}`)).html).toContain('Import je hotový')

    const [jana] = await peopleOf(ownerDb, desk.centre.id)
    expect(jana).toMatchObject({
      ...{ given_name: 'Jana', family_name: 'Dvořáková', born: '1985-02-01', municipality_origin: 'Cheb' },
      ...{ tags: ['gympl', '2010'], source: 'import', lawful_basis: 'legitimate_interest' },
      source_note: 'Gymnázium Cheb (2026-11-01)',
    })
    const of = { contact: jana?.id ?? '' }
    const told = await Promise.all([
      ownerDb
        .selectFrom('contact_points')
        .select(['kind', 'value_norm'])
        .where('contact_id', '=', of.contact)
        .orderBy('kind')
        .execute(),
      ownerDb.selectFrom('contact_languages').select(['lang', 'level']).where('contact_id', '=', of.contact).execute(),
      ownerDb
        .selectFrom('contact_addresses')
        .select(['postal_code', 'town'])
        .where('contact_id', '=', of.contact)
        .execute(),
      ownerDb.selectFrom('enrolments').select(['track', 'stage']).where('contact_id', '=', of.contact).execute(),
      ownerDb
        .selectFrom('activities')
        .select(['kind', 'body'])
        .where('contact_id', '=', of.contact)
        .orderBy('kind')
        .execute(),
      ownerDb.selectFrom('audit_entries').select('action').where('subject_id', '=', of.contact).execute(),
    ])
    expect(told).toEqual([
      [
        { kind: 'email', value_norm: 'jana@example.org' },
        { kind: 'phone', value_norm: '+420777123456' },
      ],
      [{ lang: 'en', level: 'B2' }],
      [{ postal_code: '00123', town: 'Cheb' }],
      [{ track: 'return', stage: 'considering' }],
      [
        { kind: 'enrolled', body: '' },
        { kind: 'imported', body: '' },
        { kind: 'note', body: 'Volat\nvečer' },
      ],
      [{ action: 'contact.imported' }],
    ])
    const kept = await ownerDb.selectFrom('import_pieces').select('kind').where('import_id', '=', uploaded.id).execute()
    expect(kept).toEqual([{ kind: 'rows' }])
  })

  test('brought twice creates nobody, and says so', async () => {
    const desk = await aDesk()
    await desk.bring(list)
    const before = await peopleOf(ownerDb, desk.centre.id)
    const again = await desk.upload(list, 'jinak.csv')
    expect((await desk.page(`/imports/${again.id}/file`)).html).toContain('Tento soubor jste už nahráli')
    await desk.map(again.id)
    expect(await desk.check(again.id)).toEqual({ unchanged: 3 })
    expect((await desk.page(`/imports/${again.id}/check`)).html).toContain('Není co zapsat')
    await desk.run(again.id)
    expect(await peopleOf(ownerDb, desk.centre.id)).toEqual(before)
  })

  test('of the same rows in another order of columns creates nobody either', async () => {
    const desk = await aDesk()
    await desk.bring('Jméno;Příjmení;Odkud pochází\nJan;Novák;Cheb\nEva;Malá;Aš')
    const { done } = await desk.bring('Odkud pochází,Příjmení,Jméno\nAš,Malá,Eva\nCheb,Novák,Jan')
    expect(done).toEqual({ unchanged: 2 })
    expect(await peopleOf(ownerDb, desk.centre.id)).toHaveLength(2)
  })

  test('with the same person twice makes them once', async () => {
    const desk = await aDesk()
    const rows = ['Jméno;E-mail;Obor', 'Jan;jan@example.org;', 'Jan;JAN@example.org;Lékař', 'Jan;jan@example.org;Lékař']
    const { planned, done } = await desk.bring(rows.join('\n'))
    expect([planned, done]).toEqual([
      { create: 1, update: 1, unchanged: 1 },
      { created: 1, updated: 1, unchanged: 1 },
    ])
    expect((await peopleOf(ownerDb, desk.centre.id)).map(({ field }) => field)).toEqual(['Lékař'])
  })

  test.each([
    ['fill', { field: 'Učitel', residence: 'Praha' }],
    ['overwrite', { field: 'Lékař', residence: 'Praha' }],
    ['leave', { field: 'Učitel', residence: '' }],
  ])('meets somebody known and follows the policy %s', async (known_policy, expected) => {
    const desk = await aDesk()
    const { id } = await aContact(ownerDb, desk.centre, { email: 'jana@example.org' })
    await ownerDb.updateTable('contacts').set({ field: 'Učitel' }).where('id', '=', id).execute()
    await desk.bring('Jméno;E-mail;Obor;Kde teď žije\nJana;Jana@Example.org;Lékař;Praha', { known_policy })
    expect(await peopleOf(ownerDb, desk.centre.id)).toEqual([expect.objectContaining({ id, ...expected })])
  })

  test('whose words are not known asks for them, and remembers the answers', async () => {
    const desk = await aDesk()
    const content = 'Jméno;Fáze;Má na starosti\nJan;přemýšlí;Hana Zkušební\nEva;kdoví;nikdo'
    const { id } = await desk.upload(content)
    expect((await desk.map(id)).location).toBe(`${desk.base}/imports/${id}/words`)
    const page = await desk.page(`/imports/${id}/words`)
    expect(page.html).toContain('přemýšlí')
    expect((await found(ownerDb, id)).unknown_words).toEqual({ owner: ['nikdo'], stage_return: ['kdoví', 'přemýšlí'] })
    await desk.send(`/imports/${id}/words`, { word_stage_return_1: 'considering', word_owner_0: '-' })
    expect(await desk.check(id)).toEqual({ create: 1, error: 1 })
    await desk.run(id)
    const [jan] = await peopleOf(ownerDb, desk.centre.id)
    expect(jan).toMatchObject({ given_name: 'Jan', owner_id: desk.member.id })

    const next = await desk.upload(content.replace('Jan;', 'Ivo;'))
    const remembered = await found(ownerDb, next.id)
    expect(remembered.meanings).toEqual({ owner: { nikdo: '' }, stage_return: { premysli: 'considering' } })
    expect(remembered.mapping).toEqual(['given_name', 'stage_return', 'owner'])
  })

  test('whose rows fail brings the others in, and gives the failed ones back with the reason, free of formulas', async () => {
    const desk = await aDesk()
    const { id, done } = await desk.bring(
      'Jméno;E-mail;Obor\nJan;neni-mail;=cmd|x\nEva;eva@example.org;x\n;nekdo@example.org;',
    )
    expect(done).toEqual({ created: 1, failed: 2 })
    const csv = (await desk.page(`/imports/${id}/failed.csv`)).html
    expect(csv).toContain('"Jan";"neni-mail";"\'=cmd|x";"E-mail: „neni-mail“ nejde přečíst."')
    expect(csv).not.toContain('eva@example.org')
  })

  test('row that only the database refuses fails alone', async () => {
    const desk = await aDesk()
    const rows = Array.from(
      { length: 40 },
      (_, at) => `Jan ${at};jan${at}@example.org;${at === 17 ? 'ZAKAZANO' : 'Cheb'}`,
    )
    await ownerDb.schema.alterTable('contacts').addCheckConstraint('planted', sqlNot('ZAKAZANO')).execute()
    const { id, done } = await desk.bring(['Jméno;E-mail;Odkud pochází', ...rows].join('\n'))
    await ownerDb.schema.alterTable('contacts').dropConstraint('planted').execute()
    expect(done).toEqual({ created: 39, failed: 1 })
    const failed = (await rowsOf(ownerDb, id)).filter(({ outcome }) => outcome === 'failed')
    expect(failed.map(({ nth, reasons }) => [nth, reasons])).toEqual([[19, [{ code: 'database', value: '23514' }]]])
  })

  test('with somebody who is alike waits for a decision, which the coordinator takes one by one', async () => {
    const desk = await aDesk()
    const { id: known } = await aContact(ownerDb, desk.centre, { phone: '+420777123456', municipality_origin: 'Cheb' })
    const content = 'Příjmení;Jméno;Telefon;Odkud pochází;Obor\nDvořáková;Jana;777123456;Cheb;Lékařka\nNová;Iva;;;'
    const { id } = await desk.upload(content)
    await desk.map(id)
    expect(await desk.check(id)).toEqual({ ask: 1, create: 1 })
    const page = await desk.page(`/imports/${id}/check?kind=ask`)
    expect(page.html).toContain(`name="decision" value="${known}"`)
    await desk.run(id)
    expect(await outcomes(ownerDb, id)).toEqual({ waiting: 1, created: 1 })
    await desk.send(`/imports/${id}/decisions`, { nth: '2', decision: known })
    await desk.run(id)
    expect(await outcomes(ownerDb, id)).toEqual({ updated: 1, created: 1 })
    const people = await peopleOf(ownerDb, desk.centre.id)
    expect(people.find((one) => one.id === known)?.field).toBe('Lékařka')
    expect(await counts(ownerDb, id)).toEqual({ update: 1, create: 1 })
  })
})

const sqlNot = (word: string) => sql<boolean>`municipality_origin <> ${sql.lit(word)}`
