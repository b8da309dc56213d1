import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { everythingOf } from '../contacts/desk.ts'
import { testApp } from '../support/app.ts'
import { aContact } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { anImportDesk, found, type ImportDesk, peopleOf, rowsOf } from './desk.ts'

const database = testDatabase()
const { appDb, ownerDb } = database
const app = testApp(appDb)
const aDesk = (options = {}) => anImportDesk(database, app, options)

/** All that a list can write to a person, apart from versions and moments. */
const factsOf = async (id: string) => {
  const { contact, points, enrolments } = await everythingOf(ownerDb, id)
  const { version, updated_at, search, ...facts } = contact ?? {}
  const of = <
    Table extends 'contact_languages' | 'contact_addresses' | 'contact_statuses' | 'contact_motives' | 'affiliations',
  >(
    table: Table,
  ) =>
    ownerDb
      .selectFrom(table as 'contact_languages')
      .selectAll()
      .where('contact_id', '=', id)
      .execute()
  const tables = await Promise.all(
    (['contact_languages', 'contact_addresses', 'contact_statuses', 'contact_motives', 'affiliations'] as const).map(
      of,
    ),
  )
  const notes = await ownerDb
    .selectFrom('activities')
    .select('body')
    .where('contact_id', '=', id)
    .where('kind', '=', 'note')
    .execute()
  return { facts, points, tables, notes, tracks: enrolments.map(({ track, stage }) => [track, stage]) }
}

const rich =
  'Jméno;Příjmení;E-mail;Telefon;Obor;Kde teď žije;Štítky;Poznámka;Fáze;Jazyky;Občanství;Bariéry;Zaměstnavatel;Obec;Další krok;Termín\n' +
  'Jana;Nová;jana@example.org;777123456;Lékařka;Praha;gympl,2010;Volat večer;Zvažuje návrat;němčina B1;Česko;doprava;Škoda;Cheb;Zavolat;1. 2. 2027\n' +
  'Petr;Starý;petr@example.org;;;;;;;;;;;;;'

