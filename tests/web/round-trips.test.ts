import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '../support/app.ts'
import {
  aCentre,
  aContact,
  aMember,
  anEvent,
  registrationFields,
  type TestCentre,
  type TestMember,
} from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'

let asked: string[] = []
const database = testDatabase({ onQuery: (event) => void asked.push(event.query.sql) })
const app = testApp(database.appDb)
let centre: TestCentre
let member: TestMember
let contact: { id: string }
let event: { slug: string }

beforeAll(async () => {
  centre = await aCentre(database.ownerDb)
  member = await aMember(database.ownerDb, [centre])
  contact = await aContact(database.ownerDb, centre, { email: 'jana@example.org', phone: '+420777123456' })
  event = await anEvent(database.ownerDb, centre)
  await app.post(`/cs/${centre.slug}/events/${event.slug}`, registrationFields())
})

/** BEGIN travels with the statement after it and is not reported; COMMIT is. */
const roundTripsOf = async (path: string, cookie?: string) => {
  asked = []
  const answer = await app.get(path, cookie)
  return { status: answer.status, trips: asked.length, asked }
}

describe('a page asks the database at most six times, session and COMMIT included', () => {
  const staffPages = () => [
    '',
    '/contacts',
    '/contacts?q=dvorak&stage=considering',
    `/contacts/${contact.id}`,
    `/contacts/${contact.id}/edit`,
    '/contacts/new',
    '/pipelines/return',
    '/pipelines/return/considering',
    '/events',
    '/events?when=past',
    `/events/${event.slug}`,
    `/events/${event.slug}/edit`,
    `/events/${event.slug}/registrations/print`,
    '/mail',
  ]
  const publicPages = () => ['', '/events', `/events/${event.slug}`, `/events/${event.slug}.ics`, '/privacy']

  test('for members', async () => {
    for (const path of staffPages()) {
      const { status, trips, asked: statements } = await roundTripsOf(`/app/${centre.slug}${path}`, member.cookie)
      expect([path, status]).toEqual([path, 200])
      expect(trips, `${path}\n${statements.join('\n')}`).toBeLessThanOrEqual(6)
    }
  })

  test('for everybody', async () => {
    for (const path of publicPages()) {
      const { status, trips, asked: statements } = await roundTripsOf(`/uk/${centre.slug}${path}`)
      expect([path, status]).toEqual([path, 200])
      expect(trips, `${path}\n${statements.join('\n')}`).toBeLessThanOrEqual(6)
    }
  })
})
