import { hashPassword } from '../../src/accounts/passwords.ts'
import { sessions } from '../../src/accounts/sessions.ts'
import type { Db } from '../../src/db/connection.ts'
import { newId, randomId } from '../../src/lib/ids.ts'
import type { Role, Stage, Track } from '../../src/lib/words.ts'
import { publicUrl } from './app.ts'

export const password = 'a long enough password'
/** Cheap on purpose: the cost of the real one is tested where passwords are. */
const passwordHash = await hashPassword(password, { N: 1024, r: 8, p: 1 })

export type TestCentre = { id: string; slug: string; name: string; email: string }
export type TestMember = { id: string; email: string; name: string; cookie: string }

/** A centre of the test's own, under a random slug. */
export const aCentre = async (ownerDb: Db, { tracks = ['return'] }: { tracks?: Track[] } = {}): Promise<TestCentre> => {
  const id = newId()
  const slug = `centrum-${id.slice(-12)}`
  const centre = { id, slug, name: `Centrum ${id.slice(-6)}`, email: `info@${slug}.example.org` }
  await ownerDb
    .insertInto('centres')
    .values({ ...centre, region: 'Karlovarský kraj', tracks, address: 'Zkušební 1, Karlovy Vary' })
    .execute()
  return centre
}

/** A member with one role in each of the centres, signed in. */
export const aMember = async (
  ownerDb: Db,
  centres: TestCentre[],
  role: Role = 'coordinator',
  name = 'Hana Zkušební',
): Promise<TestMember> => {
  const id = newId()
  const email = `${role}-${id}@example.org`
  await ownerDb.insertInto('members').values({ id, email, name, password_hash: passwordHash }).execute()
  for (const { id: centre_id } of centres) {
    await ownerDb.insertInto('memberships').values({ centre_id, member_id: id, role }).execute()
  }
  return { id, email, name, cookie: await cookieOf(ownerDb, id) }
}

/** A session without typing a password. */
export const cookieOf = async (db: Db, memberId: string): Promise<string> => {
  const lucia = sessions(db, publicUrl)
  const session = await lucia.createSession(memberId, { user_agent: 'test' })
  return `${lucia.sessionCookieName}=${session.id}`
}

type PersonOptions = {
  given_name?: string
  family_name?: string
  email?: string
  phone?: string
  track?: Track
  stage?: Stage
  residence?: string
  municipality_origin?: string
  tags?: string[]
  owner_id?: string
  next_step?: string
  next_step_on?: string
}

/** A contact, by default on the way home and considering it. */
export const aContact = async (ownerDb: Db, centre: TestCentre, person: PersonOptions = {}) => {
  const { email, phone, track = 'return', stage = 'considering', ...facts } = person
  const id = newId()
  const now = new Date()
  await ownerDb
    .insertInto('contacts')
    .values({
      centre_id: centre.id,
      id,
      given_name: 'Jana',
      family_name: 'Dvořáková',
      source: 'staff',
      created_at: now,
      updated_at: now,
      ...facts,
    })
    .execute()
  for (const [kind, value] of [
    ['email', email],
    ['phone', phone],
  ] as const) {
    if (!value) continue
    const point = {
      centre_id: centre.id,
      id: newId(),
      contact_id: id,
      kind,
      value,
      value_norm: value.toLowerCase(),
      created_at: now,
    }
    await ownerDb.insertInto('contact_points').values(point).execute()
  }
  const enrolmentId = newId()
  await ownerDb
    .insertInto('enrolments')
    .values({ centre_id: centre.id, id: enrolmentId, contact_id: id, track, stage, stage_since: now, created_at: now })
    .execute()
  return { id, enrolmentId }
}

type EventOptions = {
  slug?: string
  title?: string
  capacity?: number | null
  status?: 'draft' | 'published' | 'cancelled'
  starts_at?: Date
  track?: Track | null
  entry_stage?: Stage | null
}

/** An event three weeks from now, open for registration. */
export const anEvent = async (ownerDb: Db, centre: TestCentre, options: EventOptions = {}) => {
  const id = newId()
  const now = new Date()
  const { slug = `setkani-${id.slice(-8)}`, title = 'Setkání v Plzni', capacity = 60, status = 'published' } = options
  const {
    starts_at = new Date(now.getTime() + 21 * 86_400_000),
    track = 'return',
    entry_stage = 'considering',
  } = options
  await ownerDb
    .insertInto('events')
    .values({
      centre_id: centre.id,
      id,
      slug,
      status,
      starts_at,
      ends_at: new Date(starts_at.getTime() + 3 * 3_600_000),
      venue: 'DEPO2015',
      town: 'Plzeň',
      track,
      entry_stage,
      created_at: now,
      updated_at: now,
    })
    .execute()
  await ownerDb.insertInto('event_texts').values({ centre_id: centre.id, event_id: id, lang: 'cs', title }).execute()
  await ownerDb.insertInto('event_places').values({ centre_id: centre.id, event_id: id, capacity }).execute()
  return { id, slug, title }
}

/** What a filled-in registration form posts. */
export const registrationFields = (fields: Record<string, string> = {}): Record<string, string> => ({
  name: 'Karel Novák',
  email: `karel-${randomId()}@example.org`,
  party_size: '1',
  consent_contact: 'on',
  idempotency_key: randomId(),
  ...fields,
})
