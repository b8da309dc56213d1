import { sql } from 'kysely'
import { afterEach, describe, expect, test } from 'vitest'
import { protect } from '../../migrations/tenancy.ts'
import { tablesWithoutCentre } from '../../src/db/boot.ts'
import type { Db } from '../../src/db/connection.ts'
import { testDatabase } from '../support/database.ts'
import {
  definers,
  keyless,
  keysAcrossCentres,
  referencesAcrossCentres,
  strangeDoors,
  tenantTables,
  unannotated,
  unprotected,
} from './table-rules.ts'

const { ownerDb } = testDatabase()

const plant = (text: string) => sql.raw(text).execute(ownerDb)
const ownCentre = `centre_id = nullif(current_setting('app.centre_id', true), '')::uuid`
const bare = 'create table planted (centre_id uuid not null, id uuid not null, primary key (centre_id, id));'

afterEach(() => plant(`drop table if exists planted; drop function if exists planted_door(), planted_gate()`))

type Rule = { holds: string; check: (db: Db) => Promise<string[]>; planted: string; told: string[] }

const rules: Rule[] = [
  {
    holds: 'primary and unique keys begin with the centre or are one random column',
    check: keysAcrossCentres,
    planted: `create table planted (centre_id uuid not null, id uuid primary key, token bytea unique, email text unique,
      a int, b int, unique (centre_id, a), unique (a, b))`,
    told: ['planted_a_b_key is unique across centres', 'planted_email_key is unique across centres'],
  },
  {
    holds: 'every tenant table has a primary key',
    check: keyless,
    planted: 'create table planted (centre_id uuid not null, id uuid not null)',
    told: ['planted has no primary key'],
  },
  {
    holds: 'a reference from one tenant table to another carries the centre',
    check: referencesAcrossCentres,
    planted: `create table planted (centre_id uuid not null references centres, id uuid not null, parent_centre uuid, parent uuid,
      unique (id), primary key (centre_id, id), constraint good foreign key (centre_id, parent) references planted (centre_id, id),
      constraint crossed foreign key (parent_centre, parent) references planted (centre_id, id),
      constraint short foreign key (parent) references planted (id))`,
    told: ['planted.crossed leaves the centre out', 'planted.short leaves the centre out'],
  },
  {
    holds: 'every column that can hold something about a person says whether it does',
    check: unannotated,
    planted: `create table planted (centre_id uuid, a text, b jsonb, c text[], d bytea, e int, f text, g text);
      comment on column planted.f is 'plain'; comment on column planted.g is 'secret'`,
    told: ['a', 'b', 'c', 'd', 'g'].map((column) => `planted.${column} does not say whether it is personal`),
  },
  {
    holds: 'functions with the rights of another are few, known, and go one way only',
    check: strangeDoors,
    planted: `create function planted_door() returns int language sql security definer as 'select 1';
      create function planted_gate() returns int language sql security definer set search_path = public, pg_temp as 'select 1';
      grant create on schema public to krajan_finder; alter function planted_gate() owner to krajan_finder;
      revoke create on schema public from krajan_finder`,
    told: [
      'planted_door runs as krajan_owner, which nobody agreed to',
      'planted_door sets no search path',
      'planted_gate runs as krajan_finder, which nobody agreed to',
      'planted_gate may be called by every role',
    ],
  },
]

describe.each(rules)('$holds', ({ check, planted, told }) => {
  test('as the schema stands, and a planted violation is told', async () => {
    expect(await check(ownerDb)).toEqual([])
    await plant(planted)
    expect(await check(ownerDb)).toEqual(told)
  })
})

describe('every table is of a centre and under forced row-level security, or says why not', () => {
  test('as the schema stands', async () => {
    expect(await unprotected(ownerDb)).toEqual([])
    expect((await tenantTables(ownerDb)).length).toBeGreaterThan(15)
  })

  test.each([
    [
      'a table without a centre',
      'create table planted (id uuid primary key)',
      'belongs to no centre and says nowhere why',
    ],
    ['one without row-level security', bare, 'is not under forced row-level security'],
    [
      'one its owner is not held to',
      `${bare} alter table planted enable row level security`,
      'is not under forced row-level security',
    ],
    [
      'one without policies',
      `${bare} alter table planted enable row level security; alter table planted force row level security`,
      'has other policies than app, finder and owner',
    ],
  ])('%s is told', async (_name, text, told) => {
    await plant(text)
    expect(await unprotected(ownerDb)).toEqual([`planted ${told}`])
  })

  test('a policy that lets every centre in is told, and the right ones are not', async () => {
    await plant(bare)
    await protect(ownerDb as Db & Parameters<typeof protect>[0], 'planted', ownCentre) // a migration knows no types
    expect(await unprotected(ownerDb)).toEqual([])
    await plant(`create policy wide on planted to krajan_app using (true)`)
    expect(await unprotected(ownerDb)).toEqual(['planted has other policies than app, finder and owner'])
    await plant(`drop policy wide on planted; alter policy app on planted with check (true)`)
    expect(await unprotected(ownerDb)).toEqual(['planted has other policies than app, finder and owner'])
  })

  test('what is listed is there: no reason outlives its table, no door its function', async () => {
    const { rows } = await sql<{ name: string }>`
      select tablename as name from pg_tables where schemaname = 'public'
      union all select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef`.execute(ownerDb)
    const names = rows.map(({ name }) => name)
    const listed = [...Object.keys(tablesWithoutCentre), ...Object.keys(definers)]
    expect(listed.filter((name) => !names.includes(name))).toEqual([])
  })
})
