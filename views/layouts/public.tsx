import type { Child } from 'hono/jsx'
import type { Look } from '../../src/lib/brand.ts'
import { BrandSheet, CentreMark } from '../components/brand.tsx'
import { type LanguageLink, LanguageSwitch } from '../components/language-switch.tsx'
import { LogoMark } from '../components/logo.tsx'
import { remembered } from '../components/remembered.ts'
import type { PublicT } from '../messages/index.ts'
import { CentreContact, type CentreFacts } from './centre-contact.tsx'
import { Document } from './document.tsx'

export type PublicLayoutProps = {
  t: PublicT
  title: string
  description?: string
  centre?: CentreFacts & Look
  /** This same page in the other languages. */
  languageLinks?: readonly LanguageLink[]
  /** Meta and link elements of one page, e.g. OpenGraph. */
  head?: Child
  children: Child
}

export const PublicLayout = ({ t, title, description, centre, languageLinks, head, children }: PublicLayoutProps) => (
  <Document
    t={t}
    title={centre ? `${title} · ${centre.name}` : title}
    description={description}
    look="public"
    htmx={false}
    theme={false}
    head={
      <>
        {centre && <BrandSheet look={centre} />}
        {head}
      </>
    }
  >
    <div class="public-page">
      <header class="public-head">
        <a class="public-name" href={centre ? `/${t.lang}/${centre.slug}` : `/${t.lang}`}>
          {centre ? <CentreMark slug={centre.slug} logo={centre.logo} /> : <LogoMark />}
          <span>{centre?.name ?? 'Krajan'}</span>
        </a>
        {languageLinks && <LanguageSwitch t={t} links={languageLinks} />}
      </header>
      <main class="public-main" id="main">
        {children}
      </main>
      <PublicFooter t={t} centre={centre} />
    </div>
  </Document>
)

export const PublicFooter = remembered(
  ({ t, centre }: { t: PublicT; centre?: CentreFacts }) => (
    <footer class="public-foot">
      <Horizon />
      <div class="public-foot-ground">
        {centre && <CentreContact centre={centre} />}
        <div class="public-foot-row">
          <nav aria-label={t('common.footer')}>
            <ul>
              {centre && (
                <li>
                  <a href={`/${t.lang}/${centre.slug}/privacy`}>{t('common.privacy')}</a>
                </li>
              )}
              <li>
                <a href={`/${t.lang}/accessibility`}>{t('common.accessibility')}</a>
              </li>
            </ul>
          </nav>
          <p>{t('common.powered_by')}</p>
        </div>
      </div>
    </footer>
  ),
  ({ t, centre }) => [t.lang, centre?.slug, centre?.name, centre?.email, centre?.address, centre?.phone, centre?.web],
)

/** The hills behind which home is. */
const Horizon = () => (
  <svg class="horizon" viewBox="0 0 1200 90" preserveAspectRatio="none" aria-hidden="true">
    <path class="horizon-far" d="M0 62C140 22 250 20 372 46s214 30 330-6 190-46 300-20 140 38 198 26v44H0z" />
    <path class="horizon-near" d="M0 74c120-26 240-30 380-10s260 18 400-6 290-26 420 4v28H0z" />
  </svg>
)
