import { type Insertable, sql, type Updateable } from 'kysely'
import type { Db, Trx } from '../../db/connection.ts'
import type { Members } from '../../db/types.generated.ts'

/** A transaction in which the member's own row is there, and can be written. */
export const asMember = <Result>(db: Db, memberId: string, work: (trx: Trx) => Promise<Result>): Promise<Result> =>
  db.transaction().execute(async (trx) => {
    await sql`select set_config('app.member_id', ${memberId}, true)`.execute(trx)
    return work(trx)
  })

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
        .select(['id', sql<string | null>`own_password_hash()`.as('password_hash')])
        .where('id', '=', ownId)
        .where('disabled_at', 'is', null)
        .executeTakeFirst()
    })

type OwnChanges = Pick<Updateable<Members>, 'name' | 'lang' | 'shortcuts' | 'signed_in_at'>

export const updateOwn = (db: Db, memberId: string, changes: OwnChanges) =>
  asMember(db, memberId, (trx) => trx.updateTable('members').set(changes).where('id', '=', memberId).execute())

/** Of oneself inside `asMember`, or of anybody as the owner on the command line. */
export const setPasswordHash = async (db: Db, memberId: string, password_hash: string, now: Date) => {
  await db.updateTable('members').set({ password_hash, password_set_at: now }).where('id', '=', memberId).execute()
}

const ownId = sql<string>`nullif(current_setting('app.member_id', true), '')::uuid`

/** For the command line, which runs as the owner and sees every member. */
export const findMemberId = async (ownerDb: Db, email: string): Promise<string | undefined> => {
  const row = await ownerDb.selectFrom('members').where('email', '=', email).select('id').executeTakeFirst()
  return row?.id
}

export const createMember = async (ownerDb: Db, member: Insertable<Members>) => {
  await ownerDb.insertInto('members').values(member).execute()
}
