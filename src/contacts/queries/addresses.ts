import type { Insertable } from 'kysely'
import type { Db } from '../../db/connection.ts'
import type { ContactAddresses } from '../../db/types.generated.ts'

export type NewAddress = Omit<Insertable<ContactAddresses>, 'centre_id'>

/** Writes an address down; false when this very form has written it already. */
export const createAddress = async (db: Db, centreId: string, address: NewAddress): Promise<boolean> => {
  const row = await db
    .insertInto('contact_addresses')
    .values({ centre_id: centreId, ...address })
    .onConflict((conflict) => conflict.columns(['centre_id', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
