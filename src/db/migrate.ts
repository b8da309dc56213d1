import { type Kysely, sql } from 'kysely'
import { type MigrationResultSet, Migrator } from 'kysely/migration'
import { migrations } from '../../migrations/index.ts'
import { type Db, openDb } from './connection.ts'
import { errorCode } from './unavailable.ts'

export const head = Object.keys(migrations).sort().at(-1) ?? ''

/** Whether a database was brought further than this version knows the way. */
export const isNewer = (version: string | undefined): version is string => version !== undefined && version > head

export const newerSentence = (version: string) =>
  `The database is at ${version}, newer than this version knows (${head}). Run the newer version, or restore a backup from before.`

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
    const { rows } = await sql<{ role: string }>`select current_user as role`.execute(db)
    if (rows[0]?.role !== 'krajan_owner')
      throw new Error(
        `DATABASE_OWNER_URL signs in as ${rows[0]?.role}; policies name the role krajan_owner, so it must be that.`,
      )
    const version = await schemaVersion(db)
    if (isNewer(version)) throw new Error(newerSentence(version))
    const { error, results = [] } = await run(migratorOf(db))
    if (error) throw error
    return results.map((result) => result.migrationName)
  } finally {
    await db.destroy()
  }
}

/** The newest migration this database knows, or undefined for one that was never migrated. */
export const schemaVersion = async (db: Db): Promise<string | undefined> => {
  const asked = sql<{ name: string | null }>`select schema_version() as name`.execute(db)
  const { rows } = await asked.catch((error) => {
    if ([undefinedFunction, undefinedTable].includes(errorCode(error))) return { rows: [] }
    throw error
  })
  return rows[0]?.name ?? undefined
}

const undefinedFunction = '42883'
const undefinedTable = '42P01'

// biome-ignore lint/suspicious/noExplicitAny: the migrator takes a database of any shape
const migratorOf = (db: Kysely<any>) => new Migrator({ db, provider: { getMigrations: async () => migrations } })
