import { sql } from 'kysely'
import type { Db } from '../../src/db/connection.ts'
import { newId } from '../../src/lib/ids.ts'
import { aCentre, type TestCentre } from '../support/cast.ts'

export type Sought = {
  given_name?: string
  family_name?: string
  birth_name?: string
  former_names?: string
  nickname?: string
  native_name?: string
  latin_name?: string
  email?: string
  phone?: string
}

/** A centre whose people are called as the test says, and its searches as the application asks them. */
export const aSeeker = async ({ ownerDb, appDb }: { ownerDb: Db; appDb: Db }, people: Sought[] = []) => {
  const centre = await aCentre(ownerDb)
  const seeker = {
    centre,
    add: (...more: Sought[]) => addPeople(ownerDb, centre, more),
    /** Who is found at all, by name. */
    found: async (query: string) =>
      (await ask(appDb, centre.id, sql`select search_contacts(${query}) as id, 0 as rank`))
        .map(({ name }) => name)
        .sort(),
    /** The best of them in their order. */
    best: async (query: string, most = 8) =>
      (await ask(appDb, centre.id, sql`select id, rank from ranked_contacts(${query}, ${most})`)).map(
        ({ name }) => name,
      ),
    ranks: async (query: string, most = 8) =>
      (await ask(appDb, centre.id, sql`select id, rank from ranked_contacts(${query}, ${most})`)).map(
        ({ name, rank }) => `${rank} ${name}`,
      ),
  }
  await seeker.add(...people)
  return seeker
}

export type Seeker = Awaited<ReturnType<typeof aSeeker>>

const addPeople = async (ownerDb: Db, centre: TestCentre, people: Sought[]) => {
  const now = new Date()
  const rows = people.map(({ email, phone, ...names }) => ({
    points: [
      ...(email ? [{ kind: 'email' as const, value: email }] : []),
      ...(phone ? [{ kind: 'phone' as const, value: phone }] : []),
    ],
    contact: {
      centre_id: centre.id,
      id: newId(),
      source: 'staff' as const,
      created_at: now,
      updated_at: now,
      ...names,
    },
  }))
  if (rows.length > 0)
    await ownerDb
      .insertInto('contacts')
      .values(rows.map(({ contact }) => contact))
      .execute()
  const points = rows.flatMap(({ points, contact }) =>
    points.map((point) => {
      const of = { centre_id: centre.id, id: newId(), contact_id: contact.id, created_at: now }
      return { ...of, ...point, value_norm: point.value.toLowerCase() }
    }),
  )
  if (points.length > 0) await ownerDb.insertInto('contact_points').values(points).execute()
  return rows.map(({ contact }) => contact.id)
}

/** Names of those found, in the order they were answered; row-level security decides whose names are read. */
const ask = (db: Db, centreId: string, search: ReturnType<typeof sql>) =>
  db.transaction().execute(async (trx) => {
    await sql`select set_config('app.centre_id', ${centreId}, true)`.execute(trx)
    const { rows } = await sql<{ name: string; rank: number }>`
      select trim(c.given_name || ' ' || c.family_name) as name, f.rank
      from (select *, row_number() over () as nth from (${search}) answered) f
      join contacts c on c.centre_id = ${centreId} and c.id = f.id order by f.nth`.execute(trx)
    return rows
  })
