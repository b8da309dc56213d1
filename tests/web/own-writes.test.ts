import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { publicUrl, testApp } from '../support/app.ts'
import { aMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { addressOf, aLivelyCentre, type Planted } from './two-centres.ts'

const { appDb, ownerDb } = testDatabase()
const app = testApp(appDb)
const routes = app.app.routes.filter(({ method }) => !['ALL', 'GET', 'HEAD'].includes(method))
const patterns = [...new Set(routes.map(({ method, path }) => `${method} ${path}`))]

let planted: Planted
let cookie: string

beforeAll(async () => {
  planted = await aLivelyCentre(ownerDb, app, 'domaci')
})

beforeEach(async () => {
  ;({ cookie } = await aMember(ownerDb, [planted.centre], 'admin'))
})

const addressIn = (pattern: string) => addressOf(pattern.slice(pattern.indexOf(' ') + 1), planted)

/** All that stands in the database but for counters of limits. */
const everything = async () => {
  const { rows } = await sql<{ hash: string }>`
    select md5(concat(
      (select string_agg(t::text, '' order by id) from contacts t), (select string_agg(t::text, '' order by id) from activities t),
      (select string_agg(t::text, '' order by id) from events t), (select string_agg(t::text, '' order by id) from registrations t),
      (select string_agg(t::text, '' order by id) from enrolments t), (select string_agg(t::text, '' order by id) from members t),
      (select string_agg(id_hash::text, '' order by id_hash) from sessions t), (select count(*) from mails), (select count(*) from audit_entries)
    )) as hash`.execute(ownerDb)
  return rows[0]?.hash
}

const form = 'application/x-www-form-urlencoded'
const fields =
  'stage=moving&version=1&lang=en&kind=note&body=x&next_step=x&next_step_on=2030-01-01&family_name=X&title_cs=X&party_size=1'
const post = (
  address: string,
  headers: Record<string, string>,
  body: BodyInit = `${fields}&contact=${planted.ids.contacts}`,
) => app.app.request(`${publicUrl}${address}`, { method: 'POST', headers: { cookie, ...headers }, body })

const bytes = new TextEncoder().encode(fields)

const forgeries: [string, Record<string, string>, BodyInit?][] = [
  ['a page elsewhere', { 'content-type': form, origin: 'https://evil.example' }],
  ['a page that hides where it is', { 'content-type': form, origin: 'null' }],
  ['nobody says where', { 'content-type': form }],
  ['a page elsewhere that a browser tells of', { 'content-type': form, 'sec-fetch-site': 'cross-site' }],
  [
    'a neighbour under the same domain',
    { 'content-type': form, 'sec-fetch-site': 'same-site', origin: 'https://x.krajan.test' },
  ],
  ['the same host by another scheme or port', { 'content-type': form, origin: 'https://krajan.test:8443' }],
  ['a page elsewhere, as plain text', { 'content-type': 'text/plain', origin: 'https://evil.example' }],
  ['a page of ours, as plain text', { 'content-type': 'text/plain', origin: publicUrl }],
  ['a page of ours, as JSON', { 'content-type': 'application/json', origin: publicUrl }],
  ['a page elsewhere, as JSON', { 'content-type': 'application/json', origin: 'https://evil.example' }],
  [
    'a page elsewhere, in capitals',
    { 'content-type': 'Application/X-WWW-Form-Urlencoded', origin: 'https://evil.example' },
  ],
  ['a page of ours that does not say what it sends', { origin: publicUrl }, bytes],
  ['a page elsewhere that does not say what it sends', { origin: 'https://evil.example' }, bytes],
]

describe.each(patterns)('%s', (pattern) => {
  test('takes nothing that is not sent by a form of ours', async () => {
    const address = addressIn(pattern)
    const before = await everything()
    for (const [who, headers, body] of forgeries) {
      const { status } = await post(address, headers, body)
      expect([who, status === 403 || status === 415]).toEqual([who, true])
    }
    expect(await everything()).toBe(before)
  })

  test('takes what a form of ours sends, as browsers with and without Origin do', async () => {
    const signedOut = pattern.includes('sign-out') || pattern.includes('sign-in')
    const own = { ...(signedOut ? { cookie: '' } : {}), 'content-type': form }
    for (const [header, value] of [
      ['origin', publicUrl],
      ['sec-fetch-site', 'same-origin'],
    ] as const) {
      const { status } = await post(addressIn(pattern), { ...own, [header]: value })
      // only the link of a registration is planted; others lead nowhere
      const deadLink = pattern.includes('/:token') && !pattern.includes('/r/')
      expect(deadLink ? [404] : [200, 303, 409, 410, 422]).toContain(status)
    }
  })
})

test('there are many such routes', () => expect(patterns.length).toBeGreaterThan(15))

test('GET changes nothing, at whatever address', async () => {
  const before = await everything()
  for (const { method, path } of app.app.routes.filter(({ method }) => method === 'GET' || method === 'POST')) {
    if (path.endsWith('/*')) continue
    await app.get(addressIn(`${method} ${path.replace(/\/$/, '') || '/'}`), cookie)
  }
  expect(await everything()).toBe(before)
})
