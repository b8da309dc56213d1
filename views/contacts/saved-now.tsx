import type { Child } from 'hono/jsx'
import type { FormState } from '../../src/web/forms.ts'
import type { Option } from '../components/field.tsx'
import type { StaffT } from '../messages/index.ts'

/** What somebody else saved in a field meanwhile, in the words of the field; nothing where it is the same. */
export const savedNow = (
  t: StaffT,
  name: string,
  form: FormState,
  conflict: Record<string, string> | undefined,
  options: readonly Option[] = [],
): Child | undefined => {
  const saved = conflict && (conflict[name] ?? '')
  if (saved === undefined || saved === (form.typed[name] ?? '')) return undefined
  const value = options.find((option) => option.value === saved)?.label ?? saved
  return <strong>{saved ? t('contacts.saved_value', { value }) : t('contacts.saved_empty')}</strong>
}
