import { closestTo, onHtmx } from './htmx-events.ts'
import { onKeys } from './keys.ts'

/** Ticks in a list stay from page to page, as long as the same people are asked for; the form then sends them all. */
export const keepSelection = () => {
  let last: HTMLInputElement | undefined
  showSelection()
  onHtmx('after:swap', showSelection)
  window.addEventListener('pageshow', showSelection)
  document.addEventListener('click', (event) => {
    const box = closestTo(event, '[data-select]')
    if (!(box instanceof HTMLInputElement)) return
    if (event.shiftKey && last?.isConnected) for (const one of between(last, box)) one.checked = box.checked
    last = box
    keep()
  })
  document.addEventListener('change', (event) => {
    if (closestTo(event, '[data-select-page]')) tickPage(closestTo(event, '[data-select-page]'))
    if (closestTo(event, '[data-select], [data-select-page], [data-select-all]')) keep()
  })
  document.addEventListener('click', (event) => {
    if (closestTo(event, '[data-select-none]')) clear()
  })
  document.addEventListener('submit', ({ target }) => {
    if (target instanceof HTMLFormElement && target.matches('[data-bulk]')) carry(target)
  })
  onKeys((key) => {
    const box =
      key === 'x' ? document.activeElement?.closest('tr')?.querySelector<HTMLInputElement>('[data-select]') : undefined
    return box ? () => box.click() : undefined
  })
}

const form = () => document.querySelector<HTMLFormElement>('form[data-bulk]')
const boxes = () => [...document.querySelectorAll<HTMLInputElement>('[data-select]')]
const place = ({ dataset }: HTMLFormElement) => `selection ${dataset.bulk}`

const kept = (of: HTMLFormElement): Set<string> => {
  const stored = sessionStorage.getItem(place(of))
  return new Set(stored ? stored.split(' ') : [])
}

const keep = () => {
  const of = form()
  if (!of) return
  const ids = kept(of)
  for (const box of boxes()) {
    if (box.checked) ids.add(box.value)
    else ids.delete(box.value)
  }
  sessionStorage.setItem(place(of), [...ids].join(' '))
  say(of, ids.size)
}

const showSelection = () => {
  const of = form()
  if (!of) return
  const ids = kept(of)
  for (const box of boxes()) if (ids.has(box.value)) box.checked = true
  keep()
}

const say = (of: HTMLFormElement, count: number) => {
  const said = of.querySelector('output')
  const none = of.querySelector<HTMLElement>('[data-select-none]')
  if (said) {
    said.hidden = count === 0
    said.textContent = `${said.dataset.selected} ${count.toLocaleString(document.documentElement.lang)}`
  }
  if (none) none.hidden = count === 0
}

const tickPage = (box: Element | null) => {
  for (const one of boxes()) one.checked = box instanceof HTMLInputElement && box.checked
}

const between = (one: HTMLInputElement, other: HTMLInputElement) => {
  const all = boxes()
  const [from = 0, to = 0] = [all.indexOf(one), all.indexOf(other)].toSorted((a, b) => a - b)
  return all.slice(from, to + 1)
}

const clear = () => {
  const of = form()
  if (!of) return
  sessionStorage.removeItem(place(of))
  for (const box of [...boxes(), ...of.querySelectorAll<HTMLInputElement>('[type="checkbox"]')]) box.checked = false
  keep()
}

/** Those ticked on other pages are no fields of this one yet. */
const carry = (of: HTMLFormElement) => {
  for (const old of of.querySelectorAll('[data-carried]')) old.remove()
  const here = new Set(boxes().map(({ value }) => value))
  for (const id of kept(of)) {
    if (here.has(id)) continue
    const field = Object.assign(document.createElement('input'), { type: 'hidden', name: 'ids', value: id })
    field.dataset.carried = ''
    of.append(field)
  }
}
