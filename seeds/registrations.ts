import { normalEmail } from '../src/lib/email.ts'
import { fullName } from '../src/lib/names.ts'
import { after } from '../src/lib/time.ts'
import type { ActivityKind, RegistrationActor, RegistrationState } from '../src/lib/words.ts'
import { agree, withdrawAll } from './consents.ts'
import { consentWording, registrationNotes } from './data/wordings.ts'
import type { HeldEvent } from './events.ts'
import type { Person } from './people.ts'
import type { Scene } from './scene.ts'
import { record, type Story } from './stories.ts'

type Outcome = 'confirmed' | 'attended' | 'no_show' | 'cancelled' | 'waitlisted' | 'promoted' | 'expired'

export type Coming = {
  event: HeldEvent
  person: Person
  email: string
  /** Whoever did not agree to be kept stays an attendee and is no contact. */
  story?: Story | undefined
  party_size: number
  at: Date
  verifiedAt: Date
  outcome: Outcome
  /** When a place was given back, or given to the first in the queue. */
  settledAt?: Date
}

type Change = { state: RegistrationState; at: Date; actor: RegistrationActor }

/** One registration with how it came to its state, and what the contact's timeline says of it. */
export const register = (scene: Scene, coming: Coming) => {
  const { rows, dice, centre } = scene
  const changes = changesOf(scene, coming)
  const last = changes.at(-1) ?? { state: 'confirmed', at: coming.at }
  const id = dice.id(coming.at)
  rows.registrations.push({
    id,
    ...rowOf(scene, coming),
    state: last.state,
    state_since: last.at,
    version: changes.length,
  })
  changes.forEach(({ state, at, actor }, index) => {
    const from_state = changes[index - 1]?.state ?? null
    rows.registration_changes.push({
      centre_id: centre.id,
      id: dice.id(at),
      registration_id: id,
      from_state,
      to_state: state,
      at,
      actor,
    })
  })
  rows.audit_entries.push({
    centre_id: centre.id,
    id: dice.id(coming.at),
    at: coming.at,
    member_id: null,
    action: 'registration.created',
    subject_type: 'registration',
    subject_id: id,
  })
  if (coming.story) tellTimeline(scene, coming, coming.story)
}

const rowOf = ({ dice, centre }: Scene, coming: Coming) => {
  const { event, person, email, story, outcome, at } = coming
  const agreed = story !== undefined
  const isQueued = outcome === 'waitlisted' || outcome === 'promoted'
  return {
    centre_id: centre.id,
    event_id: event.id,
    contact_id: story?.id ?? null,
    name: fullName(person),
    email,
    email_norm: normalEmail(email),
    party_size: coming.party_size,
    note: dice.chance(0.15) ? dice.pick(registrationNotes) : '',
    lang: person.lang,
    consent_contact: agreed ? consentWording('contact', person.lang, centre.name) : null,
    consent_newsletter: agreed && dice.chance(0.45) ? consentWording('newsletter', person.lang, centre.name) : null,
    queue_no: isQueued ? takeQueueNumber(event) : null,
    email_verified_at: outcome === 'expired' ? null : coming.verifiedAt,
    idempotency_key: dice.id(at),
    created_at: at,
  }
}

const takeQueueNumber = ({ places }: HeldEvent): number => {
  const number = places.next_queue_no ?? 1
  places.next_queue_no = number + 1
  return number
}

const changesOf = ({ dice, now }: Scene, { event, at, verifiedAt, outcome, settledAt = now }: Coming): Change[] => {
  const received: Change = { state: 'pending_email', at, actor: 'attendee' }
  const confirmed: Change = { state: 'confirmed', at: verifiedAt, actor: 'attendee' }
  const queued: Change = { state: 'waitlisted', at, actor: 'attendee' }
  const arrived = after(event.startsAt, { minutes: dice.int(-20, 45) })
  const changes: Record<Outcome, Change[]> = {
    confirmed: [received, confirmed],
    attended: [received, confirmed, { state: 'attended', at: arrived, actor: 'staff' }],
    no_show: [received, confirmed, { state: 'no_show', at: after(event.endsAt, { hours: 12 }), actor: 'staff' }],
    cancelled: [received, confirmed, { state: 'cancelled', at: settledAt, actor: 'attendee' }],
    waitlisted: [queued],
    promoted: [queued, { state: 'confirmed', at: settledAt, actor: 'queue' }],
    expired: [received, { state: 'expired', at: after(at, { minutes: 60 }), actor: 'clock' }],
  }
  return changes[outcome]
}

const tellTimeline = (scene: Scene, coming: Coming, story: Story) => {
  const { event, outcome, verifiedAt, settledAt = scene.now } = coming
  const particulars = { event: event.title, slug: event.slug, party_size: coming.party_size }
  const tell = (kind: ActivityKind, at: Date) => record(scene, story, kind, at, { particulars })
  const isQueued = outcome === 'waitlisted' || outcome === 'promoted'
  const row = scene.rows.registrations.at(-1)
  tell('registered', coming.at)
  if (row?.consent_contact) agree(scene, story, 'contact', verifiedAt, `registration:${event.slug}`)
  if (row?.consent_newsletter) agree(scene, story, 'newsletter', verifiedAt, `registration:${event.slug}`)
  tell(isQueued ? 'registration_waitlisted' : 'registration_confirmed', verifiedAt)
  if (outcome === 'promoted') tell('registration_promoted', settledAt)
  if (outcome === 'cancelled') tell('registration_cancelled', settledAt)
  if (story.stage === 'lost') withdrawAll(scene, story, story.since)
}
