import type { Lang } from '../../views/messages/index.ts'
import type { Scope } from '../db/scope.ts'
import { waitForTurn } from '../db/turn.ts'
import { normalEmail } from '../lib/email.ts'
import { newId } from '../lib/ids.ts'
import { splitName } from '../lib/names.ts'
import type { ContactSource, Stage, Track } from '../lib/words.ts'
import { recordAudit } from '../privacy/queries.ts'
import type { NewContactForm } from './forms.ts'
import { createActivity } from './queries/activities.ts'
import { createContact, findContactIdByKey } from './queries/contacts.ts'
import { createEnrolment } from './queries/enrolments.ts'
import { createPoint, findContactByEmail, verifyEmail } from './queries/points.ts'

type Added =
  | { kind: 'added' | 'repeated'; id: string }
  /** somebody with this address is known already: never a second person */
  | { kind: 'known'; contact: { id: string; given_name: string; family_name: string } }

/** A member writes down somebody new. */
export const add = async (
  scope: Scope,
  memberId: string,
  form: NewContactForm,
  firstStage: Stage | undefined,
  source: ContactSource = 'staff',
): Promise<Added> => {
  const { db, centreId, now } = scope
  const { email, phone, track, note, idempotency_key, ...person } = form
  // asked together, answered in this order: what is looked up is what stands there once the turn has come
  const [, repeated, , contact] = await Promise.all([
    idempotency_key && waitForTurn(db, centreId, idempotency_key),
    idempotency_key && findContactIdByKey(db, centreId, idempotency_key),
    email && waitForTurn(db, centreId, normalEmail(email)),
    email ? findContactByEmail(db, centreId, email) : undefined,
  ])
  if (repeated) return { kind: 'repeated', id: repeated }
  if (contact) return { kind: 'known', contact }

  const id = newId()
  const told = { contact_id: id, occurred_at: now, member_id: memberId }
  await Promise.all([
    createContact(db, centreId, { id, ...person, source, idempotency_key: idempotency_key ?? null, created_at: now }),
    email && createPoint(db, centreId, { contact_id: id, kind: 'email', value: email, created_at: now }),
    phone && createPoint(db, centreId, { contact_id: id, kind: 'phone', value: phone, created_at: now }),
    createActivity(db, centreId, { ...told, kind: 'created' }),
    recordAudit(scope, { action: 'contact.created', subject_type: 'contact', subject_id: id, member_id: memberId }),
    track && firstStage && enrol(scope, { contactId: id, track, stage: firstStage, memberId }),
  ])
  if (note) await createActivity(db, centreId, { ...told, kind: 'note', body: note })
  return { kind: 'added', id }
}

type Stranger = { name: string; email: string; lang: Lang; source: ContactSource }

/**
 * Somebody proved to own an address: the contact known under it, or a new one when `mayKeep` allows it.
 * An address belongs to one contact, so two doors opened at once lead to one person.
 */
export const meet = async (scope: Scope, stranger: Stranger, mayKeep: boolean): Promise<string | undefined> => {
  const { db, centreId, now } = scope
  await waitForTurn(db, centreId, normalEmail(stranger.email))
  const known = await findContactByEmail(db, centreId, stranger.email)
  if (known) {
    await verifyEmail(db, centreId, stranger.email, now)
    return known.id
  }
  if (!mayKeep) return undefined

  const id = newId()
  await createContact(db, centreId, {
    id,
    ...splitName(stranger.name),
    lang: stranger.lang,
    source: stranger.source,
    created_at: now,
  })
  await createPoint(db, centreId, {
    contact_id: id,
    kind: 'email',
    value: stranger.email,
    verified_at: now,
    created_at: now,
  })
  await createActivity(db, centreId, {
    contact_id: id,
    kind: 'created',
    occurred_at: now,
    particulars: { source: stranger.source },
  })
  await recordAudit(scope, { action: 'contact.created', subject_type: 'contact', subject_id: id })
  return id
}

type Enrolling = { contactId: string; track: Track; stage: Stage; memberId: string | null }

/** Puts a contact on a pipeline, once; who is on it already stays where they are. */
export const enrol = async ({ db, centreId, now }: Scope, { contactId, track, stage, memberId }: Enrolling) => {
  const enrolled = await createEnrolment(db, centreId, {
    contact_id: contactId,
    track,
    stage,
    at: now,
    member_id: memberId,
  })
  if (!enrolled) return
  await createActivity(db, centreId, {
    contact_id: contactId,
    kind: 'enrolled',
    occurred_at: now,
    member_id: memberId,
    particulars: { track, stage },
  })
}
