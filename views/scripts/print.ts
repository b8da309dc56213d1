import { closestTo } from './htmx-events.ts'

export const printOnClick = () => {
  document.addEventListener('click', (event) => {
    if (closestTo(event, '[data-print]')) window.print()
  })
}
