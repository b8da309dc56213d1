import { onHtmx } from './htmx-events.ts'
import { sayTrouble } from './trouble.ts'

// as long as htmx waits for an answer
const patience = 20_000

export const lockSubmittedForms = () => {
  document.addEventListener('submit', lockOrRefuse, true)
  onHtmx('before:request', ({ target }) => target?.setAttribute('aria-busy', 'true'))
  onHtmx('finally:request', ({ target, sourceElement }) => {
    target?.removeAttribute('aria-busy')
    const form = sourceElement?.closest('form')
    if (form) unlock(form)
  })
  // a page that comes back from the browser's memory comes back locked
  window.addEventListener('pageshow', () => {
    for (const form of document.querySelectorAll('form')) unlock(form)
  })
}

const lockOrRefuse = (event: SubmitEvent) => {
  const form = event.target
  if (!(form instanceof HTMLFormElement) || !changesSomething(form)) return
  if (form.dataset.busy) {
    event.preventDefault()
    event.stopImmediatePropagation()
    return
  }
  // posted without a network it would leave the page, and what was typed with it
  if (!navigator.onLine) {
    event.preventDefault()
    sayTrouble(form, 'network')
    return
  }
  form.dataset.busy = 'true'
  form.setAttribute('aria-busy', 'true')
  event.submitter?.setAttribute('data-busy', 'true')
  setTimeout(() => unlock(form), patience)
}

const changesSomething = (form: HTMLFormElement): boolean =>
  (form.method === 'post' || form.hasAttribute('hx-post')) && !form.hasAttribute('data-no-lock')

export const unlock = (form: HTMLFormElement) => {
  delete form.dataset.busy
  form.removeAttribute('aria-busy')
  for (const button of form.querySelectorAll('[data-busy]')) button.removeAttribute('data-busy')
}
