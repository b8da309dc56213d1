import { sql } from 'kysely'
import type { Lang } from '../../views/messages/index.ts'
import type { Db } from '../db/connection.ts'
import type { Scope } from '../db/scope.ts'
import { newId } from '../lib/ids.ts'
import type { Purpose } from '../lib/words.ts'

export type AuditEntry = {
  action: string
  subject_type:
    | 'centre'
    | 'contact'
    | 'event'
    | 'registration'
    | 'enrolment'
    | 'member'
    | 'partner'
    | 'referral'
    | 'hand_over'
    | 'survey'
    | 'release'
    | 'imported_release'
    | 'import'
    | 'saved_view'
    | 'job'
    | 'task'
    | 'newcomer'
  subject_id: string
  /** names of the fields that changed, never their values */
  fields?: string[]
  member_id?: string | null
}

/** Who did what to which record, in the transaction that did it. */
export const recordAudit = async ({ db, centreId, now }: Scope, entry: AuditEntry) => {
  await db
    .insertInto('audit_entries')
    .values({ centre_id: centreId, id: newId(), at: now, member_id: null, ...entry })
    .execute()
}

export type Consent = {
  contactId: string
  purpose: Purpose
  wording: string
  lang: Lang
  source: string
  /** of a referral: to whom, and which facts */
  id?: string
  recipient?: string
  fields?: string[]
}

/** Keeps the sentence the person agreed to; false when such a consent is in force already. */
export const grantConsent = async ({ db, centreId, now }: Scope, consent: Consent): Promise<boolean> => {
  const { contactId, ...rest } = consent
  const granted = await db
    .insertInto('consents')
    .values({ centre_id: centreId, id: newId(), contact_id: contactId, ...rest, state: 'granted', granted_at: now })
    // written out as the partial index is: a generic plan does not find it by a parameter
    .onConflict((conflict) =>
      conflict
        .columns(['centre_id', 'contact_id', 'purpose'])
        .where('state', '=', sql.lit('granted'))
        .where('purpose', '<>', sql.lit('referral'))
        .doNothing(),
    )
    .returning('id')
    .executeTakeFirst()
  return granted !== undefined
}

export type ConsentRecord = Awaited<ReturnType<typeof findConsent>> & {}

export const findConsent = (db: Db, centreId: string, id: string) =>
  consents(db, centreId).where('id', '=', id).executeTakeFirst()

/** All a person agreed to, also what they took back since, the newest first. */
export const ownConsents = ({ db, centreId }: Pick<Scope, 'db' | 'centreId'>, contactId: string) =>
  consents(db, centreId).where('contact_id', '=', contactId).orderBy('granted_at', 'desc').orderBy('id')

/** False when it was withdrawn before. */
export const withdrawConsent = async ({ db, centreId, now }: Scope, id: string): Promise<boolean> => {
  const row = await db
    .updateTable('consents')
    .set({ state: 'withdrawn', withdrawn_at: now })
    .where('centre_id', '=', centreId)
    .where('id', '=', id)
    .where('state', '=', 'granted')
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** For the person themselves: every sentence they agreed to. */
export const privacyData = async (place: Pick<Scope, 'db' | 'centreId'>, contactId: string) => ({
  consents: await ownConsents(place, contactId).execute(),
})

const consents = (db: Db, centreId: string) =>
  db
    .selectFrom('consents')
    .where('centre_id', '=', centreId)
    .select(['id', 'contact_id', 'purpose', 'state', 'wording', 'lang', 'source', 'recipient', 'fields'])
    .select(['granted_at', 'withdrawn_at'])
