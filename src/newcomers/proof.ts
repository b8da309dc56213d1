import type { Centre } from '../centres/queries.ts'
import { meet } from '../contacts/person.ts'
import { createActivity } from '../contacts/queries/activities.ts'
import type { Scope } from '../db/scope.ts'
import { dayOf } from '../lib/time.ts'
import { grantConsent, recordAudit } from '../privacy/queries.ts'
import { beginOf } from './arrival.ts'
import { hear } from './enquiry.ts'
import { giveLetter } from './letters.ts'
import { findNewcomerByToken, markProven, type NewcomerRecord } from './queries/newcomers.ts'

export type Proof = { kind: 'proven' | 'expired' | 'unknown' }

/** The link was used: the address is theirs, and whoever wrote is somebody we know. Using it again changes nothing. */
export const prove = async (scope: Scope, centre: Centre, tokenHash: Buffer): Promise<Proof> => {
  const newcomer = await findNewcomerByToken(scope.db, scope.centreId, tokenHash, { held: true })
  if (!newcomer) return { kind: 'unknown' }
  if (newcomer.contact_id) return { kind: 'proven' }
  if (newcomer.expires_at <= scope.now) return { kind: 'expired' }
  if (newcomer.kind === 'enquiry') await becomeKnown(scope, centre, newcomer)
  else await becomeKnown({ ...scope, now: beginOf(dayOf(scope.now), scope.now) }, centre, newcomer)
  return { kind: 'proven' }
}

const becomeKnown = async (scope: Scope, centre: Centre, newcomer: NewcomerRecord) => {
  const { db, centreId, now } = scope
  const { id, kind, name, email, phone, lang } = newcomer
  const source = kind === 'enquiry' ? 'enquiry' : 'survey'
  const met = await meet(scope, { name, email, phone, lang, source }, true)
  if (!met) return
  await Promise.all([markProven(db, centreId, id, met.id, now), giveLetter(scope, id, met.id)])
  await recordAudit(scope, { action: 'newcomer.proven', subject_type: 'newcomer', subject_id: id })
  if (kind === 'enquiry') await hear(scope, centre, newcomer, met)
  else await keepConsent(scope, newcomer, met.id)
}

/** May be asked again; nothing tells after which survey. */
const keepConsent = async (scope: Scope, { agreed, lang }: NewcomerRecord, contactId: string) => {
  const consent = { contactId, purpose: 'surveys' as const, wording: agreed, lang, source: 'panel' }
  if (!(await grantConsent(scope, consent))) return
  await createActivity(scope.db, scope.centreId, {
    contact_id: contactId,
    kind: 'consent_given',
    occurred_at: scope.now,
    body: agreed,
    particulars: { purpose: 'surveys' },
  })
}
