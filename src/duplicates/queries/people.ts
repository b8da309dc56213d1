import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Db } from '../../db/connection.ts'

export type PersonRow = Awaited<ReturnType<typeof listPeople>>[number]

/** Contacts with all that is compared side by side. */
export const listPeople = (db: Db, centreId: string, ids: readonly string[]) =>
  db
    .selectFrom('contacts as c')
    .leftJoin('members as owner', 'owner.id', 'c.owner_id')
    .where('c.centre_id', '=', centreId)
    .where('c.id', 'in', [...ids])
    .selectAll('c')
    .select('owner.name as owner_name')
    .select((row) =>
      jsonArrayFrom(
        row
          .selectFrom('contact_points as p')
          .whereRef('p.centre_id', '=', 'c.centre_id')
          .whereRef('p.contact_id', '=', 'c.id')
          .select(['p.kind', 'p.value'])
          .orderBy('p.position')
          .orderBy('p.created_at'),
      ).as('points'),
    )
    .execute()

/** Those whom a search finds, best first, but for one. */
export const findOthers = async (db: Db, centreId: string, but: string, query: string, most = 10) => {
  const { rows } = await sql<{ id: string; given_name: string; family_name: string; residence: string; born: string }>`
    select c.id, c.given_name, c.family_name, c.residence, c.born
    from ranked_contacts(${query}, ${most + 1}) with ordinality r (id, rank, nth)
      join contacts c on c.centre_id = ${centreId} and c.id = r.id
    where c.id <> ${but} order by r.nth limit ${most}`.execute(db)
  return rows
}
