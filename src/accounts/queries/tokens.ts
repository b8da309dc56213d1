import { type Insertable, sql } from 'kysely'
import type { StaffLang } from '../../../views/messages/index.ts'
import type { Db } from '../../db/connection.ts'
import type { MemberTokens } from '../../db/types.generated.ts'

export type LinkPurpose = 'invitation' | 'reset'
export type LinkHolder = Awaited<ReturnType<typeof findLinkHolder>> & {}

/** Who a living link of the opened centre was made for, and whether an invitation is accepted with a password they have. */
export const findLinkHolder = (db: Db, centreId: string, tokenHash: Buffer, purpose: LinkPurpose, now: Date) =>
  db
    .selectFrom('member_tokens as t')
    .innerJoin('members as m', 'm.id', 't.member_id')
    .innerJoin('memberships as ms', (join) =>
      join.onRef('ms.centre_id', '=', 't.centre_id').onRef('ms.member_id', '=', 't.member_id'),
    )
    .where('t.centre_id', '=', centreId)
    .where('t.token_hash', '=', tokenHash)
    .where('t.purpose', '=', purpose)
    .where('t.used_at', 'is', null)
    .where('t.expires_at', '>', now)
    .where('m.disabled_at', 'is', null)
    .where('ms.disabled_at', 'is', null)
    .where(sql<boolean>`(ms.accepted_at is null) = (t.purpose = 'invitation')`)
    .where(sql<boolean>`(t.purpose = 'invitation' or m.password_set_at is null or m.password_set_at < t.created_at)`)
    .where(sql<boolean>`(not t.shown or ${asksForProof}
      or not belongs_elsewhere(t.member_id))`)
    .select(['m.id', 'm.email', 'ms.role', 'm.name', 'm.lang'])
    .select(asksForProof.as('has_password'))
    .$narrowType<{ lang: StaffLang }>()
    .executeTakeFirst()

export const createMemberToken = async (
  db: Db,
  centreId: string,
  token: Omit<Insertable<MemberTokens>, 'centre_id'>,
) => {
  await db
    .insertInto('member_tokens')
    .values({ centre_id: centreId, ...token })
    .execute()
}

export const deleteOldLinks = async (db: Db, centreId: string, now: Date) => {
  await db.deleteFrom('member_tokens').where('centre_id', '=', centreId).where('expires_at', '<=', now).execute()
}

export const deleteLinksOf = async (db: Db, centreId: string, memberId: string) => {
  await db.deleteFrom('member_tokens').where('centre_id', '=', centreId).where('member_id', '=', memberId).execute()
}

/** Uses a link up and lets its holder in; whose it was, or undefined when it is none. `hash` is the password chosen, `proven` the one typed. */
export const redeemToken = async (
  db: Db,
  tokenHash: Buffer,
  purpose: LinkPurpose,
  { hash, proven }: { hash: string | null; proven: string | null },
  now: Date,
): Promise<string | undefined> => {
  const { rows } = await sql<{ id: string | null }>`
    select redeem_member_token(${tokenHash}, ${purpose}, ${hash}::text, ${proven}::text, ${now}) as id`.execute(db)
  return rows[0]?.id ?? undefined
}

/** The address of who has to prove their password behind this invitation; undefined where nothing is proven. */
export const findProver = async (db: Db, tokenHash: Buffer): Promise<string | undefined> => {
  const { rows } = await sql<{ email: string }>`select email from proof_of_invitation(${tokenHash})`.execute(db)
  return rows[0]?.email
}

export const findProvenHash = async (db: Db, tokenHash: Buffer): Promise<string | null> => {
  const { rows } = await sql<{ hash: string }>`
    select password_hash as hash from proof_of_invitation(${tokenHash})`.execute(db)
  return rows[0]?.hash ?? null
}

/** How often somebody was made a new link since then: each is in the audit, whether mailed or shown. */
export const countLinksSince = async (db: Db, centreId: string, memberId: string, since: Date): Promise<number> => {
  const { count } = await db
    .selectFrom('audit_entries')
    .where('centre_id', '=', centreId)
    .where('subject_id', '=', memberId)
    .where('action', '=', 'member.link')
    .where('at', '>', since)
    .select((entry) => entry.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

const asksForProof = sql<boolean>`exists (select from proof_of_invitation(t.token_hash))`
