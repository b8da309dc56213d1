import { Icon } from '../components/icon.tsx'
import { PaletteKey } from '../components/shortcuts.tsx'
import type { StaffT } from '../messages/index.ts'

/** Leads to the page of the same; desk.ts opens the dialog instead. */
export const PaletteOpener = ({ t, href }: { t: StaffT; href: string }) => (
  <a class="finder-opener" href={href} data-palette-open aria-haspopup="dialog" aria-keyshortcuts="Control+K Meta+K">
    <Icon name="search" />
    <span class="finder-opener-text">{t('palette.title')}</span>
    <span class="finder-opener-key" aria-hidden="true">
      <PaletteKey />
    </span>
  </a>
)

/** One box to reach anybody and anything from; desk.ts opens it and points at the option that Enter will follow. */
export const PaletteDialog = ({ t, action }: { t: StaffT; action: string }) => (
  <dialog class="finder" id="palette" aria-label={t('palette.title')}>
    <form
      class="finder-form"
      method="get"
      action={action}
      hx-get={action}
      hx-trigger="input delay:150ms, palette-open"
      hx-target="#palette-results"
      hx-swap="outerHTML"
      hx-sync="this:replace"
    >
      <Icon name="search" />
      <input
        class="finder-box"
        id="palette-box"
        type="text"
        name="q"
        role="combobox"
        aria-label={t('palette.hint')}
        placeholder={t('palette.hint')}
        aria-autocomplete="list"
        aria-expanded="false"
        aria-controls="palette-results"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        enterkeyhint="go"
        maxlength={100}
        autofocus
      />
      <button class="icon-button" type="button" aria-label={t('common.close')} data-palette-close>
        <Icon name="cross" />
      </button>
    </form>
    <div id="palette-results" />
    <div class="finder-foot">
      <p id="palette-status" role="status" />
      <p class="finder-keys" aria-hidden="true">
        {t('palette.keys')}
      </p>
    </div>
  </dialog>
)
