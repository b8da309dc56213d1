import { lastBackup } from '../../db/backup/record.ts'
import { counterProblem, roleOf, unprotectedTables } from '../../db/boot.ts'
import { type Db, openDb } from '../../db/connection.ts'
import { missingExtensions, roleFacts, type ServerFacts, serverFacts } from '../../db/examination.ts'
import { head, isNewer, schemaVersion } from '../../db/migrate.ts'
import type { Databases } from '../../installation.ts'
import { counted, type Finding, ok, problem, saidBy, warning } from './finding.ts'

const poolSize = 10

/** The app's database from its address to its last backup; what cannot be reached ends the look. */
export const database = async ({ appUrl, ownerUrl, counterUrl, embedded }: Databases): Promise<Finding[]> =>
  inDb(appUrl, async (db) => {
    const asked = performance.now()
    const facts = await serverFacts(db).catch(saidBy)
    const skewMs = typeof facts === 'string' ? 0 : Date.now() - (performance.now() - asked) / 2 - facts.now.getTime()
    if (typeof facts === 'string')
      return [problem('database', facts, 'check DATABASE_URL, and that PostgreSQL is running')]
    return [
      ok('database', `reached as ${facts.role}${embedded ? ', the embedded one' : ''}`),
      ...(await owner(ownerUrl)),
      ...server(facts),
      await appRole(db),
      await counter(counterUrl, db),
      ...(await made(db)),
      clock(skewMs),
      connections(facts),
      await backups(db),
    ]
  })

const inDb = async <T>(url: string, look: (db: Db) => Promise<T>): Promise<T> => {
  const db = openDb(url, { max: 1, waitMs: 5_000, statementTimeoutMs: 10_000 })
  return look(db).finally(() => db.destroy())
}

const owner = async (ownerUrl: string | undefined): Promise<Finding[]> => {
  const hint = 'set DATABASE_OWNER_URL where migrations and backups are made'
  if (!ownerUrl) return [warning('owner', 'DATABASE_OWNER_URL is not set', hint)]
  return inDb(ownerUrl, async (db) => {
    const facts = await roleFacts(db).catch(saidBy)
    if (typeof facts === 'string') return [problem('owner', facts, 'check DATABASE_OWNER_URL')]
    const wrong = [
      ...(facts.finder ? [] : ['there is no role krajan_finder']),
      ...(facts.counter ? [] : ['there is no role krajan_counter']),
      ...(facts.finderSignsIn ? ['krajan_finder may sign in'] : []),
      ...(facts.finder && !facts.member ? ['the owner is not a member of krajan_finder'] : []),
      ...(facts.creates ? ['krajan_app may create tables'] : []),
    ]
    return [
      ok('owner', 'reached'),
      wrong.length === 0
        ? ok('roles', 'krajan_finder cannot sign in, krajan_app cannot create')
        : problem('roles', wrong.join('; '), 'set the roles up as the README says'),
    ]
  })
}

const server = ({ major, version, encoding, collation }: ServerFacts): Finding[] => [
  major >= 15 && major <= 18
    ? ok('server', `PostgreSQL ${version}`)
    : problem('server', `PostgreSQL ${version}`, 'Krajan is tested with 15 to 18'),
  encoding === 'UTF8' && collation
    ? ok('letters', 'UTF8, Czech order')
    : problem(
        'letters',
        `encoding ${encoding}, ${collation ? '' : 'no '}collation cs-x-icu`,
        'use a PostgreSQL built with ICU and a database in UTF8',
      ),
]

const appRole = async (db: Db): Promise<Finding> => {
  const { name, superuser, bypass, owns } = await roleOf(db)
  if (superuser || bypass)
    return problem('app role', `${name} passes row-level security`, 'let DATABASE_URL sign in as krajan_app')
  return owns
    ? problem('app role', `${name} owns tables`, 'let DATABASE_URL sign in as krajan_app')
    : ok('app role', `${name} cannot pass row-level security`)
}

const counter = async (counterUrl: string | undefined, db: Db): Promise<Finding> => {
  if (!counterUrl)
    return warning('counter', 'DATABASE_COUNTER_URL is not set', 'set it where surveys are to be prepared for sharing')
  const wrong = await inDb(counterUrl, (counterDb) => counterProblem(counterDb, db)).catch(saidBy)
  return wrong ? problem('counter', wrong, 'check DATABASE_COUNTER_URL') : ok('counter', 'krajan_counter can count')
}

const made = async (db: Db): Promise<Finding[]> => {
  const version = await schemaVersion(db).catch(() => undefined)
  // before the first migration there is nothing to protect yet
  return [schema(version), ...(version ? [await protection(db)] : []), await extensions(db, version)]
}

const schema = (version: string | undefined): Finding => {
  if (version === head) return ok('schema', head)
  return isNewer(version)
    ? problem(
        'schema',
        `${version} is newer than this version knows (${head})`,
        'run the newer version, or restore a backup from before',
      )
    : problem('schema', `at ${version ?? 'nothing'}, this version needs ${head}`, 'run npm run krajan -- migrate')
}

const protection = async (db: Db): Promise<Finding> => {
  const bare = await unprotectedTables(db)
  return bare.length === 0
    ? ok('isolation', 'row-level security is forced on every table')
    : problem('isolation', `row-level security is not forced on ${bare.join(', ')}`, 'restore it before serving')
}

const extensions = async (db: Db, version: string | undefined): Promise<Finding> => {
  const missing = await missingExtensions(db)
  const names = missing.map(({ name }) => name).join(', ')
  if (missing.length === 0) return ok('extensions', 'unaccent, pg_trgm, btree_gin')
  if (missing.some(({ available }) => !available))
    return problem('extensions', `missing: ${names}`, 'install PostgreSQL’s contrib modules, then migrate')
  return version
    ? problem('extensions', `missing: ${names}`, 'run create extension for each, as krajan_owner')
    : ok('extensions', `${names} are available, the migration makes them`)
}

const clock = (skewMs: number): Finding => {
  const seconds = Math.abs(skewMs) / 1000
  const says = `${seconds.toFixed(1)} s between this machine and the database`
  if (seconds > 60) return problem('clock', says, 'synchronise both clocks')
  return seconds > 2 ? warning('clock', says, 'synchronise both clocks') : ok('clock', says)
}

const connections = ({ connections: most, used }: ServerFacts): Finding => {
  const says = `${used} of ${most} in use, a server of ours takes up to ${poolSize}`
  return most - used >= poolSize
    ? ok('connections', says)
    : warning('connections', says, 'raise max_connections, or stop who holds them')
}

const backups = async (db: Db): Promise<Finding> => {
  const last = await lastBackup(db).catch(() => undefined)
  const hint = 'run npm run krajan -- backup every night'
  if (!last) return warning('backup', 'none was made by this tool yet', hint)
  const hours = (Date.now() - last.getTime()) / 3_600_000
  const says = `the last one is ${hours < 48 ? counted(Math.round(hours), 'hour') : `${Math.round(hours / 24)} days`} old`
  return hours <= 36 ? ok('backup', says) : warning('backup', says, hint)
}
