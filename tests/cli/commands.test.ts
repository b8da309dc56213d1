import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkBackup } from '../../src/db/backup/read.ts'
import { aCentre } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { krajan } from './process.ts'
import { emptyDatabase, sums } from './second-database.ts'

const database = testDatabase()
const names = [
  'doctor',
  'migrate',
  'seed demo',
  'centre create',
  'user create',
  'user reset',
  'jobs run',
  'backup',
  'restore',
]
let folder: Awaited<ReturnType<typeof temporaryFolder>>
beforeAll(async () => {
  folder = await temporaryFolder()
})
afterAll(() => folder.remove())

const SECRET_KEY = 'a secret for the tests and nothing else'
const env = () => ({ DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl, SECRET_KEY })

test('every command says what it does, and the overview names them all', async () => {
  const overview = await krajan(['--help'])
  expect([overview.code, overview.complained]).toEqual([0, ''])
  const listed = [...overview.said.matchAll(/^ {2}([a-z]+(?: [a-z]+)?)/gm)].map(([, name]) => name)
  expect(listed).toEqual(expect.arrayContaining(names))
  const helps = await Promise.all(names.map((name) => krajan([...name.split(' '), '--help'])))
  for (const [index, { code, said }] of helps.entries()) {
    expect(code).toBe(0)
    expect(said.startsWith(`npm run krajan -- ${names[index]}`)).toBe(true)
    expect(said.split('\n').length).toBeGreaterThan(3)
  }
}, 60_000)

test('what is not understood ends with 2, what cannot be done with 1, and either says why on the error output', async () => {
  const cases: [string[], Record<string, string>, number, RegExp][] = [
    [['dance', '--far'], {}, 2, /^There is no command dance\.\n\nnpm run krajan -- <command>/],
    [['backup'], env(), 2, /^Missing: --to$/m],
    [['backup', '--to', `${folder.path}/x`, '--with', 'magic'], env(), 2, /--with can be pg_dump only/],
    [['restore', '--from', 'a', '--loud'], env(), 2, /Unknown option '--loud'/],
    [['restore', '--from', `${folder.path}/nothing`], env(), 1, /^There is no file .*nothing that can be read\.$/m],
    [['migrate'], { PORT: 'x' }, 1, /its settings are not right/],
    [
      ['backup', '--to', `${folder.path}/x`],
      { DATABASE_URL: database.appUrl, SECRET_KEY },
      1,
      /needs DATABASE_OWNER_URL/,
    ],
  ]
  const runs = await Promise.all(cases.map(([words, given]) => krajan(words, given)))
  for (const [index, { code, said, complained }] of runs.entries()) {
    const [words, , wanted, sentence] = cases[index] ?? [[], {}, 0, /./]
    expect([words, code, said]).toEqual([words, wanted, ''])
    expect(complained).toMatch(sentence)
  }
  expect(await readdir(folder.path)).toEqual([])
}, 60_000)

test('a database without the schema is named before anything is tried, and so is a folder that cannot be made', async () => {
  const bare = await emptyDatabase()
  const there = { DATABASE_URL: bare.appUrl, DATABASE_OWNER_URL: bare.ownerUrl, SECRET_KEY }
  const commands = [
    ['centre', 'create'],
    ['user', 'create'],
    ['user', 'reset'],
    ['jobs', 'run'],
    ['backup', '--to', 'x'],
  ]
  const runs = await Promise.all(commands.map((words) => krajan(words, there)))
  const first = 'The database is at nothing; run "npm run krajan -- migrate" first (or npm start once).\n'
  expect(runs.map(({ code, complained }) => [code, complained])).toEqual(commands.map(() => [1, first]))
  const under = `${import.meta.filename}/data`
  const { code, complained } = await krajan(['jobs', 'run'], { DATA_DIR: under })
  expect([code, complained]).toEqual([1, `DATA_DIR ${under} cannot be written by this user: ENOTDIR.\n`])
}, 60_000)

test('a newer database is neither migrated nor worked on', async () => {
  await sql`insert into kysely_migration values ('9999_later', now()::text)`.execute(database.ownerDb)
  const runs = await Promise.all([['migrate'], ['jobs', 'run']].map((words) => krajan(words, env())))
  await sql`delete from kysely_migration where name = '9999_later'`.execute(database.ownerDb)
  const newer = expect.stringMatching(
    /^The database is at 9999_later, newer than this version knows .* from before\.\n$/,
  )
  expect(runs.map(({ code, complained }) => [code, complained])).toEqual([
    [1, newer],
    [1, newer],
  ])
}, 60_000)

