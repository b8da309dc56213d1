import type { Scope } from '../db/scope.ts'
import { type Decision, decide } from './decision.ts'
import { findReferralByToken, type ReferralRecord } from './queries/referrals.ts'
import { isWaiting } from './states.ts'
import { takeTurn } from './turn.ts'

export type Answered =
  | { kind: 'answered'; referral: ReferralRecord }
  /** somebody answered before, perhaps the same */
  | { kind: 'decided'; referral: ReferralRecord }
  | { kind: 'gone' }

/** The partner pressed a button. One decision is made, whoever presses and how often; the others see it. */
export const answer = async (
  scope: Scope,
  referralId: string,
  tokenHash: Buffer,
  decision: Decision,
): Promise<Answered> => {
  const turn = await takeTurn(scope, scope.centreId, referralId)
  const held = await findReferralByToken(turn.db, turn.centreId, tokenHash, turn.now)
  if (!held || held.revoked) return { kind: 'gone' }
  if (!isWaiting(held.referral)) return { kind: 'decided', referral: held.referral }
  return { kind: 'answered', referral: await decide(turn, held.referral, decision, 'partner') }
}
