import type { MailState } from '../../src/lib/words.ts'
import { StateBadge, type Tone } from '../components/badge.tsx'
import type { StaffT } from '../messages/index.ts'

export const MailStateBadge = ({ t, state }: { t: StaffT; state: MailState }) => (
  <StateBadge tone={mailTones[state]}>{t(`mail.state.${state}`)}</StateBadge>
)

export const mailTones: Record<MailState, Tone> = {
  ready: 'waiting',
  claimed: 'waiting',
  accepted: 'good',
  uncertain: 'bad',
  delivered: 'good',
  deferred: 'waiting',
  bounced_soft: 'waiting',
  bounced_hard: 'bad',
  complained: 'bad',
  failed: 'bad',
  skipped_consent: 'neutral',
  skipped_suppressed: 'neutral',
  skipped_obsolete: 'neutral',
  cancelled: 'neutral',
  kept: 'info',
}
