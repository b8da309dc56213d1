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

/**
 * Takes the turn on an event's places: from here to the end of the transaction nobody else decides about them.
 * Places whose hour is over are free again, and go to the queue first.
 */
export const takeTurn = async (scope: Scope, event: EventRecord): Promise<Scope> => {
  const places = await lockPlaces(scope.db, scope.centreId, event.id)
  const turn = { ...scope, now: scope.clock(places.now) }
  const lapsed = await listLapsed(turn.db, turn.centreId, event.id, turn.now)
  for (const registration of lapsed) {
    await change(turn, registration, 'expired', 'clock')
    await withdrawMails(turn, registration.id, ['registration_received'])
  }
  if (lapsed.length > 0) await promote(turn, event)
  return turn
}

/** Whether a party may take places now: they are there, and nobody waits who came before. */
export const fits = ({ capacity, taken, waiting }: Places, party: number) =>
  capacity === null || (waiting === 0 && taken + party <= capacity)

/**
 * Gives free places to those who wait, as long as the next one fits in: first who proved their address, in the order
 * they came; then the others, for whom the place is held like for anybody who has just registered.
 */
export const promote = async (scope: Scope, event: EventRecord): Promise<RegistrationRecord[]> => {
  const promoted: RegistrationRecord[] = []
  if (event.starts_at <= scope.now || event.status !== 'published') return promoted
  for (;;) {
    const { capacity, taken } = await lockPlaces(scope.db, scope.centreId, event.id)
    const head = await findHeadOfQueue(scope.db, scope.centreId, event.id)
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
