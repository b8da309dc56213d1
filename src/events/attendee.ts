import { enrol, meet } from '../contacts/person.ts'
import { createActivity } from '../contacts/queries/activities.ts'
import type { Scope } from '../db/scope.ts'
import type { Purpose } from '../lib/words.ts'
import { grantConsent } from '../privacy/queries.ts'
import type { EventRecord } from './queries/events.ts'
import { type RegistrationRecord, updateRegistration } from './queries/registrations.ts'
import { tellTimeline } from './states.ts'

/**
 * Joins a proven registration to the one contact of its address. Who is unknown and did not agree to be kept
 * stays an attendee of this event and becomes no contact.
 */
export const join = async (
  scope: Scope,
  event: EventRecord,
  registration: RegistrationRecord,
): Promise<RegistrationRecord> => {
  if (registration.contact_id) return registration
  const agreed = registration.consent_contact !== null || registration.consent_newsletter !== null
  const { name, email, lang } = registration
  const met = await meet(scope, { name, email, lang, source: 'registration' }, agreed)
  if (!met) return registration
  const contactId = met.id

  await updateRegistration(scope.db, scope.centreId, registration.id, { contact_id: contactId })
  const joined = { ...registration, contact_id: contactId }
  await tellTimeline(scope, event, joined, 'registered', registration.created_at)
  await keepConsent(scope, joined, contactId, 'contact', registration.consent_contact, event)
  await keepConsent(scope, joined, contactId, 'newsletter', registration.consent_newsletter, event)
  if (agreed && event.track && event.entry_stage) {
    await enrol(scope, { contactId, track: event.track, stage: event.entry_stage, memberId: null })
  }
  return joined
}

const keepConsent = async (
  scope: Scope,
  registration: RegistrationRecord,
  contactId: string,
  purpose: Purpose,
  wording: string | null,
  event: EventRecord,
) => {
  if (wording === null) return
  const source = `registration:${event.slug}`
  const isNew = await grantConsent(scope, { contactId, purpose, wording, lang: registration.lang, source })
  if (!isNew) return
  await createActivity(scope.db, scope.centreId, {
    contact_id: contactId,
    kind: 'consent_given',
    occurred_at: scope.now,
    body: wording,
    particulars: { purpose },
  })
}
