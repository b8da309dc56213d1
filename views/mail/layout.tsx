import { raw } from 'hono/html'
import { type Palette, paletteOf } from '../../src/lib/palette.ts'
import type { Letter } from './letter-parts.ts'

/**
 * A page for mail programs: styles stand inline because many drop everything else. Nothing is fetched, also no logo:
 * a picture from our server would tell who opened which letter when.
 */
export const MailLayout = ({ t, subject, heading, paragraphs, facts, button, note, links = [], centre }: Letter) => {
  const palette = paletteOf(centre.brand ?? 'spring', centre.brand_color ?? null)
  const styles = stylesIn(palette)
  return (
    <html lang={t.lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{subject}</title>
        <style>{raw(darkStylesIn(palette))}</style>
      </head>
      <body class="page" style={styles.page}>
        <div class="sheet" style={styles.sheet}>
          <p class="quiet" style={styles.centre}>
            {centre.name}
          </p>
          <h1 style={styles.heading}>{heading}</h1>
          <p style={styles.text}>{t('registration_mail.greeting')}</p>
          {paragraphs.map((paragraph) => paragraph && <p style={styles.text}>{paragraph}</p>)}
          {facts.length > 0 && (
            <ul class="facts" style={styles.facts}>
              {facts.map(({ term, value }) => (
                <li style={styles.fact}>
                  <span class="quiet" style={styles.term}>
                    {term}:
                  </span>{' '}
                  <strong>{value}</strong>
                </li>
              ))}
            </ul>
          )}
          <p style={styles.buttonRow}>
            <a class="button" href={button.href} style={styles.button}>
              {button.label}
            </a>
          </p>
          <p style={styles.text}>{note}</p>
          {links.map(({ label, href }) => (
            <p style={styles.link}>
              <a class="link" href={href} style={styles.anchor}>
                {label}
              </a>
            </p>
          ))}
          <p class="quiet foot" style={styles.foot}>
            {t('registration_mail.reply')}
            <br />
            {centre.name}, {centre.email}
          </p>
        </div>
      </body>
    </html>
  )
}

const stylesIn = ({ light }: Palette) => ({
  page: `margin:0;padding:16px 8px;background:${light.paper};color:#221f1a;font:17px/1.55 system-ui,-apple-system,Segoe UI,Roboto,Arial,sans-serif`,
  sheet: `max-width:560px;margin:0 auto;padding:28px 24px;background:${light.surface};border-radius:14px`,
  centre: 'margin:0 0 20px;font-size:15px;color:#5c5549',
  heading: 'margin:0 0 16px;font-size:26px;line-height:1.25',
  text: 'margin:0 0 14px',
  facts: `margin:18px 0;padding:12px 16px;list-style:none;border-left:4px solid ${light.brand};background:${light['brand-soft']}`,
  fact: 'margin:4px 0;padding:0',
  term: 'color:#5c5549',
  buttonRow: 'margin:24px 0',
  button: `display:inline-block;padding:14px 26px;background:${light.brand};color:${light['brand-ink']};border-radius:10px;font-size:18px;font-weight:700;text-decoration:none`,
  link: 'margin:0 0 10px',
  anchor: `color:${light['brand-text']}`,
  foot: 'margin:26px 0 0;padding-top:16px;border-top:1px solid #e2d9c9;font-size:14px;color:#5c5549',
})

const darkStylesIn = ({ dark }: Palette) => `
:root { color-scheme: light dark; supported-color-schemes: light dark }
@media (prefers-color-scheme: dark) {
  .page { background: ${dark.paper} !important; color: #f2ede4 !important }
  .sheet { background: ${dark.surface} !important }
  .facts { background: ${dark['brand-soft']} !important; border-color: ${dark.brand} !important }
  .quiet { color: #bab1a3 !important }
  .link { color: ${dark['brand-text']} !important }
  .button { background: ${dark.brand} !important; color: ${dark['brand-ink']} !important }
  .foot { border-color: #3b362f !important }
}`
