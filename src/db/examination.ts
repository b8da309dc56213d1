import { sql } from 'kysely'
import type { Db } from './connection.ts'

export type ServerFacts = {
  role: string
  version: string
  major: number
  encoding: string
  collation: boolean
  now: Date
  /** Connections this server gives to ordinary roles, and how many are in use. */
  connections: number
  used: number
}

/** What any role may know of the server it is on. */
export const serverFacts = async (db: Db): Promise<ServerFacts> =>
  one(
    sql<ServerFacts>`select current_user as role, current_setting('server_version') as version,
      current_setting('server_version_num')::int / 10000 as major, current_setting('server_encoding') as encoding,
      exists (select from pg_collation where collname = 'cs-x-icu') as collation, clock_timestamp() as now,
      current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int as connections,
      (select count(*)::int from pg_stat_activity where backend_type = 'client backend') as used`,
    db,
  )

export type RoleFacts = { finder: boolean; finderSignsIn: boolean; counter: boolean; member: boolean; creates: boolean }

/** The owner's own: whether the doors' role is as it must be, and whether others may create tables beside ours. */
export const roleFacts = async (ownerDb: Db): Promise<RoleFacts> =>
  one(
    sql<RoleFacts>`select f.oid is not null as finder, coalesce(f.rolcanlogin, false) as "finderSignsIn",
      exists (select from pg_roles where rolname = 'krajan_counter') as counter,
      f.oid is not null and pg_has_role(current_user, f.oid, 'member') as member,
      has_schema_privilege('krajan_app', 'public', 'create') as creates
      from (select 1) as one left join pg_roles f on f.rolname = 'krajan_finder'`,
    ownerDb,
  )

/** `available`: the server has it, so that a migration can make it. */
export const missingExtensions = async (db: Db): Promise<{ name: string; available: boolean }[]> => {
  const { rows } = await sql<{ name: string; available: boolean }>`
    select name, exists (select from pg_available_extensions a where a.name = wanted.name) as available
    from unnest(array['unaccent', 'pg_trgm', 'btree_gin']) as wanted (name)
    where not exists (select from pg_extension where extname = wanted.name)`.execute(db)
  return rows
}

export type Backlog = {
  /** Waiting to leave, those put off until later among them. */
  ready: number
  /** Since when the longest waiting of those that should have left by now waits. */
  oldest: Date | null
  lapsed: number
  uncertain: number
  failed: number
  /** When the last backup was made. */
  backup: Date | null
}

/** How the mail of all centres together and the backups are doing, without anybody's address, in one query. */
export const backlogNow = async (db: Db, moment: Date): Promise<Backlog> =>
  one(
    sql<Backlog>`select ready, oldest, lapsed, uncertain, failed, (select max(at) from backups) as backup
      from mail_backlog(${moment})`,
    db,
  )

const one = async <Row>(query: ReturnType<typeof sql<Row>>, db: Db): Promise<Row> => {
  const { rows } = await query.execute(db)
  const [row] = rows
  if (!row) throw new Error('The database answered with nothing.')
  return row
}
