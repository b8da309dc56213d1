/** `/` goes to the search box; `<html data-shortcuts="off">` switches it off for those who dictate. */
export const searchShortcut = () => {
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    const box = document.getElementById('global-search')
    if (!(box instanceof HTMLInputElement) || document.documentElement.dataset.shortcuts === 'off') return
    event.preventDefault()
    box.select()
  })
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
