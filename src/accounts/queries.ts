import { type Insertable, sql } from 'kysely'
import type { StaffLang } from '../../views/messages/index.ts'
import type { Db } from '../db/connection.ts'
import type { Members, Memberships, Sessions } from '../db/types.generated.ts'
import type { Member, Membership } from '../web/viewer.ts'

type SessionRow = Omit<Member, 'id'> & { member_id: string; created_at: Date; expires_at: Date }

/** The holder of a live session with all memberships, in one query; undefined when expired, disabled or unknown. */
export const findSession = async (db: Db, idHash: Buffer, now: Date): Promise<SessionRow | undefined> => {
  const { rows } = await sql<SessionRow>`select * from viewer_of_session(${idHash}, ${now})`.execute(db)
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

type Credentials = { id: string; password_hash: string | null }

/** What a sign-in is checked against; read through the door, then as the member's own row. */
export const findCredentials = (db: Db, email: string): Promise<Credentials | undefined> =>
  db
    .transaction()
    .setAccessMode('read only')
    .execute(async (trx) => {
      await sql`select set_config('app.member_id', coalesce(member_of_email(${email})::text, ''), true)`.execute(trx)
      return trx
        .selectFrom('members')
        .select(['id', 'password_hash'])
        .where('id', '=', ownId)
        .where('disabled_at', 'is', null)
        .executeTakeFirst()
    })

export const updateLanguage = (db: Db, memberId: string, lang: StaffLang) =>
  db.transaction().execute(async (trx) => {
    await sql`select set_config('app.member_id', ${memberId}, true)`.execute(trx)
    await trx.updateTable('members').set({ lang }).where('id', '=', memberId).execute()
  })

/** Members of a centre by name, for choosing an owner. At most 200. */
export const listMembers = (db: Db, centreId: string): Promise<{ id: string; name: string }[]> =>
  db
    .selectFrom('memberships')
    .innerJoin('members', 'members.id', 'memberships.member_id')
    .where('memberships.centre_id', '=', centreId)
    .select(['members.id', 'members.name'])
    .orderBy(sql`members.name collate "cs-x-icu"`)
    .limit(200)
    .execute()

export type { Membership }

const ownId = sql<string>`nullif(current_setting('app.member_id', true), '')::uuid`

/** For the command line, which runs as the owner and sees every member. */
export const findMemberId = async (ownerDb: Db, email: string): Promise<string | undefined> => {
  const row = await ownerDb.selectFrom('members').where('email', '=', email).select('id').executeTakeFirst()
  return row?.id
}

export const createMember = async (ownerDb: Db, member: Insertable<Members>) => {
  await ownerDb.insertInto('members').values(member).execute()
}

/** Gives a role in a centre; a role held there before is replaced. */
export const createMembership = async (ownerDb: Db, membership: Insertable<Memberships>) => {
  await ownerDb
    .insertInto('memberships')
    .values(membership)
    .onConflict((conflict) => conflict.columns(['centre_id', 'member_id']).doUpdateSet({ role: membership.role }))
    .execute()
}

export const setPasswordHash = async (ownerDb: Db, memberId: string, password_hash: string) => {
  await ownerDb.updateTable('members').set({ password_hash }).where('id', '=', memberId).execute()
}
