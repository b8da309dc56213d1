import type { Lang } from '../../views/messages/index.ts'
import type { Scope } from '../db/scope.ts'
import { normalEmail } from '../lib/email.ts'
import { takesRegistrations } from '../lib/events.ts'
import { newId, randomId } from '../lib/ids.ts'
import { after, dayOf } from '../lib/time.ts'
import type { MailKind } from '../mail/kinds.ts'
import { countMailsSince, withdrawMails } from '../mail/ledger.ts'
import { recordAudit } from '../privacy/queries.ts'
import type { RegistrationForm } from './forms.ts'
import { write } from './letters.ts'
import type { EventRecord } from './queries/events.ts'
import { lockPlaces, takeQueueNumber } from './queries/places.ts'
import {
  countRegistrationsSince,
  createRegistration,
  createRegistrationChange,
  findActiveRegistration,
  findRegistrationByKey,
  type RegistrationRecord,
} from './queries/registrations.ts'
import { fits, holdMinutes, takeTurn } from './queue.ts'

/** The sentences the person ticked, as they read them. */
export type Wordings = { contact: string; newsletter: string }

const mostPerAddressADay = 5
/** Over all events of the centre: whoever types in another person's address cannot flood them. */
const mostInvitationsADay = 12
const invitations: readonly MailKind[] = ['registration_received', 'registration_waiting', 'registration_again']

/**
 * Takes places, or a place in the queue, for somebody who is not proven to own the address yet.
 * Who asks learns the same whatever happened; only the mail says more.
 */
export const register = async (
  scope: Scope,
  event: EventRecord,
  form: RegistrationForm,
  lang: Lang,
  wordings: Wordings,
): Promise<{ kind: 'received' | 'closed' }> => {
  const invited = await countMailsSince(scope, form.email, invitations, after(scope.now, { days: -1 }))
  if (invited >= mostInvitationsADay) return { kind: 'received' }

  const turn = await takeTurn(scope, event)
  const { db, centreId, now } = turn
  if (!takesRegistrations(event, now)) return { kind: 'closed' }

  const emailNorm = normalEmail(form.email)
  const sent = await findRegistrationByKey(db, centreId, event.id, form.idempotency_key)
  if (sent?.email_norm === emailNorm) return { kind: 'received' }
  const active = await findActiveRegistration(db, centreId, event.id, emailNorm)
  if (active) {
    const dedupeKey = `registration:${active.id}:again:${dayOf(now)}`
    await write(turn, { kind: 'registration_again', event, registration: active, dedupeKey })
    return { kind: 'received' }
  }
  const recent = await countRegistrationsSince(db, centreId, event.id, emailNorm, after(now, { days: -1 }))
  if (recent >= mostPerAddressADay) return { kind: 'received' }

  // the same page filled in again for somebody else of the house is no repeat
  const idempotency_key = sent ? randomId() : form.idempotency_key
  const registration = await enter(turn, event, { ...form, idempotency_key }, lang, wordings)
  const kind = registration.state === 'waitlisted' ? 'registration_waiting' : 'registration_received'
  await write(turn, { kind, event, registration, dedupeKey: `registration:${registration.id}:received` })
  return { kind: 'received' }
}

const enter = async (turn: Scope, event: EventRecord, form: RegistrationForm, lang: Lang, wordings: Wordings) => {
  const { db, centreId, now } = turn
  const held = fits(await lockPlaces(db, centreId, event.id), form.party_size)
  const registration: RegistrationRecord = {
    id: newId(),
    event_id: event.id,
    contact_id: null,
    name: form.name,
    email: form.email,
    email_norm: normalEmail(form.email),
    party_size: form.party_size,
    note: form.note,
    lang,
    state: held ? 'pending_email' : 'waitlisted',
    state_since: now,
    held_until: held ? after(now, { minutes: holdMinutes }) : null,
    queue_no: held ? null : await takeQueueNumber(db, centreId, event.id),
    email_verified_at: null,
    consent_contact: form.consent_contact ? wordings.contact : null,
    consent_newsletter: form.consent_newsletter ? wordings.newsletter : null,
    created_at: now,
  }
  await createRegistration(db, centreId, { ...registration, idempotency_key: form.idempotency_key })
  await createRegistrationChange(db, centreId, {
    registration_id: registration.id,
    from_state: null,
    to_state: registration.state,
    at: now,
    actor: 'attendee',
  })
  await recordAudit(turn, { action: 'registration.created', subject_type: 'registration', subject_id: registration.id })
  return registration
}

/** Mails that an answer of the person, or of the clock, has overtaken. */
export const withdrawInvitations = (scope: Scope, registrationId: string) =>
  withdrawMails(scope, registrationId, invitations)
