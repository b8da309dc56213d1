import type { JobState } from '../../src/lib/words.ts'
import { StateBadge, type Tone } from '../components/badge.tsx'
import type { StaffT } from '../messages/index.ts'

export const JobBadge = ({ t, state }: { t: StaffT; state: JobState }) => (
  <StateBadge tone={tones[state]}>{t(`jobs.state.${state}`)}</StateBadge>
)

const tones: Record<JobState, Tone> = {
  waiting: 'waiting',
  running: 'info',
  done: 'good',
  failed: 'bad',
  cancelled: 'neutral',
}
