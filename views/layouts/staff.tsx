import type { Child } from 'hono/jsx'
import type { Look } from '../../src/lib/brand.ts'
import { assetPath } from '../components/asset.ts'
import { BrandSheet, LogoPicture } from '../components/brand.tsx'
import { Icon, type IconName } from '../components/icon.tsx'
import { Logo } from '../components/logo.tsx'
import { remembered } from '../components/remembered.ts'
import { goKeys, ShortcutsDialog } from '../components/shortcuts.tsx'
import type { StaffKey, StaffT } from '../messages/index.ts'
import { AccountMenu, type Viewer } from './account-menu.tsx'
import { type Centre, CentreSwitch } from './centre-switch.tsx'
import { Document } from './document.tsx'
import { PaletteDialog, PaletteOpener } from './palette-dialog.tsx'

/** The areas in the main menu, in the order of a working day; an area joins with its line here and its `nav.` text. */
export const staffSections = [
  'home',
  'contacts',
  'pipelines',
  'events',
  'surveys',
  'partners',
  'referrals',
  'mail',
] as const
export type StaffSection = (typeof staffSections)[number]

export type StaffLayoutProps = {
  t: StaffT
  title: string
  viewer: Viewer
  centre: Centre & Look
  /** All centres of the viewer; the switch appears with the second one. */
  centres?: readonly Centre[]
  /** `other` for pages outside the main menu. */
  current: StaffSection | 'other'
  /** What was searched for, kept in the box. */
  search?: string
  /** For boards: main takes the whole width. */
  wide?: boolean
  /** Link elements of one page or centre, e.g. its own colours. */
  head?: Child
  /** `false` for members who switched the keys off. */
  shortcuts?: boolean
  children: Child
}

export const StaffLayout = ({
  t,
  title,
  viewer,
  centre,
  centres = [],
  current,
  search,
  wide,
  head,
  shortcuts,
  children,
}: StaffLayoutProps) => (
  <Document
    t={t}
    title={`${title} · ${centre.name}`}
    look="staff"
    shortcuts={shortcuts}
    head={<DeskHead look={centre}>{head}</DeskHead>}
  >
    <header class="staff-bar">
      <a class="staff-home" href={`/app/${centre.slug}`} aria-label={`Krajan – ${t('nav.home')}`}>
        {centre.logo ? <LogoPicture slug={centre.slug} logo={centre.logo} /> : <Logo />}
      </a>
      <CentreSwitch t={t} centre={centre} centres={centres} />
      <search class="staff-search">
        <form method="get" action={`/app/${centre.slug}/contacts`}>
          <label class="visually-hidden" for="global-search">
            {t('nav.search')}
          </label>
          <Icon name="search" />
          <input
            class="input"
            id="global-search"
            type="search"
            name="q"
            value={search}
            placeholder={t('nav.search_hint')}
            autocomplete="off"
            aria-keyshortcuts="/"
          />
          <span class="key-hint" aria-hidden="true">
            /
          </span>
        </form>
      </search>
      <PaletteOpener t={t} href={`/app/${centre.slug}/palette`} />
      <AccountMenu t={t} viewer={viewer} slug={centre.slug} />
    </header>
    <MainMenu {...{ t, centre, current }} />
    <main class={wide ? 'staff-main staff-main-wide' : 'staff-main'} id="main">
      {children}
    </main>
    <Dialogs {...{ t, centre }} />
  </Document>
)

/** The pages of the main menu, for whoever lists them elsewhere. */
export const sectionPages = (t: StaffT, centre: { slug: string }) =>
  staffSections.map((section) => ({ label: t(sectionKeys[section]), href: sectionHref(centre, section) }))

const DeskHead = ({ look, children }: { look: Look; children: Child }) => (
  <>
    <BrandSheet look={look} />
    <script src={assetPath('desk.js')} defer />
    {children}
  </>
)

type SectionsProps = Pick<StaffLayoutProps, 't' | 'centre' | 'current'>

const MainMenu = remembered(
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

const Dialogs = remembered(
  ({ t, centre }: Pick<SectionsProps, 't' | 'centre'>) => (
    <>
      <PaletteDialog t={t} action={`/app/${centre.slug}/palette`} />
      <ShortcutsDialog t={t} sections={staffSections.map((section) => ({ section, label: t(sectionKeys[section]) }))} />
    </>
  ),
  ({ t, centre }) => [t.lang, centre.slug],
)

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

const onPhones: ReadonlySet<StaffSection> = new Set(['home', 'contacts', 'pipelines', 'events'])

const sectionHref = (centre: { slug: string }, section: StaffSection): string =>
  section === 'home' ? `/app/${centre.slug}` : `/app/${centre.slug}/${section}`

const sectionIcons = {
  home: 'home',
  contacts: 'people',
  pipelines: 'path',
  events: 'calendar',
  surveys: 'chart',
  partners: 'pin',
  referrals: 'arrow-right',
  mail: 'mail',
} as const satisfies Record<StaffSection, IconName>

const sectionKeys = {
  home: 'nav.home',
  contacts: 'nav.contacts',
  pipelines: 'nav.pipelines',
  events: 'nav.events',
  surveys: 'nav.surveys',
  partners: 'nav.partners',
  referrals: 'nav.referrals',
  mail: 'nav.mail',
} as const satisfies Record<StaffSection, StaffKey>
