import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoPassword, loadDemo } from '../../seeds/demo.ts'
import { longConnection } from '../../src/db/backup/client.ts'
import { checkBackup } from '../../src/db/backup/read.ts'
import { loadTables, restoreBackup } from '../../src/db/backup/restore.ts'
import { leftOut } from '../../src/db/backup/tables.ts'
import { writeBackup } from '../../src/db/backup/write.ts'
import { problemWith } from '../../src/db/boot.ts'
import type { Db } from '../../src/db/connection.ts'
import { head, migrateToHead } from '../../src/db/migrate.ts'
import { newId, randomId } from '../../src/lib/ids.ts'
import { testApp } from '../support/app.ts'
import { aCentre, aContact, anEvent } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { fillStrangeTable, plantNastyRows, plantStrangeTable } from './nasty-rows.ts'
import { emptyDatabase, sums, tableNames } from './second-database.ts'

const run = promisify(execFile)
const source = testDatabase()
const about = { krajan: '0.1.0', now: new Date('2026-11-20T10:00:00Z') }
let folder: Awaited<ReturnType<typeof temporaryFolder>>
const fileAt = (name: string) => join(folder.path, name)

beforeAll(async () => {
  folder = await temporaryFolder()
  await loadDemo(source.ownerDb, new Date())
  await plantNastyRows(source.ownerDb, await aCentre(source.ownerDb))
}, 60_000)
afterAll(() => folder.remove())

/** Registers and notes people, each in one transaction, until told to stop; says how many were committed. */
const writers = async (db: Db, count: number) => {
  const centre = await aCentre(db)
  const event = await anEvent(db, centre, { capacity: 100_000 })
  const contact = await aContact(db, centre)
  let [stopped, committed] = [false, 0]
  const write = async () => {
    const now = new Date()
    const common = { centre_id: centre.id, created_at: now }
    await db.transaction().execute(async (trx) => {
      const email = `${randomId()}@example.org`
      const places = { event_id: event.id, party_size: 2, state: 'confirmed', state_since: now } as const
      await trx
        .insertInto('registrations')
        .values({
          ...common,
          ...places,
          id: newId(),
          name: 'K',
          email,
          email_norm: email,
          lang: 'cs',
          idempotency_key: newId(),
        })
        .execute()
      const note = { id: newId(), contact_id: contact.id, kind: 'note', occurred_at: now } as const
      await trx
        .insertInto('activities')
        .values({ ...common, ...note })
        .execute()
    })
    committed++
  }
  const loop = async () => {
    while (!stopped) await write()
  }
  const running = Array.from({ length: count }, loop)
  return {
    centre,
    committed: () => committed,
    stop: () => {
      stopped = true
      return Promise.all(running)
    },
  }
}

test('a backup restored elsewhere holds every row of every table, and the app over it serves', async () => {
  const path = fileAt('whole')
  const written = await writeBackup(source.backupUrl, path, about)
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  const target = await emptyDatabase()
  const restored = await restoreBackup(target.ownerUrl, await checkBackup(path))
  expect(restored.rows).toBe(written.rows)
  expect(restored.migrated).toEqual([])

  const [there, here] = [await sums(source.ownerDb), await sums(target.ownerDb)]
  expect(Object.keys(there).length).toBeGreaterThan(25)
  expect(here).toEqual(there)
  expect(await problemWith(target.appDb)).toBeUndefined()

  const app = testApp(target.appDb, { settings: { demo: true } })
  const email = 'coordinator@karlovarsky.example.org'
  const signedIn = await app.post('/sign-in', { email, password: demoPassword })
  const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  expect([signedIn.status, (await app.get('/app/karlovarsky/contacts', cookie)).status]).toEqual([303, 200])
  expect((await app.get('/cs/karlovarsky/events/setkani-plzen')).status).toBe(200)
  const enrolment = await target.ownerDb
    .selectFrom('enrolments')
    .innerJoin('centres', 'centres.id', 'enrolments.centre_id')
    .where('slug', '=', 'karlovarsky')
    .where('stage', '=', 'considering')
    .select(['enrolments.id', 'enrolments.version'])
    .executeTakeFirstOrThrow()
  const moved = { stage: 'known', version: String(enrolment.version) }
  expect((await app.post(`/app/karlovarsky/enrolments/${enrolment.id}/stage`, moved, cookie)).status).toBe(303)
}, 60_000)

