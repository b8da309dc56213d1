import type { Scope } from '../db/scope.ts'
import { after } from '../lib/time.ts'
import { withdrawMails } from '../mail/ledger.ts'
import { write } from './letters.ts'
import { type EventRecord, findEventById } from './queries/events.ts'
import { lockPlaces, type Places } from './queries/places.ts'
import { findHeadOfQueue, listLapsed, type RegistrationRecord } from './queries/registrations.ts'
import { change, tellTimeline } from './states.ts'

/** A place is held this long for an address that is not proven yet. */
export const holdMinutes = 60

/** `isSettled`: nothing was due, so that what was read together with the lock still holds. */
export type Turn = Scope & { places: Places; isSettled: boolean }

/**
 * Takes the turn on an event's places: from here to the end of the transaction nobody else decides about them.
 * Places whose hour was over when the request came are free again, and go to the queue first.
 */
export const takeTurn = async (scope: Scope, event: EventRecord): Promise<Turn> => {
  const { db, centreId } = scope
  const [places, lapsed] = await Promise.all([
    lockPlaces(db, centreId, event.id),
    listLapsed(db, centreId, event.id, scope.now),
  ])
  const turn = { ...scope, now: scope.clock(places.now) }
  if (lapsed.length === 0) return { ...turn, places, isSettled: true }
  for (const registration of lapsed)
    await Promise.all([
      change(turn, registration, 'expired', 'clock'),
      withdrawMails(turn, registration.id, ['registration_received']),
    ])
  await promote(turn, event)
  return { ...turn, places: await lockPlaces(db, centreId, event.id), isSettled: false }
}

/** Whether a party may take places now: they are there, and nobody waits who came before. */
export const fits = ({ capacity, taken, waiting }: Pick<Places, 'capacity' | 'taken' | 'waiting'>, party: number) =>
  capacity === null || (waiting === 0 && taken + party <= capacity)

/**
 * Gives free places to those who wait, as long as the next one fits in: first who proved their address, in the order
 * they came; then the others, for whom the place is held like for anybody who has just registered.
 */
export const promote = async (scope: Scope, event: EventRecord): Promise<RegistrationRecord[]> => {
  const promoted: RegistrationRecord[] = []
  if (event.starts_at <= scope.now || event.status !== 'published') return promoted
  for (;;) {
    const [{ capacity, taken }, head] = await Promise.all([
      lockPlaces(scope.db, scope.centreId, event.id),
      findHeadOfQueue(scope.db, scope.centreId, event.id),
    ])
    if (!head || (capacity !== null && taken + head.party_size > capacity)) return promoted

    await withdrawMails(scope, head.id, ['registration_waiting', 'registration_queued'])
    promoted.push(head.email_verified_at ? await letIn(scope, event, head) : await holdFor(scope, event, head))
  }
}

const letIn = async (scope: Scope, event: EventRecord, head: RegistrationRecord) => {
  const registration = await change(scope, head, 'confirmed', 'queue')
  await write(scope, { kind: 'registration_promoted', event, registration, dedupeKey: keyOf(registration, 'promoted') })
  await tellTimeline(scope, event, registration, 'registration_promoted')
  return registration
}

const holdFor = async (scope: Scope, event: EventRecord, head: RegistrationRecord) => {
  const held_until = after(scope.now, { minutes: holdMinutes })
  const registration = await change(scope, head, 'pending_email', 'queue', { held_until })
  await write(scope, { kind: 'registration_received', event, registration, dedupeKey: keyOf(registration, 'held') })
  return registration
}

/** Somebody may move up more than once; each time is a promise of its own. */
const keyOf = ({ id, state_since }: RegistrationRecord, what: string) =>
  `registration:${id}:${what}:${state_since.getTime()}`

/** What the clock does to an event: lapsed holds end and the queue moves up. */
export const settle = async (scope: Scope, eventId: string) => {
  const event = await findEventById(scope.db, scope.centreId, eventId)
  if (event) await takeTurn(scope, event)
}
