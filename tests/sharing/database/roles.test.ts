import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { Db } from '../../../src/db/connection.ts'
import { errorCode } from '../../../src/db/unavailable.ts'
import { testDatabase } from '../../support/database.ts'
import { inside, setScene } from './scene.ts'

const database = testDatabase()
const forbidden = '42501'

const run = async (db: Db, centre: { id: string }, statement: string) => {
  const rows = inside(db, centre, (scope) => sql.raw(statement).execute(scope.db)).then(({ rows }) => rows.length)
  return rows.catch((error) => errorCode(error))
}

describe('answers and what they add up to', () => {
  test('are read by the counter, and not by the web role, however it asks', async () => {
    const { centre, answer } = await setScene(database)
    await answer(10)
    const asks = [
      'select from answers limit 1',
      'select count(*) from answers',
      'select r.id from responses r join answers a on a.response_id = r.id limit 1',
      `delete from answers where question_code = 'age' returning 1`,
      `update answers set choice_code = 'x'`,
      `insert into answers (centre_id, response_id, question_code, choice_code)
         select centre_id, id, 'planted', 'x' from responses limit 1 returning choice_code`,
      'select from true_counts limit 1',
      'insert into true_counts select from true_counts',
      'copy answers to stdout',
    ]
    for (const ask of asks) expect([ask, await run(database.appDb, centre, ask)]).toEqual([ask, forbidden])
    expect(await run(database.counterDb, centre, 'select from answers limit 1')).toBe(1)
    expect(await run(database.counterDb, centre, 'select from true_counts')).toBe(0)
  })

  test('are in no table, view or function that the web role or a door can read them by', async () => {
    const { rows } = await sql<{ role: string; name: string }>`
      select r.role, c.relname as name from unnest(array['krajan_app', 'krajan_finder']) r (role), pg_class c
      where c.relname in ('answers', 'true_counts') and (has_table_privilege(r.role, c.oid, 'select')
        or has_any_column_privilege(r.role, c.oid, 'select'))
      union all
      -- a function with the rights of who may read them, called by who may not
      select 'definer', p.proname from pg_proc p where p.prosecdef and p.pronamespace = 'public'::regnamespace
        and p.proowner <> 'krajan_finder'::regrole and p.prosrc ~ '\\m(answers|true_counts)\\M'
      union all
      select 'view', c.relname from pg_class c where c.relkind in ('v', 'm') and c.relnamespace = 'public'::regnamespace`.execute(
      database.ownerDb,
    )
    expect(rows).toEqual([])
  })

  test('of one centre only, the one that was opened', async () => {
    const [one, other] = [await setScene(database), await setScene(database)]
    await one.answer(10)
    expect(await run(database.counterDb, other.centre, 'select from answers')).toBe(0)
    expect(await run(database.counterDb, other.centre, 'select from responses')).toBe(0)
    expect(await sql`select from answers`.execute(database.counterDb).then(({ rows }) => rows.length)).toBe(0)
    expect(await run(database.counterDb, one.centre, 'select from responses')).toBe(10)
  })
})

test('the counter is an ordinary role that sees nobody: no contact, no member, no mail, no draft', async () => {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and (has_table_privilege('krajan_counter', c.oid, 'select') or has_any_column_privilege('krajan_counter', c.oid, 'select'))
    order by 1`.execute(database.ownerDb)
  expect(rows.map(({ name }) => name)).toEqual([
    ...['answers', 'centres', 'choice_counts', 'choices', 'code_lists', 'codes', 'questions', 'release_files'],
    ...['release_keys', 'release_plans', 'releases', 'responses', 'snapshots', 'statistics', 'surveys', 'true_counts'],
    ...['wave_counts', 'waves'],
  ])
  const { rows: facts } = await sql`
    select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, has_schema_privilege(oid, 'public', 'create') as creates,
      exists (select from pg_auth_members where member = oid) as belongs
    from pg_roles where rolname = 'krajan_counter'`.execute(database.ownerDb)
  const no = { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false }
  expect(facts).toEqual([{ ...no, creates: false, belongs: false }])
})

test('the counter changes no answer, no question and no offer, and takes back nothing that was registered', async () => {
  const { centre, answer } = await setScene(database)
  await answer(10)
  const attempts = [
    `update answers set choice_code = 'x'`,
    'delete from answers',
    'delete from responses',
    `update waves set regime = 'exact'`,
    'delete from snapshots',
    'update statistics set value = 0',
    'delete from statistics',
    `update release_files set path = 'x'`,
    'delete from release_files',
    `update releases set decided_by = prepared_by`,
    'insert into offers select from offers',
    'select from contacts',
    'select from members',
    'select from waiting_responses',
  ]
  for (const attempt of attempts)
    expect([attempt, await run(database.counterDb, centre, attempt)]).toEqual([attempt, forbidden])
})

test('the web role certifies nothing: it writes no snapshot, no file, no number and no outcome', async () => {
  const { centre } = await setScene(database)
  const attempts = [
    'insert into snapshots select from snapshots',
    'insert into release_files select from release_files',
    'insert into statistics select from statistics',
    'insert into downloads select from downloads',
    'insert into release_keys select from release_keys',
    `update trusted_keys set public_key = ''`,
    `update releases set report = '{}'`,
    `update releases set prepared_by = gen_random_uuid()`,
    `update releases set manifest_hash = ''`,
    'delete from releases',
    'delete from offers',
    `update offers set valid_until = null`,
    `update offers set agreement = ''`,
    `update codes set labels = '{}'`,
    'delete from code_lists',
  ]
  for (const attempt of attempts)
    expect([attempt, await run(database.appDb, centre, attempt)]).toEqual([attempt, forbidden])
})
