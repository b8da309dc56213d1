import { createActivity } from '../contacts/queries/activities.ts'
import type { Scope } from '../db/scope.ts'
import { textOf } from '../lib/events.ts'
import type { ActivityKind, RegistrationActor, RegistrationState } from '../lib/words.ts'
import type { EventRecord } from './queries/events.ts'
import { createRegistrationChange, type RegistrationRecord, updateRegistration } from './queries/registrations.ts'

type Extra = { held_until?: Date | null; queue_no?: number | null; email_verified_at?: Date; contact_id?: string }

/** Brings a registration to another state with the line of its history; answers with the registration as it now is. */
export const change = async (
  { db, centreId, now }: Scope,
  registration: RegistrationRecord,
  state: RegistrationState,
  actor: RegistrationActor,
  extra: Extra = {},
): Promise<RegistrationRecord> => {
  const changes = { state, state_since: now, held_until: null, ...extra }
  await Promise.all([
    updateRegistration(db, centreId, registration.id, changes),
    createRegistrationChange(db, centreId, {
      registration_id: registration.id,
      from_state: registration.state,
      to_state: state,
      at: now,
      actor,
    }),
  ])
  return { ...registration, ...changes }
}

/** Tells the timeline of the contact, where the registration belongs to one. */
export const tellTimeline = async (
  { db, centreId, now }: Scope,
  event: EventRecord,
  registration: RegistrationRecord,
  kind: ActivityKind,
  occurred_at = now,
) => {
  if (!registration.contact_id) return
  await createActivity(db, centreId, {
    contact_id: registration.contact_id,
    kind,
    occurred_at,
    particulars: { event: textOf(event, 'cs').title, slug: event.slug, party_size: registration.party_size },
  })
}
