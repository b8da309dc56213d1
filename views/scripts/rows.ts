import { onKeys } from './keys.ts'

/** `j` and `k` go down and up the links that name the rows of a list; Enter then is the link's own. */
export const moveAmongRows = () => {
  onKeys((key) => {
    if (key !== 'j' && key !== 'k') return undefined
    const next = neighbour(key === 'j' ? 1 : -1)
    return next && (() => next.focus({ focusVisible: true }))
  })
}

const neighbour = (step: 1 | -1): HTMLElement | undefined => {
  const links = [...document.querySelectorAll<HTMLElement>('[data-rows] :is(th, h2, h3, li) > a:first-child')]
  const row = document.activeElement?.closest('tr, li, article')
  const at = links.findIndex((link) => link === document.activeElement || row?.contains(link))
  if (at < 0) return step > 0 ? links[0] : links.at(-1)
  return links[Math.min(Math.max(at + step, 0), links.length - 1)]
}
