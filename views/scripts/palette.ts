import { openDialog } from './dialogs.ts'
import { closestTo, onHtmx, type RequestContext } from './htmx-events.ts'

/** A box that keeps the focus and points at one option of the list below; nothing of it is kept in the browser. */
export const showPalette = () => {
  const dialog = document.getElementById('palette')
  const box = document.getElementById('palette-box')
  if (!(dialog instanceof HTMLDialogElement) || !(box instanceof HTMLInputElement)) return
  nameTheKey()
  document.addEventListener('keydown', (event) => {
    if (!isOpening(event) || document.querySelector('dialog[open]')) return
    event.preventDefault()
    open(dialog, box)
  })
  document.addEventListener('click', (event) => {
    if (closestTo(event, '[data-palette-open]') && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      open(dialog, box)
    }
    if (event.target === dialog || closestTo(event, '[data-palette-close], .finder-option')) dialog.close()
  })
  dialog.addEventListener('close', () => empty(box))
  box.addEventListener('keydown', (event) => steer(box, event))
  onHtmx('after:swap', (ctx) => {
    if (isOurs(ctx) && (ctx.response?.status ?? 500) < 500) announceResults(box)
  })
  onHtmx('error', (ctx) => isOurs(ctx) && say(troubleText('network')))
  onHtmx('response:error', (ctx) => isOurs(ctx) && say(troubleText('response')))
}

const apple = /Mac|iP(hone|ad|od)/.test(navigator.platform)

const nameTheKey = () => {
  if (apple) for (const key of document.querySelectorAll('[data-palette-key]')) key.textContent = '⌘ K'
}

const isOpening = ({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent) =>
  key.toLowerCase() === 'k' && (apple ? metaKey && !ctrlKey : ctrlKey && !metaKey) && !altKey && !shiftKey

const open = (dialog: HTMLDialogElement, box: HTMLInputElement) => {
  openDialog(dialog.id)
  box.form?.dispatchEvent(new Event('palette-open'))
}

const empty = (box: HTMLInputElement) => {
  box.form?.dispatchEvent(new Event('htmx:abort'))
  box.value = ''
  document.getElementById('palette-results')?.replaceChildren()
  say('')
  point(box, undefined)
}

const isOurs = ({ sourceElement }: RequestContext) => sourceElement?.closest('#palette') !== null

const options = () => [...document.querySelectorAll<HTMLElement>('#palette-list [role="option"]')]

const announceResults = (box: HTMLInputElement) => {
  const results = document.getElementById('palette-results')
  say(results?.dataset.said ?? '')
  point(box, options()[0])
}

const say = (text: string) => {
  const status = document.getElementById('palette-status')
  if (status) status.textContent = text
}

const troubleText = (kind: 'network' | 'response') => document.getElementById('trouble')?.dataset[kind] ?? ''

const point = (box: HTMLInputElement, option: HTMLElement | undefined) => {
  for (const each of options()) each.setAttribute('aria-selected', String(each === option))
  box.setAttribute('aria-expanded', String(option !== undefined))
  box.setAttribute('aria-controls', option ? 'palette-list' : 'palette-results')
  if (option) box.setAttribute('aria-activedescendant', option.id)
  else box.removeAttribute('aria-activedescendant')
  option?.scrollIntoView({ block: 'nearest' })
}

const steer = (box: HTMLInputElement, event: KeyboardEvent) => {
  if (event.isComposing) return
  const list = options()
  const at = list.findIndex((option) => option.id === box.getAttribute('aria-activedescendant'))
  if (event.key === 'Enter') return follow(box, list[at], event)
  const next = placeAfter(event.key, at, list.length)
  if (next === undefined || list.length === 0) return
  event.preventDefault()
  point(box, list[next])
}

const placeAfter = (key: string, at: number, count: number): number | undefined => {
  if (key === 'ArrowDown') return (at + 1) % count
  if (key === 'ArrowUp') return (at - 1 + count) % count
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : undefined
}

/** Enter before the answer came searches on a page of its own: an option of what was typed before is not what is meant. */
const follow = (box: HTMLInputElement, option: HTMLElement | undefined, event: KeyboardEvent) => {
  const answered = document.getElementById('palette-results')?.dataset.for === box.value.trim()
  if (!option || !answered) return
  event.preventDefault()
  option.click()
}
