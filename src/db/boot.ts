import { sql } from 'kysely'
import type { Db } from './connection.ts'
import { head, isNewer, newerSentence, schemaVersion } from './migrate.ts'

/** Tables without a centre, and why: the app reaches them by the hash of a secret, or not at all. */
export const tablesWithoutCentre: Record<string, string> = {
  sessions: 'found only by the hash of the session id',
  rate_limits: 'counts under hashes, belongs to nobody',
  code_lists: 'words the whole network answers with, nobody’s rows',
  towns: 'where towns are, nobody’s rows',
  codes: 'the same words, nobody’s rows',
  nicknames: 'what names are shortened to, nobody’s rows',
  backups: 'when the whole was saved, nothing of anybody',
  kysely_migration: 'the migrator’s own; the app may not read it',
  kysely_migration_lock: 'the migrator’s own; the app may not read it',
}

/** Why this database must not be served, in one sentence; undefined when all is well. */
export const problemWith = async (db: Db): Promise<string | undefined> => {
  const role = await roleOf(db)
  if (role.superuser || role.bypass)
    return `The database role ${role.name} bypasses row-level security; Krajan must run as an ordinary role such as krajan_app.`
  if (role.owns)
    return `The database role ${role.name} owns tables and could switch row-level security off; Krajan must run as krajan_app.`
  if (role.name !== 'krajan_app')
    return `DATABASE_URL signs in as ${role.name}; what may be read is granted to the role krajan_app, so Krajan must run as that.`
  const version = await schemaVersion(db).catch(() => undefined)
  if (isNewer(version)) return newerSentence(version)
  if (version !== head)
    return `The database schema is at ${version ?? 'nothing'}, this version needs ${head}; run "npm run krajan -- migrate" with DATABASE_OWNER_URL set.`
  const bare = await unprotectedTables(db)
  if (bare.length > 0) return `Row-level security is not forced on ${bare.join(', ')}; restore it before serving.`
  return undefined
}

/** Why answers cannot be counted by this address, in one sentence; undefined when it is the counter's, of the same database. */
export const counterProblem = async (counterDb: Db, db: Db): Promise<string | undefined> => {
  const role = await roleOf(counterDb)
  if (role.name !== 'krajan_counter')
    return `DATABASE_COUNTER_URL signs in as ${role.name}; answers are granted to the role krajan_counter, so it must be that.`
  if (role.superuser || role.bypass || role.owns)
    return 'The database role krajan_counter defeats row-level security; make it an ordinary role that owns nothing.'
  const [counters, apps] = await Promise.all([identityOf(counterDb), identityOf(db)])
  return counters === apps ? undefined : 'DATABASE_COUNTER_URL leads to another database than DATABASE_URL.'
}

const identityOf = async (db: Db): Promise<string | undefined> => {
  const { rows } = await sql<{ identity: string }>`
    select concat_ws(' ', oid, pg_postmaster_start_time()) as identity from pg_database where datname = current_database()`.execute(
    db,
  )
  return rows[0]?.identity
}

export const roleOf = async (db: Db) => {
  const { rows } = await sql<{ name: string; superuser: boolean; bypass: boolean; owns: boolean }>`
    select current_user as name, r.rolsuper as superuser, r.rolbypassrls as bypass,
      exists (select from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
        and pg_has_role(current_user, c.relowner, 'member')) as owns
    from pg_roles r where r.rolname = current_user`.execute(db)
  return rows[0] ?? { name: 'unknown', superuser: true, bypass: true, owns: true }
}

export const unprotectedTables = async (db: Db): Promise<string[]> => {
  const { rows } = await sql<{ relname: string }>`
    select relname from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)
    order by relname`.execute(db)
  return rows.map(({ relname }) => relname).filter((table) => !(table in tablesWithoutCentre))
}
