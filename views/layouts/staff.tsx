import type { Child } from 'hono/jsx'
import type { Look } from '../../src/lib/brand.ts'
import { assetPath } from '../components/asset.ts'
import { BrandSheet, LogoPicture } from '../components/brand.tsx'
import { Icon } from '../components/icon.tsx'
import { Logo } from '../components/logo.tsx'
import { remembered } from '../components/remembered.ts'
import { ShortcutsDialog } from '../components/shortcuts.tsx'
import type { StaffT } from '../messages/index.ts'
import { AccountMenu, type Viewer } from './account-menu.tsx'
import { type Centre, CentreSwitch } from './centre-switch.tsx'
import { Document } from './document.tsx'
import { MainMenu, type StaffSection, sectionsOf } from './main-menu.tsx'
import { PaletteDialog, PaletteOpener } from './palette-dialog.tsx'

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

const DeskHead = ({ look, children }: { look: Look; children: Child }) => (
  <>
    <BrandSheet look={look} />
    <script src={assetPath('desk.js')} defer />
    {children}
  </>
)

const Dialogs = remembered(
  ({ t, centre }: Pick<StaffLayoutProps, 't' | 'centre'>) => (
    <>
      <PaletteDialog t={t} action={`/app/${centre.slug}/palette`} />
      <ShortcutsDialog t={t} sections={sectionsOf(t)} />
    </>
  ),
  ({ t, centre }) => [t.lang, centre.slug],
)
