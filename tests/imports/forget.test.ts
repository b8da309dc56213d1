import { getLogger } from '@logtape/logtape'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { sweep } from '../../src/clock.ts'
import { inCentre } from '../../src/db/scope.ts'
import { forgetOldImports } from '../../src/imports/forget.ts'
import { undoableUntil } from '../../src/lib/retention.ts'
import { dayOf } from '../../src/lib/time.ts'
import { testApp, testSettings } from '../support/app.ts'
import { aContact } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { anImportDesk, found, outcomes, peopleOf, rowsOf } from './desk.ts'

const database = testDatabase()
const { appDb, ownerDb } = database
const app = testApp(appDb)
const sweepNow = () =>
  sweep(appDb, { clock: (now) => now, settings: testSettings, log: getLogger('krajan') }).then(({ troubles }) =>
    expect(troubles).toBe(0),
  )

const csv =
  'Jméno;Příjmení;E-mail;Obor;Rok narození\nJana;Tajná;jana@example.org;Lékařka;\nPetr;Skrytý;petr@example.org;;\nIvo;Divný;ivo@example.org;;devadesát'

/** Everything of a list that tells of people, its pieces unpacked by nobody. */
const kept = async (id: string) => {
  const { rows } = await sql<{ kept: string; pieces: number }>`
    select concat(to_jsonb(i), (select jsonb_agg(to_jsonb(r)) from import_rows r where r.import_id = i.id)) as kept,
      (select count(*)::int from import_pieces p where p.import_id = i.id) as pieces
    from imports i where i.id = ${id}`.execute(ownerDb)
  return rows[0]
}

const ago = (id: string, days: number) =>
  sql`update imports set created_at = now() - make_interval(secs => ${days * 86_400}),
    ended_at = case when ended_at is not null then now() - make_interval(secs => ${days * 86_400}) end
    where id = ${id}`.execute(ownerDb)

const plain = (html: string) => html.replaceAll('\u00a0', ' ')

