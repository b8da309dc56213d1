import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Scope } from '../../db/scope.ts'

type Place = Pick<Scope, 'db' | 'centreId'>

/** For the person themselves: what they registered for, and what became of it. */
export const eventsData = async (place: Place, contactId: string) => ({
  registrations: await ownRegistrations(place, contactId).execute(),
  registration_changes: await changes(place, contactId),
})

export const ownRegistrations = ({ db, centreId }: Place, contactId: string) =>
  db
    .selectFrom('registrations as r')
    .innerJoin('events as v', (join) => join.onRef('v.centre_id', '=', 'r.centre_id').onRef('v.id', '=', 'r.event_id'))
    .where('r.centre_id', '=', centreId)
    .where('r.contact_id', '=', contactId)
    .select(['r.id', 'r.name', 'r.email', 'r.party_size', 'r.note', 'r.lang', 'r.state', 'r.state_since'])
    .select(['r.consent_contact', 'r.consent_newsletter', 'r.created_at', 'v.slug', 'v.starts_at'])
    .select((row) =>
      jsonArrayFrom(
        row
          .selectFrom('event_texts as x')
          .whereRef('x.centre_id', '=', 'v.centre_id')
          .whereRef('x.event_id', '=', 'v.id')
          .select(['x.lang', 'x.title', 'x.summary', 'x.description']),
      ).as('texts'),
    )
    .orderBy('v.starts_at', 'desc')

const changes = ({ db, centreId }: Place, contactId: string) =>
  db
    .selectFrom('registration_changes as s')
    .innerJoin('registrations as r', (join) =>
      join.onRef('r.centre_id', '=', 's.centre_id').onRef('r.id', '=', 's.registration_id'),
    )
    .where('s.centre_id', '=', centreId)
    .where('r.contact_id', '=', contactId)
    .select(['s.registration_id', 's.from_state', 's.to_state', 's.actor', 's.at'])
    .orderBy('s.at')
    .execute()
