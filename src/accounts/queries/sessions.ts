import { type Insertable, sql } from 'kysely'
import type { Db } from '../../db/connection.ts'
import type { Entered } from '../../db/scope.ts'
import type { Sessions } from '../../db/types.generated.ts'
import type { Member } from '../../web/viewer.ts'

export type SessionRow = Omit<Member, 'id'> & { member_id: string; created_at: Date; expires_at: Date }

/** The holder of a live session with all memberships, in one query; undefined when expired, disabled or unknown. */
export const findSession = async (db: Db, idHash: Buffer, now: Date): Promise<SessionRow | undefined> => {
  const { rows } = await sql<SessionRow>`select * from viewer_of_session(${idHash}, ${now})`.execute(db)
  return rows[0]
}

/** The same, and in the same question the transaction enters the centre of the address, if the holder works there. */
export const findSessionInCentre = async (db: Db, idHash: Buffer, now: Date, slug: string) => {
  const { rows } = await sql<SessionRow & Entered>`
    select v.*, clock_timestamp() as now, set_config('app.member_id', v.member_id::text, true),
      set_config('app.centre_id', coalesce((select m ->> 'centre_id' from jsonb_array_elements(v.memberships) m
        where m ->> 'slug' = ${slug}), ''), true) as centre_id
    from viewer_of_session(${idHash}, ${now}) v`.execute(db)
  return rows[0]
}

export const createSession = async (db: Db, session: Insertable<Sessions>) => {
  await db.insertInto('sessions').values(session).execute()
}

export const extendSession = async (db: Db, idHash: Buffer, expiresAt: Date) => {
  await db
    .updateTable('sessions')
    .set({ expires_at: sql`least(${expiresAt}::timestamptz, created_at + interval '7 days')` })
    .where('id_hash', '=', idHash)
    .execute()
}

export const deleteSession = async (db: Db, idHash: Buffer) => {
  await db.deleteFrom('sessions').where('id_hash', '=', idHash).execute()
}

export const deleteSessionsOf = async (db: Db, memberId: string) => {
  await db.deleteFrom('sessions').where('member_id', '=', memberId).execute()
}

export const deleteExpiredSessions = async (db: Db, now: Date) => {
  await db.deleteFrom('sessions').where('expires_at', '<=', now).execute()
}

export type SessionLine = Awaited<ReturnType<typeof listSessions>>[number]

/** Where a member is signed in, the newest first, at most 50; `idHash` says which one is asking. */
export const listSessions = (db: Db, memberId: string, idHash: Buffer, now: Date) =>
  db
    .selectFrom('sessions')
    .where('member_id', '=', memberId)
    .where('expires_at', '>', now)
    .select(['id', 'user_agent', 'created_at', sql<boolean>`id_hash = ${idHash}`.as('is_this')])
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(50)
    .execute()

/** Ends one session of the member by its public name; nobody else's answers to it. */
export const deleteSessionOf = async (db: Db, memberId: string, id: string) => {
  await db.deleteFrom('sessions').where('member_id', '=', memberId).where('id', '=', id).execute()
}

export const deleteOtherSessions = async (db: Db, memberId: string, idHash: Buffer) => {
  await db.deleteFrom('sessions').where('member_id', '=', memberId).where('id_hash', '<>', idHash).execute()
}
