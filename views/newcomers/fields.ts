import type { FormState } from '../../src/web/forms.ts'
import type { PublicT } from '../messages/index.ts'

/** What was typed into a form of a newcomer, and what is wrong with it. */
export const fieldsIn = (t: PublicT, { typed, errors }: FormState) => {
  const said = (name: string) => (errors[name] ? { error: errors[name] } : {})
  return {
    field: (name: string) => ({ t, name, value: typed[name] ?? '', ...said(name) }),
    tick: (name: string) => ({ t, name, checked: typed[name] === 'on', required: true as const, ...said(name) }),
  }
}
