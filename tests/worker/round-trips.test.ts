import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newToken, sha256 } from '../../src/lib/tokens.ts'
import { aCentre, aContact, aMember, anEvent, type TestCentre, type TestMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { type LongLine, startLongLine } from '../support/long-line.ts'
import { startWorkerd, type Workerd } from '../support/workerd.ts'
import { aSurvey } from '../surveys/scene.ts'
import { aReferral } from '../web/planted-referral.ts'

const database = testDatabase()
const [partnersToken, ownToken] = [newToken(), newToken()]
let line: LongLine
let worker: Workerd
let centre: TestCentre
let member: TestMember
let pages: [path: string, cookie?: string][]

beforeAll(async () => {
  line = await startLongLine(database.appUrl)
  worker = await startWorkerd(line.url)
  centre = await aCentre(database.ownerDb)
  member = await aMember(database.ownerDb, [centre])
  pages = await plantPages()
}, 60_000)
afterAll(async () => {
  await worker?.stop()
  await line?.close()
})

const plantPages = async (): Promise<typeof pages> => {
  const { ownerDb } = database
  const contact = await aContact(ownerDb, centre, { email: 'jana@example.org', phone: '+420777123456' })
  const event = await anEvent(ownerDb, centre)
  const survey = await aSurvey(ownerDb, centre)
  const of = { centre_id: centre.id, contact_id: contact.id }
  const referral = await aReferral(ownerDb, { ...of, word: 'sklo' })
  const expires_at = new Date(Date.now() + 86_400_000)
  const to = { centre_id: centre.id, referral_id: referral.referrals, expires_at }
  await ownerDb
    .insertInto('referral_tokens')
    .values({ ...to, token_hash: sha256(partnersToken) })
    .execute()
  await ownerDb
    .insertInto('personal_tokens')
    .values({ ...of, expires_at, token_hash: sha256(ownToken) })
    .execute()
  const staff = [
    '',
    '/contacts',
    `/contacts/${contact.id}`,
    '/pipelines/return',
    `/events/${event.slug}`,
    '/mail',
    `/surveys/${survey.slug}/results`,
    `/surveys/${survey.slug}/results.csv`,
    `/referrals/new?contact=${contact.id}`,
    `/referrals/${referral.referrals}`,
  ]
  const open = ['', '/events', `/events/${event.slug}`, `/events/${event.slug}.ics`, `/surveys/${survey.slug}`]
  return [
    ...open.map((path): [string] => [`/cs/${centre.slug}${path}`]),
    ...staff.map((path): [string, string] => [`/app/${centre.slug}${path}`, member.cookie]),
    [`/p/${partnersToken}`],
    [`/me/${ownToken}`],
  ]
}

const get = async (path: string, cookie = '') => {
  const began = performance.now()
  const answer = await fetch(worker.url + path, { headers: { cookie }, redirect: 'manual' })
  await answer.arrayBuffer()
  return { status: answer.status, ms: performance.now() - began }
}

/** A connection is closed after its answer, which still belongs to the request before. */
const quiet = async () => {
  await new Promise((resolve) => setTimeout(resolve, 40))
  line.trips()
}

describe('a page in workerd waits for the database at most six times, BEGIN and COMMIT included', () => {
  test('once its isolate knows the statements, on one connection of its own, which takes three more', async () => {
    for (const [path, cookie] of pages) await get(path, cookie)
    for (const [path, cookie] of pages) {
      await quiet()
      const { status } = await get(path, cookie)
      const { connections, setUp, asked } = line.trips()
      expect([path, status, connections, setUp]).toEqual([path, 200, 1, 3])
      expect(asked, path).toBeLessThanOrEqual(6)
    }
  })

  test('so a database 150 ms away costs a page nine times that at most', async () => {
    line.roundTripMs(150)
    for (const [path, cookie] of pages.filter((_page, index) => index % 5 === 0)) {
      const { status, ms } = await get(path, cookie)
      expect([path, status]).toEqual([path, 200])
      // two waits of slack for a busy machine; a page that waited twice for every statement would need five more
      expect(ms, path).toBeLessThan((9 + 2) * 150)
    }
    line.roundTripMs(10)
  })

  test('and a database that is away is a pause in the person’s language, then all is as before', async () => {
    const [path, cookie] = pages[5] ?? ['']
    line.cut(true)
    const answer = await fetch(worker.url + path, { headers: { cookie: cookie ?? '' } })
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
    expect(await answer.text()).toContain('<html lang="cs"')
    line.cut(false)
    expect((await get(path, cookie)).status).toBe(200)
  })
})
