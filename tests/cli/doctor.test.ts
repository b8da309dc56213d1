import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { assets, dataFolder, nodeVersion } from '../../src/cli/doctor/machine.ts'
import { doctor } from '../../src/cli/doctor.ts'
import { readConfig } from '../../src/config.ts'
import { recordBackup } from '../../src/db/backup/record.ts'
import { head } from '../../src/db/migrate.ts'
import { databaseUrl } from '../../src/db/one-connection.ts'
import { newId } from '../../src/lib/ids.ts'
import { sha256 } from '../../src/lib/tokens.ts'
import { aCentre } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { startSmtp } from '../support/smtp.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { emptyDatabase } from './second-database.ts'

const database = testDatabase()
const well = () => ({
  ...{ DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl, PUBLIC_URL: 'https://krajan.example.org' },
  DATABASE_COUNTER_URL: database.counterUrl,
  ...{ SECRET_KEY: 'Zq8+x2Kf0aWb7LmN4pRs6tUv9yEc1dGh', TRUSTED_PROXIES: '1', DEMO: '0' },
})
let folder: Awaited<ReturnType<typeof temporaryFolder>>
beforeAll(async () => {
  folder = await temporaryFolder()
  await recordBackup(database.ownerDb, new Date(), { rows: 1, bytes: 1 })
})
afterAll(() => folder.remove())

/** What it finds wrong, as `check state`. */
const wrongWith = async (env: Record<string, string>) => {
  const { text, sound } = await doctor.examine(['--json'], env)
  const { findings }: { findings: { check: string; state: string; todo?: string }[] } = JSON.parse(text)
  const wrong = findings.filter(({ state }) => state !== 'ok')
  expect(wrong.every(({ todo }) => todo)).toBe(true)
  expect(sound).toBe(wrong.every(({ state }) => state === 'warning'))
  return wrong.map(({ check, state }) => `${check} ${state}`)
}

test('of an installation in order it says line by line that it is, warning only that nothing can be mailed', async () => {
  const { text, sound } = await doctor.examine([], well())
  const lines = text.split('\n')
  expect(lines.filter((line) => !line.startsWith('ok '))).toEqual([
    expect.stringMatching(/^warning +mail +nothing is set/),
  ])
  expect([sound, lines.length > 20]).toEqual([true, true])
  const order = lines.map((line) => line.slice(9, 22).trim())
  expect(order.slice(0, 6)).toEqual(['node', 'assets', 'settings', 'address', 'secret key', 'database'])
})

test('settings that cannot be read are told one by one, and nothing else is tried', async () => {
  expect(await wrongWith({ ...well(), PORT: 'x', SMTP_URL: 'http://x' })).toEqual([
    'settings problem',
    'settings problem',
    'settings problem',
  ])
})

test.each([
  ['an address in the clear', { PUBLIC_URL: 'http://krajan.example.org' }, 'address problem'],
  ['an address of this machine', { PUBLIC_URL: 'http://localhost:3000' }, 'address warning'],
  ['a proxy nobody announced', { TRUSTED_PROXIES: '0' }, 'address warning'],
  ['a key to be guessed', { SECRET_KEY: 'abcabcabcabcabcabcabcabcabcabcabcabc' }, 'secret key problem'],
  ['a mail server that is not there', { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'a@example.org' }, 'mail warning'],
])('%s is found', async (_name, env, found) => {
  expect((await wrongWith({ ...well(), ...env })).filter((each) => each !== 'mail warning' || found === each)).toEqual([
    found,
  ])
})

test('roles that are wrong, and databases that are away, are found', async () => {
  const expectFound = async (env: Record<string, string>, found: string[]) =>
    expect((await wrongWith({ ...well(), ...env })).filter((each) => each !== 'mail warning')).toEqual(found)
  await expectFound({ DATABASE_URL: database.superUrl }, ['app role problem'])
  await expectFound({ DATABASE_URL: database.ownerUrl }, ['app role problem'])
  await expectFound({ DATABASE_URL: 'postgres://krajan_app@127.0.0.1:1/x' }, ['database problem'])
  await expectFound({ DATABASE_OWNER_URL: 'postgres://krajan_owner@127.0.0.1:1/x' }, ['owner problem'])
  await expectFound({ DATABASE_OWNER_URL: '' }, ['owner warning'])
  await expectFound({ DATABASE_COUNTER_URL: '' }, ['counter warning'])
  await expectFound({ DATABASE_COUNTER_URL: 'postgres://krajan_counter@127.0.0.1:1/x' }, ['counter problem'])
  await expectFound({ DATABASE_COUNTER_URL: database.appUrl }, ['counter problem'])
  await expectFound({ DATABASE_COUNTER_URL: databaseUrl(database.counterUrl, 'postgres') }, ['counter problem'])
}, 30_000)

