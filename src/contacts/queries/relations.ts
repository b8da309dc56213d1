import { sql } from 'kysely'
import type { Db } from '../../db/connection.ts'
import type { RelationKind } from '../../lib/words.ts'

export type NewRelation = { id: string; from_id: string; to_id: string; kind: RelationKind; created_at: Date }

export const createRelation = async (db: Db, centreId: string, relation: NewRelation) => {
  await db
    .insertInto('contact_relations')
    .values({ centre_id: centreId, ...relation })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Ties between two people, whichever of them stands first. */
export const listRelationsBetween = (db: Db, centreId: string, one: string, other: string) =>
  db
    .selectFrom('contact_relations')
    .where('centre_id', '=', centreId)
    .where((row) =>
      row.or([
        row.and([row('from_id', '=', one), row('to_id', '=', other)]),
        row.and([row('from_id', '=', other), row('to_id', '=', one)]),
      ]),
    )
    .select(['id', 'from_id', 'to_id', 'kind'])
    .execute()

/** Unties; the other person's id, or undefined where there was no such tie of this contact. */
export const deleteRelation = async (db: Db, centreId: string, contactId: string, id: string) => {
  const row = await db
    .deleteFrom('contact_relations')
    .where('centre_id', '=', centreId)
    .where('id', '=', id)
    .where((where) => where.or([where('from_id', '=', contactId), where('to_id', '=', contactId)]))
    .returning(['from_id', 'to_id'])
    .executeTakeFirst()
  return row && (row.from_id === contactId ? row.to_id : row.from_id)
}

export type Candidate = { id: string; given_name: string; family_name: string; residence: string; born: string }

/** People a coordinator may mean by what they typed: an address, a number or a name. */
export const listCandidates = async (db: Db, centreId: string, typed: string, but: string): Promise<Candidate[]> => {
  const { rows } = await sql<Candidate>`
    with found as materialized (select search_contacts(${typed}) as id)
    select c.id, c.given_name, c.family_name, c.residence, c.born from contacts c
    where c.centre_id = ${centreId} and c.id in (select id from found) and c.id <> ${but}
    order by c.family_name collate "cs-x-icu", c.given_name collate "cs-x-icu", c.id limit 10`.execute(db)
  return rows
}