describe('what stood in a list', () => {
  test('is kept for ninety days, as its page says, and then only whom its rows were about', async () => {
    const desk = await anImportDesk(database, app)
    const { id: known } = await aContact(ownerDb, desk.centre, { email: 'jana@example.org', given_name: 'Johana' })
    const { id } = await desk.bring(csv, { known_policy: 'overwrite' })
    const [year = '', month = '', day = ''] = dayOf(undoableUntil(new Date())).split('-')
    const page = plain((await desk.page(`/imports/${id}`)).html)
    expect(page).toContain(`Vrátit ho jde do ${Number(day)}. ${Number(month)}. ${year}.`)
    await ago(id, 89.9)
    await sweepNow()
    const before = await kept(id)
    expect(before?.pieces).toBe(1)
    for (const told of ['Tajná', 'Johana', 'petr@example.org', 'devadesát']) expect(before?.kept).toContain(told)

    await ago(id, 90.1)
    const late = plain((await desk.page(`/imports/${id}`)).html)
    expect([late.includes('Vrátit ho už nejde'), late.includes(`/imports/${id}/revert`)]).toEqual([true, false])
    expect((await desk.revert(id)).location).toContain('done=late')
    const people = await peopleOf(ownerDb, desk.centre.id)
    await sweepNow()
    const after = await kept(id)
    expect(after?.pieces).toBe(0)
    for (const told of ['Tajná', 'Skrytý', 'Divný', 'Johana', '@example.org', 'devadesát', 'Lékařka'])
      expect(after?.kept).not.toContain(told)
    expect(await peopleOf(ownerDb, desk.centre.id)).toEqual(people)
    expect((await rowsOf(ownerDb, id)).map(({ contact_id }) => contact_id)).toEqual([
      known,
      ...people.map((one) => one.id).filter((one) => one !== known),
      null,
    ])
    await ago(id, 1)
    expect((await desk.revert(id)).location).toContain('done=late')
    expect((await desk.run(id)).location).toContain('done=late')
    const shown = await desk.page(`/imports/${id}`)
    expect([shown.status, shown.html.includes('failed.csv'), shown.html.includes('/run')]).toEqual([200, false, false])
    expect((await desk.page(`/imports/${id}?kind=error`)).status).toBe(200)
  })

  test('is forgotten in the reasons too, of rows that tell no name as well', async () => {
    const desk = await anImportDesk(database, app)
    const long = (told: string) => told + 'x'.repeat(1200)
    const { id } = await desk.bring(
      `Jméno;E-mail;Rok narození;Obor\nJana;jana@example.org;;\n;;devadesát;\n;;;${long('Tajemství')}\n${long('Petra')};;;`,
    )
    const told = ['devadesát', 'Tajemství', 'Petra']
    for (const one of told) expect((await kept(id))?.kept).toContain(one)
    await ago(id, 91)
    await sweepNow()
    for (const one of told) expect((await kept(id))?.kept).not.toContain(one)
    expect((await rowsOf(ownerDb, id)).map(({ reasons }) => reasons)).toEqual([
      [],
      [{ code: 'unreadable', field: 'born', value: '…' }],
      [{ code: 'too_long', field: 'field', value: '…' }],
      [{ code: 'too_long', field: 'given_name', value: '…' }],
    ])
  })

  test('goes as a whole where nobody was made of it', async () => {
    const desk = await anImportDesk(database, app)
    const { id } = await desk.upload(csv)
    const { id: checked } = await desk.upload(`${csv}\nEva;Nová;eva@example.org;;`)
    await desk.map(checked)
    await desk.check(checked)
    await ago(id, 89.9)
    await ago(checked, 91)
    await sweepNow()
    expect([(await kept(id))?.pieces, await kept(checked)]).toEqual([2, undefined])
    const { rows } = await sql`select from import_rows where import_id = ${checked}`.execute(ownerDb)
    expect(rows).toEqual([])
    await ago(id, 91)
    await sweepNow()
    expect(await kept(id)).toBeUndefined()
    expect((await desk.page(`/imports/${id}`)).status).toBe(404)
  })

  test('is known again when it comes once more, and makes nobody twice', async () => {
    const desk = await anImportDesk(database, app)
    const { id } = await desk.bring('Jméno;Příjmení;Obec\nJana;Tajná;Cheb\nPetr;Skrytý;Aš')
    await ago(id, 91)
    await sweepNow()
    const again = await desk.bring('Jméno;Příjmení;Obec\nJana;Tajná;Cheb\nPetr;Skrytý;Aš')
    expect(again.done).toEqual({ unchanged: 2 })
    expect(await peopleOf(ownerDb, desk.centre.id)).toHaveLength(2)
  })

  test('is taken back wholly or not at all when somebody does so at the last moment', async () => {
    const later = { settings: testSettings, clock: (now: Date) => new Date(now.getTime() + 60_000) }
    for (let round = 0; round < 5; round++) {
      const desk = await anImportDesk(database, app)
      const { id } = await desk.bring(csv)
      await ago(id, 90 - 30 / 86_400)
      await Promise.all([
        desk.send(`/imports/${id}/revert`, {}),
        inCentre(appDb, { centreId: desk.centre.id }, later, forgetOldImports),
      ])
      await desk.work()
      const { state, forgotten_at } = await found(ownerDb, id)
      const people = await peopleOf(ownerDb, desk.centre.id)
      expect([people.length, forgotten_at === null]).toEqual(state === 'reverted' ? [0, true] : [2, false])
    }
  })

  test('is not emptied while it is worked on', async () => {
    const desk = await anImportDesk(database, app)
    const { id } = await desk.bring(csv)
    await ago(id, 89.9)
    await desk.send(`/imports/${id}/revert`, {})
    await ago(id, 91)
    await sweepNow()
    expect((await kept(id))?.kept).toContain('Tajná')
    await desk.work()
    expect(await peopleOf(ownerDb, desk.centre.id)).toEqual([])
    expect(await outcomes(ownerDb, id)).toMatchObject({ created: 2 })
  })
})
