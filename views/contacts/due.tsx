import { shortDay } from '../../src/lib/format.ts'
import { StateBadge } from '../components/badge.tsx'
import type { StaffT } from '../messages/index.ts'

type Step = { next_step: string; next_step_on: string | null }

export const NextStep = ({ t, row, today }: { t: StaffT; row: Step; today: string }) => {
  if (!row.next_step_on) return <span class="muted">–</span>
  return (
    <>
      <div>{row.next_step}</div>
      <DueBadge t={t} on={row.next_step_on} today={today} />
    </>
  )
}

export const DueBadge = ({ t, on, today }: { t: StaffT; on: string; today: string }) => {
  if (on > today) return <span class="muted nowrap">{shortDay(t, on)}</span>
  if (on === today) return <StateBadge tone="waiting">{t('contacts.today')}</StateBadge>
  return <StateBadge tone="bad">{`${t('contacts.overdue')} ${shortDay(t, on)}`}</StateBadge>
}
