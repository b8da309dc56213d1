import type { Insertable } from 'kysely'
import { sql } from 'kysely'
import type { StaffLang } from '../../../views/messages/index.ts'
import type { Db } from '../../db/connection.ts'
import type { Newcomers } from '../../db/types.generated.ts'

export type NewcomerRecord = Awaited<ReturnType<typeof findNewcomerByToken>> & {}

/** Whose link it is; held until the transaction ends where something is to come of it. */
export const findNewcomerByToken = (db: Db, centreId: string, tokenHash: Buffer, { held = false } = {}) =>
  db
    .selectFrom('newcomers')
    .where('centre_id', '=', centreId)
    .where('token_hash', '=', tokenHash)
    .select(['id', 'kind', 'name', 'email', 'phone', 'lang', 'track', 'topic', 'message', 'agreed', 'agreed_edition'])
    .select(['contact_id', 'created_at', 'expires_at', 'proven_at'])
    .$if(held, (query) => query.forUpdate())
    .executeTakeFirst()

/** By whom this very form came already. */
export const findNewcomerByKey = (db: Db, centreId: string, key: string) =>
  db
    .selectFrom('newcomers')
    .where('centre_id', '=', centreId)
    .where('idempotency_key', '=', key)
    .select('email_norm')
    .executeTakeFirst()

export type NewNewcomer = Omit<Insertable<Newcomers>, 'centre_id'> & { id: string }

/** False when this very form came already. */
export const createNewcomer = async (db: Db, centreId: string, newcomer: NewNewcomer): Promise<boolean> => {
  const row = await db
    .insertInto('newcomers')
    .values({ centre_id: centreId, ...newcomer })
    .onConflict((conflict) => conflict.columns(['centre_id', 'idempotency_key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export const markProven = async (db: Db, centreId: string, id: string, contactId: string, at: Date) => {
  await db
    .updateTable('newcomers')
    .set({ contact_id: contactId, proven_at: at })
    .where('centre_id', '=', centreId)
    .where('id', '=', id)
    .execute()
}

/** Who looks after a contact and still works here. */
export const findResponsible = async (db: Db, centreId: string, contactId: string) => {
  const { rows } = await sql<{ id: string; lang: StaffLang }>`
    select m.id, m.lang from contacts c
    join memberships ms on ms.centre_id = c.centre_id and ms.member_id = c.owner_id
    join members m on m.id = c.owner_id
    where c.centre_id = ${centreId} and c.id = ${contactId} and ms.accepted_at is not null
      and ms.disabled_at is null and m.disabled_at is null and ms.role <> 'reader'`.execute(db)
  return rows[0]
}

/** Centres where somebody has not proven their address since before that moment, through the door. */
export const listCentresWithUnproven = async (db: Db, before: Date): Promise<string[]> => {
  const { rows } = await sql<{ centre_id: string }>`
    select centre_id from centres_with_unproven(${before}, 200)`.execute(db)
  return rows.map(({ centre_id }) => centre_id)
}

/** Those who never proved their address; answers their ids. */
export const deleteUnproven = async (db: Db, centreId: string, before: Date): Promise<string[]> => {
  const rows = await db
    .deleteFrom('newcomers')
    .where('centre_id', '=', centreId)
    .where('contact_id', 'is', null)
    .where('created_at', '<', before)
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}
