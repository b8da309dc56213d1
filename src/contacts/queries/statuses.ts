import type { Insertable } from 'kysely'
import type { Db } from '../../db/connection.ts'
import type { ContactStatuses } from '../../db/types.generated.ts'

export type NewStatus = Omit<Insertable<ContactStatuses>, 'centre_id'>

/** Writes a citizenship or a title of residence down; false when this very form has written it already. */
export const createStatus = async (db: Db, centreId: string, status: NewStatus): Promise<boolean> => {
  const row = await db
    .insertInto('contact_statuses')
    .values({ centre_id: centreId, ...status })
    .onConflict((conflict) => conflict.columns(['centre_id', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
