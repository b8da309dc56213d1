import { Icon, type IconName } from '../components/icon.tsx'
import { remembered } from '../components/remembered.ts'
import { goKeys } from '../components/shortcuts.tsx'
import type { StaffKey, StaffT } from '../messages/index.ts'

/** The areas in the main menu, in the order of a working day; an area joins with its line here and its `nav.` text. */
export const staffSections = [
  'home',
  'day',
  'contacts',
  'pipelines',
  'events',
  'surveys',
  'sharing',
  'partners',
  'referrals',
  'mail',
] as const
export type StaffSection = (typeof staffSections)[number]

type SectionsProps = { t: StaffT; centre: { slug: string }; current: StaffSection | 'other' }

export const MainMenu = remembered(
  ({ t, centre, current }: SectionsProps) => (
    <nav class="staff-nav" aria-label={t('nav.main')}>
      <ul>
        {staffSections.map((section) => (
          <li class={onPhones.has(section) ? undefined : 'nav-roomy'}>
            <SectionLink {...{ t, centre, current, section }} />
          </li>
        ))}
        <li class="nav-more">
          <MoreSections {...{ t, centre, current }} />
        </li>
      </ul>
    </nav>
  ),
  ({ t, centre, current }) => [t.lang, centre.slug, current],
)

/** The pages of the main menu, for whoever lists them elsewhere. */
export const sectionPages = (t: StaffT, centre: { slug: string }) =>
  staffSections.map((section) => ({ label: t(sectionKeys[section]), href: sectionHref(centre, section) }))

/** The sections by name. */
export const sectionsOf = (t: StaffT) => staffSections.map((section) => ({ section, label: t(sectionKeys[section]) }))

const SectionLink = ({
  t,
  centre,
  current,
  section,
  item,
}: SectionsProps & { section: StaffSection; item?: string }) => (
  <a
    class={item}
    href={sectionHref(centre, section)}
    data-go={goKeys[section]}
    aria-current={section === current ? 'page' : undefined}
  >
    <Icon name={sectionIcons[section]} />
    <span>{t(sectionKeys[section])}</span>
  </a>
)

/** On a phone five fit side by side: four that are used most, and the way to the rest, which says where one is. */
const MoreSections = (props: SectionsProps) => {
  const { t, current } = props
  const rest = staffSections.filter((section) => !onPhones.has(section))
  const here = rest.find((section) => section === current)
  return (
    <details class="menu" data-menu>
      <summary aria-current={here && 'true'}>
        <Icon name="menu" />
        {here && <span class="visually-hidden">{t('nav.more')}: </span>}
        <span>{t(here ? sectionKeys[here] : 'nav.more')}</span>
      </summary>
      <ul class="menu-panel menu-end">
        {rest.map((section) => (
          <li>
            <SectionLink {...props} section={section} item="menu-item" />
          </li>
        ))}
      </ul>
    </details>
  )
}

const onPhones: ReadonlySet<StaffSection> = new Set(['day', 'contacts', 'pipelines', 'events'])

const sectionHref = (centre: { slug: string }, section: StaffSection): string =>
  section === 'home' ? `/app/${centre.slug}` : `/app/${centre.slug}/${section}`

const sectionIcons = {
  home: 'home',
  day: 'check',
  contacts: 'people',
  pipelines: 'path',
  events: 'calendar',
  surveys: 'chart',
  sharing: 'globe',
  partners: 'pin',
  referrals: 'arrow-right',
  mail: 'mail',
} as const satisfies Record<StaffSection, IconName>

const sectionKeys = {
  home: 'nav.home',
  day: 'nav.day',
  contacts: 'nav.contacts',
  pipelines: 'nav.pipelines',
  events: 'nav.events',
  surveys: 'nav.surveys',
  sharing: 'nav.sharing',
  partners: 'nav.partners',
  referrals: 'nav.referrals',
  mail: 'nav.mail',
} as const satisfies Record<StaffSection, StaffKey>
