import type { Lang, PublicT } from '../messages/index.ts'

export type LanguageLink = { lang: Lang; href: string }

/** Each language in its own words, leading to this same page. */
export const LanguageSwitch = ({ t, links }: { t: PublicT; links: readonly LanguageLink[] }) => (
  <nav class="languages" aria-label={t('common.language')}>
    <ul>
      {links.map(({ lang, href }) => (
        <li>
          <a href={href} lang={lang} hreflang={lang} aria-current={lang === t.lang ? 'true' : undefined}>
            <span class="language-code" aria-hidden="true">
              {codes[lang]}
            </span>
            <span class="language-name">{names[lang]}</span>
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

const names: Record<Lang, string> = { cs: 'Čeština', en: 'English', de: 'Deutsch', uk: 'Українська' }
const codes: Record<Lang, string> = { cs: 'CS', en: 'EN', de: 'DE', uk: 'УК' }
