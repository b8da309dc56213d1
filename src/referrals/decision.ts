import { staffMessages } from '../../views/messages/index.ts'
import { proposeNextStep } from '../contacts/edit.ts'
import type { Scope } from '../db/scope.ts'
import { dayOf } from '../lib/time.ts'
import type { DeclineReason } from '../lib/words.ts'
import { addWorkingDays } from '../lib/working-days.ts'
import { recordAudit } from '../privacy/queries.ts'
import { tellSender } from './letters.ts'
import type { ReferralRecord } from './queries/referrals.ts'
import { change, tellTimeline } from './states.ts'

export type Decision =
  | { state: 'accepted'; answer: string }
  | { state: 'declined'; reason: DeclineReason; answer: string }

/** The person is told within two working days how it turned out. */
const tellWithinDays = 2

/** Writes a decision down with all that follows from it: the timeline, the sender's mail, what is to be done next. */
export const decide = async (
  scope: Scope,
  referral: ReferralRecord,
  decision: Decision,
  actor: 'partner' | 'centre',
): Promise<ReferralRecord> => {
  // opening a page proves nothing, mail programs do it too; who presses a button has read it
  const read = referral.state === 'sent' ? await change(scope, referral, 'opened', actor) : referral
  const { state, ...said } = decision
  const decided = await change(scope, read, state, actor, said)
  const kind = actor === 'centre' && state === 'accepted' ? 'handed_over' : (`referral_${state}` as const)
  await tellTimeline(scope, decided, kind, { body: decision.answer })
  await recordAudit(scope, {
    action: `referral.${state}`,
    subject_type: 'referral',
    subject_id: referral.id,
    fields: ['state'],
  })
  await tellSender(scope, decided)
  const t = staffMessages(referral.member_lang ?? 'cs')
  const on = addWorkingDays(dayOf(scope.now), tellWithinDays)
  await proposeNextStep(scope, referral.contact_id, t('referrals.tell_outcome'), on)
  return decided
}
