import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrations } from '../../migrations/index.ts'
import { headerName, manifestName } from '../../src/db/backup/format.ts'
import { type Backup, checkBackup } from '../../src/db/backup/read.ts'
import { restoreBackup } from '../../src/db/backup/restore.ts'
import { writeBackup } from '../../src/db/backup/write.ts'
import { head, migrateTo, migrateToHead } from '../../src/db/migrate.ts'
import { newId } from '../../src/lib/ids.ts'
import { sha256 } from '../../src/lib/tokens.ts'
import { aCentre, aContact, aMember, anEvent, type TestCentre } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { changedHeader, changedRows, forged } from './forged.ts'
import { emptyDatabase, filledTables, sums, tableNames } from './second-database.ts'

const source = testDatabase()
const about = { krajan: '0.1.0', now: new Date('2026-11-20T10:00:00Z') }
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let centre: TestCentre
let backup: Backup
const fileAt = (name: string) => join(folder.path, name)

beforeAll(async () => {
  folder = await temporaryFolder()
  centre = await aCentre(source.ownerDb)
  await aMember(source.ownerDb, [centre])
  await aContact(source.ownerDb, centre, { email: 'jana@example.org' })
  await anEvent(source.ownerDb, centre)
  await writeBackup(source.backupUrl, fileAt('good'), about)
  backup = await checkBackup(fileAt('good'))
})
afterAll(() => folder.remove())

const restore = async (path: string, ownerUrl: string) => restoreBackup(ownerUrl, await checkBackup(path))
const rejectionOf = (work: Promise<unknown>) =>
  work.then(
    () => 'was taken',
    (error: Error) => error.message,
  )

test('every bit of the file counts: one flipped anywhere, a byte less or more, and it is refused', async () => {
  const good = await readFile(fileAt('good'))
  const places = Array.from({ length: good.length }, (_, at) => at)
  const looked = places.filter((at) => at < 64 || at >= good.length - 160 || at % 101 === 0)
  const taken: string[] = []
  const look = async (name: string, bytes: Buffer) => {
    await writeFile(fileAt('changed'), bytes)
    const said = await rejectionOf(checkBackup(fileAt('changed')))
    if (!/its seal does not match|is not a backup of Krajan/.test(said)) taken.push(`${name}: ${said}`)
  }
  for (const at of looked) {
    const bytes = Buffer.from(good)
    bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 8))
    await look(`bit ${at}`, bytes)
  }
  for (const length of looked) await look(`cut at ${length}`, good.subarray(0, length))
  await look('longer', Buffer.concat([good, Buffer.from([0])]))
  await look('twice', Buffer.concat([good, good]))
  expect(looked.length).toBeGreaterThan(250)
  expect(taken).toEqual([])
}, 60_000)

test('a file of another kind is told apart from one that is damaged', async () => {
  const kinds: [string, Buffer, RegExp][] = [
    ['nothing', Buffer.alloc(0), /is not a backup of Krajan\.$/],
    ['a letter', Buffer.from('Vážená paní,\n'), /is not a backup of Krajan\.$/],
    ['another archive', gzipSync('x'.repeat(5000)), /damaged, cut short, or not a backup of Krajan/],
  ]
  for (const [name, bytes, sentence] of kinds) {
    await writeFile(fileAt(name), bytes)
    expect(await rejectionOf(checkBackup(fileAt(name)))).toMatch(sentence)
  }
  expect(await rejectionOf(checkBackup(fileAt('nowhere')))).toMatch(/^There is no file .*nowhere that can be read\.$/)
})

test('a file that does not agree with itself is refused even under a seal of its own', async () => {
  const without = (name: string) =>
    forged(backup, fileAt('forged'), (entries) => entries.filter((e) => e.name !== name))
  expect(await rejectionOf(checkBackup(await without(manifestName)))).toMatch(/parts of it are missing/)
  expect(await rejectionOf(checkBackup(await without(headerName)))).toMatch(/parts of it are missing/)
  expect(await rejectionOf(checkBackup(await without('krajan/tables/contacts/000001.copy')))).toMatch(
    /the rows of contacts are not those that were saved/,
  )
  const strange = { name: 'krajan/tables/spies/000001.copy', body: Buffer.from('x\n') }
  const more = await forged(backup, fileAt('forged'), (entries) => [...entries, strange])
  expect(await rejectionOf(checkBackup(more))).toMatch(/holds what it does not announce: spies/)
  const later = await forged(backup, fileAt('forged'), changedHeader({ format: 2 as 1 })) // as a later version would
  expect(await rejectionOf(checkBackup(later))).toMatch(/in a way this version does not know/)
})

test('a backup of a newer version, or of other tables than its schema has, changes nothing', async () => {
  const target = await emptyDatabase()
  const newer = await forged(backup, fileAt('newer'), changedHeader({ schema: '9999_later', krajan: '9.0.0' }))
  expect(await rejectionOf(restore(newer, target.ownerUrl))).toBe(
    'This backup is of the schema 9999_later (Krajan 9.0.0), which this version does not know; restore it with that version or a newer one.',
  )
  expect(await tableNames(target.ownerDb)).toEqual([])
  const [first] = Object.keys(migrations).sort().slice(1)
  const older = await forged(backup, fileAt('older'), changedHeader({ schema: first ?? '' }))
  expect(await rejectionOf(restore(older, target.ownerUrl))).toMatch(
    /^The tables of the backup are not those of its schema: .*contacts/,
  )
})

