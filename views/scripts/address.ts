/** What is typed letter by letter is one place in the history, and the same address is none. */
export const keepHistoryShort = () => {
  let typing = false
  document.addEventListener('input', ({ target }) => {
    typing = target instanceof HTMLInputElement
  })
  document.addEventListener('htmx:before:history:update', (event) => {
    if (!(event instanceof CustomEvent)) return
    const history: { type: string; path: string } | undefined = event.detail?.history
    if (history && (typing || isHere(history.path))) history.type = 'replace'
  })
}

const isHere = (path: string) => meantBy(path) === meantBy(location.href)

// a form names its empty fields too
const meantBy = (address: string): string => {
  const { pathname, searchParams } = new URL(address, location.href)
  const said = [...searchParams].filter(([, value]) => value !== '')
  return `${pathname}?${new URLSearchParams(said)}`
}
