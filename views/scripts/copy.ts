import { announce } from './announce.ts'
import { closestTo } from './htmx-events.ts'

export const copyOnClick = () => {
  document.addEventListener('click', async (event) => {
    const button = closestTo(event, '[data-copy]')
    if (!button) return
    await navigator.clipboard.writeText(button.dataset.copy ?? '')
    showCopied(button)
  })
}

const showCopied = (button: HTMLElement) => {
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
