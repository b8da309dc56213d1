import { applyTheme, storedTheme, storeTheme } from './stored-theme.ts'

const choices = 'input[data-theme-choice]'

export const switchTheme = () => {
  for (const input of document.querySelectorAll<HTMLInputElement>(choices))
    input.checked = input.value === storedTheme()
  document.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !target.matches(choices)) return
    storeTheme(target.value)
    applyTheme(target.value)
  })
}
