import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { generateTypes } from '../support/types.ts'

const run = promisify(execFile)
const { ownerDb, ownerUrl } = testDatabase()

test('the table types are those of the migrated database, and a new column is noticed', async () => {
  await generateTypes(ownerUrl, '--verify')
  await sql`alter table members add column planted text`.execute(ownerDb)
  await expect(generateTypes(ownerUrl, '--verify')).rejects.toThrow(/not up-to-date|out of date|differ/i)
}, 60_000)

test('the assets are those their sources make', async () => {
  await run(process.execPath, ['--import', 'tsx', 'views/assets/build.ts', '--check'])
}, 60_000)
