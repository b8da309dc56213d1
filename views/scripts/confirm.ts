import { closestTo, onHtmx } from './htmx-events.ts'

const agreed = new WeakSet<Element>()

export const askBeforeActing = () => {
  document.addEventListener('click', askFirst, true)
  onHtmx('confirm', (ctx, event) => {
    if (!ctx.confirm) return
    event.preventDefault()
    ask(ctx.confirm).then((yes) => (yes ? event.detail.issueRequest?.() : event.detail.dropRequest?.()))
  })
}

const askFirst = (event: Event) => {
  const element = closestTo(event, '[data-confirm]')
  if (!element || agreed.delete(element)) return
  event.preventDefault()
  event.stopImmediatePropagation()
  ask(element.dataset.confirm ?? '', element.dataset.deed === undefined ? null : element.textContent).then((yes) => {
    if (!yes) return
    agreed.add(element)
    element.click()
  })
}

const ask = (question: string, deed: string | null = null): Promise<boolean> => {
  const dialog = document.getElementById('confirm-dialog')
  if (!(dialog instanceof HTMLDialogElement)) return Promise.resolve(window.confirm(question))
  const text = dialog.querySelector('#confirm-question')
  if (text && question) text.textContent = question
  nameYes(dialog, deed)
  dialog.returnValue = 'no'
  dialog.showModal()
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true })
  })
}

/** One dialog serves all questions, so the next one gets the usual word back. */
const nameYes = (dialog: HTMLDialogElement, deed: string | null) => {
  const yes = dialog.querySelector<HTMLElement>('[value="yes"]')
  if (!yes) return
  yes.dataset.usual ??= yes.textContent ?? ''
  yes.textContent = deed?.trim() || yes.dataset.usual
}
