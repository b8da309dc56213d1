import type { Scope } from '../db/scope.ts'
import { withdrawMails } from '../mail/ledger.ts'
import { write } from './letters.ts'
import { type EventRecord, findEventById } from './queries/events.ts'
import { lockPlaces, type Places } from './queries/places.ts'
import { findHeadOfQueue, listLapsed, type RegistrationRecord } from './queries/registrations.ts'
import { change, tellTimeline } from './states.ts'

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

/** Gives free places to those who wait, in the order they came, as long as the first in the queue fits in. */
export const promote = async (scope: Scope, event: EventRecord): Promise<RegistrationRecord[]> => {
  const promoted: RegistrationRecord[] = []
  if (event.starts_at <= scope.now || event.status !== 'published') return promoted
  for (;;) {
    const { capacity, taken } = await lockPlaces(scope.db, scope.centreId, event.id)
    const head = await findHeadOfQueue(scope.db, scope.centreId, event.id)
    if (!head || (capacity !== null && taken + head.party_size > capacity)) return promoted

    const registration = await change(scope, head, 'confirmed', 'queue')
    await withdrawMails(scope, head.id, ['registration_waiting', 'registration_queued'])
    await write(scope, {
      kind: 'registration_promoted',
      event,
      registration,
      dedupeKey: `registration:${head.id}:promoted`,
    })
    await tellTimeline(scope, event, registration, 'registration_promoted')
    promoted.push(registration)
  }
}

/** What the clock does to an event: lapsed holds end and the queue moves up. */
export const settle = async (scope: Scope, eventId: string) => {
  const event = await findEventById(scope.db, scope.centreId, eventId)
  if (event) await takeTurn(scope, event)
}
