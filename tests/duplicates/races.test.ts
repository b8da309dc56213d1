import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { aCentre, aMember, type TestCentre, type TestMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { mergingIn } from './merging.ts'
import { aWholeContact, wholeOf } from './whole.ts'

const database = testDatabase()
const { ownerDb } = database
let centre: TestCentre
let member: TestMember
const { formOf, mergeForm } = mergingIn(
  database,
  () => centre,
  () => member,
)

beforeAll(async () => {
  centre = await aCentre(ownerDb)
  member = await aMember(ownerDb, [centre])
})

const three = () => Promise.all([1, 2, 3].map(() => aWholeContact(ownerDb, centre)))

const notes = async (ids: string[]) => (await wholeOf(ownerDb, ids))['activities.contact_id']?.length ?? 0

/** No old id leads to an old id, and everybody an id leads to is there. */
const lostAliases = async (): Promise<number> => {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from contact_aliases a
    where a.centre_id = ${centre.id} and (exists (select from contacts c where c.id = a.old_id)
      or not exists (select from contacts c where c.id = a.new_id))`.execute(ownerDb)
  return rows[0]?.count ?? 0
}

test('of two merged into each other at once one stays, with the rows of both', async () => {
  for (let round = 0; round < 5; round += 1) {
    const [a = '', b = ''] = await three()
    const forms = [await formOf(a, b), await formOf(b, a)]
    const before = await notes([a, b])
    const kinds = (await Promise.all(forms.map(mergeForm))).map(({ kind }) => kind)
    expect(kinds.sort()).toEqual(['gone', 'merged'])
    const left = await ownerDb.selectFrom('contacts').select('id').where('id', 'in', [a, b]).execute()
    expect(left).toHaveLength(1)
    expect(await notes(left.map(({ id }) => id))).toBe(before + 1)
  }
  expect(await lostAliases()).toBe(0)
})

test('a chain merged at once loses nobody, and every old id leads to who is there', async () => {
  for (let round = 0; round < 5; round += 1) {
    const [a = '', b = '', c = ''] = await three()
    const forms = [await formOf(b, a), await formOf(c, b)]
    const before = await notes([a, b, c])
    const kinds = (await Promise.all(forms.map(mergeForm))).map(({ kind }) => kind)
    const merged = kinds.filter((kind) => kind === 'merged').length
    const left = await ownerDb.selectFrom('contacts').select('id').where('id', 'in', [a, b, c]).execute()
    expect(left).toHaveLength(3 - merged)
    expect(await notes(left.map(({ id }) => id))).toBe(before + merged)
  }
  expect(await lostAliases()).toBe(0)
})

test('chains collapse: the first id leads to the last person', async () => {
  const [a = '', b = '', c = ''] = await three()
  await mergeForm(await formOf(b, a))
  await mergeForm(await formOf(c, b))
  const rows = await ownerDb
    .selectFrom('contact_aliases')
    .select(['old_id', 'new_id'])
    .where('old_id', 'in', [a, b])
    .execute()
  expect(rows.map(({ new_id }) => new_id)).toEqual([c, c])
})

test('who changed meanwhile is not merged', async () => {
  const [a = '', b = ''] = await three()
  const form = await formOf(a, b)
  await ownerDb.updateTable('contacts').set({ version: 9 }).where('id', '=', b).execute()
  expect(await mergeForm(form)).toEqual({ kind: 'stale' })
  expect(await ownerDb.selectFrom('contacts').select('id').where('id', 'in', [a, b]).execute()).toHaveLength(2)
})

test('the app removes nobody without saying why', async () => {
  const [a = ''] = await three()
  const removing = database.appDb.transaction().execute(async (trx) => {
    await sql`select set_config('app.centre_id', ${centre.id}, true)`.execute(trx)
    for (const table of ['enrolments', 'contact_points'])
      await sql`delete from ${sql.table(table)} where false`.execute(trx)
    await sql`delete from contacts where id = ${a}`.execute(trx)
  })
  await expect(removing).rejects.toThrow('a contact goes only where it is told why')
})
