import { unlock } from './submit-lock.ts'
import { sayTrouble } from './trouble.ts'

const patience = 20_000

/**
 * Sends a form marked `data-keep` without leaving the page, so that a failed network or server costs nobody what they
 * typed. Where the answer leads, the browser goes; a refused form takes the place of the one that was sent.
 */
export const sendForms = () => {
  document.addEventListener('submit', (event) => {
    const { target: form, submitter } = event
    if (event.defaultPrevented || !(form instanceof HTMLFormElement) || !isKept(form)) return
    event.preventDefault()
    void send(form, submitter)
  })
}

// managers of passwords watch forms being sent, and files are sent as they always were
const isKept = (form: HTMLFormElement) =>
  form.dataset.keep !== undefined &&
  form.enctype !== 'multipart/form-data' &&
  form.querySelector('input[type="password"]') === null

const send = async (form: HTMLFormElement, submitter: HTMLElement | null) => {
  const answer = await post(form, submitter)
  if (answer?.redirected) return leave(form, answer.url)
  unlock(form)
  if (!answer) return sayTrouble(form, 'network')
  if (answer.status >= 500) return sayTrouble(form, 'response')
  show(form, new DOMParser().parseFromString(await answer.text(), 'text/html'), answer.status)
}

const post = (form: HTMLFormElement, submitter: HTMLElement | null): Promise<Response | undefined> => {
  const fields = [...new FormData(form, submitter)].map(([name, value]) => [name, String(value)])
  const signal = AbortSignal.timeout(patience)
  return fetch(form.action, { method: 'POST', body: new URLSearchParams(fields), signal }).catch(() => undefined)
}

/** At the desk the saved record takes the form's place in the history: Back leads to where the form was opened. */
const leave = (form: HTMLFormElement, address: string) => {
  form.dataset.sent = ''
  if (document.documentElement.dataset.look !== 'staff') location.assign(address)
  else if (location.href === address) location.reload()
  else location.replace(address)
}

const show = (form: HTMLFormElement, page: Document, status: number) => {
  const [before, after] = [document.getElementById('main'), page.getElementById('main')]
  if (!before || !after) return sayTrouble(form, 'response')
  if (status === 429) return sayTrouble(form, after.querySelector('h1')?.textContent ?? 'response')
  document.title = page.title
  before.replaceWith(after)
  // pages for everybody have no htmx
  ;(window as unknown as { htmx?: { process(element: Element): void } }).htmx?.process(after)
  const place = after.querySelector<HTMLElement>('[data-focus]') ?? after.querySelector<HTMLElement>('h1')
  place?.focus()
}
