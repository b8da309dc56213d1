import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { inCentre } from '../../src/db/scope.ts'
import { suggestChanged } from '../../src/duplicates/suggest.ts'
import { jobHandlers } from '../../src/handlers.ts'
import { runPieces } from '../../src/jobs/job.ts'
import { testApp, testSettings } from '../support/app.ts'
import { aContact } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { anImportDesk, outcomes, rowsOf } from './desk.ts'

const database = testDatabase()
const { appDb, ownerDb } = database
const app = testApp(appDb)

const surnames = ['Adamová', 'Bartošová', 'Cibulková', 'Doležalová', 'Exnerová', 'Fialová', 'Gregorová', 'Hrubešová']

/** So many rows of people nobody could take for each other, the last one as told. */
const listOf = (rows: number, first: string, last: string) => {
  const others = Array.from({ length: rows - 2 }, (_, nth) => {
    const letters = [...String(nth)].map((digit) => 'bcdfghjklm'[Number(digit)]).join('a')
    return `${surnames[nth % surnames.length]}${letters};Z${letters};z${nth}@example.org;`
  })
  return ['Příjmení;Jméno;E-mail;Telefon', first, ...others, last].join('\r\n')
}

const knownRows = async (table: string) => {
  const { rows } = await sql<{ rows: number }>`
    select reltuples::int as rows from pg_class where oid = ${table}::text::regclass`.execute(ownerDb)
  return rows[0]?.rows ?? 0
}

test('while a long list is tried out and written, the planner learns how large its tables have become', async () => {
  const desk = await anImportDesk(database, app)
  const before = [await knownRows('import_rows'), await knownRows('contacts')]
  expect(before.every((rows) => rows <= 0)).toBe(true)
  const { done } = await desk.bring(listOf(2200, 'První;Ota;ota@example.org;', 'Poslední;Iva;iva@example.org;'))
  expect(done).toEqual({ created: 2200 })
  for (const table of ['import_rows', 'contacts', 'contact_points', 'contact_keys'])
    expect(await knownRows(table), table).toBeGreaterThanOrEqual(500)
})

test('two who are alike and stand far apart in one list are two, as the list says', async () => {
  const desk = await anImportDesk(database, app)
  const one = 'Vzdálená;Klára;klara@example.org;602 700 800'
  const { planned, done } = await desk.bring(listOf(600, one, 'Vzdálená;Klára;k.vzdalena@example.org;602 700 800'))
  expect(planned).toEqual({ create: 600 })
  expect(done).toEqual({ created: 600 })
})

test('somebody far above is known by any of their addresses before the list is taken over too', async () => {
  const desk = await anImportDesk(database, app)
  const list = listOf(
    600,
    'Vzdálená;Klára;klara@example.org;',
    'Vzdálená;Klára;"k.vzdalena@example.org, klara@example.org";602 700 800',
  )
  const { planned, done } = await desk.bring(list)
  expect(planned).toEqual({ create: 599, update: 1 })
  expect(done).toEqual({ created: 599, updated: 1 })
})

test('who is known is asked about, however many of the same list are more alike', async () => {
  const desk = await anImportDesk(database, app)
  const alike = (nth: number) => `Stejná;Dora;dora.${nth}@example.org;602 700 900;1. 2. 1985`
  const [, ...others] = listOf(500, 'První;Ota;ota@example.org;', 'Poslední;Iva;iva@example.org;').split('\r\n')
  const rows = [...[1, 2, 3, 4, 5, 6].map(alike), ...others, alike(7)]
  const { id } = await desk.upload(['Příjmení;Jméno;E-mail;Telefon;Datum narození', ...rows].join('\r\n'))
  await desk.map(id)
  expect(await desk.check(id)).toEqual({ create: 507 })
  await desk.send(`/imports/${id}/run`, {})
  // no time for a second piece
  await runPieces(appDb, jobHandlers, { clock: (now) => now, settings: testSettings }, { mostMs: 60 })
  expect(await outcomes(ownerDb, id)).toEqual({ created: 500, waiting: 7 })
  const who = { given_name: 'Dora', family_name: 'Stejná', phone: '+420602700900', born: '1985' }
  const known = await aContact(ownerDb, desk.centre, who)
  await desk.work()
  expect(await outcomes(ownerDb, id)).toEqual({ created: 506, waiting: 1 })
  const last = (await rowsOf(ownerDb, id)).at(-1)
  expect([last?.plan, last?.reasons]).toEqual(['ask', [{ code: 'likely', value: known.id }]])
})

test('of those who came with a list no more are compared at once than asked for', async () => {
  const desk = await anImportDesk(database, app)
  await desk.bring(listOf(40, 'První;Ota;ota@example.org;', 'Poslední;Iva;iva@example.org;'))
  const waiting = async () => {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from contacts_to_match where centre_id = ${desk.centre.id}`.execute(ownerDb)
    return rows[0]?.count
  }
  expect(await waiting()).toBe(40)
  const compare = () =>
    inCentre(appDb, { centreId: desk.centre.id }, { settings: testSettings }, (scope) => suggestChanged(scope, 15))
  expect(await compare()).toBe(15)
  expect(await waiting()).toBe(25)
})