test('what goes wrong in one centre is told at the end, and the others are not held up by it', async () => {
  const [broken, sound] = [await aCentre(database.ownerDb), await aCentre(database.ownerDb)]
  for (const { id } of [broken, sound])
    await sql`insert into merges (centre_id, id, winner_id, loser_id, merged_at, changes)
      values (${id}, ${id}, ${id}, ${id}, now() - interval '91 days', '[]')`.execute(database.ownerDb)
  await sql
    .raw(`create function broken() returns trigger language plpgsql as $$ begin
        if old.centre_id = '${broken.id}' then raise exception 'no such "Jana"'; end if; return old; end $$;
      create trigger broken before delete on merges for each row execute function broken()`)
    .execute(database.ownerDb)
  const { code, said, complained } = await krajan(['jobs', 'run'], env())
  await sql.raw('drop trigger broken on merges; drop function broken()').execute(database.ownerDb)
  expect([code, said, complained.includes('Jana')]).toEqual([1, '', false])
  expect(complained).toMatch(/^1 of the jobs went wrong; the log above says what\. The others are done\.$/m)
  const left = await database.ownerDb.selectFrom('merges').select('centre_id').execute()
  expect(left).toEqual([{ centre_id: broken.id }])
  await database.ownerDb.deleteFrom('merges').execute()
}, 60_000)

test('a backup made and restored on the command line, as an operator does it', async () => {
  await aCentre(database.ownerDb)
  const saved = await krajan(['backup', '--to', folder.path], env())
  expect([saved.code, saved.complained]).toEqual([0, ''])
  expect(saved.said).toMatch(/SECRET_KEY/)
  expect(saved.said).toMatch(/everybody signs in again/)
  const [file = ''] = await readdir(folder.path)
  expect(file).toMatch(/^krajan-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.krajan\.tar\.gz$/)
  await checkBackup(join(folder.path, file))

  const target = await emptyDatabase()
  const there = { DATABASE_URL: target.appUrl, DATABASE_OWNER_URL: target.ownerUrl, SECRET_KEY }
  const restored = await krajan(['restore', '--from', join(folder.path, file)], there)
  expect([restored.code, restored.complained]).toEqual([0, ''])
  expect(restored.said).toMatch(/^Restored \d+ rows? from /)
  // the note of the backup itself was written after it
  const { backups: _own, ...here } = await sums(target.ownerDb)
  expect(await sums(database.ownerDb)).toMatchObject(here)
  const again = await krajan(['restore', '--from', join(folder.path, file)], there)
  expect([again.code, again.complained]).toEqual([1, expect.stringContaining('The database is not empty.')])
}, 60_000)

const onFifteen = /\/15\//.test(process.env.KRAJAN_TEST_PG_BIN ?? '')

test.runIf(onFifteen)(
  'pg_dump and pg_restore do the same where they are installed, and never show the password',
  async () => {
    const bin = process.env.KRAJAN_TEST_PG_BIN ?? ''
    const shim = join(folder.path, 'bin')
    await mkdir(shim)
    for (const tool of ['pg_dump', 'pg_restore']) {
      await writeFile(
        join(shim, tool),
        `#!/bin/sh\necho "$0 $@" >> ${folder.path}/arguments\nexec ${bin}/${tool} "$@"\n`,
      )
      await chmod(join(shim, tool), 0o755)
    }
    const PATH = `${shim}:${process.env.PATH}`
    const path = join(folder.path, 'x.dump')
    const saved = await krajan(['backup', '--to', path, '--with', 'pg_dump'], { ...env(), PATH })
    expect([saved.code, saved.complained]).toEqual([0, ''])
    const target = await emptyDatabase()
    const there = { DATABASE_URL: target.appUrl, DATABASE_OWNER_URL: target.ownerUrl, SECRET_KEY, PATH }
    const restored = await krajan(['restore', '--from', path], there)
    expect([restored.code, restored.complained]).toEqual([0, ''])
    const { backups: _own, ...here } = await sums(target.ownerDb)
    expect(await sums(database.ownerDb)).toMatchObject(here)
    expect(await readFile(`${folder.path}/arguments`, 'utf8')).not.toContain(new URL(database.ownerUrl).password)
    const doctor = await krajan(['doctor'], there)
    expect(doctor.said).not.toMatch(/PROBLEM/)
  },
  60_000,
)
