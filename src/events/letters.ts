import type { RegistrationMailProps } from '../../views/mail/registration.ts'
import { registrationAgain } from '../../views/mail/registration-again.tsx'
import { registrationCancelled } from '../../views/mail/registration-cancelled.tsx'
import { registrationConfirmed } from '../../views/mail/registration-confirmed.tsx'
import { registrationPromoted } from '../../views/mail/registration-promoted.tsx'
import { registrationQueued } from '../../views/mail/registration-queued.tsx'
import { registrationReceived } from '../../views/mail/registration-received.tsx'
import { registrationWaiting } from '../../views/mail/registration-waiting.tsx'
import { type Centre, findCentre } from '../centres/queries.ts'
import type { Scope } from '../db/scope.ts'
import { textOf } from '../lib/events.ts'
import { after } from '../lib/time.ts'
import { newToken, sha256 } from '../lib/tokens.ts'
import type { RegistrationMailKind } from '../mail/kinds.ts'
import { type MailContent, queueMail } from '../mail/ledger.ts'
import type { Settings } from '../settings.ts'
import type { EventRecord } from './queries/events.ts'
import { createRegistrationToken, deleteRegistrationToken, type RegistrationRecord } from './queries/registrations.ts'

const templates: Record<RegistrationMailKind, (props: RegistrationMailProps) => MailContent> = {
  registration_received: registrationReceived,
  registration_waiting: registrationWaiting,
  registration_confirmed: registrationConfirmed,
  registration_promoted: registrationPromoted,
  registration_queued: registrationQueued,
  registration_cancelled: registrationCancelled,
  registration_again: registrationAgain,
}

type Letter = { kind: RegistrationMailKind; event: EventRecord; registration: RegistrationRecord; dedupeKey: string }

/** What a letter says and the token of its personal link, which is stored nowhere but in it. */
export type Composed = { kind: RegistrationMailKind; token: string; content: MailContent }

/** Promises one mail about a registration, with a personal link of its own. */
export const write = async (scope: Scope, letter: Letter) => {
  const centre = await findCentre(scope.db, scope.centreId, letter.registration.lang)
  await post(scope, letter, compose(scope.settings, centre, letter))
}

/** Asks nothing of the database, so that it can be done before others have to wait. */
export const compose = (
  settings: Settings,
  centre: Centre,
  { kind, event, registration }: Pick<Letter, 'kind' | 'event'> & { registration: Addressee },
): Composed => {
  const token = newToken()
  return { kind, token, content: templates[kind](propsOf(settings, centre, event, registration, token)) }
}

/** Promises a letter that is written already. */
export const post = async (
  scope: Scope,
  { event, registration, dedupeKey }: Omit<Letter, 'kind'>,
  { kind, token, content }: Composed,
) => {
  const { db, centreId, now } = scope
  const token_hash = sha256(token)
  const [isNew] = await Promise.all([
    queueMail(scope, {
      class: 'transactional',
      kind,
      dedupeKey,
      to: { address: registration.email, name: registration.name },
      lang: registration.lang,
      registrationId: registration.id,
      ...(registration.contact_id ? { contactId: registration.contact_id } : {}),
      notAfter: event.ends_at,
      content,
    }),
    createRegistrationToken(db, centreId, {
      token_hash,
      registration_id: registration.id,
      expires_at: after(event.ends_at, { days: 30 }),
      created_at: now,
    }),
  ])
  // promised before: nobody will ever read this link
  if (!isNew) await deleteRegistrationToken(db, centreId, token_hash)
}

type Addressee = Pick<RegistrationRecord, 'lang' | 'name' | 'party_size' | 'held_until'>

const propsOf = (
  { publicUrl }: Settings,
  centre: Centre,
  event: EventRecord,
  { lang, name, party_size, held_until }: Addressee,
  token: string,
): RegistrationMailProps => {
  const page = `${publicUrl}/${lang}/${centre.slug}/events/${event.slug}`
  return {
    lang,
    name,
    partySize: party_size,
    centre,
    event: {
      title: textOf(event, lang).title,
      startsAt: event.starts_at,
      endsAt: event.ends_at,
      venue: event.venue,
      town: event.town,
    },
    link: `${publicUrl}/r/${token}?lang=${lang}`,
    eventLink: page,
    icsLink: `${page}.ics`,
    ...(held_until ? { heldUntil: held_until } : {}),
  }
}
