import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, inject } from 'vitest'
import { type Db, type DbOptions, openDb } from '../../src/db/connection.ts'
import { databaseUrl, withConnection } from '../../src/db/one-connection.ts'

export type TestDatabase = {
  name: string
  superUrl: string
  ownerUrl: string
  appUrl: string
  counterUrl: string
  backupUrl: string
  /** As the application connects: row-level security applies. */
  appDb: Db
  /** As answers are counted. */
  counterDb: Db
  /** As migrations connect. */
  ownerDb: Db
}

/** A migrated database for this test file alone, made before its tests and dropped after them. Read it inside tests. */
export const testDatabase = (options: DbOptions = {}): TestDatabase => {
  const name = `t_${randomBytes(6).toString('hex')}`
  const superUrl = inject('superUrl')
  const urls = {
    superUrl: databaseUrl(superUrl, name),
    ownerUrl: databaseUrl(inject('ownerUrl'), name),
    appUrl: databaseUrl(inject('appUrl'), name),
    counterUrl: databaseUrl(inject('counterUrl'), name),
    backupUrl: databaseUrl(inject('backupUrl'), name),
  }
  const appDb = openDb(urls.appUrl, { max: 5, ...options })
  const counterDb = openDb(urls.counterUrl, { max: 3, ...options })
  const ownerDb = openDb(urls.ownerUrl, { max: 3, ...options })
  beforeAll(() => cloneTemplate(superUrl, name))
  afterAll(async () => {
    await Promise.all([appDb.destroy(), counterDb.destroy(), ownerDb.destroy()])
    await withConnection(superUrl, (client) => client`drop database if exists ${client(name)} with (force)`)
  })
  return { name, ...urls, appDb, counterDb, ownerDb }
}

const cloneLock = 7_231_002

// Two clones at once are refused ("source database is being accessed by other users"), so they take turns.
const cloneTemplate = (superUrl: string, name: string): Promise<void> =>
  withConnection(superUrl, async (client) => {
    await client`select pg_advisory_lock(${cloneLock})`
    await client`create database ${client(name)} template krajan_template owner krajan_owner`
    await client`select pg_advisory_unlock(${cloneLock})`
  })
