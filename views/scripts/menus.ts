const openMenus = () => document.querySelectorAll<HTMLDetailsElement>('details[data-menu][open]')

export const closeMenus = () => {
  document.addEventListener('click', closeOthers)
  document.addEventListener('focusin', closeOthers)
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') openMenus().forEach(closeAndReturn)
  })
}

const closeOthers = (event: Event) => {
  for (const menu of openMenus()) {
    if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false
  }
}

const closeAndReturn = (menu: HTMLDetailsElement) => {
  const hadFocus = menu.contains(document.activeElement)
  menu.open = false
  if (hadFocus) menu.querySelector('summary')?.focus()
}
