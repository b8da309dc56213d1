import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import { assetPath } from '../components/asset.ts'
import { remembered } from '../components/remembered.ts'
import type { PublicT } from '../messages/index.ts'

export type DocumentProps = {
  t: PublicT
  title: string
  description?: string
  /** Which of the two looks: `public` is warm and roomy, `staff` dense. */
  look: 'public' | 'staff'
  /** Pages without htmx or the person's own theme leave them out. */
  htmx?: boolean
  theme?: boolean
  /** `false` switches the keys of app.ts off. */
  shortcuts?: boolean | undefined
  head?: Child
  children: Child
}

export const Document = ({
  t,
  title,
  description,
  look,
  htmx = true,
  theme = true,
  shortcuts = true,
  head,
  children,
}: DocumentProps) => (
  <>
    {html`<!doctype html>`}
    <html lang={t.lang} data-look={look} data-shortcuts={shortcuts ? undefined : 'off'}>
      <head>
        <meta charset="utf-8" />
        <title>{title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {description && <meta name="description" content={description} />}
        <meta name="color-scheme" content="light dark" />
        {htmx && <meta name="htmx-config" content={htmxConfig} />}
        <link rel="icon" href={assetPath('favicon.svg')} type="image/svg+xml" />
        <link rel="stylesheet" href={assetPath('app.css')} />
        {theme && <script src={assetPath('theme.js')} />}
        {htmx && <script src={assetPath('htmx.min.js')} defer />}
        <script src={assetPath('app.js')} defer />
        {head}
      </head>
      <body>
        <a class="skip-link" href="#main">
          {t('common.skip')}
        </a>
        {children}
        <LiveRegions t={t} />
      </body>
    </html>
  </>
)

/** Outside everything that is swapped; the texts of app.ts travel here because it speaks no language itself. */
const LiveRegions = remembered(
  ({ t }: { t: PublicT }) => (
    <>
      <div class="visually-hidden" id="live-status" role="status" aria-live="polite" />
      <div class="visually-hidden" id="live-alert" role="alert" />
      <div
        class="trouble"
        id="trouble"
        role="alert"
        hidden
        data-network={t('error.network')}
        data-response={t('error.response')}
      >
        <p data-trouble-text />
        <button class="button button-secondary button-small" type="button" data-retry>
          {t('common.retry')}
        </button>
        <button class="button button-quiet button-small" type="button" data-dismiss>
          {t('common.close')}
        </button>
      </div>
      <dialog class="dialog" id="confirm-dialog" aria-labelledby="confirm-question">
        <form method="dialog">
          <p id="confirm-question">{t('common.are_you_sure')}</p>
          <div class="button-row">
            <button class="button button-primary" type="submit" value="yes">
              {t('common.confirm')}
            </button>
            <button class="button button-quiet" type="submit" value="no">
              {t('common.go_back')}
            </button>
          </div>
        </form>
      </dialog>
    </>
  ),
  ({ t }) => [t.lang],
)

const htmxConfig = JSON.stringify({
  noSwap: [204, 304, '5xx'],
  defaultTimeout: 20000,
  mode: 'same-origin',
  transitions: false,
})
