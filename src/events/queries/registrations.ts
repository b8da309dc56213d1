import { type Insertable, sql, type Updateable } from 'kysely'
import type { Db } from '../../db/connection.ts'
import type { Registrations } from '../../db/types.generated.ts'
import { newId } from '../../lib/ids.ts'
import { anId, decodeCursor, pageOf } from '../../lib/paging.ts'
import type { RegistrationActor, RegistrationState } from '../../lib/words.ts'

export type RegistrationRecord = Awaited<ReturnType<typeof findRegistration>> & {}

export const findRegistration = (db: Db, centreId: string, id: string) =>
  registrations(db, centreId).where('id', '=', id).executeTakeFirst()

export const findRegistrationByToken = (db: Db, centreId: string, tokenHash: Buffer, now: Date) =>
  registrations(db, centreId)
    .where('id', 'in', (token) =>
      token
        .selectFrom('registration_tokens')
        .where('centre_id', '=', centreId)
        .where('token_hash', '=', tokenHash)
        .where('expires_at', '>', now)
        .select('registration_id'),
    )
    .executeTakeFirst()

/** The one registration of an address for an event that is not over and done with. */
export const findActiveRegistration = (db: Db, centreId: string, eventId: string, emailNorm: string) =>
  registrations(db, centreId)
    .where('event_id', '=', eventId)
    .where('email_norm', '=', emailNorm)
    .where('state', 'in', activeStates)
    .executeTakeFirst()

export type Asked = { emailNorm: string; idempotencyKey: string; since: Date }

/**
 * What is known about who asks for places: sent with this very form, in force, and how many of the address since then.
 * An address has five new ones a day at most, so all of them are read: this is asked while others wait.
 */
export const findEarlier = async (
  db: Db,
  centreId: string,
  eventId: string,
  { emailNorm, idempotencyKey, since }: Asked,
) => {
  const rows = await registrations(db, centreId)
    .select('idempotency_key')
    .where('event_id', '=', eventId)
    .where((row) => row.or([row('email_norm', '=', emailNorm), row('idempotency_key', '=', idempotencyKey)]))
    .execute()
  const own = rows.filter(({ email_norm }) => email_norm === emailNorm)
  return {
    sent: rows.find(({ idempotency_key }) => idempotency_key === idempotencyKey),
    active: own.find(({ state }) => activeStates.some((active) => active === state)),
    recent: own.filter(({ created_at }) => created_at > since).length,
  }
}

/** Held places of an event whose hour is over, in the order they were taken. */
export const listLapsed = (db: Db, centreId: string, eventId: string, now: Date) =>
  registrations(db, centreId).where('event_id', '=', eventId).where('held_until', '<=', now).orderBy('id').execute()

/** Whose turn it is: the first in the queue who proved their address, or the first of all when nobody did. */
export const findHeadOfQueue = (db: Db, centreId: string, eventId: string) =>
  registrations(db, centreId)
    .where('event_id', '=', eventId)
    .where('state', '=', 'waitlisted')
    .orderBy(sql`email_verified_at is null`)
    .orderBy('queue_no')
    .limit(1)
    .executeTakeFirst()

/** A page of an event's registrations in the order they came. */
export const listRegistrations = async (
  db: Db,
  centreId: string,
  eventId: string,
  { state, after, size }: { state?: RegistrationState | undefined; after?: string | undefined; size: number },
) => {
  const cursor = decodeCursor(after, [anId])
  const rows = await registrations(db, centreId)
    .where('event_id', '=', eventId)
    .$if(state !== undefined, (query) => query.where('state', '=', state ?? 'confirmed'))
    .$if(cursor !== undefined, (query) => query.where('id', '>', cursor?.[0] ?? ''))
    .orderBy('id')
    .limit(size + 1)
    .execute()
  return pageOf(rows, size, (row) => [row.id])
}

/** Who has a place, for the door; at most 2 000. */
export const listAttendees = (db: Db, centreId: string, eventId: string) =>
  registrations(db, centreId)
    .where('event_id', '=', eventId)
    .where('state', 'in', ['confirmed', 'attended', 'no_show'])
    .limit(2000)
    .execute()

/** How many registrations and people stand in each state. */
export const countByState = (db: Db, centreId: string, eventId: string) =>
  db
    .selectFrom('registrations')
    .where('centre_id', '=', centreId)
    .where('event_id', '=', eventId)
    .select(['state', sql<number>`count(*)::int`.as('registrations'), sql<number>`sum(party_size)::int`.as('people')])
    .groupBy('state')
    .execute()

/** The newest registrations of the whole centre. */
export const listNewestRegistrations = (db: Db, centreId: string, most: number) =>
  db
    .selectFrom('registrations as r')
    .innerJoin('events as v', (join) => join.onRef('v.centre_id', '=', 'r.centre_id').onRef('v.id', '=', 'r.event_id'))
    .innerJoin('event_texts as x', (join) =>
      join.onRef('x.centre_id', '=', 'r.centre_id').onRef('x.event_id', '=', 'r.event_id').on('x.lang', '=', 'cs'),
    )
    .where('r.centre_id', '=', centreId)
    .select(['r.id', 'r.name', 'r.state', 'r.party_size', 'r.contact_id', 'r.created_at', 'v.slug', 'x.title'])
    .orderBy('r.id', 'desc')
    .limit(most)
    .execute()

export const createRegistration = async (
  db: Db,
  centreId: string,
  registration: Omit<Insertable<Registrations>, 'centre_id'>,
) => {
  await db
    .insertInto('registrations')
    .values({ centre_id: centreId, ...registration })
    .execute()
}

export const updateRegistration = async (db: Db, centreId: string, id: string, changes: Updateable<Registrations>) => {
  await db
    .updateTable('registrations')
    .set((row) => ({ ...changes, version: row('version', '+', 1) }))
    .where('centre_id', '=', centreId)
    .where('id', '=', id)
    .execute()
}

type Change = {
  registration_id: string
  from_state: RegistrationState | null
  to_state: RegistrationState
  at: Date
  actor: RegistrationActor
}

export const createRegistrationChange = async (db: Db, centreId: string, change: Change) => {
  await db
    .insertInto('registration_changes')
    .values({ centre_id: centreId, id: newId(), ...change })
    .execute()
}

type NewToken = { token_hash: Buffer; registration_id: string; expires_at: Date; created_at: Date }

export const deleteRegistrationToken = async (db: Db, centreId: string, tokenHash: Buffer) => {
  await db
    .deleteFrom('registration_tokens')
    .where('centre_id', '=', centreId)
    .where('token_hash', '=', tokenHash)
    .execute()
}

export const createRegistrationToken = async (db: Db, centreId: string, token: NewToken) => {
  await db
    .insertInto('registration_tokens')
    .values({ centre_id: centreId, ...token })
    .execute()
}

/** Of these an address has one at most, which the index `registrations_one_active` holds. */
const activeStates = ['pending_email', 'waitlisted', 'offered', 'confirmed', 'attended', 'no_show'] as const

const registrations = (db: Db, centreId: string) =>
  db
    .selectFrom('registrations')
    .where('centre_id', '=', centreId)
    .select(['id', 'event_id', 'contact_id', 'name', 'email', 'email_norm', 'party_size', 'note', 'lang', 'state'])
    .select([
      'state_since',
      'held_until',
      'queue_no',
      'email_verified_at',
      'consent_contact',
      'consent_newsletter',
      'created_at',
    ])
