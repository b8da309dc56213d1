import { StateBadge } from '../components/badge.tsx'
import type { StaffT } from '../messages/index.ts'

type Props = { t: StaffT; member: { disabled_at: Date | null; accepted_at: Date | null } }

export const MemberState = ({ t, member }: Props) => {
  const { state, tone } = stateOf(member)
  return <StateBadge tone={tone}>{t(`members.state.${state}`)}</StateBadge>
}

const stateOf = ({ disabled_at, accepted_at }: Props['member']) => {
  if (disabled_at) return { state: 'disabled', tone: 'neutral' } as const
  return accepted_at ? ({ state: 'active', tone: 'good' } as const) : ({ state: 'invited', tone: 'waiting' } as const)
}
