import type { RegistrationMailProps } from '../../views/mail/registration.ts'
import { registrationAgain } from '../../views/mail/registration-again.tsx'
import { registrationCancelled } from '../../views/mail/registration-cancelled.tsx'
import { registrationConfirmed } from '../../views/mail/registration-confirmed.tsx'
import { registrationPromoted } from '../../views/mail/registration-promoted.tsx'
import { registrationQueued } from '../../views/mail/registration-queued.tsx'
import { registrationReceived } from '../../views/mail/registration-received.tsx'
import { registrationWaiting } from '../../views/mail/registration-waiting.tsx'
import { findCentre } from '../centres/queries.ts'
import type { Scope } from '../db/scope.ts'
import { textOf } from '../lib/events.ts'
import { after } from '../lib/time.ts'
import { newToken, sha256 } from '../lib/tokens.ts'
import type { RegistrationMailKind } from '../mail/kinds.ts'
import { type MailContent, queueMail } from '../mail/ledger.ts'
import type { EventRecord } from './queries/events.ts'
import { createRegistrationToken, type RegistrationRecord } from './queries/registrations.ts'

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

/** Promises one mail about a registration, with a personal link of its own; the link's token is stored nowhere but in it. */
export const write = async (scope: Scope, { kind, event, registration, dedupeKey }: Letter) => {
  const { db, centreId, now } = scope
  const token = newToken()
  const content = templates[kind](await propsOf(scope, event, registration, token))
  const queued = await queueMail(scope, {
    class: 'transactional',
    kind,
    dedupeKey,
    to: { address: registration.email, name: registration.name },
    lang: registration.lang,
    registrationId: registration.id,
    ...(registration.contact_id ? { contactId: registration.contact_id } : {}),
    notAfter: event.ends_at,
    content,
  })
  if (!queued) return
  const expires_at = after(event.ends_at, { days: 30 })
  await createRegistrationToken(db, centreId, {
    token_hash: sha256(token),
    registration_id: registration.id,
    expires_at,
    created_at: now,
  })
}

const propsOf = async (
  { db, centreId, settings }: Scope,
  event: EventRecord,
  registration: RegistrationRecord,
  token: string,
) => {
  const { lang, held_until } = registration
  const centre = await findCentre(db, centreId, lang)
  const page = `${settings.publicUrl}/${lang}/${centre.slug}/events/${event.slug}`
  return {
    lang,
    name: registration.name,
    partySize: registration.party_size,
    centre,
    event: {
      title: textOf(event, lang).title,
      startsAt: event.starts_at,
      endsAt: event.ends_at,
      venue: event.venue,
      town: event.town,
    },
    link: `${settings.publicUrl}/r/${token}?lang=${lang}`,
    eventLink: page,
    icsLink: `${page}.ics`,
    ...(held_until ? { heldUntil: held_until } : {}),
  }
}
