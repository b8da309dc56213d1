import { announce } from './announce.ts'
import { closestTo } from './htmx-events.ts'

export const copyOnClick = () => {
  document.addEventListener('click', async (event) => {
    const button = closestTo(event, '[data-copy]')
    if (!button) return
    if (await isCopied(button.dataset.copy ?? '')) showCopied(button)
    else offerByHand(button)
  })
}

// a page without https has no clipboard, and a person may have refused it
const isCopied = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

const showCopied = (button: HTMLElement) => {
  noteOf(button)?.remove()
  const label = button.querySelector('span')
  const done = button.dataset.copied
  if (!label || !done || label.textContent === done) return
  const before = label.textContent
  label.textContent = done
  announce(done)
  setTimeout(() => {
    label.textContent = before
  }, 2000)
}

/** The text stands on the page beside its button: it is selected, and the keys that copy it are named. */
const offerByHand = (button: HTMLElement) => {
  const text = [...document.querySelectorAll('code, a, p, input')].find((place) => standsIn(place, button.dataset.copy))
  if (text instanceof HTMLInputElement) text.select()
  else if (text) window.getSelection()?.selectAllChildren(text)
  const said = button.dataset.refused ?? ''
  const note = noteOf(button) ?? button.parentElement?.appendChild(document.createElement('p'))
  if (!note) return
  note.setAttribute('data-copy-note', '')
  note.textContent = said
  announce(said)
}

const standsIn = (place: Element, text: string | undefined) =>
  (place instanceof HTMLInputElement ? place.value : place.textContent?.trim()) === text

const noteOf = (button: HTMLElement) => button.parentElement?.querySelector('[data-copy-note]')