test('no table can be forgotten: what the catalogue knows is in the file or says why not', async () => {
  const { header } = await checkBackup(fileAt('whole'))
  const saved = header.tables.map(({ name }) => name)
  expect(Object.keys(leftOut)).toEqual(['sessions', 'rate_limits', 'kysely_migration', 'kysely_migration_lock'])
  expect([...saved, ...Object.keys(leftOut)].sort()).toEqual((await tableNames(source.ownerDb)).sort())
  expect(header).toMatchObject({ format: 1, krajan: '0.1.0', schema: head, createdAt: '2026-11-20T10:00:00.000Z' })
})

test('a backup made while people register is of one moment', async () => {
  const busy = await writers(source.ownerDb, 3)
  const before = busy.committed()
  const path = fileAt('busy')
  const during = await writeBackup(source.backupUrl, path, about)
    .then(() => busy.committed() - before)
    .finally(busy.stop)
  expect(during).toBeGreaterThan(5)

  const target = await emptyDatabase()
  await restoreBackup(target.ownerUrl, await checkBackup(path))
  const { rows } = await sql<{ taken: number; seats: number; people: number; notes: number }>`
    select (select taken from event_places where centre_id = ${busy.centre.id}::uuid) as taken,
      (select coalesce(sum(party_size), 0) from registrations where centre_id = ${busy.centre.id}::uuid) as seats,
      (select count(*) from registrations where centre_id = ${busy.centre.id}::uuid) as people,
      (select count(*) from activities where centre_id = ${busy.centre.id}::uuid) as notes`.execute(target.ownerDb)
  const [{ taken, seats, people, notes } = { taken: 0, seats: 1, people: 0, notes: 1 }] = rows
  expect([taken, notes]).toEqual([Number(seats), people])
  const wrong = await sql`
    select 1 from event_places p where taken <> (select coalesce(sum(party_size), 0) from registrations r
      where r.event_id = p.event_id and takes_place(r.state))`.execute(target.ownerDb)
  expect(wrong.rows).toEqual([])
  // the seed and the writers left their own behind, so the file is of a moment between
  expect(people).toBeLessThanOrEqual(busy.committed())
}, 60_000)

test('values of every kind arrive, identities go on counting, triggers and generated columns neither run nor travel', async () => {
  await plantStrangeTable(source.ownerDb)
  await fillStrangeTable(source.ownerDb)
  const path = fileAt('strange')
  await writeBackup(source.ownerUrl, path, about)
  const backup = await checkBackup(path)
  expect(backup.manifest.tables.strange?.rows).toBe(3)
  const target = await emptyDatabase()
  await migrateToHead(target.ownerUrl)
  await plantStrangeTable(target.ownerDb)
  await sql`create trigger counting before insert on strange for each row execute function count_strange()`.execute(
    target.ownerDb,
  )
  await longConnection(target.ownerUrl, (client) => client.begin((trx) => loadTables(trx, backup)))
  expect(await sums(target.ownerDb)).toEqual(await sums(source.ownerDb))
  const { rows } = await sql`
    select relforcerowsecurity as forced, (select tgenabled from pg_trigger where tgname = 'counting') as trigger,
      (select last_value from strange_id_seq) as last from pg_class where relname = 'strange'`.execute(target.ownerDb)
  expect(rows).toEqual([{ forced: true, trigger: 'O', last: 3 }])
  await sql`drop table strange; drop function count_strange()`.execute(source.ownerDb)
}, 60_000)

test('the file opens with tools every system has, and psql could load it', async () => {
  const { stdout } = await run('tar', ['tzf', fileAt('whole')]).catch((error: { stdout: string }) => error)
  const names = stdout.trim().split('\n')
  expect(names[0]).toBe('krajan/header.json')
  expect(names).toContain('krajan/tables/contacts/000001.copy')
  expect(names.at(-1)).toBe('krajan/manifest.json')
})

test('rows of a role that row-level security applies to are never taken for the whole', async () => {
  await expect(writeBackup(source.appUrl, fileAt('blind'), about)).rejects.toThrow(
    /This role does not see every row of .*contacts.*; save as the owner\./,
  )
  await expect(stat(fileAt('blind'))).rejects.toThrow('ENOENT')
})
