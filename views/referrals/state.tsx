import type { ReferralState } from '../../src/lib/words.ts'
import { StateBadge, type Tone } from '../components/badge.tsx'
import type { StaffT } from '../messages/index.ts'

export const ReferralBadge = ({ t, state }: { t: StaffT; state: ReferralState }) => (
  <StateBadge tone={tones[state]}>{t(`referral_state.${state}`)}</StateBadge>
)

type LetterState = 'waiting' | 'accepted' | 'declined' | 'withdrawn'

export const LetterBadge = ({ t, state }: { t: StaffT; state: LetterState }) => (
  <StateBadge tone={state === 'waiting' ? 'waiting' : tones[state]}>{t(`hand_over.${state}`)}</StateBadge>
)

export const OverdueBadge = ({ t }: { t: StaffT }) => <StateBadge tone="bad">{t('referrals.overdue')}</StateBadge>

const tones: Record<ReferralState, Tone> = {
  sent: 'waiting',
  opened: 'waiting',
  accepted: 'good',
  declined: 'bad',
  withdrawn: 'neutral',
  recalled: 'neutral',
  expired: 'neutral',
}
