import type { Scope } from '../db/scope.ts'
import { newId } from '../lib/ids.ts'
import type { Audience } from '../lib/words.ts'
import { recordAudit } from '../privacy/queries.ts'
import { createOffer, findOffer, listNetworkCentres, withdrawExpired, withdrawStanding } from './queries/offers.ts'
import { findRelease } from './queries/releases.ts'

export type Offered =
  | { kind: 'offered'; id: string }
  | { kind: 'offered_already' | 'not_approved' | 'no_such_centre' | 'no_agreement' | 'over_already' }

type Offer = {
  releaseId: string
  audience: Audience
  toCentre?: string
  /** Who may use it for what. */
  agreement: string
  validUntil?: Date
  memberId: string
}

/** Offers an approved release to a centre, the network or everybody; undefined for a release of another centre. */
export const offerRelease = async (scope: Scope, offer: Offer): Promise<Offered | undefined> => {
  const { db, centreId, now } = scope
  const { releaseId, audience, toCentre, memberId, validUntil } = offer
  const release = await findRelease(db, centreId, releaseId)
  if (!release) return undefined
  if (release.status !== 'approved') return { kind: 'not_approved' }
  if (offer.agreement.trim() === '') return { kind: 'no_agreement' }
  if (validUntil && validUntil <= now) return { kind: 'over_already' }
  if (audience === 'centre' && !(await isNeighbour(scope, toCentre))) return { kind: 'no_such_centre' }
  await withdrawExpired(db, centreId, releaseId, memberId, now)
  const id = newId()
  const created = await createOffer(db, centreId, {
    ...{ id, release_id: releaseId, audience, agreement: offer.agreement.trim() },
    to_centre: audience === 'centre' ? (toCentre ?? null) : null,
    ...{ valid_until: validUntil ?? null, offered_by: memberId, offered_at: now },
  })
  if (!created) return { kind: 'offered_already' }
  await audit(scope, 'release.offered', releaseId, memberId)
  return { kind: 'offered', id }
}

/** Takes an offer back: from now on nobody it was made to sees the release. False for an offer of another centre. */
export const withdrawOffer = async (scope: Scope, { id, memberId }: { id: string; memberId: string }) => {
  const { db, centreId, now } = scope
  const offer = await findOffer(db, centreId, id)
  if (!offer) return false
  if (await withdrawStanding(db, centreId, id, memberId, now))
    await audit(scope, 'release.offer_withdrawn', offer.release_id, memberId)
  return true
}

const isNeighbour = async ({ db }: Scope, centre: string | undefined): Promise<boolean> =>
  (await listNetworkCentres(db)).some(({ id }) => id === centre)

const audit = (scope: Scope, action: string, releaseId: string, memberId: string) =>
  recordAudit(scope, {
    action,
    subject_type: 'release',
    subject_id: releaseId,
    fields: ['offers'],
    member_id: memberId,
  })
