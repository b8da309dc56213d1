import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { jobHandlers } from '../../src/handlers.ts'
import { runPieces } from '../../src/jobs/job.ts'
import { addressHash } from '../../src/mail/ledger.ts'
import { testApp, testSettings } from '../support/app.ts'
import { aContact } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { anImportDesk, found, outcomes, peopleOf, rowsOf } from './desk.ts'

const database = testDatabase()
const { appDb, ownerDb } = database
const app = testApp(appDb)
const aDesk = (options = {}) => anImportDesk(database, app, options)

const peopleLike = (count: number) =>
  ['Jméno;Příjmení;E-mail', ...Array.from({ length: count }, (_, at) => `Jan;Osoba${at};osoba${at}@example.org`)].join(
    '\n',
  )

describe('the source of a list', () => {
  test('must be told before anything is checked, and what was typed is kept', async () => {
    const desk = await aDesk()
    const { id } = await desk.upload('Jméno;E-mail\nJan;jan@example.org')
    await desk.map(id)
    const refused = await desk.source(id, { source_note: '', lawful_basis: '', acquired_on: '1. 2.' })
    expect(refused.status).toBe(422)
    expect(refused.html).toContain('value="1. 2."')
    const future = await desk.source(id, { acquired_on: '2999-01-01' })
    expect([future.status, future.html.includes('Tento den teprve přijde.')]).toEqual([422, true])
    expect((await found(ownerDb, id)).state).toBe('mapped')
    expect((await desk.send(`/imports/${id}/run`, {})).location).toContain('done=stale')
    await desk.work()
    expect(await peopleOf(ownerDb, desk.centre.id)).toEqual([])
  })

  test('lists whom to inform: those with an address who did not ask to be left alone', async () => {
    const desk = await aDesk()
    const asked = { centre_id: desk.centre.id, address_hash: addressHash('stop@example.org') }
    await ownerDb
      .insertInto('suppressions')
      .values({ ...asked, reason: 'asked', at: new Date() })
      .execute()
    const { id, done } = await desk.bring('Jméno;E-mail\nJan;jan@example.org\nEva;Stop@example.org\nIvo;')
    expect(done).toEqual({ created: 3 })
    expect((await rowsOf(ownerDb, id)).map(({ reasons }) => reasons)).toEqual([[], [{ code: 'suppressed' }], []])
    const consents = await ownerDb.selectFrom('consents').select('id').where('centre_id', '=', desk.centre.id).execute()
    const kept = await ownerDb
      .selectFrom('suppressions')
      .select('reason')
      .where('centre_id', '=', desk.centre.id)
      .execute()
    const mails = await ownerDb.selectFrom('mails').select('id').where('centre_id', '=', desk.centre.id).execute()
    expect([consents, kept, mails]).toEqual([[], [{ reason: 'asked' }], []])

    const { html } = await desk.page(`/imports/${id}/inform`)
    expect([html.includes('jan@example.org'), /stop@example.org/i.test(html)]).toEqual([true, false])
    await desk.send(`/imports/${id}/inform`, {})
    const informed = (await peopleOf(ownerDb, desk.centre.id)).map(({ given_name, informed_at }) => [
      given_name,
      informed_at !== null,
    ])
    expect(informed).toEqual([
      ['Jan', true],
      ['Eva', false],
      ['Ivo', false],
    ])
  })
})

