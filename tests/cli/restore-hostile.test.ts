import { execFile } from 'node:child_process'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { headerName, manifestName, partName } from '../../src/db/backup/format.ts'
import { type Backup, checkBackup } from '../../src/db/backup/read.ts'
import { restoreBackup } from '../../src/db/backup/restore.ts'
import { tarEnd, tarEntry } from '../../src/db/backup/tar.ts'
import { writeBackup } from '../../src/db/backup/write.ts'
import { aCentre, aContact, aMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { changedHeader, type Entry, forged, sealed } from './forged.ts'
import { emptyDatabase, filledTables, sums } from './second-database.ts'

const source = testDatabase()
const now = new Date('2026-11-20T10:00:00Z')
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let backup: Backup
let archive: Buffer
const fileAt = (name: string) => join(folder.path, name)

beforeAll(async () => {
  folder = await temporaryFolder()
  const centre = await aCentre(source.ownerDb)
  await aMember(source.ownerDb, [centre])
  await aContact(source.ownerDb, centre, { email: 'jana@example.org' })
  await writeBackup(source.backupUrl, fileAt('good'), { krajan: '0.1.0', now })
  backup = await checkBackup(fileAt('good'))
  archive = (await readFile(fileAt('good'))).subarray(0, backup.bytes)
})
afterAll(() => folder.remove())

/** What was said, within seconds: silence is a failure of its own. */
const answerOf = (work: Promise<unknown>) =>
  Promise.race([
    work.then(
      () => 'was taken',
      (error: Error) => error.message,
    ),
    new Promise<string>((resolve) => setTimeout(resolve, 8000, 'never answered').unref()),
  ])

const checked = async (change: (entries: Entry[]) => Entry[]) =>
  answerOf(forged(backup, fileAt('forged'), change).then(checkBackup))

const swapped = (name: string, body: string) => (entries: Entry[]) =>
  entries.map((entry) => (entry.name === name ? { name, body: Buffer.from(body) } : entry))

test('nothing that a file says is run as SQL', async () => {
  const attack = 'at) to stdout; create table public.taken_over as select 1 as x; copy (select * from backups limit 0'
  const tables = backup.header.tables.map((table) => (table.name === 'backups' ? { ...table, key: [attack] } : table))
  const target = await emptyDatabase()
  const path = await forged(backup, fileAt('key'), changedHeader({ tables }))
  expect(await answerOf(restoreBackup(target.ownerUrl, await checkBackup(path)))).toBe('was taken')
  const { rows } = await sql`select to_regclass('public.taken_over')::text as made`.execute(target.ownerDb)
  expect(rows).toEqual([{ made: null }])
  expect(await sums(target.ownerDb)).toEqual(await sums(source.ownerDb))
  expect(
    JSON.parse(
      gunzipSync(archive)
        .subarray(512, 1024 ** 2)
        .toString()
        .split('\0')[0] ?? '',
    ),
  ).not.toHaveProperty('tables.0.key')
})

test.each([
  ['a column', '"columns":["at"', '"columns":["at\\") from stdin; drop table centres; --"'],
  ['a column twice', '"columns":["at","rows"', '"columns":["at","at"'],
])('%s that the schema does not have is refused', async (_name, own, other) => {
  const target = await emptyDatabase()
  const change = (entries: Entry[]) =>
    entries.map((e) => (e.name === headerName ? { ...e, body: Buffer.from(`${e.body}`.replace(own, other)) } : e))
  const changed = await checkBackup(await forged(backup, fileAt('column'), change))
  expect(JSON.stringify(changed.header)).toContain(other)
  expect(await answerOf(restoreBackup(target.ownerUrl, changed))).toBe(
    'The tables of the backup are not those of its schema: backups.',
  )
})

test('columns in another order than the schema’s are loaded by their names', async () => {
  const tables = backup.header.tables.map((table) =>
    table.name === 'backups' ? { ...table, columns: [...table.columns].reverse() } : table,
  )
  const target = await emptyDatabase()
  const turned = await checkBackup(await forged(backup, fileAt('turned'), changedHeader({ tables })))
  expect(await answerOf(restoreBackup(target.ownerUrl, turned))).toBe('was taken')
})

test('a sequence that the schema does not have is refused', async () => {
  const target = await emptyDatabase()
  const manifest = { ...backup.manifest, sequences: { "x'; drop table centres; --": '1' } }
  const path = await forged(backup, fileAt('sequence'), swapped(manifestName, JSON.stringify(manifest)))
  expect(await answerOf(restoreBackup(target.ownerUrl, await checkBackup(path)))).toMatch(/^The schema .* no sequence/)
})

test('what follows the end of the archive is refused and never waited for', async () => {
  const tar = gunzipSync(archive)
  const refused = /is damaged, cut short, or not a backup of Krajan: its archive cannot be read to the end/
  const bad: [string, Buffer][] = [
    ['a megabyte of zeros', gzipSync(Buffer.alloc(1_000_000))],
    ['zeros behind', gzipSync(Buffer.concat([tar, Buffer.alloc(1_000_000)]))],
    ['a word behind', gzipSync(Buffer.concat([tar, Buffer.from('x')]))],
    ['another archive behind', Buffer.concat([archive, archive])],
    ['no gzip behind', Buffer.concat([archive, Buffer.alloc(300_000, 7)])],
    ['cut in a file', gzipSync(tar.subarray(0, tar.length - 3000))],
    ['cut before the end', gzipSync(tar.subarray(0, tar.length - tarEnd.length))],
    ['cut gzip', archive.subarray(0, archive.length - 30)],
    ['no tar', gzipSync(Buffer.from('x'.repeat(5000)))],
  ]
  for (const [name, bytes] of bad)
    expect(`${name}: ${await answerOf(sealed(fileAt('tail'), bytes).then(checkBackup))}`).toMatch(refused)
  const padded = await sealed(fileAt('padded'), gzipSync(Buffer.concat([tar, Buffer.alloc(4096)])))
  expect(await answerOf(checkBackup(padded))).toBe('was taken')
})

test('a file that breaks off while it is loaded takes everything back', async () => {
  const target = await emptyDatabase()
  const body = Buffer.alloc(3_000_000, 'not a row\n')
  const broken = Buffer.concat([tarEntry(partName('contacts', 1), body, now).subarray(0, 1_000_000)])
  await writeFile(fileAt('broken'), gzipSync(broken))
  const bytes = (await readFile(fileAt('broken'))).length
  const work = restoreBackup(target.ownerUrl, { ...backup, path: fileAt('broken'), bytes })
  // whichever of the two is noticed first: that the file ends, or that these are no rows
  expect(await answerOf(work)).toMatch(/its archive cannot be read to the end|does not take the rows of contacts/)
  expect(await filledTables(target.ownerDb)).toEqual([])
})

test.each(['__proto__', 'constructor', 'toString'])('rows of a table named %s are strangers', async (name) => {
  const rows = { name: partName(name, 1), body: Buffer.from('x\n') }
  expect(await checked((entries) => entries.toSpliced(1, 0, rows))).toBe(
    `${fileAt('forged')} holds what it does not announce: ${name}.`,
  )
  const tables = [...backup.header.tables, { name, columns: ['id'] }]
  expect(await checked(changedHeader({ tables }))).toMatch(/: the rows of \S+ are not those that were saved\.$/)
})

test('a file holds one header, the rows it announces, one manifest, and nothing else', async () => {
  const again = (at: number) => (entries: Entry[]) => [...entries, ...entries.slice(at).slice(0, 1)]
  const unannounced = /holds what it does not announce/
  expect(await checked(again(0))).toMatch(unannounced)
  expect(await checked(again(-1))).toMatch(unannounced)
  for (const name of ['../../../tmp/x', '/etc/cron.d/x', 'krajan/\u001bc'])
    expect(await checked((entries) => entries.toSpliced(1, 0, { name, body: Buffer.from('x') }))).toMatch(unannounced)
  expect(await checked((entries) => entries.toReversed())).toMatch(/parts of it are missing/)
  for (const text of ['{', '', '[1]', '\u0000'])
    expect(await checked(swapped(headerName, text))).toMatch(/in a way this version does not know/)
  expect(await checked(swapped(manifestName, 'no'))).toMatch(/in a way this version does not know/)
  expect(await checked(swapped(manifestName, ' '.repeat(2_000_000)))).toMatch(/manifest\.json is too long/)
})

test.each([
  ['no name that is known', 'krajan/junk', /holds what it does not announce/],
  ['rows that were announced', partName('contacts', 1), /the rows of \S+ are not those that were saved/],
  ['the manifest', manifestName, /manifest\.json is too long/],
])(
  'a small file that unpacks to hundreds of megabytes under %s is refused in little memory',
  async (_, name, sentence) => {
    const files: [string, Buffer][] = [
      [headerName, Buffer.from(JSON.stringify(backup.header))],
      [name, Buffer.alloc(220 * 1024 ** 2)],
      [manifestName, Buffer.from(JSON.stringify(backup.manifest))],
    ]
    const bomb = Buffer.concat([...files.map(([file, body]) => tarEntry(file, body, now)), tarEnd])
    const path = await sealed(fileAt('bomb'), gzipSync(bomb, { level: 1 }))
    expect((await stat(path)).size).toBeLessThan(2_000_000)
    const words = ['--import', 'tsx', join(import.meta.dirname, 'backup-memory.ts'), path]
    const { stdout } = await promisify(execFile)(process.execPath, words)
    const { said, grownMB } = JSON.parse(stdout)
    expect(said).toMatch(sentence)
    expect(grownMB).toBeLessThan(200)
  },
)
