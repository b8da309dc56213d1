import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { rowReader } from '../../src/imports/rows.ts'
import { vocabularyOf } from '../../src/imports/vocabulary.ts'
import { testApp } from '../support/app.ts'
import { aContact, aMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { anImportDesk, found, peopleOf, rowsOf } from './desk.ts'

const database = testDatabase()
const { appDb, ownerDb } = database
const aDesk = () => anImportDesk(database, testApp(appDb))

test.each([
  ['full_name', 'Ing '.repeat(8000)],
  ['languages', '('.repeat(32_000)],
  ['phone', Array.from({ length: 8000 }, (_, nth) => `x${nth}`).join(',')],
] as const)('a cell made to take long to read as %s is refused at a glance', (field, cell) => {
  const read = rowReader({ header: ['x'], mapping: [field], meanings: {}, vocabularyOf, now: new Date() })
  const began = performance.now()
  expect(read([cell]).problems[0]).toMatchObject({ code: 'too_long', field })
  expect(performance.now() - began).toBeLessThan(100)
})

test('a row decided for somebody who is gone since waits again, and makes nobody', async () => {
  const desk = await aDesk()
  const known = { given_name: 'Vlastimil', family_name: 'Hruškovický', born: '1985-03-12' }
  await aContact(ownerDb, desk.centre, known)
  const { id } = await desk.upload('Jméno;Příjmení;Narození\nVlastimil;Hruškovický;12. 3. 1985\n')
  await desk.map(id)
  expect(await desk.check(id)).toEqual({ ask: 1 })
  const [row] = await rowsOf(ownerDb, id)
  const gone = crypto.randomUUID()
  await desk.send(`/imports/${id}/decisions`, { nth: String(row?.nth), decision: gone })
  await desk.run(id)
  expect(await rowsOf(ownerDb, id)).toMatchObject([{ plan: 'ask', outcome: null, contact_id: null, decision: gone }])
  expect(await peopleOf(ownerDb, desk.centre.id)).toHaveLength(1)
})

test('one list brought twice and taken over by two workers at once makes everybody once, without an address too', async () => {
  const desk = await aDesk()
  const list = `Jméno;Příjmení\n${Array.from({ length: 20 }, (_, nth) => `Jan${nth};Osamělý${nth}`).join('\n')}\n`
  const both = [(await desk.upload(list)).id, (await desk.upload(list)).id]
  for (const id of both) {
    await desk.map(id)
    await desk.check(id, { likely_policy: 'create' })
  }
  for (const id of both) await desk.send(`/imports/${id}/run`, {})
  await sql`create function slowly() returns trigger language plpgsql as $$ begin perform pg_sleep(0.4); return null; end $$`.execute(
    ownerDb,
  )
  await sql`create trigger slowly after insert on contacts for each statement execute function slowly()`.execute(
    ownerDb,
  )
  await Promise.all([desk.work(), desk.work()])
  await sql`drop trigger slowly on contacts`.execute(ownerDb)
  expect(await peopleOf(ownerDb, desk.centre.id)).toHaveLength(20)
})

test('nobody who has left is given people to look after by a list', async () => {
  const desk = await aDesk()
  const [left, here] = [await aMember(ownerDb, [desk.centre]), await aMember(ownerDb, [desk.centre])]
  await ownerDb.updateTable('memberships').set({ disabled_at: new Date() }).where('member_id', '=', left.id).execute()
  const { id } = await desk.upload(
    `Jméno;E-mail;Garant\nJan;jan@example.org;${left.email}\nEva;eva@example.org;${here.email}\n`,
  )
  await desk.map(id, { Garant: 'owner' })
  expect((await found(ownerDb, id)).unknown_words).toEqual({ owner: [left.email] })
})

test('a row with a stage that was retired after the check fails by itself and says why', async () => {
  const desk = await aDesk()
  const { id } = await desk.upload('Jméno;Příjmení;Fáze\nJan;Hledač;Hledá cestu\nEva;Známá;Známe\n')
  await desk.map(id)
  expect(await desk.check(id)).toEqual({ create: 2 })
  const stages = ownerDb.updateTable('stages').where('centre_id', '=', desk.centre.id)
  await stages.where('code', '=', 'exploring').set({ retired_at: new Date() }).execute()
  await desk.run(id)
  const reasons = [{ code: 'word', field: 'stage_return', value: 'Hledá cestu' }]
  expect(await rowsOf(ownerDb, id)).toMatchObject([
    { who: 'Jan Hledač', outcome: 'failed', reasons },
    { who: 'Eva Známá', outcome: 'created' },
  ])
  expect(await peopleOf(ownerDb, desk.centre.id)).toMatchObject([{ given_name: 'Eva' }])
})
