import type { LogEvent } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDb } from '../../src/db/connection.ts'
import { nothingKnown } from '../../src/db/known.ts'
import { newId } from '../../src/lib/ids.ts'
import { newToken, sha256 } from '../../src/lib/tokens.ts'
import { aRelease } from '../sharing/pages/scene.ts'
import { type TestApp, testApp } from '../support/app.ts'
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
import { type LongLine, startLongLine } from '../support/long-line.ts'
import { aSurvey } from '../surveys/scene.ts'
import { aNewcomer } from './planted-newcomer.ts'
import { aReferral } from './planted-referral.ts'

let asked: string[] = []
const database = testDatabase()
let line: LongLine
let app: TestApp
let centre: TestCentre
let member: TestMember
let contact: { id: string }
let event: { slug: string }
let survey: { slug: string }
let referral: Awaited<ReturnType<typeof aReferral>>
let release: Awaited<ReturnType<typeof aRelease>>
const [partnersToken, ownToken, newcomersToken] = [newToken(), newToken(), newToken()]
let draft: string

beforeAll(async () => {
  line = await startLongLine(database.appUrl, 4)
  const onQuery = (event: LogEvent) => void asked.push(event.query.sql)
  app = testApp(openDb(line.url, { max: 3, known: nothingKnown(), onQuery }))
  centre = await aCentre(database.ownerDb)
  member = await aMember(database.ownerDb, [centre], 'admin')
  contact = await aContact(database.ownerDb, centre, { email: 'jana@example.org', phone: '+420777123456' })
  event = await anEvent(database.ownerDb, centre)
  await app.post(`/cs/${centre.slug}/events/${event.slug}`, registrationFields())
  await plantLinks()
  await plantRelease()
})
afterAll(() => line?.close())

const plantRelease = async () => {
  release = await aRelease(database.ownerDb, centre, { status: 'approved' })
  const offer = { release_id: release.id, audience: 'public' as const, agreement: 'Kdokoli.' }
  await database.ownerDb
    .insertInto('offers')
    .values({ centre_id: centre.id, id: newId(), ...offer, offered_by: member.id, offered_at: new Date() })
    .execute()
}

const plantLinks = async () => {
  survey = await aSurvey(database.ownerDb, centre)
  const answered = await app.post(`/uk/${centre.slug}/surveys/${survey.slug}`, { page: '1', q_considered: 'yes' })
  draft = /survey=([\w-]{43})/.exec(answered.headers.getSetCookie()[0] ?? '')?.[1] ?? ''
  const of = { centre_id: centre.id, contact_id: contact.id }
  referral = await aReferral(database.ownerDb, { ...of, word: 'sklo' })
  const expires_at = new Date(Date.now() + 86_400_000)
  const to = { centre_id: centre.id, referral_id: referral.referrals, token_hash: sha256(partnersToken), expires_at }
  await database.ownerDb.insertInto('referral_tokens').values(to).execute()
  const own = { ...of, token_hash: sha256(ownToken), expires_at }
  await database.ownerDb.insertInto('personal_tokens').values(own).execute()
  const id = await aNewcomer(database.ownerDb, { ...of, word: 'dotaz' })
  const held = { token_hash: sha256(newcomersToken) }
  await database.ownerDb.updateTable('newcomers').set(held).where('id', '=', id).execute()
}

/** Counted on the wire when the page is asked again, as what is sent together travels together. */
const roundTripsOf = async (path: string, cookie?: string) => {
  await (await app.get(path, cookie)).text()
  line.trips()
  asked = []
  const answer = await app.get(path, cookie)
  await answer.text()
  return { status: answer.status, trips: line.trips().asked, asked }
}

describe('a page asks the database at most six times, session and COMMIT included', () => {
  const staffPages = () => [
    '',
    '/day',
    '/tasks',
    '/tasks?who=all&show=closed',
    '/tasks?who=nobody',
    '/tasks/new',
    '/tasks/without-next-step',
    '/palette?q=dvorak',
    '/contacts',
    '/contacts?q=dvorak&stage=considering',
    '/contacts?view=all&tag=x&sort=next_step&cols=email,phone',
    '/contacts/where',
    '/obligations',
    '/duplicates',
    '/jobs',
    '/contacts/import',
    '/settings/pipelines',
    '/settings/pipelines/considering',
    '/settings/pipelines/considering/retire',
    '/settings/pipelines/reset',
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
    '/surveys',
    `/surveys/${survey.slug}`,
    `/surveys/${survey.slug}/results`,
    `/surveys/${survey.slug}/results.csv`,
    `/surveys/${survey.slug}/results/considered.csv`,
    '/settings',
    '/settings/members',
    '/settings/members/new',
    `/settings/members/${member.id}`,
    '/partners',
    '/partners?q=poradna&language=cs',
    '/partners/new',
    `/partners/${referral.partners}`,
    `/partners/${referral.partners}/edit`,
    '/referrals',
    '/referrals?box=incoming',
    `/referrals/new?contact=${contact.id}`,
    `/referrals/${referral.referrals}`,
    `/referrals/incoming/${referral.incoming}`,
    '/sharing',
    `/sharing/${release.id}`,
    `/sharing/${release.id}/offers/new`,
    `/sharing/${release.id}/downloads`,
  ]
  const publicPages = () => [
    '',
    '/events',
    `/events/${event.slug}`,
    `/events/${event.slug}.ics`,
    '/privacy',
    `/surveys/${survey.slug}`,
    `/surveys/${survey.slug}?page=2`,
    `/surveys/${survey.slug}/later`,
    `/surveys/${survey.slug}/thanks`,
    '/enquiry',
    '/enquiry/check-your-email',
    '/panel',
    '/panel/check-your-email',
    '/my-data',
    '/my-data/check-your-email',
    '/data',
    `/data/${release.slug}/1/1`,
    `/data/${release.slug}/1/1/metadata.jsonld`,
  ]

  test('for members', async () => {
    for (const path of staffPages()) {
      const { status, trips, asked: statements } = await roundTripsOf(`/app/${centre.slug}${path}`, member.cookie)
      expect([path, status]).toEqual([path, 200])
      expect(trips, `${path}\n${statements.join('\n')}`).toBeLessThanOrEqual(6)
    }
  })

  test('for everybody', async () => {
    for (const path of publicPages()) {
      const cookie = path.startsWith('/surveys/') ? `survey=${draft}` : undefined
      const { status, trips, asked: statements } = await roundTripsOf(`/uk/${centre.slug}${path}`, cookie)
      expect([path, status]).toEqual([path, 200])
      expect(trips, `${path}\n${statements.join('\n')}`).toBeLessThanOrEqual(6)
    }
  })

  test('for whoever holds a link', async () => {
    const links: [string, number][] = [
      [`/p/${partnersToken}`, 200],
      [`/s/${draft}`, 303],
      [`/me/${ownToken}`, 200],
      [`/n/${newcomersToken}`, 200],
    ]
    for (const [path, expected] of links) {
      const { status, trips, asked: statements } = await roundTripsOf(path)
      expect([path, status]).toEqual([path, expected])
      expect(trips, `${path}\n${statements.join('\n')}`).toBeLessThanOrEqual(6)
    }
  })
})
