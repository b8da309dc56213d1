import type { Scope } from '../db/scope.ts'
import { waitForTurn } from '../db/turn.ts'
import { normalEmail } from '../lib/email.ts'
import { recordAudit } from '../privacy/queries.ts'
import type { EditContactForm, NextStepForm } from './forms.ts'
import { createActivity } from './queries/activities.ts'
import { type ContactRecord, findContact, updateContact } from './queries/contacts.ts'
import { createPoint, deletePoint, findContactByEmail, updatePoint } from './queries/points.ts'

type Edited =
  | { kind: 'edited' | 'unchanged' | 'stale' }
  | { kind: 'known'; contact: { id: string; given_name: string; family_name: string } }

/** Writes what a member changed, unless somebody else changed the contact since the form was opened. */
export const edit = async (
  scope: Scope,
  memberId: string,
  contact: ContactRecord,
  form: EditContactForm,
): Promise<Edited> => {
  const { db, centreId, now } = scope
  const { version, email, phone, ...person } = form
  const holder = email ? await holderOf(scope, email) : undefined
  if (holder && holder.id !== contact.id) return { kind: 'known', contact: holder }

  const fields = changedFields(contact, { ...person, email, phone })
  if (fields.length === 0) return { kind: 'unchanged' }
  if (!(await updateContact(db, centreId, contact.id, version, { ...person, updated_at: now })))
    return { kind: 'stale' }

  await writePoint(scope, contact, 'email', email)
  await writePoint(scope, contact, 'phone', phone)
  await createActivity(db, centreId, {
    contact_id: contact.id,
    kind: 'edited',
    occurred_at: now,
    member_id: memberId,
    particulars: { fields: fields.join(' ') },
  })
  await recordAudit(scope, {
    action: 'contact.edited',
    subject_type: 'contact',
    subject_id: contact.id,
    fields,
    member_id: memberId,
  })
  return { kind: 'edited' }
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

export const pointOf = (contact: ContactRecord, kind: 'email' | 'phone') =>
  contact.points.find((point) => point.kind === kind)

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

const holderOf = async ({ db, centreId }: Scope, email: string) => {
  await waitForTurn(db, centreId, normalEmail(email))
  return findContactByEmail(db, centreId, email)
}

const changedFields = (contact: ContactRecord, form: Omit<EditContactForm, 'version'>): string[] => {
  const before: Record<string, unknown> = {
    ...contact,
    email: pointOf(contact, 'email')?.value ?? '',
    phone: pointOf(contact, 'phone')?.value ?? '',
  }
  return Object.entries(form)
    .filter(([field, value]) => JSON.stringify(before[field] ?? null) !== JSON.stringify(value))
    .map(([field]) => field)
}

const writePoint = async (
  { db, centreId, now }: Scope,
  contact: ContactRecord,
  kind: 'email' | 'phone',
  value: string,
) => {
  const point = pointOf(contact, kind)
  if (point && value === '') await deletePoint(db, centreId, point.id)
  else if (point) await updatePoint(db, centreId, point.id, kind, value)
  else if (value) await createPoint(db, centreId, { contact_id: contact.id, kind, value, created_at: now })
}
