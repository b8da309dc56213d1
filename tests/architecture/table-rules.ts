import { sql } from 'kysely'
import { tablesWithoutCentre } from '../../src/db/boot.ts'
import type { Db } from '../../src/db/connection.ts'

/** The same, read once a query: for the role that goes through millions of answers. */
const countersCentre =
  /^\((?:centre_id|id) = (?:\( SELECT )?\(?\(?NULLIF\(current_setting\('app\.centre_id'::text, true\), ''::text\)\)::uuid\)?(?: AS "nullif")?\)?\)$/

const ownCentre = `(centre_id = (NULLIF(current_setting('app.centre_id'::text, true), ''::text))::uuid)`

/** Tables that are no centre's rows but are protected by a policy of their own, and what it says. */
const ownPolicies: Record<string, RegExp> = {
  centres: /^\(id = \(NULLIF\(current_setting\('app\.centre_id'::text, true\), ''::text\)\)::uuid\)$/,
  members:
    /^\(\(id = \(NULLIF\(current_setting\('app\.member_id'::text, true\), ''::text\)\)::uuid\) OR \(EXISTS .*m\.centre_id = \(NULLIF\(current_setting\('app\.centre_id'.*$/s,
}

/** Rows that more may see than may write, and who may write them. */
const ownChecks: Record<string, RegExp> = {
  members: /^\(id = \(NULLIF\(current_setting\('app\.member_id'::text, true\), ''::text\)\)::uuid\)$/,
}

/** Functions that run with the rights of another, whose rights these are. */
export const definers: Record<string, string> = {
  centre_of_slug: 'krajan_finder',
  public_centres: 'krajan_finder',
  every_centre: 'krajan_finder',
  member_of_email: 'krajan_finder',
  viewer_of_session: 'krajan_finder',
  search_contacts: 'krajan_finder',
  newest_contacts_like: 'krajan_finder',
  ranked_contacts: 'krajan_finder',
  contacts_tagged: 'krajan_finder',
  centre_of_registration_token: 'krajan_finder',
  events_with_lapsed_holds: 'krajan_finder',
  centre_of_newcomer_token: 'krajan_finder',
  centres_with_unproven: 'krajan_finder',
  centres_with_jobs: 'krajan_finder',
  centres_with_obligations: 'krajan_finder',
  centres_with_mail: 'krajan_finder',
  centres_with_sleepers: 'krajan_finder',
  centres_with_reminders: 'krajan_finder',
  centres_with_digests: 'krajan_finder',
  own_digests: 'krajan_finder',
  centre_of_survey_draft: 'krajan_finder',
  centres_with_old_drafts: 'krajan_finder',
  centre_of_referral_token: 'krajan_finder',
  network_centres: 'krajan_finder',
  centre_of_personal_token: 'krajan_finder',
  mail_backlog: 'krajan_finder',
  centre_of_member_token: 'krajan_finder',
  centre_of_member: 'krajan_finder',
  belongs_elsewhere: 'krajan_finder',
  own_password_hash: 'krajan_finder',
  proof_of_invitation: 'krajan_finder',
  offered_releases: 'krajan_finder',
  offered_release_files: 'krajan_finder',
  public_releases: 'krajan_finder',
  public_release_files: 'krajan_finder',
  network_keys: 'krajan_finder',
  releases_to_prepare: 'krajan_finder',
  centres_to_match: 'krajan_finder',
  log_download: 'krajan_owner',
  take_off_track: 'krajan_owner',
  remove_imported: 'krajan_owner',
  take_back_imported: 'krajan_owner',
  analyze_grown: 'krajan_owner',
  invite_member: 'krajan_owner',
  redeem_member_token: 'krajan_owner',
  schema_version: 'krajan_owner',
}

const rows = async <Row>(db: Db, text: string): Promise<Row[]> => (await sql<Row>`${sql.raw(text)}`.execute(db)).rows

const ofPublic = `c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`
const hasCentre = `exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'centre_id' and not a.attisdropped)`

/** Names of the tables whose rows belong to a centre. */
export const tenantTables = async (db: Db): Promise<string[]> =>
  (
    await rows<{ name: string }>(
      db,
      `select c.relname as name from pg_class c where ${ofPublic} and ${hasCentre} order by 1`,
    )
  ).map(({ name }) => name)

type Policy = { name: string; roles: string; command: string; using: string | null; check: string | null }
type Table = { name: string; tenant: boolean; forced: boolean; policies: Policy[] }

/** Tables whose rows another centre could see or write. */
export const unprotected = async (db: Db): Promise<string[]> => {
  const tables = await rows<Table>(
    db,
    `select c.relname as name, ${hasCentre} as tenant, c.relrowsecurity and c.relforcerowsecurity as forced,
       coalesce((select jsonb_agg(jsonb_build_object('name', p.policyname, 'roles', array_to_string(p.roles, ' '),
           'command', p.cmd, 'using', p.qual, 'check', p.with_check) order by p.policyname)
         from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname), '[]') as policies
     from pg_class c where ${ofPublic} order by 1`,
  )
  return tables.flatMap(({ name, tenant, forced, policies }) => {
    if (!tenant && name in tablesWithoutCentre) return []
    if (!tenant && !(name in ownPolicies)) return [`${name} belongs to no centre and says nowhere why`]
    if (!forced) return [`${name} is not under forced row-level security`]
    const isOwn = (said: string | null) => (tenant ? said === ownCentre : ownPolicies[name]?.test(said ?? '') === true)
    const mayWrite = (said: string | null) => ownChecks[name]?.test(said ?? '') ?? isOwn(said)
    return arePolicies(policies, isOwn, mayWrite) ? [] : [`${name} has other policies than app, finder and owner`]
  })
}

type Condition = (said: string | null) => boolean

const arePolicies = (all: Policy[], isOwn: Condition, mayWrite: Condition): boolean => {
  const [app, finder, owner, more] = all.filter(({ name }) => name !== 'counter')
  const counters = all
    .filter(({ name }) => name === 'counter')
    .every(
      ({ roles, using, check }) =>
        roles === 'krajan_counter' &&
        countersCentre.test(using ?? '') &&
        (check === null || countersCentre.test(check)),
    )
  const appsOwn = app?.name === 'app' && app.roles === 'krajan_app' && isOwn(app.using) && mayWrite(app.check)
  const finders = finder?.name === 'finder' && finder.roles === 'krajan_finder' && finder.command === 'SELECT'
  const owners = owner?.name === 'owner' && owner.roles === 'krajan_owner' && owner.using === 'true'
  return appsOwn && counters && finders && owners && more === undefined
}

/** Primary and unique keys that would tell one centre of another's rows, or could not be sharded. */
export const keysAcrossCentres = async (db: Db): Promise<string[]> => {
  const keys = await rows<{ name: string }>(
    db,
    `select i.indexrelid::regclass::text as name from pg_index i join pg_class c on c.oid = i.indrelid
     where ${ofPublic} and ${hasCentre} and i.indisunique
       and (select a.attname from pg_attribute a where a.attrelid = c.oid and a.attnum = i.indkey[0]) <> 'centre_id'
       and not (i.indnatts = 1 and (select a.atttypid in ('bytea'::regtype, 'uuid'::regtype) from pg_attribute a
         where a.attrelid = c.oid and a.attnum = i.indkey[0])) order by 1`,
  )
  return keys.map(({ name }) => `${name} is unique across centres`)
}

/** Tenant tables without a primary key. */
export const keyless = async (db: Db): Promise<string[]> => {
  const tables = await rows<{ name: string }>(
    db,
    `select c.relname as name from pg_class c where ${ofPublic} and ${hasCentre}
       and not exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary) order by 1`,
  )
  return tables.map(({ name }) => `${name} has no primary key`)
}

/** References by which a row of one centre could belong to a row of another. */
export const referencesAcrossCentres = async (db: Db): Promise<string[]> => {
  const references = await rows<{ name: string }>(
    db,
    `select f.conrelid::regclass || '.' || f.conname as name from pg_constraint f
       join pg_class c on c.oid = f.conrelid join pg_class t on t.oid = f.confrelid
     where f.contype = 'f' and ${ofPublic} and ${hasCentre} and ${hasCentre.replaceAll('c.oid', 't.oid')}
       and not exists (select from unnest(f.conkey, f.confkey) as k (here, there)
         join pg_attribute a on a.attrelid = c.oid and a.attnum = k.here and a.attname = 'centre_id'
         join pg_attribute b on b.attrelid = t.oid and b.attnum = k.there and b.attname = 'centre_id') order by 1`,
  )
  return references.map(({ name }) => `${name} leaves the centre out`)
}

/** Columns of tenants and members that can hold something about a person and do not say whether they do. */
export const unannotated = async (db: Db): Promise<string[]> => {
  const columns = await rows<{ name: string }>(
    db,
    `select c.relname || '.' || a.attname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
     where ${ofPublic} and (${hasCentre} or c.relname = 'members') and a.attnum > 0 and not a.attisdropped
       and a.atttypid in ('text'::regtype, 'varchar'::regtype, 'jsonb'::regtype, 'json'::regtype, 'text[]'::regtype, 'bytea'::regtype)
       and coalesce(col_description(c.oid, a.attnum), '') not in ('personal', 'plain') order by 1`,
  )
  return columns.map(({ name }) => `${name} does not say whether it is personal`)
}

type Definer = { name: string; owner: string; path: boolean; everybody: boolean }

/** Doors nobody listed, with other rights than listed, with a search path to be led astray on, or open to every role. */
export const strangeDoors = async (db: Db): Promise<string[]> => {
  const found = await rows<Definer>(
    db,
    `select p.proname as name, p.proowner::regrole::text as owner,
       coalesce(p.proconfig::text[] @> array['search_path=public, pg_temp'], false) as path,
       exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g where g.grantee = 0) as everybody
     from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef order by 1`,
  )
  return found.flatMap(({ name, owner, path, everybody }) => [
    ...(definers[name] === owner ? [] : [`${name} runs as ${owner}, which nobody agreed to`]),
    ...(path ? [] : [`${name} sets no search path`]),
    ...(everybody && owner === 'krajan_finder' ? [`${name} may be called by every role`] : []),
  ])
}
