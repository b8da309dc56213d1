/** Opens a dialog; when it closes the focus goes back to who opened it, or to the menu that closed meanwhile. */
export const openDialog = (id: string) => {
  const dialog = document.getElementById(id)
  if (!(dialog instanceof HTMLDialogElement) || dialog.open) return
  const opener = document.activeElement
  const menu = opener?.closest<HTMLDetailsElement>('details[data-menu]')
  dialog.addEventListener('close', () => comeBack(opener, menu), { once: true })
  dialog.showModal()
}

const comeBack = (opener: Element | null, menu: HTMLDetailsElement | null | undefined) => {
  const place = menu ? menu.querySelector('summary') : opener
  if (place instanceof HTMLElement && place !== document.body) place.focus()
}
