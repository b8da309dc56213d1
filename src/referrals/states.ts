import { createActivity } from '../contacts/queries/activities.ts'
import type { Scope } from '../db/scope.ts'
import type { ActivityKind, DeclineReason, ReferralState } from '../lib/words.ts'
import { createReferralChange, type ReferralRecord, updateReferral } from './queries/referrals.ts'

export type ReferralActor = 'staff' | 'partner' | 'centre' | 'person' | 'clock'

/** Where a referral can go from where it is; what is not here never happens. */
export const transitions: Record<ReferralState, readonly ReferralState[]> = {
  sent: ['opened', 'accepted', 'declined', 'withdrawn', 'recalled', 'expired'],
  opened: ['accepted', 'declined', 'withdrawn', 'recalled', 'expired'],
  accepted: ['withdrawn'],
  declined: [],
  withdrawn: [],
  recalled: [],
  expired: [],
}

export const isWaiting = ({ state }: { state: ReferralState }) => state === 'sent' || state === 'opened'

type Extra = { reason?: DeclineReason; answer?: string; shared?: Record<string, string> }

/** Brings a referral to another state with the line of its history; answers with the referral as it now is. */
export const change = async (
  { db, centreId, now }: Scope,
  referral: ReferralRecord,
  state: ReferralState,
  actor: ReferralActor,
  extra: Extra = {},
): Promise<ReferralRecord> => {
  if (!transitions[referral.state].includes(state)) throw new Error(`no way from ${referral.state} to ${state}`)
  const changes = { state, state_since: now, ...extra }
  await updateReferral(db, centreId, referral.id, changes)
  const history = { referral_id: referral.id, from_state: referral.state, to_state: state, at: now, actor }
  await createReferralChange(db, centreId, history)
  return { ...referral, ...changes }
}

/** Tells the timeline of the person; a member may have done it. */
export const tellTimeline = async (
  { db, centreId, now }: Scope,
  referral: Pick<ReferralRecord, 'contact_id' | 'recipient'>,
  kind: ActivityKind,
  { memberId = null, body = '' }: { memberId?: string | null; body?: string } = {},
) => {
  await createActivity(db, centreId, {
    contact_id: referral.contact_id,
    kind,
    occurred_at: now,
    member_id: memberId,
    body,
    particulars: { recipient: referral.recipient },
  })
}
