import { type Kysely, sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { openDb } from '../../src/db/connection.ts'
import { withConnection } from '../../src/db/one-connection.ts'
import { inCentre, type Scope } from '../../src/db/scope.ts'
import { tenantTables } from '../architecture/table-rules.ts'
import { testSettings } from '../support/app.ts'
import { aCentre, aContact, aMember, type TestCentre, type TestMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'

const { appDb, counterDb, ownerDb, superUrl } = testDatabase()
/** What the web role cannot read at all. */
const ofCounter = ['answers', 'true_counts']

let ours: TestCentre
let theirs: TestCentre
let member: TestMember
let contact: { id: string }
let tables: string[]

beforeAll(async () => {
  ours = await aCentre(ownerDb)
  theirs = await aCentre(ownerDb)
  member = await aMember(ownerDb, [ours])
  await aMember(ownerDb, [theirs])
  contact = await aContact(ownerDb, theirs, { email: 'ona@example.org' })
  await aContact(ownerDb, ours)
  tables = await tenantTables(ownerDb)
  for (const { id } of [ours, theirs]) await fillTables(id)
})

const anyOf: Record<string, string> = {
  uuid: 'gen_random_uuid()',
  text: `md5(random()::text)`,
  int4: '1',
  int8: '1',
  bool: 'false',
  float8: '1',
  numeric: '1',
  date: `'2030-01-01'`,
  timestamptz: 'now()',
  jsonb: `'{}'`,
  bytea: `decode(md5(random()::text), 'hex')`,
  _text: `'{}'`,
  _uuid: `'{}'`,
  _int4: `'{}'`,
}

/** A row of the centre in every table that has none, sense or no sense: without its checks and references a table takes any. */
const fillTables = (centreId: string) =>
  withConnection(superUrl, async (client) => {
    await client`set session_replication_role = replica`
    for (const table of tables) {
      for (const {
        conname,
      } of await client`select conname from pg_constraint where conrelid = ${table}::regclass and contype = 'c'`) {
        await client`alter table ${client(table)} drop constraint ${client(conname)}`
      }
      const columns = await client<{ name: string; type: string }[]>`
        select column_name as name, udt_name as type from information_schema.columns
        where table_schema = 'public' and table_name = ${table} and is_nullable = 'NO' and is_generated = 'NEVER'
          and column_default is null and column_name <> 'centre_id'`
      const names = ['centre_id', ...columns.map(({ name }) => `"${name}"`)].join(', ')
      const values = [`'${centreId}'`, ...columns.map(({ type }) => anyOf[type] ?? `a value for ${type}`)].join(', ')
      await client.unsafe(`insert into ${table} (${names}) select ${values}
        where not exists (select from ${table} where centre_id = '${centreId}')`)
    }
  })

const inOurs = <Result>(work: (scope: Scope) => Promise<Result>, reader = appDb) =>
  inCentre(reader, { centreId: ours.id }, { settings: testSettings }, work)

/** Whose rows a query without any filter finds. */
const centresIn = async (db: unknown, table: string): Promise<string[]> => {
  const { rows } = await sql<{
    centre_id: string
  }>`select distinct centre_id from ${sql.table(table)} order by 1`.execute(
    db as Kysely<unknown>, // any table will do, known to the types or not
  )
  return rows.map(({ centre_id }) => centre_id)
}

describe('with row-level security alone', () => {
  test('a query that forgets the centre finds rows of the opened centre only, and none where none is open', async () => {
    expect(tables.length).toBeGreaterThan(15)
    for (const table of tables) {
      expect([table, await centresIn(ownerDb, table)]).toEqual([table, [ours.id, theirs.id].sort()])
      const reader = ofCounter.includes(table) ? counterDb : appDb
      expect([table, await inOurs(({ db }) => centresIn(db, table), reader)]).toEqual([table, [ours.id]])
      expect([table, await centresIn(reader, table)]).toEqual([table, []])
    }
  })

  test('other centres and their members do not exist', async () => {
    expect(await inOurs(({ db }) => db.selectFrom('centres').select('slug').execute())).toEqual([{ slug: ours.slug }])
    expect(await inOurs(({ db }) => db.selectFrom('members').select('email').execute())).toEqual([
      { email: member.email },
    ])
    expect(await ownerDb.selectFrom('members').select('id').execute()).toHaveLength(2)
  })

  test('nothing can be written into another centre, in any table', async () => {
    for (const table of tables) {
      const write = inOurs(({ db }) =>
        sql`insert into ${sql.table(table)} (centre_id) values (${theirs.id})`.execute(db),
      )
      expect([
        table,
        await write.then(
          () => 'written',
          (error) => error.code,
        ),
      ]).toEqual([table, '42501'])
    }
  })

  test('nothing of another centre can be changed, deleted or moved', async () => {
    const stolen = await inOurs(({ db }) =>
      db.updateTable('contacts').set({ given_name: 'Unesená' }).where('id', '=', contact.id).execute(),
    )
    expect(stolen?.map(({ numUpdatedRows }) => numUpdatedRows)).toEqual([0n])
    const deleted = await inOurs(({ db }) =>
      db.deleteFrom('contact_points').where('contact_id', '=', contact.id).execute(),
    )
    expect(deleted?.map(({ numDeletedRows }) => numDeletedRows)).toEqual([0n])
    expect(
      await ownerDb.selectFrom('contact_points').select('value').where('contact_id', '=', contact.id).execute(),
    ).toHaveLength(1)
    const moved = inOurs(({ db }) => db.updateTable('contacts').set({ centre_id: theirs.id }).execute())
    await expect(moved).rejects.toMatchObject({ code: '42501' })
  })

  test('the app is held to it, while a superuser would not be', async () => {
    const superDb = openDb(superUrl, { max: 1 })
    const seen = await inCentre(superDb, { centreId: ours.id }, { settings: testSettings }, ({ db }) =>
      centresIn(db, 'contacts'),
    )
    await superDb.destroy()
    expect(seen).toEqual([ours.id, theirs.id].sort())
  })
})
