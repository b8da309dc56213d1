import { type Kysely, sql } from 'kysely'
import { type MigrationResultSet, Migrator } from 'kysely/migration'
import { migrations } from '../../migrations/index.ts'
import { type Db, openDb } from './connection.ts'

export const head = Object.keys(migrations).sort().at(-1) ?? ''

/** Brings the schema to head as its owner; waits for nobody longer than the lock time-out. Throws the first failure. */
export const migrateToHead = (ownerUrl: string): Promise<string[]> =>
  migrateWith(ownerUrl, (migrator) => migrator.migrateToLatest())

/** The same up to an older schema, as a backup needs it. */
export const migrateTo = (ownerUrl: string, version: string): Promise<string[]> =>
  migrateWith(ownerUrl, (migrator) => migrator.migrateTo(version))

const migrateWith = async (ownerUrl: string, run: (migrator: Migrator) => Promise<MigrationResultSet>) => {
  const db = openDb(ownerUrl, { max: 1, statementTimeoutMs: 0 })
  try {
    await sql`set lock_timeout = '10s'`.execute(db)
    const { error, results = [] } = await run(migratorOf(db))
    if (error) throw error
    return results.map((result) => result.migrationName)
  } finally {
    await db.destroy()
  }
}

/** The newest migration this database knows, or undefined for one that was never migrated. */
export const schemaVersion = async (db: Db): Promise<string | undefined> => {
  const { rows } = await sql<{ name: string }>`select schema_version() as name`.execute(db)
  return rows[0]?.name
}

// biome-ignore lint/suspicious/noExplicitAny: the migrator takes a database of any shape
const migratorOf = (db: Kysely<any>) => new Migrator({ db, provider: { getMigrations: async () => migrations } })
