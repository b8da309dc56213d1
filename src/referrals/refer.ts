import { findCentre } from '../centres/queries.ts'
import { createActivity } from '../contacts/queries/activities.ts'
import type { ContactRecord } from '../contacts/queries/contacts.ts'
import type { Scope } from '../db/scope.ts'
import { waitForTurn } from '../db/turn.ts'
import { newId } from '../lib/ids.ts'
import { grantConsent, recordAudit } from '../privacy/queries.ts'
import type { ReferralForm } from './forms.ts'
import { sendLetter } from './handover.ts'
import { ask } from './letters.ts'
import {
  createReferral,
  createReferralChange,
  findReferral,
  findReferralIdByKey,
  hasWaitingLetter,
  type ReferralRecord,
} from './queries/referrals.ts'
import type { Recipient } from './recipient.ts'
import { snapshot } from './share.ts'
import { tellTimeline } from './states.ts'
import { wordingOf } from './wording.ts'

/**
 * Hands a person's need on with the facts they agreed to share, once; answers with the referral's id, or with nothing
 * when a letter about them waits in that centre already.
 */
export const refer = async (
  scope: Scope,
  memberId: string,
  contact: ContactRecord,
  recipient: Recipient,
  form: ReferralForm,
): Promise<string | undefined> => {
  const { db, centreId } = scope
  await waitForTurn(db, centreId, form.idempotency_key)
  const repeated = await findReferralIdByKey(db, centreId, form.idempotency_key)
  if (repeated) return repeated
  if (await waitsThere(scope, contact.id, recipient)) return undefined

  const centre = await findCentre(db, centreId)
  const consentId = await keepConsent(scope, memberId, contact, recipient, form, centre.name)
  const referral = await write(scope, memberId, contact, recipient, form, consentId)
  if (referral.to_centre_id) await sendLetter(scope, referral, centre.name)
  else await ask(scope, referral)
  await tellTimeline(scope, referral, 'referral_sent', { memberId, body: form.need })
  await recordAudit(scope, {
    action: 'referral.sent',
    subject_type: 'referral',
    subject_id: referral.id,
    fields: referral.fields,
    member_id: memberId,
  })
  return referral.id
}

/** Two forms sent at once come one after the other. */
const waitsThere = async ({ db, centreId }: Scope, contactId: string, { to_centre_id }: Recipient) => {
  if (!to_centre_id) return false
  await waitForTurn(db, centreId, `letter about ${contactId} to ${to_centre_id}`)
  return hasWaitingLetter(db, centreId, contactId, to_centre_id)
}

const keepConsent = async (
  scope: Scope,
  memberId: string,
  contact: ContactRecord,
  recipient: Recipient,
  form: ReferralForm,
  centre: string,
): Promise<string> => {
  const id = newId()
  const { fields, consent_how, consent_note } = form
  const wording = wordingOf(contact.lang, { centre, recipient: recipient.name, fields })
  await grantConsent(scope, {
    id,
    contactId: contact.id,
    purpose: 'referral',
    recipient: recipient.name,
    fields,
    wording,
    lang: contact.lang,
    source: `referral:${consent_how}`,
  })
  await createActivity(scope.db, scope.centreId, {
    contact_id: contact.id,
    kind: 'consent_given',
    body: [wording, consent_note].filter(Boolean).join('\n'),
    occurred_at: scope.now,
    member_id: memberId,
    particulars: { purpose: 'referral', how: consent_how },
  })
  return id
}

const write = async (
  { db, centreId, now }: Scope,
  memberId: string,
  contact: ContactRecord,
  { name, ...to }: Recipient,
  form: ReferralForm,
  consentId: string,
): Promise<ReferralRecord> => {
  const id = newId()
  const shared = snapshot(contact, form.fields)
  await createReferral(db, centreId, {
    id,
    contact_id: contact.id,
    ...to,
    recipient: name,
    need: form.need,
    fields: Object.keys(shared),
    shared,
    consent_id: consentId,
    state: 'sent',
    state_since: now,
    decide_by: form.decide_by,
    member_id: memberId,
    idempotency_key: form.idempotency_key,
    created_at: now,
  })
  const history = { from_state: null, to_state: 'sent' as const, at: now, actor: 'staff' as const }
  await createReferralChange(db, centreId, { referral_id: id, ...history })
  const written = await findReferral(db, centreId, id)
  if (!written) throw new Error('a referral just written is not there')
  return written
}
