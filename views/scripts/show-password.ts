/** Lets somebody see the password they are choosing, in the form the box stands in. */
export const showPasswordOnTick = () => {
  document.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !target.matches('[data-show-password]')) return
    for (const input of target.form?.querySelectorAll<HTMLInputElement>('[data-password]') ?? [])
      input.type = target.checked ? 'text' : 'password'
  })
}
