import type { Insertable } from 'kysely'
import type { Db } from '../../db/connection.ts'
import type { Affiliations } from '../../db/types.generated.ts'

export type NewAffiliation = Omit<Insertable<Affiliations>, 'centre_id'>

/** Writes down where somebody works or belongs; false when this very form has written it already. */
export const createAffiliation = async (db: Db, centreId: string, affiliation: NewAffiliation): Promise<boolean> => {
  const row = await db
    .insertInto('affiliations')
    .values({ centre_id: centreId, ...affiliation })
    .onConflict((conflict) => conflict.columns(['centre_id', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** The partner of the directory that bears this name, whatever its capitals. */
export const findPartnerByName = (db: Db, centreId: string, name: string) =>
  db
    .selectFrom('partners')
    .where('centre_id', '=', centreId)
    .where((row) => row(row.fn('lower', ['name']), '=', name.toLowerCase()))
    .select(['id', 'name'])
    .executeTakeFirst()

/** The names of the directory, to choose an organisation from. */
export const listPartnerNames = async (db: Db, centreId: string): Promise<string[]> => {
  const rows = await db
    .selectFrom('partners')
    .where('centre_id', '=', centreId)
    .select('name')
    .orderBy('name')
    .limit(300)
    .execute()
  return rows.map(({ name }) => name)
}
