import type { Reason } from '../../src/lib/imports.ts'
import type { StaffKey, StaffT } from '../messages/index.ts'

/** Why, in a sentence; a code is never shown by itself. */
export const reasonText = (t: StaffT, { code, field, value = '', line }: Reason): string => {
  const name = field ? fieldName(t, field) : ''
  switch (code) {
    case 'unreadable':
    case 'word':
      return t(`imports.reason.${code}`, { field: name, value })
    case 'too_long':
    case 'changed_since':
      return t(`imports.reason.${code}`, { field: name })
    case 'same_row':
      return line ? t('imports.reason.same_row_line', { line }) : t('imports.reason.same_row')
    case 'same_as_row':
      return t('imports.reason.same_as_row', { line: line ?? 0 })
    case 'fields':
      return t('imports.reason.fields', { value: namesOf(t, value) })
    case 'database':
    case 'email_of_other':
      return t(`imports.reason.${code}`, { value })
    default:
      return t(`imports.reason.${code}` as StaffKey) // the other codes need no value
  }
}

const namesOf = (t: StaffT, fields: string) =>
  fields
    .split(' ')
    .map((field) => fieldName(t, field))
    .join(', ')

const others: Record<string, string> = {
  trigger: 'triggers',
  barrier: 'barriers',
  residence_title: 'residence_title',
  owner_id: 'owner',
}

// a status of residence and where somebody lives are called alike in the tables
/** A field by its name, without what its name says to whoever chooses it. */
export const fieldName = (t: StaffT, field: string) =>
  t(`imports.field.${others[field] ?? field}` as StaffKey).replace(/ \([^)]*\)$/, '')
