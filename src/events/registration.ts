import type { Lang } from '../../views/messages/index.ts'
import type { Centre } from '../centres/queries.ts'
import type { Scope } from '../db/scope.ts'
import { normalEmail } from '../lib/email.ts'
import { takesRegistrations } from '../lib/events.ts'
import { newId, randomId } from '../lib/ids.ts'
import { after, dayOf } from '../lib/time.ts'
import type { MailKind } from '../mail/kinds.ts'
import { countMailsSince, withdrawMails } from '../mail/ledger.ts'
import { recordAudit } from '../privacy/queries.ts'
import type { RegistrationForm } from './forms.ts'
import { type Composed, compose, post, write } from './letters.ts'
import type { EventRecord } from './queries/events.ts'
import { takeQueueNumber } from './queries/places.ts'
import {
  createRegistration,
  createRegistrationChange,
  findEarlier,
  type RegistrationRecord,
} from './queries/registrations.ts'
import { fits, holdMinutes, type Turn, takeTurn } from './queue.ts'

/** The sentences the person ticked, as they read them. */
export type Wordings = { contact: string; newsletter: string }

const mostPerAddressADay = 5
/** Over all events of the centre: whoever types in another person's address cannot flood them. */
const mostInvitationsADay = 12
const invitations: readonly MailKind[] = ['registration_received', 'registration_waiting', 'registration_again']

/** The page somebody registers on: its centre in its language. */
export type Desk = { centre: Centre; lang: Lang; wordings: Wordings }

/**
 * Takes places, or a place in the queue, for somebody who is not proven to own the address yet.
 * Who asks learns the same whatever happened; only the mail says more.
 */
export const register = async (
  scope: Scope,
  event: EventRecord,
  form: RegistrationForm,
  desk: Desk,
): Promise<{ kind: 'received' | 'closed' }> => {
  const { db, centreId } = scope
  const yesterday = after(scope.now, { days: -1 })
  const emailNorm = normalEmail(form.email)
  const lookUp = () =>
    findEarlier(db, centreId, event.id, { emailNorm, idempotencyKey: form.idempotency_key, since: yesterday })

  // written by what the page showed, before the turn is ours: those behind us wait for the database alone
  const letters = lettersFor(scope, event, form, desk)
  const expected = letters(fits(event, form.party_size))
  const [invited, turn, earlier] = await Promise.all([
    countMailsSince(scope, form.email, invitations, yesterday),
    takeTurn(scope, event),
    lookUp(),
  ])
  if (invited >= mostInvitationsADay) return { kind: 'received' }
  if (!takesRegistrations(event, turn.now)) return { kind: 'closed' }

  const { sent, active, recent } = turn.isSettled ? earlier : await lookUp()
  if (sent?.email_norm === emailNorm) return { kind: 'received' }
  if (active) {
    const dedupeKey = `registration:${active.id}:again:${dayOf(turn.now)}`
    await write(turn, { kind: 'registration_again', event, registration: active, dedupeKey })
    return { kind: 'received' }
  }
  if (recent >= mostPerAddressADay) return { kind: 'received' }

  const isHeld = fits(turn.places, form.party_size)
  // the same page filled in again for somebody else of the house is no repeat
  const idempotency_key = sent ? randomId() : form.idempotency_key
  const letter = expected.isHeld === isHeld ? expected : letters(isHeld)
  // the hour runs from when the form came, as the letter says
  await enter({ ...turn, now: scope.now }, event, { ...form, idempotency_key }, desk, letter)
  return { kind: 'received' }
}

type Reply = Composed & { isHeld: boolean; heldUntil: Date | null }

const lettersFor =
  ({ settings, now }: Scope, event: EventRecord, { name, party_size }: RegistrationForm, { centre, lang }: Desk) =>
  (isHeld: boolean): Reply => {
    const held_until = isHeld ? after(now, { minutes: holdMinutes }) : null
    const kind = isHeld ? 'registration_received' : 'registration_waiting'
    const registration = { lang, name, party_size, held_until }
    return { ...compose(settings, centre, { kind, event, registration }), isHeld, heldUntil: held_until }
  }

/** Everything in one go, so that the turn is over soon. */
const enter = async (
  turn: Turn,
  event: EventRecord,
  form: RegistrationForm,
  { lang, wordings }: Desk,
  letter: Reply,
): Promise<void> => {
  const { db, centreId, now } = turn
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
    state: letter.isHeld ? 'pending_email' : 'waitlisted',
    state_since: now,
    held_until: letter.heldUntil,
    queue_no: letter.isHeld ? null : turn.places.next_queue_no,
    email_verified_at: null,
    consent_contact: form.consent_contact ? wordings.contact : null,
    consent_newsletter: form.consent_newsletter ? wordings.newsletter : null,
    created_at: now,
  }
  const { id, state } = registration
  await Promise.all([
    letter.isHeld ? undefined : takeQueueNumber(db, centreId, event.id),
    createRegistration(db, centreId, { ...registration, idempotency_key: form.idempotency_key }),
    createRegistrationChange(db, centreId, {
      registration_id: id,
      from_state: null,
      to_state: state,
      at: now,
      actor: 'attendee',
    }),
    recordAudit(turn, { action: 'registration.created', subject_type: 'registration', subject_id: id }),
    post(turn, { event, registration, dedupeKey: `registration:${id}:received` }, letter),
  ])
}

/** Mails that an answer of the person, or of the clock, has overtaken. */
export const withdrawInvitations = (scope: Scope, registrationId: string) =>
  withdrawMails(scope, registrationId, invitations)
