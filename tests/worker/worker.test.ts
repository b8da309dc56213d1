import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCentre, aMember, anEvent, password, registrationFields } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { startWorkerd, type Workerd } from '../support/workerd.ts'
import { visitor } from './visitor.ts'

const database = testDatabase()
let worker: Workerd

beforeAll(async () => {
  worker = await startWorkerd(database.appUrl)
}, 60_000)
afterAll(() => worker?.stop())

const post = (path: string, fields: Record<string, string>, cookie = '') =>
  fetch(worker.url + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: worker.url, cookie },
    body: new URLSearchParams(fields),
  })

describe('the Workers bundle in workerd', () => {
  test('is ready when the database is migrated', async () => {
    const answer = await fetch(`${worker.url}/readyz`)
    expect([answer.status, await answer.text()]).toEqual([200, 'ready'])
  })

  test('serves pages with the assets they name', async () => {
    const centre = await aCentre(database.ownerDb)
    const answer = await fetch(`${worker.url}/de/${centre.slug}`)
    const html = await answer.text()
    expect(html).toContain(centre.name)
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'")
    const assets = [...html.matchAll(/(?:src|href)="(\/static\/[^"]+)"/g)].map(([, path]) => path)
    expect(assets.length).toBeGreaterThan(2)
    for (const path of assets) expect((await fetch(worker.url + path)).status).toBe(200)
    expect((await fetch(`${worker.url}/build.ts`)).status).toBe(404)
  })

  test('signs a member in and shows the centre, twenty times without keeping a connection', async () => {
    const centre = await aCentre(database.ownerDb)
    const member = await aMember(database.ownerDb, [centre])
    const signedIn = await post('/sign-in', { email: member.email, password, next: `/app/${centre.slug}` })
    expect([signedIn.status, signedIn.headers.get('location')]).toEqual([303, `/app/${centre.slug}`])
    const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    const pages = await Promise.all(
      Array.from({ length: 20 }, () =>
        fetch(`${worker.url}/app/${centre.slug}`, { headers: { cookie } }).then((answer) => answer.text()),
      ),
    )
    expect(pages.every((page) => page.includes(member.name))).toBe(true)
  })

  test('says no as it should: to readers, strangers, bad input, and who tries too often', async () => {
    const centre = await aCentre(database.ownerDb)
    const reader = await aMember(database.ownerDb, [centre], 'reader')
    const browser = visitor(worker.url, 'uk')
    expect((await browser.get('/')).location).toBe('/uk')
    expect((await browser.get(`/${centre.slug}/events`)).location).toBe(`/uk/${centre.slug}/events`)
    const stranger = await browser.get(`/app/${centre.slug}`)
    expect([stranger.status, stranger.location.startsWith('/sign-in?next=')]).toEqual([303, true])
    expect((await browser.get(`/uk/${centre.slug}/events/none`)).status).toBe(404)

    const event = await anEvent(database.ownerDb, centre)
    const wrong = await browser.post(`/uk/${centre.slug}/events/${event.slug}`, registrationFields({ email: 'nobody' }))
    expect([wrong.status, wrong.text.includes('value="nobody"')]).toEqual([422, true])
    const calendar = await browser.get(`/uk/${centre.slug}/events/${event.slug}.ics`)
    expect(calendar.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    expect(calendar.text).toContain('BEGIN:VEVENT')

    const guesses = []
    for (let guess = 0; guess < 11; guess++)
      guesses.push(await browser.post('/sign-in', { email: reader.email, password: `guess ${guess}` }))
    expect(guesses.map(({ status }) => status)).toEqual([...Array(10).fill(422), 429])
    expect(guesses.at(-1)?.headers.get('retry-after')).toBe('600')
    const signedIn = { cookie: reader.cookie }
    expect((await browser.get(`/app/${centre.slug}`, signedIn)).status).toBe(200)
    expect((await browser.post(`/app/${centre.slug}/contacts`, { given_name: 'Jan' }, signedIn)).status).toBe(403)
    expect((await browser.get('/app/somewhere-else', signedIn)).status).toBe(404)
  })

  test('takes a registration and keeps its mail', async () => {
    const centre = await aCentre(database.ownerDb)
    const event = await anEvent(database.ownerDb, centre)
    const answer = await post(
      `/cs/${centre.slug}/events/${event.slug}`,
      registrationFields({ email: 'jana@example.org' }),
    )
    expect(answer.status).toBe(303)
    const mails = await database.ownerDb
      .selectFrom('mails')
      .where('centre_id', '=', centre.id)
      .select(['to_address', 'state'])
      .execute()
    expect(mails).toEqual([{ to_address: 'jana@example.org', state: 'kept' }])
  })

  test('lets lapsed places go when the clock calls', async () => {
    const centre = await aCentre(database.ownerDb)
    const event = await anEvent(database.ownerDb, centre, { capacity: 1 })
    await post(`/cs/${centre.slug}/events/${event.slug}`, registrationFields())
    await database.ownerDb
      .updateTable('registrations')
      .set({ held_until: new Date(Date.now() - 1000) })
      .where('event_id', '=', event.id)
      .execute()
    await worker.tick()
    const places = () =>
      database.ownerDb.selectFrom('event_places').where('event_id', '=', event.id).select('taken').executeTakeFirst()
    await expect.poll(places, { timeout: 5_000 }).toEqual({ taken: 0 })
  })
})
