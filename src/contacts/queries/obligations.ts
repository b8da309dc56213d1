import { type Insertable, sql, type Updateable } from 'kysely'
import type { Db } from '../../db/connection.ts'
import type { Obligations } from '../../db/types.generated.ts'

export type NewObligation = Omit<Insertable<Obligations>, 'centre_id'>

/** Writes a duty down; false when this very form has written it already. */
export const createObligation = async (db: Db, centreId: string, obligation: NewObligation): Promise<boolean> => {
  const row = await db
    .insertInto('obligations')
    .values({ centre_id: centreId, ...obligation })
    .onConflict((conflict) => conflict.columns(['centre_id', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export type Obligation = NonNullable<Awaited<ReturnType<typeof findObligation>>>

export const findObligation = (db: Db, centreId: string, contactId: string, id: string) =>
  db
    .selectFrom('obligations')
    .where('centre_id', '=', centreId)
    .where('contact_id', '=', contactId)
    .where('id', '=', id)
    .select(['id', 'agreement', sql<number>`years_owed::float8`.as('years_owed'), 'start_by', 'started_on', 'state'])
    .select(['closed_on', 'note', 'version'])
    .executeTakeFirst()

/** Changes a duty that still is at `version`; false when somebody else was faster. */
export const updateObligation = async (
  db: Db,
  centreId: string,
  id: string,
  version: number,
  changes: Updateable<Obligations>,
): Promise<boolean> => {
  const row = await db
    .updateTable('obligations')
    .set({ ...changes, version: version + 1 })
    .where('centre_id', '=', centreId)
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Duties nobody has closed that are to begin by a day, the most urgent first. */
export const listOpenObligations = (db: Db, centreId: string, startBy: string, most = 200) =>
  db
    .selectFrom('obligations as o')
    .innerJoin('contacts as c', (join) =>
      join.onRef('c.centre_id', '=', 'o.centre_id').onRef('c.id', '=', 'o.contact_id'),
    )
    .where('o.centre_id', '=', centreId)
    .where('o.state', '=', 'open')
    .where('o.start_by', '<=', startBy)
    .select(['o.id', 'o.contact_id', 'c.given_name', 'c.family_name', 'c.owner_id', 'o.agreement', 'o.start_by'])
    .select(['o.started_on', sql<number>`o.years_owed::float8`.as('years_owed')])
    .orderBy('o.start_by')
    .orderBy('o.id')
    .limit(most)
    .execute()
