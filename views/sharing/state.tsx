import type { ReleaseStatus } from '../../src/lib/words.ts'
import { StateBadge, type Tone } from '../components/badge.tsx'
import type { StaffT } from '../messages/index.ts'

export type Offered = {
  id: string
  audience: 'centre' | 'network' | 'public'
  to_name: string | null
  agreement: string
  valid_until: Date | null
  offered_by_name: string | null
  offered_at: Date
  withdrawn_at: Date | null
  withdrawn_by_name: string | null
}

/** An approved release is on offer, was, or is not yet; the others say it themselves. */
export type SharingState = 'none' | 'offered' | 'withdrawn' | ReleaseStatus

export const sharingState = (
  status: ReleaseStatus | null | undefined,
  offers: readonly Offered[],
  now: Date,
): SharingState => {
  if (!status) return 'none'
  if (status !== 'approved' || offers.length === 0) return status
  return offers.some((offer) => runs(offer, now)) ? 'offered' : 'withdrawn'
}

export const runs = ({ withdrawn_at, valid_until }: Offered, now: Date): boolean =>
  !withdrawn_at && (!valid_until || valid_until > now)

/** 'Ostrava Expat Centre', 'celá síť', 'veřejnost' */
export const audienceOf = (t: StaffT, { audience, to_name }: Pick<Offered, 'audience' | 'to_name'>): string =>
  audience === 'centre' ? (to_name ?? '') : t(audience === 'network' ? 'sharing.to_network' : 'sharing.to_public')

export const SharingBadge = ({ t, state }: { t: StaffT; state: SharingState }) => (
  <StateBadge tone={tones[state]}>{t(`sharing.state.${state}`)}</StateBadge>
)

const tones: Record<SharingState, Tone> = {
  none: 'neutral',
  waiting: 'info',
  preparing: 'info',
  ready: 'waiting',
  refused: 'bad',
  approved: 'good',
  rejected: 'neutral',
  offered: 'good',
  withdrawn: 'neutral',
}
