import type { Scope } from '../db/scope.ts'
import { recordAudit } from '../privacy/queries.ts'
import type { NextStepForm } from './forms.ts'
import { changedMore, writeMore } from './more.ts'
import type { EditContactForm } from './person-forms.ts'
import { allPoints, changedPoints, holderOf, writePoints } from './points.ts'
import { createActivity } from './queries/activities.ts'
import { type ContactRecord, findContact, updateContact } from './queries/contacts.ts'

type Edited =
  | { kind: 'edited' | 'unchanged' | 'stale' }
  /** one of the addresses belongs to somebody else */
  | { kind: 'known'; contact: { id: string; given_name: string; family_name: string }; address: string }

/** Writes what a member changed, unless somebody else changed the contact since the form was opened. */
export const edit = async (
  scope: Scope,
  memberId: string,
  contact: ContactRecord,
  form: EditContactForm,
): Promise<Edited> => {
  const { db, centreId, now } = scope
  const { version, email, phone, more, ...person } = form
  const points = allPoints(form)
  const holder = await holderOf(scope, points, contact.id)
  if (holder) return { kind: 'known', ...holder }

  const fields = [...changedColumns(contact, person), ...changedPoints(contact, points), ...changedMore(contact, more)]
  if (fields.length === 0) return { kind: 'unchanged' }
  if (!(await updateContact(db, centreId, contact.id, version, { ...person, updated_at: now })))
    return { kind: 'stale' }

  await writePoints(scope, contact, points)
  await writeMore(scope, contact.id, more)
  await tellEdited(scope, memberId, contact.id, fields)
  return { kind: 'edited' }
}

/** Says on the timeline and to the audit which facts changed, never what they say. */
export const tellEdited = async (scope: Scope, memberId: string, contactId: string, fields: string[]) => {
  const { db, centreId, now } = scope
  await createActivity(db, centreId, {
    contact_id: contactId,
    kind: 'edited',
    occurred_at: now,
    member_id: memberId,
    particulars: { fields: fields.join(' ') },
  })
  await recordAudit(scope, {
    action: 'contact.edited',
    subject_type: 'contact',
    subject_id: contactId,
    fields,
    member_id: memberId,
  })
}

/** Says what is to be done next with a contact and by when; false when somebody else was faster. */
export const setNextStep = async (
  scope: Scope,
  memberId: string,
  contact: ContactRecord,
  form: NextStepForm,
): Promise<boolean> => {
  const { db, centreId, now } = scope
  const { version = contact.version, next_step, next_step_on } = form
  if (contact.next_step === next_step && contact.next_step_on === next_step_on) return true
  if (!(await updateContact(db, centreId, contact.id, version, { next_step, next_step_on, updated_at: now })))
    return false

  await createActivity(db, centreId, {
    contact_id: contact.id,
    kind: 'next_step_set',
    body: next_step,
    occurred_at: now,
    member_id: memberId,
    particulars: { on: next_step_on },
  })
  await auditNextStep(scope, memberId, contact.id)
  return true
}

/** Plans what comes next for somebody for whom nothing is planned; what a member planned stays. */
export const proposeNextStep = async (scope: Scope, contactId: string, next_step: string, next_step_on: string) => {
  const { db, centreId, now } = scope
  const contact = await findContact(db, centreId, contactId)
  if (contact?.next_step !== '') return
  if (!(await updateContact(db, centreId, contactId, contact.version, { next_step, next_step_on, updated_at: now })))
    return
  await createActivity(db, centreId, {
    contact_id: contactId,
    kind: 'next_step_set',
    body: next_step,
    occurred_at: now,
    member_id: null,
    particulars: { on: next_step_on },
  })
}

/** Ticks the next step off; the contact then waits for a new one. */
export const finishNextStep = async (
  scope: Scope,
  memberId: string,
  contact: ContactRecord,
  version = contact.version,
): Promise<boolean> => {
  const { db, centreId, now } = scope
  if (contact.next_step === '') return true
  if (!(await updateContact(db, centreId, contact.id, version, { next_step: '', next_step_on: null, updated_at: now })))
    return false

  await createActivity(db, centreId, {
    contact_id: contact.id,
    kind: 'next_step_done',
    body: contact.next_step,
    occurred_at: now,
    member_id: memberId,
  })
  await auditNextStep(scope, memberId, contact.id)
  return true
}

export const auditNote = (scope: Scope, memberId: string, contactId: string) =>
  recordAudit(scope, { action: 'contact.noted', subject_type: 'contact', subject_id: contactId, member_id: memberId })

const auditNextStep = (scope: Scope, memberId: string, contactId: string) =>
  recordAudit(scope, {
    action: 'contact.next_step',
    subject_type: 'contact',
    subject_id: contactId,
    fields: ['next_step'],
    member_id: memberId,
  })

const changedColumns = (contact: ContactRecord, person: Record<string, unknown>): string[] => {
  const before: Record<string, unknown> = contact
  return Object.entries(person)
    .filter(([field, value]) => JSON.stringify(before[field] ?? null) !== JSON.stringify(value))
    .map(([field]) => field)
}
