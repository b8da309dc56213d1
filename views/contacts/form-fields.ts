import type { Child } from 'hono/jsx'
import type { FormState } from '../../src/web/forms.ts'
import type { Option } from '../components/field.tsx'
import type { StaffT } from '../messages/index.ts'
import { formLabels } from './form-labels.ts'
import { savedNow } from './saved-now.tsx'

export type FormFields = {
  t: StaffT
  form: FormState
  /** what is saved now, where somebody else was faster */
  conflict: Record<string, string> | undefined
  labels: Record<string, string>
}

export const formFields = (t: StaffT, form: FormState, conflict?: Record<string, string>): FormFields => ({
  t,
  form,
  conflict,
  labels: formLabels(t),
})

/** A field as its component takes it: label, value, what is wrong, and what somebody else saved meanwhile. */
export const fieldOf = ({ t, form, conflict, labels }: FormFields, name: string, options?: readonly Option[]) => {
  const saved = savedNow(t, name, form, conflict, options)
  return {
    t,
    name,
    label: labels[name] ?? '',
    value: form.typed[name] ?? '',
    ...(form.errors[name] ? { error: form.errors[name] } : {}),
    ...(saved ? { hint: saved } : {}),
  }
}

/** The same with a hint of its own, which gives way to what was saved meanwhile. */
export const hintedField = (fields: FormFields, name: string, hint: Child, options?: readonly Option[]) => ({
  hint,
  ...fieldOf(fields, name, options),
})

/** Whether a part of the form has something to show: something typed, wrong, or saved otherwise meanwhile. */
export const hasSomething = ({ form, conflict }: FormFields, names: readonly string[]): boolean =>
  names.some((name) => form.typed[name] || form.errors[name] || conflict?.[name])

/** How many rows of a kind to show: those that say something, as many as were there, one to fill, one more if asked. */
export const rowsShown = ({ form, conflict }: FormFields, kind: string, from: number, most: number): number[] => {
  const all = Array.from({ length: most + 1 - from }, (_, index) => from + index)
  const last = all.findLast((row) => form.typed[`${kind}_${row}`] || conflict?.[`${kind}_${row}`]) ?? from - 1
  const shown = Math.min(most, Number(form.typed[`rows_${kind}`]) || 0)
  const asked = form.typed.more === kind ? 1 : 0
  return all.filter((row) => row <= Math.max(last + 1, shown + asked, from))
}