test('before the first migration only the schema is missing', async () => {
  const bare = await emptyDatabase()
  const env = { ...well(), DATABASE_URL: bare.appUrl, DATABASE_OWNER_URL: bare.ownerUrl, DATABASE_COUNTER_URL: '' }
  expect(await wrongWith(env)).toEqual(['counter warning', 'schema problem', 'backup warning', 'mail warning'])
  const { text } = await doctor.examine([], env)
  expect(text).toMatch(/^ok +extensions +unaccent, pg_trgm, btree_gin are available, the migration makes them$/m)
  expect(text).not.toMatch(/isolation/)
})

const spoilt: [string, string, string, string][] = [
  [
    'schema problem',
    'a schema behind',
    `update kysely_migration set name = '0000_x' where name = '${head}'`,
    `update kysely_migration set name = '${head}' where name = '0000_x'`,
  ],
  [
    'isolation problem',
    'a table in the open',
    'alter table contacts no force row level security',
    'alter table contacts force row level security',
  ],
  [
    'roles problem',
    'an app that may create',
    'grant create on schema public to krajan_app',
    'revoke create on schema public from krajan_app',
  ],
  [
    'backup warning',
    'an old backup',
    `update backups set at = at - interval '3 days'`,
    `update backups set at = at + interval '3 days'`,
  ],
]
test.each(spoilt)('%s: %s', async (found, _name, spoil, mend) => {
  await sql.raw(spoil).execute(database.ownerDb)
  expect((await wrongWith(well())).filter((each) => each !== 'mail warning')).toContain(found)
  await sql.raw(mend).execute(database.ownerDb)
  expect(await wrongWith(well())).toEqual(['mail warning'])
})

test('mail that waits, was lost, given up or left in a dead hand is counted', async () => {
  const centre = await aCentre(database.ownerDb)
  const mail = (state: 'ready' | 'uncertain' | 'failed' | 'claimed') => ({
    ...{ centre_id: centre.id, id: newId(), dedupe_key: newId(), class: 'transactional' as const, kind: 'test', state },
    ...{ to_address: 'a@example.org', address_hash: sha256('a'), lang: 'cs' as const, subject: '', html: '', body: '' },
    ...{ not_before: new Date(Date.now() - 3_600_000), created_at: new Date() },
    ...(state === 'claimed' ? { lease_until: new Date(0), lease_token: newId() } : {}),
  })
  const mails = (['ready', 'uncertain', 'failed', 'claimed'] as const).map(mail)
  await database.ownerDb.insertInto('mails').values(mails).execute()
  expect(await wrongWith(well())).toEqual([
    ...['backlog warning', 'uncertain warning', 'failed warning', 'leases warning', 'mail warning'],
  ])
  await database.ownerDb.deleteFrom('mails').execute()
})

test('a mail service is asked without sending anything', async () => {
  const asked: string[] = []
  const service = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    response.writeHead(request.headers.authorization === 'Bearer good' ? 200 : 401).end('{}')
  })
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve))
  const address = service.address()
  const MAILERSEND_API_URL = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/v1`
  const by = (MAILERSEND_API_KEY: string) =>
    wrongWith({ ...well(), MAILERSEND_API_KEY, MAILERSEND_API_URL, MAIL_FROM: 'a@example.org' })
  expect([await by('good'), await by('bad')]).toEqual([[], ['mail problem']])
  expect(asked).toEqual(['GET /v1/api-quota', 'GET /v1/api-quota'])
  service.close()
  service.closeAllConnections()
  expect(await by('good')).toEqual(['mail warning'])

  const smtp = await startSmtp()
  expect(await wrongWith({ ...well(), SMTP_URL: smtp.url, MAIL_FROM: 'a@example.org' })).toEqual([])
  expect(smtp.taken()).toEqual([])
  await smtp.close()
})

test('an old Node, files that were changed and a folder others may enter are found', async () => {
  expect([nodeVersion('22.1.0').state, nodeVersion('24.0.0').state, nodeVersion('26.1.0').state]).toEqual([
    ...['problem', 'ok', 'ok'],
  ])
  await mkdir(join(folder.path, 'static'))
  expect(await assets(folder.path)).toMatchObject({ state: 'problem', says: expect.stringMatching(/app\.\w+\.css/) })
  const read = readConfig({ DATA_DIR: folder.path })
  if (!read.ok) throw new Error(read.message)
  await writeFile(join(folder.path, 'secrets.json'), '{}', { mode: 0o644 })
  await chmod(folder.path, 0o777)
  const states = async () => (await dataFolder(read.config)).map(({ check, state }) => `${check} ${state}`)
  expect(await states()).toEqual(['data folder problem', 'secrets problem', 'disk ok'])
  await chmod(folder.path, 0o755)
  await chmod(join(folder.path, 'secrets.json'), 0o600)
  expect(await states()).toEqual(['data folder ok', 'secrets ok', 'disk ok'])
  const config = { ...read.config, DATA_DIR: join(folder.path, 'secrets.json/data') }
  expect(await dataFolder(config)).toMatchObject([{ state: 'problem', says: expect.stringContaining('ENOTDIR') }])
})
