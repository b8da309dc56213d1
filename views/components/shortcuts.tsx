import type { Child } from 'hono/jsx'
import type { StaffSection } from '../layouts/main-menu.tsx'
import type { StaffKey, StaffT } from '../messages/index.ts'
import { Button } from './button.tsx'

/** The second key after `g`; a section without a key is reached by the palette. */
export const goKeys: Partial<Record<StaffSection, string>> = {
  home: 'h',
  day: 't',
  contacts: 'c',
  pipelines: 'p',
  events: 'e',
  surveys: 's',
  sharing: 'd',
  partners: 'o',
  referrals: 'r',
  mail: 'm',
}

/** Marks the page's one link that begins something new, and the one that changes what is shown. */
export const newShortcut = { 'data-shortcut-new': '', 'aria-keyshortcuts': 'n' }
export const editShortcut = { 'data-shortcut-edit': '', 'aria-keyshortcuts': 'e' }

const onEveryPage = [
  ['k', 'shortcuts.palette'],
  ['/', 'shortcuts.search'],
  ['?', 'shortcuts.help'],
  ['Esc', 'shortcuts.close'],
] as const satisfies [string, StaffKey][]

const onThisPage = [
  ['n', 'shortcuts.new'],
  ['e', 'shortcuts.edit'],
  ['j', 'shortcuts.next_row'],
  ['k', 'shortcuts.previous_row'],
] as const satisfies [string, StaffKey][]

type Props = { t: StaffT; sections: readonly { section: StaffSection; label: string }[] }

/** Opened by `?` and from the account menu; this list and the keys themselves come from the same place. */
export const ShortcutsDialog = ({ t, sections }: Props) => (
  <dialog class="dialog shortcuts" id="shortcuts" aria-labelledby="shortcuts-title">
    <h2 id="shortcuts-title" tabindex={-1}>
      {t('shortcuts.title')}
    </h2>
    <div class="shortcut-lists">
      <dl>
        {onEveryPage.map(([key, text]) => (
          <Shortcut keys={key === 'k' ? <PaletteKey /> : <kbd>{key}</kbd>} text={t(text)} />
        ))}
        {onThisPage.map(([key, text]) => (
          <Shortcut keys={<kbd>{key}</kbd>} text={t(text)} />
        ))}
      </dl>
      <dl>
        {sections.map(({ section, label }) =>
          goKeys[section] ? (
            <Shortcut
              keys={
                <>
                  <kbd>g</kbd> <kbd>{goKeys[section]}</kbd>
                </>
              }
              text={label}
            />
          ) : null,
        )}
      </dl>
    </div>
    <p class="muted small">{t('shortcuts.off')}</p>
    <form method="dialog">
      <Button kind="secondary">{t('common.close')}</Button>
    </form>
  </dialog>
)

const Shortcut = ({ keys, text }: { keys: Child; text: string }) => (
  <div>
    <dt>{keys}</dt>
    <dd>{text}</dd>
  </div>
)

/** Written for most keyboards; desk.ts writes ⌘ where there is one. */
export const PaletteKey = () => <kbd data-palette-key>Ctrl K</kbd>
