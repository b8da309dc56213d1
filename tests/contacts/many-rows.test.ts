import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newId } from '../../src/lib/ids.ts'
import { aCentre, aContact, type TestCentre } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'

const { ownerDb } = testDatabase()

const someContacts = async (centre: TestCentre, towns: string[]) => {
  const now = new Date()
  const rows = towns.map((town, nth) => ({
    ...{ centre_id: centre.id, id: newId(), given_name: 'Jana', family_name: `Nováková ${nth}` },
    source: 'import' as const,
    ...{ municipality_origin: town, created_at: now, updated_at: now },
  }))
  await ownerDb.insertInto('contacts').values(rows).execute()
  return rows.map(({ id }) => id)
}

const townsIn = async ({ id }: TestCentre) => {
  const rows = await ownerDb
    .selectFrom('contact_words')
    .where('centre_id', '=', id)
    .where('kind', '=', 'municipality')
    .select('word')
    .orderBy('word')
    .execute()
  return rows.map(({ word }) => word)
}

const waiting = async ({ id }: TestCentre) => {
  const rows = await ownerDb.selectFrom('contacts_to_match').where('centre_id', '=', id).select('contact_id').execute()
  return rows.map(({ contact_id }) => contact_id).sort()
}

const nobodyWaits = ({ id }: TestCentre) =>
  ownerDb.deleteFrom('contacts_to_match').where('centre_id', '=', id).execute()

test('of words that one statement moves among people only those are gone that nobody has any more', async () => {
  const centre = await aCentre(ownerDb)
  await someContacts(centre, ['Cheb', 'Aš', 'Loket'])
  const swapped = { Cheb: 'Aš', Aš: 'Cheb', Loket: 'Cheb' }
  await sql`update contacts set municipality_origin = ${JSON.stringify(swapped)}::jsonb ->> municipality_origin
    where centre_id = ${centre.id}`.execute(ownerDb)
  expect(await townsIn(centre)).toEqual(['Aš', 'Cheb'])
  await sql`update contacts set municipality_origin = 'Cheb' where centre_id = ${centre.id}`.execute(ownerDb)
  expect(await townsIn(centre)).toEqual(['Cheb'])
})

test('of many who are written at once only those are compared anew who became another', async () => {
  const centre = await aCentre(ownerDb)
  const [first = '', second = '', third = ''] = await someContacts(centre, ['Cheb', 'Cheb', 'Cheb'])
  await nobodyWaits(centre)
  const keysOf = async (id: string) =>
    (await ownerDb.selectFrom('contact_keys').where('contact_id', '=', id).select('key').orderBy('key').execute()).map(
      ({ key }) => key,
    )
  const before = await Promise.all([first, second, third].map(keysOf))
  await sql`update contacts set version = version + 1, residence = case id when ${second} then 'Praha' else residence end,
    family_name = case id when ${third} then 'Dvořáková' else family_name end where centre_id = ${centre.id}`.execute(
    ownerDb,
  )
  expect(await waiting(centre)).toEqual([second, third].sort())
  const after = await Promise.all([first, second, third].map(keysOf))
  expect([after[0], after[1]]).toEqual([before[0], before[1]])
  expect(after[2]).not.toEqual(before[2])
})

test('an address that changes hands changes the keys of both, one that only moves up those of nobody', async () => {
  const centre = await aCentre(ownerDb)
  const [one = '', other = ''] = await someContacts(centre, ['Cheb', 'Cheb'])
  const point = {
    centre_id: centre.id,
    id: newId(),
    kind: 'phone' as const,
    value: '777 000 111',
    value_norm: '+420777000111',
  }
  await ownerDb
    .insertInto('contact_points')
    .values({ ...point, contact_id: one, created_at: new Date() })
    .execute()
  const holders = async () =>
    (
      await ownerDb
        .selectFrom('contact_keys')
        .where('centre_id', '=', centre.id)
        .where('kind', '=', 'p')
        .select('contact_id')
        .execute()
    ).map(({ contact_id }) => contact_id)
  expect(await holders()).toEqual([one])
  await nobodyWaits(centre)
  const points = ownerDb.updateTable('contact_points').where('centre_id', '=', centre.id)
  await points.set({ position: 3 }).execute()
  expect(await waiting(centre)).toEqual([])
  await points.set({ contact_id: other }).execute()
  expect(await holders()).toEqual([other])
  expect(await waiting(centre)).toEqual([one, other].sort())
})

test('the last talk of each is kept when many are written at once, and found again when they change hands', async () => {
  const centre = await aCentre(ownerDb)
  const [one, other] = [await aContact(ownerDb, centre), await aContact(ownerDb, centre)]
  const talk = (contact_id: string, day: string, kind: 'phone_call' | 'meeting' | 'note' = 'phone_call') => ({
    ...{ centre_id: centre.id, id: newId(), contact_id, kind, occurred_at: `${day}T12:00:00Z`, created_at: new Date() },
  })
  await ownerDb
    .insertInto('activities')
    .values([
      talk(one.id, '2026-03-01'),
      talk(one.id, '2026-02-01', 'meeting'),
      talk(one.id, '2026-09-01', 'note'),
      talk(other.id, '2026-01-01'),
    ])
    .execute()
  const days = async () =>
    (
      await sql<{ day: string }>`select touched_on::text as day from contacts where id in (${one.id}, ${other.id})
      order by id = ${other.id}`.execute(ownerDb)
    ).rows.map(({ day }) => day)
  expect(await days()).toEqual(['2026-03-01', '2026-01-01'])
  await ownerDb.updateTable('activities').where('contact_id', '=', one.id).set({ contact_id: other.id }).execute()
  expect(await days()).toEqual(['-infinity', '2026-03-01'])
})
