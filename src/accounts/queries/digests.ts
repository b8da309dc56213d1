import { sql } from 'kysely'
import type { Db } from '../../db/connection.ts'
import type { Digest } from '../../lib/tasks.ts'
import { asMember } from './members.ts'

export type OwnDigest = { slug: string; digest: Digest; digest_hour: number }

/** In which of their centres a member wants how much mail about their day. */
export const listDigests = (db: Db, memberId: string): Promise<OwnDigest[]> =>
  asMember(db, memberId, async (trx) => (await sql<OwnDigest>`select * from own_digests()`.execute(trx)).rows)

/** In the opened centre. */
export const updateDigest = async (
  db: Db,
  centreId: string,
  memberId: string,
  wanted: { digest: Digest; digest_hour: number },
) => {
  await db
    .updateTable('memberships')
    .set(wanted)
    .where('centre_id', '=', centreId)
    .where('member_id', '=', memberId)
    .execute()
}
