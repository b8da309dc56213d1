/** Asks before the page is left while a form marked `data-keep` holds something nobody has saved. */
export const warnOfUnsaved = () => {
  // a form that leads away is saved by that; what stands in another one is not
  document.addEventListener('submit', ({ target, defaultPrevented }) => {
    if (target instanceof HTMLFormElement && !defaultPrevented) target.dataset.sent = ''
  })
  window.addEventListener('pageshow', () => {
    for (const form of forms()) delete form.dataset.sent
  })
  window.addEventListener('beforeunload', (event) => {
    if (forms().some(isUnsaved)) event.preventDefault()
  })
}

const forms = () => [...document.querySelectorAll<HTMLFormElement>('form[data-keep]')]

/** Changed since it came, or come back with mistakes in it. */
const isUnsaved = (form: HTMLFormElement): boolean =>
  form.dataset.sent === undefined &&
  (form.querySelector('.error-summary') !== null || [...form.elements].some(isChanged))

const isChanged = (control: Element): boolean => {
  if (control instanceof HTMLTextAreaElement) return control.value !== control.defaultValue
  if (control instanceof HTMLSelectElement) return control.selectedIndex !== initialIndex(control)
  if (!(control instanceof HTMLInputElement) || control.type === 'hidden') return false
  return control.checked !== control.defaultChecked || control.value !== control.defaultValue
}

const initialIndex = ({ options }: HTMLSelectElement) =>
  Math.max(
    0,
    [...options].findIndex((option) => option.defaultSelected),
  )
