const patience = 1500

/**
 * Listens to plain keys, as `event.key` names them on whatever keyboard, one or two in a row. They rest while somebody
 * types or a dialog is open, and for good under `<html data-shortcuts="off">`, for those who dictate.
 */
export const onKeys = (actions: (keys: string) => (() => void) | undefined) => {
  let first = ''
  let since = 0
  document.addEventListener('keydown', (event) => {
    const key = plainKey(event)
    if (!key) return
    const keys = first && event.timeStamp - since < patience ? `${first} ${key}` : key
    first = key === 'g' && keys === key ? key : ''
    since = event.timeStamp
    const act = actions(keys)
    if (!act) return
    event.preventDefault()
    act()
  })
}

/** A letter without Shift, or a sign however it is typed: `?` and `/` stand elsewhere on a Czech keyboard. */
const plainKey = (event: KeyboardEvent): string | undefined => {
  const { key, ctrlKey, metaKey, altKey, shiftKey, isComposing, repeat } = event
  if (event.defaultPrevented || ctrlKey || metaKey || altKey || isComposing || key.length !== 1) return undefined
  const letter = /\p{L}/u.test(key)
  if (letter && shiftKey) return undefined
  if (repeat && key !== 'j' && key !== 'k') return undefined
  return atRest(event.target) ? undefined : key.toLowerCase()
}

const atRest = (target: EventTarget | null): boolean =>
  document.documentElement.dataset.shortcuts === 'off' ||
  document.querySelector('dialog[open]') !== null ||
  (target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select')))
