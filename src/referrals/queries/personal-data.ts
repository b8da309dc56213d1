import type { Scope } from '../../db/scope.ts'

type Place = Pick<Scope, 'db' | 'centreId'>

/** For the person themselves: what was sent about them and to whom, and which centre handed them over to this one. */
export const referralsData = async (place: Place, contactId: string) => ({
  referrals: await ownReferrals(place, contactId).execute(),
  referral_changes: await changes(place, contactId),
  hand_overs: await received(place, contactId),
})

export const ownReferrals = ({ db, centreId }: Place, contactId: string) =>
  db
    .selectFrom('referrals')
    .where('centre_id', '=', centreId)
    .where('contact_id', '=', contactId)
    .select(['id', 'recipient', 'need', 'fields', 'shared', 'state', 'state_since', 'reason', 'answer'])
    .select(['decide_by', 'consent_id', 'created_at'])
    .orderBy('id', 'desc')

const changes = ({ db, centreId }: Place, contactId: string) =>
  db
    .selectFrom('referral_changes as s')
    .innerJoin('referrals as r', (join) =>
      join.onRef('r.centre_id', '=', 's.centre_id').onRef('r.id', '=', 's.referral_id'),
    )
    .where('s.centre_id', '=', centreId)
    .where('r.contact_id', '=', contactId)
    .select(['s.referral_id', 's.from_state', 's.to_state', 's.actor', 's.at'])
    .orderBy('s.at')
    .orderBy('s.id')
    .execute()

const received = ({ db, centreId }: Place, contactId: string) =>
  db
    .selectFrom('hand_overs')
    .where('centre_id', '=', centreId)
    .where('contact_id', '=', contactId)
    .select(['from_centre', 'need', 'shared', 'state', 'decided_at', 'created_at'])
    .orderBy('id')
    .execute()
