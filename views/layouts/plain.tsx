import type { Child } from 'hono/jsx'
import { type LanguageLink, LanguageSwitch } from '../components/language-switch.tsx'
import { Logo } from '../components/logo.tsx'
import type { PublicT } from '../messages/index.ts'
import { Document } from './document.tsx'
import { PublicFooter } from './public.tsx'

export type PlainLayoutProps = {
  t: PublicT
  title: string
  /** Where the logo leads; the visitor may be signed in or not. */
  homeHref?: string
  languageLinks?: readonly LanguageLink[]
  children: Child
}

/** One narrow column under the logo: sign-in, errors, a choice of centre. */
export const PlainLayout = ({ t, title, homeHref = '/', languageLinks, children }: PlainLayoutProps) => (
  <Document t={t} title={`${title} · Krajan`} look="public" htmx={false}>
    <div class="public-page plain-page">
      <header class="public-head">
        <a class="public-name" href={homeHref}>
          <Logo />
        </a>
        {languageLinks && <LanguageSwitch t={t} links={languageLinks} />}
      </header>
      <main class="plain-main" id="main">
        {children}
      </main>
      <PublicFooter t={t} />
    </div>
  </Document>
)
