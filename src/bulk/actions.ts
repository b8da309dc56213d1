import type { Particulars } from '../lib/words.ts'
import type { Action } from './forms.ts'
import type { FieldAction } from './queries/changes.ts'

/** What of a contact an action changes; nothing where it adds something beside. */
export const fieldsOf = (action: Action): string[] => {
  switch (action.what) {
    case 'add_tag':
    case 'remove_tag':
      return ['tags']
    case 'owner':
      return ['owner_id']
    case 'next_step':
      return ['next_step', 'next_step_on']
    case 'residence':
      return ['residence_region', 'residence_country']
    case 'horizon':
      return ['horizon']
    case 'enrol':
    case 'move':
      return ['stage']
    case 'task':
    case 'note':
      return []
  }
}

export const isFieldAction = (action: Action): action is FieldAction =>
  !['enrol', 'move', 'task', 'note'].includes(action.what)

type Trace = { kind: 'bulk_changed' | 'next_step_set' | 'note' | 'enrolled'; body?: string; particulars: Particulars }

/** The line on each one's timeline, in the words a change by hand leaves. */
export const traceOf = (action: Action, job: string): Trace => {
  if (action.what === 'next_step')
    return { kind: 'next_step_set', body: action.next_step, particulars: { on: action.next_step_on, job } }
  if (action.what === 'note') return { kind: 'note', body: action.body, particulars: { job } }
  if (action.what === 'enrol') return { kind: 'enrolled', particulars: { ...action.to, job } }
  return { kind: 'bulk_changed', particulars: { action: action.what, fields: fieldsOf(action).join(' '), job } }
}
