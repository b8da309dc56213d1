import type { Scope } from '../db/scope.ts'
import { dayOf } from '../lib/time.ts'
import type { ObligationState, Particulars } from '../lib/words.ts'
import { recordAudit } from '../privacy/queries.ts'
import type { ObligationChangeForm, ObligationForm } from './fact-forms.ts'
import { createActivity } from './queries/activities.ts'
import { createObligation, findObligation, type Obligation, updateObligation } from './queries/obligations.ts'

/** A member writes down what a stipend asks of somebody. */
export const noteObligation = async (scope: Scope, memberId: string, contactId: string, form: ObligationForm) => {
  const { db, centreId, now } = scope
  const { key, obligation_note: note, ...duty } = form
  const row = { id: key, contact_id: contactId, kind: 'stipend' as const, ...duty, note, created_at: now }
  if (!(await createObligation(db, centreId, row))) return
  await tell(scope, memberId, contactId, 'obligation_noted', Object.keys(duty))
}

export type Changed = { kind: 'changed' | 'unchanged' | 'unknown' } | { kind: 'stale'; saved: Obligation }

/** Changes or closes a duty, unless somebody else changed it since the form was opened. */
export const changeObligation = async (
  scope: Scope,
  memberId: string,
  { contactId, id }: { contactId: string; id: string },
  form: ObligationChangeForm,
): Promise<Changed> => {
  const { db, centreId } = scope
  const saved = await findObligation(db, centreId, contactId, id)
  if (!saved) return { kind: 'unknown' }
  const { version, obligation_note: note, ...duty } = form
  const changes = { ...duty, note, closed_on: closedOn(scope, saved, duty.state) }
  const fields = Object.entries(changes)
    .filter(([field, value]) => saved[field as keyof Obligation] !== value)
    .map(([field]) => field)
  if (fields.length === 0) return { kind: 'unchanged' }
  if (!(await updateObligation(db, centreId, id, version, changes))) return { kind: 'stale', saved }
  const isClosing = saved.state === 'open' && duty.state !== 'open'
  await tell(scope, memberId, contactId, isClosing ? 'obligation_closed' : 'edited', fields)
  return { kind: 'changed' }
}

const closedOn = ({ now }: Scope, saved: Obligation, state: ObligationState) =>
  state === 'open' ? null : (saved.closed_on ?? dayOf(now))

const tell = async (
  scope: Scope,
  memberId: string,
  contactId: string,
  kind: 'obligation_noted' | 'obligation_closed' | 'edited',
  fields: string[],
) => {
  const { db, centreId, now } = scope
  const particulars: Particulars = kind === 'edited' ? { fields: 'obligations' } : {}
  await createActivity(db, centreId, {
    contact_id: contactId,
    kind,
    occurred_at: now,
    member_id: memberId,
    particulars,
  })
  await recordAudit(scope, {
    action: `contact.${kind === 'edited' ? 'obligation_changed' : kind}`,
    subject_type: 'contact',
    subject_id: contactId,
    fields,
    member_id: memberId,
  })
}
