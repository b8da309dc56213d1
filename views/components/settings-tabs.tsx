import type { StaffT } from '../messages/index.ts'
import { Tabs } from './tabs.tsx'

export const settingsSections = ['centre', 'members', 'pipelines'] as const
export type SettingsSection = (typeof settingsSections)[number]

type Props = { t: StaffT; slug: string; current: SettingsSection }

/** What an administrator sets for the centre, side by side; a section joins with its line here and its text. */
export const SettingsTabs = ({ t, slug, current }: Props) => (
  <Tabs
    label={t('settings.sections')}
    tabs={settingsSections.map((section) => ({
      href: section === 'centre' ? `/app/${slug}/settings` : `/app/${slug}/settings/${section}`,
      label: t(`settings.${section}`),
      current: section === current,
    }))}
  />
)
