import type { Db } from '../../db/connection.ts'
import { prepared } from '../../db/prepared.ts'
import { newId } from '../../lib/ids.ts'
import type { HouseholdRole } from '../../lib/words.ts'

export type HouseholdMember = Awaited<ReturnType<typeof listHousehold>>[number]

/** Who lives with a contact, the contact included; nobody where no household is known. */
export const listHousehold = (db: Db, centreId: string, contactId: string) => householdOf(db, [centreId, contactId])

const householdOf = prepared((db, [centreId, contactId]: [string, string]) =>
  db
    .selectFrom('household_members as own')
    .innerJoin('household_members as h', (join) =>
      join.onRef('h.centre_id', '=', 'own.centre_id').onRef('h.household_id', '=', 'own.household_id'),
    )
    .innerJoin('contacts as c', (join) =>
      join.onRef('c.centre_id', '=', 'h.centre_id').onRef('c.id', '=', 'h.contact_id'),
    )
    .where('own.centre_id', '=', centreId)
    .where('own.contact_id', '=', contactId)
    .select(['c.id', 'c.given_name', 'c.family_name', 'h.role'])
    .orderBy('c.family_name')
    .orderBy('c.given_name')
    .orderBy('c.id'),
)

export const findHouseholdOf = async (db: Db, centreId: string, contactId: string): Promise<string | undefined> => {
  const row = await db
    .selectFrom('household_members')
    .where('centre_id', '=', centreId)
    .where('contact_id', '=', contactId)
    .select('household_id')
    .executeTakeFirst()
  return row?.household_id
}

export const createHousehold = async (db: Db, centreId: string, headId: string, now: Date): Promise<string> => {
  const id = newId()
  await db.insertInto('households').values({ centre_id: centreId, id, created_at: now }).execute()
  await createHouseholdMember(db, centreId, id, headId, 'head')
  return id
}

export const createHouseholdMember = async (
  db: Db,
  centreId: string,
  household_id: string,
  contact_id: string,
  role: HouseholdRole,
) => {
  await db.insertInto('household_members').values({ centre_id: centreId, household_id, contact_id, role }).execute()
}
