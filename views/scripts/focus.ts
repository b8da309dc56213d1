import { onHtmx, type RequestContext } from './htmx-events.ts'

export const focusAfterSwap = () => {
  onHtmx('after:swap', (ctx) => {
    if (wasSwapped(ctx)) placeFor(ctx)?.focus()
  })
}

// after:swap also comes when noSwap kept the page as it was
const wasSwapped = ({ response }: RequestContext): boolean =>
  !response || (response.status < 500 && response.status !== 204 && response.status !== 304)

const placeFor = ({ target }: RequestContext): HTMLElement | null => {
  const place = standing(target)
  const wanted = place?.querySelector<HTMLElement>('[data-focus]')
  if (wanted) return wanted
  const main = document.getElementById('main')
  const isPage = place === main || (main !== null && place?.contains(main))
  if (isPage) return main?.querySelector<HTMLElement>('h1') ?? null
  return document.activeElement === document.body ? focusable(place) : null
}

// an outerHTML swap leaves ctx.target behind; its successor has the same id
const standing = (target: Element | undefined): Element | null =>
  target?.isConnected ? target : document.getElementById(target?.id ?? '')

const focusable = (place: Element | null): HTMLElement | null => {
  if (!(place instanceof HTMLElement)) return document.querySelector<HTMLElement>('#main h1')
  if (place.tabIndex < 0) place.tabIndex = -1
  return place
}
