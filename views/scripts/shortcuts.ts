import { openDialog } from './dialogs.ts'
import { closestTo } from './htmx-events.ts'
import { onKeys } from './keys.ts'

/** Each key presses what the page itself marks: `data-go` in the menu, `data-shortcut-new` and `-edit` on a link. */
export const shortcuts = () => {
  onKeys((keys) => {
    if (keys === '?') return openHelp
    if (keys === '/') return searchBox()
    if (keys === 'n') return pressing('[data-shortcut-new]')
    if (keys === 'e') return pressing('[data-shortcut-edit]')
    return /^g [a-z]$/.test(keys) ? pressing(`[data-go="${keys.at(-1)}"]`) : undefined
  })
  document.addEventListener('click', (event) => {
    if (closestTo(event, '[data-shortcuts-open]')) openHelp()
  })
}

const openHelp = () => openDialog('shortcuts')

const searchBox = () => {
  const box = document.querySelector<HTMLInputElement>('#global-search')
  if (box?.checkVisibility()) return () => box.select()
  return pressing('[data-palette-open]')
}

const pressing = (selector: string): (() => void) | undefined => {
  const element = document.querySelector<HTMLElement>(selector)
  return element ? () => element.click() : undefined
}
