import { closestTo, onHtmx, type RequestContext } from './htmx-events.ts'

type Kind = 'network' | 'response'

let failed: Element | undefined

/** A network that fell out and a server that failed look the same to the person: say so, keep the page, offer a retry. */
export const showTrouble = () => {
  onHtmx('error', (ctx) => show(ctx, 'network'))
  onHtmx('response:error', (ctx) => {
    if ((ctx.response?.status ?? 0) >= 500) show(ctx, 'response')
  })
  onHtmx('after:request', (ctx) => {
    if ((ctx.response?.status ?? 500) < 500) hide()
  })
  document.addEventListener('click', (event) => {
    if (closestTo(event, '[data-dismiss]')) hide()
    if (closestTo(event, '[data-retry]')) retry()
  })
}

/** Says in the banner what kept a form from being sent: one of the known sentences, or the server's own. */
export const sayTrouble = (source: Element | undefined, what: Kind | string) => {
  const banner = document.getElementById('trouble')
  const text = banner?.querySelector('[data-trouble-text]')
  if (!banner || !text) return
  failed = source
  text.textContent = banner.dataset[what] ?? what
  banner.hidden = false
}

// a dialog lies above the banner and says it itself
const show = ({ sourceElement }: RequestContext, kind: Kind) => {
  if (!sourceElement?.closest('dialog')) sayTrouble(sourceElement, kind)
}

const hide = () => {
  const banner = document.getElementById('trouble')
  if (!banner || banner.hidden) return
  if (banner.contains(document.activeElement) && failed instanceof HTMLElement) failed.focus()
  banner.hidden = true
}

const retry = () => {
  const source = failed
  hide()
  if (source instanceof HTMLFormElement) source.requestSubmit()
  else if (source?.matches('a, button'))
    source.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
  else source?.dispatchEvent(new Event('change', { bubbles: true }))
}
