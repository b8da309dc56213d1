import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { fieldGroups } from '../../src/duplicates/merge/fields.ts'
import { derived, keyOf, references } from '../../src/duplicates/merge/references.ts'
import { duplicates } from '../../views/messages/duplicates.ts'
import { testDatabase } from '../support/database.ts'

const { ownerDb } = testDatabase()

const rowsOf = async <Row>(text: string): Promise<Row[]> => (await sql<Row>`${sql.raw(text)}`.execute(ownerDb)).rows

/** Tables of which a merge drops rows. */
const dropped = Object.entries(references)
  .filter(([, { how }]) => how === 'own' || how === 'union')
  .map(([reference]) => reference.split('.')[0])

test('every column that refers to a contact, or to a row a merge may drop, has its rule', async () => {
  const keys = await rowsOf<{ name: string; target: string }>(
    `select k.table_name || '.' || k.column_name as name, u.table_name as target
     from information_schema.referential_constraints r
       join information_schema.key_column_usage k on k.constraint_name = r.constraint_name
       join information_schema.key_column_usage u on u.constraint_name = r.unique_constraint_name
         and u.ordinal_position = k.position_in_unique_constraint
     where k.table_schema = 'public' and k.column_name <> 'centre_id' and u.column_name <> 'centre_id' order by 1`,
  )
  const must = keys.filter(({ target }) => target === 'contacts' || dropped.includes(target)).map(({ name }) => name)
  expect(must).toContain('activities.contact_id')
  expect(must.filter((name) => !(name in references))).toEqual([])
})

test('so has every column that holds the id of a contact without a reference', async () => {
  const columns = await rowsOf<{ name: string }>(
    `select table_name || '.' || column_name as name from information_schema.columns
     where table_schema = 'public' and data_type = 'uuid' and column_name ~ 'contact_id$' order by 1`,
  )
  expect(columns.map(({ name }) => name).filter((name) => !(name in references))).toEqual([])
})

test('no rule is about a column that is not there', async () => {
  const columns = await rowsOf<{ name: string }>(
    `select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'`,
  )
  const there = new Set(columns.map(({ name }) => name))
  expect(Object.keys(references).filter((name) => !there.has(name))).toEqual([])
})

test('rows are named by their primary keys, and what the database works out is left to it', async () => {
  const tables = [
    ...new Set([...Object.keys(references).map((name) => name.split('.')[0] ?? ''), 'contacts', 'suppressions']),
  ]
  const keys = await rowsOf<{ name: string; columns: string[] }>(
    `select c.relname as name, array_agg(a.attname::text order by a.attname) filter (where a.attname <> 'centre_id') as columns
     from pg_index i join pg_class c on c.oid = i.indrelid join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
     where i.indisprimary and c.relname in (${tables.map((name) => `'${name}'`).join()}) group by 1`,
  )
  const moving = keys.filter(({ name }) =>
    Object.entries(references).some(([column, { how }]) => column.startsWith(`${name}.`) && how !== 'stays'),
  )
  expect(moving.filter(({ name, columns }) => String([...keyOf(name)].sort()) !== String(columns))).toEqual([])
  const generated = await rowsOf<{ name: string; column: string }>(
    `select table_name as name, column_name as column from information_schema.columns where table_schema = 'public'
       and is_generated = 'ALWAYS' and table_name in (${tables.map((name) => `'${name}'`).join()})`,
  )
  expect(generated.filter(({ name, column }) => !derived[name]?.includes(column))).toEqual([])
})

test('every fact on a contact is chosen, united or its own', async () => {
  const columns = await rowsOf<{ name: string }>(
    `select column_name as name from information_schema.columns where table_schema = 'public' and table_name = 'contacts'`,
  )
  const chosen: readonly string[] = Object.values(fieldGroups).flat()
  const own = [
    'centre_id',
    'id',
    'source',
    'tags',
    'idempotency_key',
    'version',
    'created_at',
    'updated_at',
    'touched_on',
    'search',
  ]
  expect(columns.map(({ name }) => name).filter((name) => !chosen.includes(name) && !own.includes(name))).toEqual([])
})

test('every table a merge goes through has its words', () => {
  const tables = Object.entries(references).flatMap(([name, { how }]) =>
    how === 'stays' ? [] : [name.split('.')[0] ?? ''],
  )
  const known: Record<string, string> = duplicates.cs
  expect([...new Set(tables)].filter((table) => !known[`duplicates.table.${table}`])).toEqual([])
})
