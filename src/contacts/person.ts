import type { Lang } from '../../views/messages/index.ts'
import type { Scope } from '../db/scope.ts'
import { waitForTurn } from '../db/turn.ts'
import { newId } from '../lib/ids.ts'
import { splitName } from '../lib/names.ts'
import type { ContactSource, Stage, Track } from '../lib/words.ts'
import { recordAudit } from '../privacy/queries.ts'
import { type Candidate, type Holder, type Identity, match } from './match.ts'
import { writeMore } from './more.ts'
import type { NewContactForm } from './person-forms.ts'
import { allPoints } from './points.ts'
import { createActivity } from './queries/activities.ts'
import { createContact, findContactIdByKey } from './queries/contacts.ts'
import { createEnrolment } from './queries/enrolments.ts'
import { createPoint, verifyEmail } from './queries/points.ts'

type Added =
  | { kind: 'added' | 'repeated'; id: string }
  /** somebody with this address is known already: never a second person */
  | { kind: 'known'; contact: Holder }
type Likely = { kind: 'likely'; candidates: Candidate[] }

/** A member writes down somebody new; who may be known already is shown first, unless the member says it is not them. */
export const add = async (
  scope: Scope,
  memberId: string,
  form: NewContactForm,
  firstStage: Stage | undefined,
): Promise<Added | Likely> => {
  const found = await recognise(scope, form)
  if (found.kind === 'known' || found.kind === 'repeated') return found
  if (found.kind === 'likely' && !form.someone_else) return found
  return create(scope, memberId, form, firstStage, 'staff')
}

/** Somebody comes whom nobody can be asked about: only their address tells whether they are known. */
export const receive = async (
  scope: Scope,
  memberId: string,
  form: NewContactForm,
  firstStage: Stage | undefined,
  source: ContactSource,
): Promise<Added> => {
  const found = await recognise(scope, form)
  if (found.kind === 'known' || found.kind === 'repeated') return found
  return create(scope, memberId, form, firstStage, source)
}

const recognise = async (scope: Scope, form: NewContactForm) => {
  const { db, centreId } = scope
  const { idempotency_key } = form
  const [, repeated, found] = await Promise.all([
    idempotency_key && waitForTurn(db, centreId, idempotency_key),
    idempotency_key && findContactIdByKey(db, centreId, idempotency_key),
    match(scope, identityOf(form)),
  ])
  return repeated ? { kind: 'repeated' as const, id: repeated } : found
}

const identityOf = (form: NewContactForm): Identity => {
  const points = allPoints(form)
  return {
    ...form,
    emails: points.filter(({ kind }) => kind === 'email').map(({ value }) => value),
    phones: points.filter(({ kind }) => kind === 'phone').map(({ value }) => value),
  }
}

const create = async (
  scope: Scope,
  memberId: string,
  form: NewContactForm,
  firstStage: Stage | undefined,
  source: ContactSource,
): Promise<Added> => {
  const { db, centreId, now } = scope
  const { email, phone, track, note, idempotency_key, more, someone_else, ...person } = form
  const id = newId()
  const told = { contact_id: id, occurred_at: now, member_id: memberId }
  await Promise.all([
    createContact(db, centreId, { id, ...person, source, idempotency_key: idempotency_key ?? null, created_at: now }),
    ...allPoints(form).map((point, position) =>
      createPoint(db, centreId, { ...point, contact_id: id, position, created_at: now }),
    ),
    more && writeMore(scope, id, more),
    createActivity(db, centreId, { ...told, kind: 'created' }),
    recordAudit(scope, { action: 'contact.created', subject_type: 'contact', subject_id: id, member_id: memberId }),
    track && firstStage && enrol(scope, { contactId: id, track, stage: firstStage, memberId }),
  ])
  if (note) await createActivity(db, centreId, { ...told, kind: 'note', body: note })
  return { kind: 'added', id }
}

type Stranger = { name: string; email: string; phone?: string; lang: Lang; source: ContactSource }
export type Met = { id: string; isNew: boolean }

/**
 * Somebody proved to own an address: the contact known under it, or a new one when `mayKeep` allows it.
 * An address belongs to one contact, so two doors opened at once lead to one person, of whom nothing is overwritten.
 */
export const meet = async (scope: Scope, stranger: Stranger, mayKeep: boolean): Promise<Met | undefined> => {
  const { db, centreId, now } = scope
  const name = splitName(stranger.name)
  const found = await match(scope, { ...name, emails: [stranger.email] }, { alike: false })
  if (found.kind === 'known') {
    await verifyEmail(db, centreId, stranger.email, now)
    return { id: found.contact.id, isNew: false }
  }
  if (!mayKeep) return undefined

  const id = newId()
  await createContact(db, centreId, {
    id,
    ...name,
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
  if (stranger.phone)
    await createPoint(db, centreId, { contact_id: id, kind: 'phone', value: stranger.phone, created_at: now })
  await createActivity(db, centreId, {
    contact_id: id,
    kind: 'created',
    occurred_at: now,
    particulars: { source: stranger.source },
  })
  await recordAudit(scope, { action: 'contact.created', subject_type: 'contact', subject_id: id })
  return { id, isNew: true }
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
    particulars: { track, stage: enrolled },
  })
}