describe('an import taken back', () => {
  test('does the same again when the same list comes once more, whatever came of it in between', async () => {
    const desk = await aDesk()
    await aContact(ownerDb, desk.centre, { email: 'jana@example.org' })
    const first = await desk.bring(rich, { known_policy: 'overwrite' })
    expect((await desk.bring(rich, { known_policy: 'overwrite' })).done).toEqual({ unchanged: 2 })
    await desk.revert(first.id)
    const again = await desk.bring(rich, { known_policy: 'overwrite' })
    expect(again.done).toEqual({ updated: 1, created: 1 })
    expect((await peopleOf(ownerDb, desk.centre.id)).map(({ given_name, field }) => [given_name, field])).toEqual([
      ['Jana', 'Lékařka'],
      ['Petr', ''],
    ])
    expect((await desk.bring(rich, { known_policy: 'overwrite' })).done).toEqual({ unchanged: 2 })
  })

  test('removes the people it made, with a reason, and restores those it changed', async () => {
    const desk = await aDesk()
    const { id: known } = await aContact(ownerDb, desk.centre, { email: 'jana@example.org', tags: ['2010', 'vlastní'] })
    await ownerDb.deleteFrom('enrolments').where('contact_id', '=', known).execute()
    const before = await factsOf(known)
    const { id } = await desk.bring(rich, { known_policy: 'overwrite' })
    expect(await factsOf(known)).not.toEqual(before)
    expect(await peopleOf(ownerDb, desk.centre.id)).toHaveLength(2)
    await desk.revert(id)
    expect(await factsOf(known)).toEqual(before)
    expect((await peopleOf(ownerDb, desk.centre.id)).map((one) => one.id)).toEqual([known])
    expect((await rowsOf(ownerDb, id)).map(({ reverted }) => reverted)).toEqual(['restored', 'removed'])
    expect((await found(ownerDb, id)).state).toBe('reverted')
    const { activities, audit } = await everythingOf(ownerDb, known)
    expect(activities.map(({ kind }) => kind)).toContain('import_reverted')
    expect(audit.map(({ action }) => action)).toContain('contact.import_reverted')
    const removals = await ownerDb
      .selectFrom('contact_removals')
      .select('reason')
      .where('centre_id', '=', desk.centre.id)
      .execute()
    expect(removals).toEqual([{ reason: 'import_reverted' }])
  })

  test('keeps people to whom something has happened since, and tells why', async () => {
    const desk = await aDesk()
    const { id } = await desk.bring('Jméno;E-mail\nJan;jan@example.org\nEva;eva@example.org\nIvo;ivo@example.org')
    const [jan, eva] = await peopleOf(ownerDb, desk.centre.id)
    await desk.send(`/contacts/${jan?.id}/activities`, { kind: 'phone_call', body: 'Zvedl to.' })
    await ownerDb
      .insertInto('consents')
      .values({
        ...{ centre_id: desk.centre.id, id: crypto.randomUUID(), contact_id: eva?.id ?? '', purpose: 'newsletter' },
        ...{ state: 'granted', wording: 'x', lang: 'cs', source: 'test', granted_at: new Date() },
      })
      .execute()
    await desk.revert(id)
    expect((await peopleOf(ownerDb, desk.centre.id)).map(({ given_name }) => given_name)).toEqual(['Jan', 'Eva'])
    expect((await rowsOf(ownerDb, id)).map(({ reverted }) => reverted)).toEqual(['kept', 'kept', 'removed'])
    const { html } = await desk.page(`/imports/${id}?kind=kept`)
    expect(html.match(/Od importu u.kontaktu něco přibylo/g)?.length).toBe(2)
  })

  test('is done when all is back that was written, whatever else stood in the list', async () => {
    const desk = await aDesk()
    const { id, done } = await desk.bring('Jméno;E-mail\nJan;jan@example.org\nEva;zadny-mail')
    expect(done).toEqual({ created: 1, failed: 1 })
    await desk.revert(id)
    const { job_id } = await found(ownerDb, id)
    const jobs = ownerDb.selectFrom('jobs').select(['state', 'done', 'failed', 'total'])
    expect(await jobs.where('id', '=', job_id).execute()).toEqual([{ state: 'done', done: 1, failed: 0, total: 1 }])
  })

  test('then brought once more makes the same people anew', async () => {
    const desk = await aDesk()
    const { id } = await desk.bring(rich)
    await desk.revert(id)
    expect(await peopleOf(ownerDb, desk.centre.id)).toEqual([])
    const { done } = await desk.bring(rich)
    expect(done).toEqual({ created: 2 })
  })

  test('restores exactly what nobody has changed since, whatever was edited in between', async () => {
    await fc.assert(
      fc.asyncProperty(scenarios, async ({ known_policy, before, rows, edits }) => {
        const desk = await aDesk()
        const ids = await Promise.all(
          before.map(async (facts, at) => {
            const { id } = await aContact(ownerDb, desk.centre, { email: `c${at}@example.org` })
            await ownerDb.updateTable('contacts').set(facts).where('id', '=', id).execute()
            return id
          }),
        )
        const original = await valuesOf(desk)
        const { id } = await desk.bring(listOf(rows), { known_policy, likely_policy: 'create' })
        const imported = await valuesOf(desk)
        for (const { who, column, value } of edits) {
          const contact = ids[who]
          if (contact)
            await ownerDb
              .updateTable('contacts')
              .set({ [column]: value })
              .where('id', '=', contact)
              .execute()
        }
        const edited = await valuesOf(desk)
        await desk.revert(id)
        const reverted = await valuesOf(desk)
        expect([...reverted.keys()].sort()).toEqual([...ids].sort())
        for (const contact of ids)
          for (const column of columns) {
            const [was, list, now, back] = [original, imported, edited, reverted].map(
              (values) => values.get(contact)?.[column],
            )
            // what the list put there and nobody touched goes back; everything else stays as it is
            expect([column, back]).toEqual([column, now === list ? was : now])
          }
      }),
      { numRuns: 12 },
    )
  }, 60_000)
})

const columns = ['field', 'birth_name', 'municipality_origin', 'nickname'] as const
const text = fc.constantFrom('', 'Lékař', 'Učitel', 'Cheb', 'Aš', '=1+1', 'Žluťoučký kůň')
const scenarios = fc.record({
  known_policy: fc.constantFrom('fill', 'overwrite', 'leave'),
  before: fc.array(fc.record(Object.fromEntries(columns.map((column) => [column, text]))), {
    minLength: 1,
    maxLength: 4,
  }),
  rows: fc.array(fc.record({ who: fc.nat(6), values: fc.tuple(text, text, text, text) }), {
    minLength: 1,
    maxLength: 8,
  }),
  edits: fc.array(fc.record({ who: fc.nat(3), column: fc.constantFrom(...columns), value: text }), { maxLength: 6 }),
})

const listOf = (rows: readonly { who: number; values: readonly string[] }[]) =>
  [
    'Jméno;E-mail;Obor;Rodné příjmení;Odkud pochází;Přezdívka',
    ...rows.map(({ who, values }) => [`Jan${who}`, `c${who}@example.org`, ...values].join(';')),
  ].join('\n')

const valuesOf = async ({ centre }: ImportDesk) =>
  new Map((await peopleOf(ownerDb, centre.id)).map((person) => [person.id, person]))