test.each([
  ['breaks a rule of its own table', changedRows('contacts', (rows) => rows.replaceAll('\tstaff\t', '\tstolen\t'))],
  ['leads nowhere', changedRows('memberships', (rows) => rows.replace(/\t[0-9a-f-]{36}/, `\t${newId()}`))],
  ['is no row at all', changedRows('members', (rows) => `${rows}\\.x\tnothing\n`)],
])('a row that %s takes everything back, and the database can be used for a good backup', async (_name, change) => {
  const target = await emptyDatabase()
  const bad = await forged(backup, fileAt('bad'), change)
  expect(await rejectionOf(restore(bad, target.ownerUrl))).not.toBe('was taken')
  expect(await filledTables(target.ownerDb)).toEqual([])
  await restore(fileAt('good'), target.ownerUrl)
  expect(await sums(target.ownerDb)).toEqual(await sums(source.ownerDb))
})

test('a database with a centre, or another application’s tables, is not touched', async () => {
  const filled = await emptyDatabase()
  await migrateToHead(filled.ownerUrl)
  await aCentre(filled.ownerDb)
  const before = await sums(filled.ownerDb)
  const refused = 'The database is not empty. A backup is restored into an empty one only, so that nothing is lost.'
  expect(await rejectionOf(restore(fileAt('good'), filled.ownerUrl))).toBe(refused)
  expect(await sums(filled.ownerDb)).toEqual(before)

  const strange = await emptyDatabase()
  await sql`create table invoices (id int)`.execute(strange.ownerDb)
  expect(await rejectionOf(restore(fileAt('good'), strange.ownerUrl))).toBe(refused)
  expect(await tableNames(strange.ownerDb)).toEqual(['invoices'])
})

test('a backup of the version before is restored as it was and then migrated', async () => {
  const before = Object.keys(migrations).sort().at(-2) ?? ''
  const older = await emptyDatabase()
  await migrateTo(older.ownerUrl, before)
  await aCentre(older.ownerDb)
  await writeBackup(older.ownerUrl, fileAt('before'), about)
  const target = await emptyDatabase()
  const { migrated } = await restore(fileAt('before'), target.ownerUrl)
  expect(migrated).toEqual([head])
  expect((await sums(target.ownerDb)).centres).toBe((await sums(older.ownerDb)).centres)
})

test('mail that had not left is put on hold, what was in a sender’s hand is uncertain, the rest stays', async () => {
  const mail = (state: 'ready' | 'claimed' | 'accepted' | 'kept') => ({
    ...{ centre_id: centre.id, id: newId(), dedupe_key: state, class: 'transactional' as const, kind: 'test', state },
    ...{ to_address: 'jana@example.org', address_hash: sha256('jana@example.org'), lang: 'cs' as const },
    ...{ subject: 'Dobrý den', html: '<p>', body: '.', not_before: new Date(), created_at: new Date() },
    ...(state === 'claimed' ? { lease_until: new Date(), lease_token: newId() } : {}),
  })
  const states = ['ready', 'claimed', 'accepted', 'kept'] as const
  await source.ownerDb.insertInto('mails').values(states.map(mail)).execute()
  await writeBackup(source.backupUrl, fileAt('mails'), about)
  const outcomeOf = async (sendMail: boolean) => {
    const target = await emptyDatabase()
    const { held, uncertain } = await restoreBackup(target.ownerUrl, await checkBackup(fileAt('mails')), { sendMail })
    const rows = await target.ownerDb.selectFrom('mails').select(['dedupe_key', 'state', 'lease_until']).execute()
    return { held, uncertain, ...Object.fromEntries(rows.map((row) => [row.dedupe_key, row.state])) }
  }
  const rest = { uncertain: 1, claimed: 'uncertain', accepted: 'accepted', kept: 'kept' }
  expect(await outcomeOf(false)).toEqual({ ...rest, held: 1, ready: 'kept' })
  expect(await outcomeOf(true)).toEqual({ ...rest, held: 0, ready: 'ready' })
  await source.ownerDb.deleteFrom('mails').execute()
})

test('sessions do not come back with a backup', async () => {
  expect((await sql`select from sessions`.execute(source.ownerDb)).rows.length).toBeGreaterThan(0)
  const target = await emptyDatabase()
  await restore(fileAt('good'), target.ownerUrl)
  expect((await sql`select from sessions`.execute(target.ownerDb)).rows).toEqual([])
})

test('a file is never overwritten, and a save that fails leaves nothing behind', async () => {
  const before = await readFile(fileAt('good'))
  const again = writeBackup(source.backupUrl, fileAt('good'), about)
  expect(await rejectionOf(again)).toBe(`${fileAt('good')} is there already and is not overwritten.`)
  expect(await readFile(fileAt('good'))).toEqual(before)
  const names = await readdir(folder.path)
  await sql`alter function schema_version() rename to gone`.execute(source.ownerDb)
  expect(await rejectionOf(writeBackup(source.backupUrl, fileAt('failed'), about))).toMatch(/schema_version/)
  await sql`alter function gone() rename to schema_version`.execute(source.ownerDb)
  expect(await readdir(folder.path)).toEqual(names)
})
