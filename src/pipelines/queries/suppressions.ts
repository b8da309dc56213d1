import type { Db } from '../../db/connection.ts'

/** The e-mail addresses of a contact and the newsletters they agreed to. */
export const findWaysToWrite = async (db: Db, centreId: string, contactId: string) => {
  const [addresses, consents] = await Promise.all([
    db
      .selectFrom('contact_points')
      .where('centre_id', '=', centreId)
      .where('contact_id', '=', contactId)
      .where('kind', '=', 'email')
      .select('value')
      .execute(),
    db
      .selectFrom('consents')
      .where('centre_id', '=', centreId)
      .where('contact_id', '=', contactId)
      .where('purpose', '=', 'newsletter')
      .where('state', '=', 'granted')
      .select('id')
      .execute(),
  ])
  return { addresses: addresses.map(({ value }) => value), newsletters: consents.map(({ id }) => id) }
}

/** Who asks anew asks from now on: what a merge noted of them before is no longer its own to take back. */
export const suppress = async (db: Db, centreId: string, hashes: readonly Buffer[], at: Date) => {
  if (hashes.length === 0) return
  await db
    .insertInto('suppressions')
    .values(hashes.map((address_hash) => ({ centre_id: centreId, address_hash, reason: 'asked', at })))
    .onConflict((conflict) => conflict.columns(['centre_id', 'address_hash', 'reason']).doUpdateSet({ at }))
    .execute()
}

/** Only what the person asked for: what bounced or was complained of stays. */
export const liftSuppressions = async (db: Db, centreId: string, hashes: readonly Buffer[]) => {
  if (hashes.length === 0) return
  await db
    .deleteFrom('suppressions')
    .where('centre_id', '=', centreId)
    .where('reason', '=', 'asked')
    .where('address_hash', 'in', hashes)
    .execute()
}