describe('the work on a list', () => {
  test('that breaks in the middle goes on where it was, and does nothing twice', async () => {
    const desk = await aDesk()
    const { id } = await desk.upload(peopleLike(1200))
    await desk.map(id)
    expect(await desk.check(id, { likely_policy: 'create' })).toEqual({ create: 1200 })
    await sql`create function planted() returns trigger language plpgsql as $$ begin
      if new.family_name = 'Osoba700' then raise exception 'planted'; end if; return new; end $$`.execute(ownerDb)
    await sql`create trigger planted before insert on contacts for each row execute function planted()`.execute(ownerDb)
    const times = { clock: (now: Date) => now, settings: testSettings }
    await desk.send(`/imports/${id}/run`, {})
    await runPieces(appDb, jobHandlers, times, { mostMs: 2_000, turnMs: 1 })
    expect(await outcomes(ownerDb, id)).toEqual({ created: 500, waiting: 700 })
    await sql`drop trigger planted on contacts; drop function planted()`.execute(ownerDb).catch(() => {})
    await sql`drop trigger if exists planted on contacts`.execute(ownerDb)
    await desk.send(`/imports/${id}/run`, {})
    await desk.work()
    expect(await outcomes(ownerDb, id)).toEqual({ created: 1200 })
    expect(await peopleOf(ownerDb, desk.centre.id)).toHaveLength(1200)
    const audit = await ownerDb
      .selectFrom('audit_entries')
      .select('id')
      .where('centre_id', '=', desk.centre.id)
      .where('action', '=', 'contact.imported')
      .execute()
    expect(audit).toHaveLength(1200)
  })

  test('is asked for once, however often the button is pressed', async () => {
    const desk = await aDesk()
    const { id } = await desk.upload(peopleLike(3))
    await desk.map(id)
    await desk.check(id)
    await Promise.all([1, 2, 3].map(() => desk.send(`/imports/${id}/run`, {})))
    await desk.work()
    const jobs = await ownerDb
      .selectFrom('jobs')
      .select('kind')
      .where('centre_id', '=', desk.centre.id)
      .orderBy('id')
      .execute()
    expect(jobs.map(({ kind }) => kind)).toEqual(['import_check', 'import_run'])
    expect(await peopleOf(ownerDb, desk.centre.id)).toHaveLength(3)
  })
})

describe('rows', () => {
  test('pasted from Excel are a list too, and what cannot be read stands in the form again', async () => {
    const desk = await aDesk()
    const empty = await desk.send('/contacts/import', { pasted: ' ' })
    expect([empty.status, empty.html.includes('Vyberte soubor, nebo vložte řádky.')]).toEqual([422, true])
    const refused = await desk.send('/contacts/import', { pasted: 'Jméno\tE-mail' })
    expect([refused.status, refused.html.includes('Jméno\tE-mail')]).toEqual([422, true])
    const pasted = await desk.send('/contacts/import', { pasted: 'Jméno\tE-mail\nJan\tjan@example.org\n' })
    const id = /imports\/([0-9a-f-]{36})/.exec(pasted.location ?? '')?.[1] ?? ''
    expect((await found(ownerDb, id)).reading).toMatchObject({ separator: '\t', header: 1 })
  })

  test('of our own export come back without making or changing anybody', async () => {
    const desk = await aDesk()
    for (const [email, given_name] of [
      ['a@example.org', "'=1+1"],
      ['b@example.org', '+Jan'],
    ] as const) {
      const { id } = await aContact(ownerDb, desk.centre, { email, given_name, phone: '+420777123456', tags: ['x'] })
      await ownerDb.updateTable('contacts').set({ field: '=cmd|x', residence: 'Praha' }).where('id', '=', id).execute()
    }
    const before = await peopleOf(ownerDb, desk.centre.id)
    for (const format of ['csv', 'xlsx']) {
      const query = 'cols=email&cols=phone&cols=residence&cols=field&cols=tags'
      const exported = await app.post(`${desk.base}/contacts/export`, { query, format }, desk.member.cookie)
      expect(exported.status).toBe(200)
      const { done } = await desk.bring(new Uint8Array(await exported.arrayBuffer()), { known_policy: 'overwrite' })
      expect([format, done]).toEqual([format, { unchanged: 2 }])
    }
    expect(await peopleOf(ownerDb, desk.centre.id)).toEqual(before)
  })

  test('are nobody else’s: a reader may not bring them, and another centre does not see them', async () => {
    const [desk, other, reader] = [await aDesk(), await aDesk(), await aDesk({ role: 'reader' })]
    const { id } = await desk.upload(peopleLike(2))
    expect((await other.page(`/imports/${id}/file`)).status).toBe(404)
    expect((await reader.page('/contacts/import')).status).toBe(403)
    expect((await reader.upload(peopleLike(2))).status).toBe(403)
  })
})
