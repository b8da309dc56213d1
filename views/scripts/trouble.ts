import { closestTo, onHtmx, type RequestContext } from './htmx-events.ts'

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

const show = (ctx: RequestContext, kind: 'network' | 'response') => {
  const banner = document.getElementById('trouble')
  const text = banner?.querySelector('[data-trouble-text]')
  if (!banner || !text) return
  failed = ctx.sourceElement
  text.textContent = banner.dataset[kind] ?? ''
  banner.hidden = false
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
