import { Icon } from '../components/icon.tsx'
import { remembered } from '../components/remembered.ts'
import type { StaffT } from '../messages/index.ts'

export type Viewer = {
  name: string
  /** As it is said on screen. */
  role: string
  isAdmin: boolean
}

export const AccountMenu = remembered(
  ({ t, viewer, slug }: { t: StaffT; viewer: Viewer; slug: string }) => (
    <details class="menu account-menu" data-menu>
      <summary class="account-button">
        <span class="visually-hidden">{t('account.menu', { name: viewer.name })}</span>
        <span class="avatar" aria-hidden="true">
          {initials(viewer.name)}
        </span>
        <Icon name="chevron-down" class="menu-arrow" />
      </summary>
      <div class="menu-panel menu-end">
        <p class="menu-who">
          <strong>{viewer.name}</strong>
          <span>{viewer.role}</span>
        </p>
        <a class="menu-item" href="/account">
          <Icon name="user" />
          {t('account.settings')}
        </a>
        {viewer.isAdmin && (
          <a class="menu-item" href={`/app/${slug}/settings`}>
            <Icon name="settings" />
            {t('settings.sections')}
          </a>
        )}
        <button class="menu-item needs-script" type="button" data-shortcuts-open aria-keyshortcuts="?">
          <Icon name="info" />
          {t('shortcuts.title')}
        </button>
        <ThemeSwitch t={t} />
        <form method="post" action="/sign-out">
          <button class="menu-item" type="submit">
            <Icon name="arrow-right" />
            {t('account.sign_out')}
          </button>
        </form>
      </div>
    </details>
  ),
  ({ t, viewer, slug }) => [t.lang, viewer.name, viewer.role, viewer.isAdmin, slug],
)

/** Kept in this browser by app.ts; without script the device decides, so the switch stays hidden. */
const ThemeSwitch = ({ t }: { t: StaffT }) => (
  <fieldset class="theme-switch needs-script">
    <legend>{t('account.theme')}</legend>
    {(['auto', 'light', 'dark'] as const).map((theme) => (
      <label>
        <input type="radio" name="theme" value={theme} data-theme-choice />
        <span>{t(`account.theme.${theme}`)}</span>
      </label>
    ))}
  </fieldset>
)

const initials = (name: string): string => {
  const words = name.trim().split(/\s+/u)
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toLocaleUpperCase('cs')
}
