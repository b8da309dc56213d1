import type { Insertable } from 'kysely'
import type { Db } from '../db/connection.ts'
import type { PersonalTokens } from '../db/types.generated.ts'

/** Whose page a link leads to while it lives. */
export const findContactIdByToken = async (db: Db, centreId: string, tokenHash: Buffer, now: Date) => {
  const row = await db
    .selectFrom('personal_tokens')
    .where('centre_id', '=', centreId)
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .select('contact_id')
    .executeTakeFirst()
  return row?.contact_id
}

export const createPersonalToken = async (
  db: Db,
  centreId: string,
  token: Omit<Insertable<PersonalTokens>, 'centre_id'>,
) => {
  await db
    .insertInto('personal_tokens')
    .values({ centre_id: centreId, ...token })
    .execute()
}

export const deleteOldTokens = async (db: Db, centreId: string, now: Date) => {
  await db.deleteFrom('personal_tokens').where('centre_id', '=', centreId).where('expires_at', '<=', now).execute()
}
