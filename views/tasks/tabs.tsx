import { Tabs } from '../components/tabs.tsx'
import type { StaffT } from '../messages/index.ts'

type Props = { t: StaffT; base: string; current: 'day' | 'tasks' | 'without' }

/** Everything that waits for us under one entry of the menu. */
export const DayTabs = ({ t, base, current }: Props) => (
  <Tabs
    label={t('nav.day')}
    tabs={[
      { href: `${base}/day`, label: t('nav.day'), current: current === 'day' },
      { href: `${base}/tasks`, label: t('tasks.title'), current: current === 'tasks' },
      { href: `${base}/tasks/without-next-step`, label: t('tasks.without'), current: current === 'without' },
    ]}
  />
)
