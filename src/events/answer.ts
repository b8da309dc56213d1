import type { Scope } from '../db/scope.ts'
import { after } from '../lib/time.ts'
import { type AuditEntry, recordAudit } from '../privacy/queries.ts'
import { join } from './attendee.ts'
import { write } from './letters.ts'
import type { EventRecord } from './queries/events.ts'
import { takeQueueNumber } from './queries/places.ts'
import {
  findActiveRegistration,
  findRegistration,
  type RegistrationRecord,
  updateRegistration,
} from './queries/registrations.ts'
import { fits, promote, type Turn, takeTurn } from './queue.ts'
import { withdrawInvitations } from './registration.ts'
import { change, tellTimeline } from './states.ts'

export type Answered = {
  kind: 'confirmed' | 'waitlisted' | 'cancelled' | 'over' | 'too_late' | 'elsewhere' | 'unchanged'
}

/** After the held hour a person may still come back this long, as far as places are left. */
export const confirmHours = 48
/** A cancelled registration can be taken back this long, if nobody got the place. */
export const undoMinutes = 15

/** The person pressed "I am coming": the address is theirs, the place too, or the place in the queue. */
export const confirm = (scope: Scope, event: EventRecord, id: string): Promise<Answered> =>
  answer(scope, event, id, async (turn, registration) => {
    if (registration.state === 'confirmed' || registration.state === 'attended') return { kind: 'confirmed' }
    if (registration.state === 'waitlisted' && registration.email_verified_at) return { kind: 'waitlisted' }
    if (registration.state === 'cancelled') return { kind: 'cancelled' }
    if (registration.state !== 'expired') return admit(turn, event, registration)
    if (registration.created_at < after(turn.now, { hours: -confirmHours })) return { kind: 'too_late' }
    if (await isElsewhere(turn, event, registration)) return { kind: 'elsewhere' }
    return admit(turn, event, registration)
  })

/** The person, or a member for them, gives the place back. */
export const cancel = (scope: Scope, event: EventRecord, id: string, memberId?: string): Promise<Answered> =>
  answer(scope, event, id, async (turn, registration) => {
    if (registration.state === 'cancelled') return { kind: 'cancelled' }
    if (!['pending_email', 'waitlisted', 'offered', 'confirmed'].includes(registration.state))
      return { kind: 'unchanged' }
    const cancelled = await change(turn, registration, 'cancelled', memberId ? 'staff' : 'attendee')
    await withdrawInvitations(turn, id)
    await write(turn, {
      kind: 'registration_cancelled',
      event,
      registration: cancelled,
      dedupeKey: keyOf(cancelled, 'cancelled'),
    })
    await tellTimeline(turn, event, cancelled, 'registration_cancelled')
    await audit(turn, cancelled, 'registration.cancelled', memberId)
    await promote(turn, event)
    return { kind: 'cancelled' }
  })

/** Within a quarter of an hour a cancellation can be taken back; who comes back to a full event waits at the end. */
export const restore = (scope: Scope, event: EventRecord, id: string): Promise<Answered> =>
  answer(scope, event, id, async (turn, registration) => {
    if (registration.state !== 'cancelled') return { kind: 'unchanged' }
    if (registration.state_since < after(turn.now, { minutes: -undoMinutes })) return { kind: 'too_late' }
    if (await isElsewhere(turn, event, registration)) return { kind: 'elsewhere' }
    return admit(turn, event, registration)
  })

const answer = async (
  scope: Scope,
  event: EventRecord,
  id: string,
  decide: (turn: Turn, registration: RegistrationRecord) => Promise<Answered>,
): Promise<Answered> => {
  const find = () => findRegistration(scope.db, scope.centreId, id)
  const [turn, found] = await Promise.all([takeTurn(scope, event), find()])
  const registration = turn.isSettled ? found : await find()
  if (!registration) return { kind: 'unchanged' }
  if (event.ends_at <= turn.now || event.status !== 'published') return { kind: 'over' }
  return decide(turn, registration)
}

/** Confirms who holds a place or finds one, and lets everybody else wait where they are or at the end. */
const admit = async (turn: Turn, event: EventRecord, registration: RegistrationRecord): Promise<Answered> => {
  const { now } = turn
  const verified = { email_verified_at: registration.email_verified_at ?? now }
  await withdrawInvitations(turn, registration.id)
  if (
    registration.state === 'pending_email' ||
    (registration.state !== 'waitlisted' && fits(turn.places, registration.party_size))
  ) {
    const confirmed = await join(turn, event, await change(turn, registration, 'confirmed', 'attendee', verified))
    await write(turn, {
      kind: 'registration_confirmed',
      event,
      registration: confirmed,
      dedupeKey: keyOf(confirmed, 'confirmed'),
    })
    await Promise.all([
      tellTimeline(turn, event, confirmed, 'registration_confirmed'),
      audit(turn, confirmed, 'registration.confirmed'),
    ])
    return { kind: 'confirmed' }
  }
  return queueUp(turn, event, registration, verified)
}

const queueUp = async (
  turn: Scope,
  event: EventRecord,
  registration: RegistrationRecord,
  verified: { email_verified_at: Date },
) => {
  const { db, centreId } = turn
  const waits = registration.state === 'waitlisted'
  if (waits) await updateRegistration(db, centreId, registration.id, verified)
  const queued = waits
    ? { ...registration, ...verified }
    : await change(turn, registration, 'waitlisted', 'attendee', {
        ...verified,
        queue_no: await takeQueueNumber(db, centreId, event.id),
      })
  const joined = await join(turn, event, queued)
  await tellTimeline(turn, event, joined, 'registration_waitlisted')
  await audit(turn, joined, 'registration.waitlisted')
  const promoted = await promote(turn, event)
  if (promoted.some(({ id }) => id === joined.id)) return { kind: 'confirmed' as const }
  await write(turn, { kind: 'registration_queued', event, registration: joined, dedupeKey: keyOf(joined, 'queued') })
  return { kind: 'waitlisted' as const }
}

/** The same address registered anew in the meantime; that registration counts now. */
const isElsewhere = async ({ db, centreId }: Scope, event: EventRecord, registration: RegistrationRecord) => {
  const active = await findActiveRegistration(db, centreId, event.id, registration.email_norm)
  return active !== undefined && active.id !== registration.id
}

/** A registration may be confirmed, cancelled and taken back more than once; each time is a promise of its own. */
const keyOf = ({ id, state_since }: RegistrationRecord, what: string) =>
  `registration:${id}:${what}:${state_since.getTime()}`

const audit = (scope: Scope, registration: RegistrationRecord, action: AuditEntry['action'], memberId?: string) =>
  recordAudit(scope, {
    action,
    subject_type: 'registration',
    subject_id: registration.id,
    fields: ['state'],
    member_id: memberId ?? null,
  })
