import { onHtmx } from './htmx-events.ts'

/** A server says `HX-Trigger: {"announce":"…"}`; a string arrives as `detail.value`. */
export const announceFromServer = () => {
  document.addEventListener('announce', (event) => {
    const text = event instanceof CustomEvent ? event.detail?.value : undefined
    if (typeof text === 'string') announce(text)
  })
  // a fragment may carry the sentence that says what it now shows
  onHtmx('after:swap', ({ target, response }) => {
    const place = document.getElementById(target?.id ?? '')
    if (place?.dataset.said && !place.closest('dialog') && (response?.status ?? 500) < 500) announce(place.dataset.said)
  })
}

export const announce = (text: string, region: 'live-status' | 'live-alert' = 'live-status') => {
  const element = document.getElementById(region)
  if (!element) return
  element.textContent = ''
  // readers speak a change only when the region was empty in between
  setTimeout(() => {
    element.textContent = text
  }, 60)
}
