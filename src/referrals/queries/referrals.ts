import { type Insertable, sql, type Updateable } from 'kysely'
import type { Db } from '../../db/connection.ts'
import type { ReferralChanges, Referrals, ReferralTokens } from '../../db/types.generated.ts'
import { newId } from '../../lib/ids.ts'
import { anId, decodeCursor, pageOf } from '../../lib/paging.ts'
import type { ReferralState } from '../../lib/words.ts'

export type ReferralRecord = Awaited<ReturnType<typeof findReferral>> & {}
export type ReferralLine = Awaited<ReturnType<typeof listReferrals>>['rows'][number]

export const findReferral = (db: Db, centreId: string, id: string) =>
  referrals(db, centreId).where('r.id', '=', id).executeTakeFirst()

export const findReferralOfConsent = (db: Db, centreId: string, consentId: string) =>
  referrals(db, centreId).where('r.consent_id', '=', consentId).executeTakeFirst()

export const findReferralIdByKey = async (db: Db, centreId: string, key: string): Promise<string | undefined> => {
  const row = await db
    .selectFrom('referrals')
    .where('centre_id', '=', centreId)
    .where('idempotency_key', '=', key)
    .select('id')
    .executeTakeFirst()
  return row?.id
}

/** Whether another centre has been asked about a person and has not answered yet. */
export const hasWaitingLetter = async (db: Db, centreId: string, contactId: string, toCentreId: string) => {
  const row = await db
    .selectFrom('referrals')
    .where('centre_id', '=', centreId)
    .where('contact_id', '=', contactId)
    .where('to_centre_id', '=', toCentreId)
    .where('state', 'in', waiting)
    .select('id')
    .executeTakeFirst()
  return row !== undefined
}

/** What a partner's link leads to while it lives; `revoked` says that it leads to nothing, or to nothing for now. */
export const findReferralByToken = async (db: Db, centreId: string, tokenHash: Buffer, now: Date) => {
  const token = await db
    .selectFrom('referral_tokens')
    .where('centre_id', '=', centreId)
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .select(['referral_id', 'revoked_at'])
    .executeTakeFirst()
  if (!token) return undefined
  const referral = await findReferral(db, centreId, token.referral_id)
  if (!referral) return undefined
  const paused = referral.partner_active === false && waiting.includes(referral.state)
  return { referral, revoked: token.revoked_at !== null || paused }
}

/** Referrals that wait for an answer first, then the others, each from the newest; a page at a time. */
export const listReferrals = async (
  db: Db,
  centreId: string,
  { state, after }: { state?: ReferralState | undefined; after?: string | undefined },
  size = 50,
) => {
  const cursor = decodeCursor(after, [aRank, anId])
  const rows = await db
    .selectFrom('referrals as r')
    .innerJoin('contacts as c', (join) =>
      join.onRef('c.centre_id', '=', 'r.centre_id').onRef('c.id', '=', 'r.contact_id'),
    )
    .where('r.centre_id', '=', centreId)
    .$if(state !== undefined, (query) => query.where('r.state', 'in', state === 'sent' ? waiting : [state ?? 'sent']))
    .$if(cursor !== undefined, (query) =>
      query.where(
        sql<boolean>`(${rank} > ${cursor?.[0]}::int or (${rank} = ${cursor?.[0]}::int and r.id < ${cursor?.[1]}::uuid))`,
      ),
    )
    .select(['r.id', 'r.recipient', 'r.state', 'r.state_since', 'r.decide_by', 'r.to_centre_id', 'r.created_at'])
    .select(['r.contact_id', 'c.given_name', 'c.family_name', rank.as('rank')])
    .orderBy(rank)
    .orderBy('r.id', 'desc')
    .limit(size + 1)
    .execute()
  return pageOf(rows, size, (row) => [String(row.rank), row.id])
}

/** Referrals nobody has answered that were to be answered before `day`; at most 100. */
export const listUnanswered = (db: Db, centreId: string, day: string) =>
  db
    .selectFrom('referrals')
    .where('centre_id', '=', centreId)
    .where('state', 'in', waiting)
    .where('decide_by', '<', day)
    .select('id')
    .orderBy('id')
    .limit(100)
    .execute()

export const createReferral = async (db: Db, centreId: string, referral: Omit<Insertable<Referrals>, 'centre_id'>) => {
  await db
    .insertInto('referrals')
    .values({ centre_id: centreId, ...referral })
    .execute()
}

export const updateReferral = async (db: Db, centreId: string, id: string, changes: Updateable<Referrals>) => {
  await db
    .updateTable('referrals')
    .set((row) => ({ ...changes, version: row('version', '+', 1) }))
    .where('centre_id', '=', centreId)
    .where('id', '=', id)
    .execute()
}

type NewChange = Omit<Insertable<ReferralChanges>, 'centre_id' | 'id'>

export const createReferralChange = async (db: Db, centreId: string, change: NewChange) => {
  await db
    .insertInto('referral_changes')
    .values({ centre_id: centreId, id: newId(), ...change })
    .execute()
}

export const listReferralChanges = (db: Db, centreId: string, referralId: string) =>
  db
    .selectFrom('referral_changes')
    .where('centre_id', '=', centreId)
    .where('referral_id', '=', referralId)
    .select(['from_state', 'to_state', 'at', 'actor'])
    .orderBy('at')
    .orderBy('id')
    .execute()

export const createReferralToken = async (
  db: Db,
  centreId: string,
  token: Omit<Insertable<ReferralTokens>, 'centre_id'>,
) => {
  await db
    .insertInto('referral_tokens')
    .values({ centre_id: centreId, ...token })
    .execute()
}

/** From now on the links lead to nothing. */
export const revokeTokens = async (db: Db, centreId: string, referralId: string, now: Date) => {
  await db
    .updateTable('referral_tokens')
    .set({ revoked_at: now })
    .where('centre_id', '=', centreId)
    .where('referral_id', '=', referralId)
    .where('revoked_at', 'is', null)
    .execute()
}

const waiting: ReferralState[] = ['sent', 'opened']

const aRank = (value: string) => value === '0' || value === '1'

const rank = sql<number>`case when r.state in ('sent', 'opened') then 0 else 1 end`

const referrals = (db: Db, centreId: string) =>
  db
    .selectFrom('referrals as r')
    .innerJoin('contacts as c', (join) =>
      join.onRef('c.centre_id', '=', 'r.centre_id').onRef('c.id', '=', 'r.contact_id'),
    )
    .leftJoin('partners as p', (join) =>
      join.onRef('p.centre_id', '=', 'r.centre_id').onRef('p.id', '=', 'r.partner_id'),
    )
    .leftJoin('services as s', (join) =>
      join.onRef('s.centre_id', '=', 'r.centre_id').onRef('s.id', '=', 'r.service_id'),
    )
    .leftJoin('members as m', 'm.id', 'r.member_id')
    .where('r.centre_id', '=', centreId)
    .select(['r.id', 'r.contact_id', 'r.partner_id', 'r.service_id', 'r.to_centre_id', 'r.recipient', 'r.need'])
    .select(['r.fields', 'r.shared', 'r.consent_id', 'r.state', 'r.state_since', 'r.reason', 'r.answer'])
    .select(['r.decide_by', 'r.member_id', 'r.version', 'r.created_at', 'c.given_name', 'c.family_name'])
    .select(['p.name as partner_name', 'p.person as partner_person', 'p.email as partner_email'])
    .select('p.active as partner_active')
    .select(['p.languages as partner_languages', 's.name as service_name'])
    .select(['m.name as member_name', 'm.email as member_email', 'm.lang as member_lang'])
