import { createActivity } from '../contacts/queries/activities.ts'
import type { Scope } from '../db/scope.ts'
import { addDays, dayOf } from '../lib/time.ts'
import { withdrawReferralMails } from '../mail/ledger.ts'
import { type ConsentRecord, findConsent, recordAudit, withdrawConsent } from '../privacy/queries.ts'
import { takeLetterBack } from './handover.ts'
import { callOff, graceDays } from './letters.ts'
import {
  findReferral,
  findReferralOfConsent,
  listUnanswered,
  type ReferralRecord,
  revokeTokens,
  updateReferral,
} from './queries/referrals.ts'
import { change, isWaiting, type ReferralActor, tellTimeline, transitions } from './states.ts'
import { takeTurn } from './turn.ts'

/** The person, or a member for them, takes a consent back; what stood on it ends at once. False when it was over before. */
export const withdraw = async (scope: Scope, consentId: string, memberId: string | null = null): Promise<boolean> => {
  const { db, centreId } = scope
  const referral = await findReferralOfConsent(db, centreId, consentId)
  const turn = referral ? await takeTurn(scope, centreId, referral.id) : scope
  const consent = await findConsent(db, centreId, consentId)
  if (!consent || !(await withdrawConsent(turn, consentId))) return false

  await tellOfConsent(turn, consent, memberId)
  if (referral) await endReferral(turn, referral.id, memberId)
  return true
}

/** Whoever sent a referral takes it back before it was answered; false when it is too late. */
export const recall = (scope: Scope, memberId: string, referralId: string) =>
  stop(scope, referralId, 'recalled', 'staff', memberId)

/** Ends what nobody has answered while its links lived. */
export const expireUnanswered = async (scope: Scope) => {
  const day = addDays(dayOf(scope.now), -graceDays)
  for (const { id } of await listUnanswered(scope.db, scope.centreId, day))
    await stop(scope, id, 'expired', 'clock', null)
}

const stop = async (
  scope: Scope,
  referralId: string,
  state: 'recalled' | 'expired',
  actor: ReferralActor,
  memberId: string | null,
): Promise<boolean> => {
  const turn = await takeTurn(scope, scope.centreId, referralId)
  const referral = await findReferral(turn.db, turn.centreId, referralId)
  if (!referral || !isWaiting(referral)) return false
  await change(turn, referral, state, actor)
  await closeDoors(turn, referral)
  await tellTimeline(turn, referral, 'referral_withdrawn', { memberId })
  await audit(turn, referral, `referral.${state}`, memberId)
  return true
}

/** An answer given before stays history, but nothing that was shared can be read there any more. */
const endReferral = async (turn: Scope, referralId: string, memberId: string | null) => {
  const referral = await findReferral(turn.db, turn.centreId, referralId)
  if (!referral) return
  const isOpen = transitions[referral.state].includes('withdrawn')
  if (isOpen) await change(turn, referral, 'withdrawn', memberId ? 'staff' : 'person', { shared: {} })
  else await updateReferral(turn.db, turn.centreId, referral.id, { shared: {} })
  if (isOpen) await closeDoors(turn, referral)
  else await revokeTokens(turn.db, turn.centreId, referral.id, turn.now)
  await tellTimeline(turn, referral, 'referral_withdrawn', { memberId })
  await audit(turn, referral, 'referral.withdrawn', memberId)
}

const closeDoors = async (turn: Scope, referral: ReferralRecord) => {
  await revokeTokens(turn.db, turn.centreId, referral.id, turn.now)
  await withdrawReferralMails(turn, referral.id, ['referral_asked'])
  await takeLetterBack(turn, referral)
  await callOff(turn, referral)
}

const tellOfConsent = async (turn: Scope, { contact_id, purpose, id }: ConsentRecord, memberId: string | null) => {
  await createActivity(turn.db, turn.centreId, {
    contact_id,
    kind: 'consent_withdrawn',
    occurred_at: turn.now,
    member_id: memberId,
    particulars: { purpose },
  })
  await recordAudit(turn, {
    action: 'consent.withdrawn',
    subject_type: 'contact',
    subject_id: contact_id,
    fields: [`consents.${id}`],
    member_id: memberId,
  })
}

const audit = (turn: Scope, referral: ReferralRecord, action: string, memberId: string | null) =>
  recordAudit(turn, {
    action,
    subject_type: 'referral',
    subject_id: referral.id,
    fields: ['state'],
    member_id: memberId,
  })
