import { describe, expect, test } from 'vitest'
import { testApp } from '../support/app.ts'
import { aCentre, aMember, cookieOf } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'

const { appDb, ownerDb } = testDatabase()
const app = testApp(appDb)

const hour = 3_600_000
const fromNow = (hours: number) => new Date(Date.now() + hours * hour)

const aSignedIn = async () => {
  const centre = await aCentre(ownerDb)
  return { ...(await aMember(ownerDb, [centre])), centre }
}
const sessionsOf = (id: string) =>
  ownerDb.selectFrom('sessions').select(['created_at', 'expires_at']).where('member_id', '=', id).execute()
const setSession = (id: string, times: { created_at?: Date; expires_at?: Date }) =>
  ownerDb.updateTable('sessions').set(times).where('member_id', '=', id).execute()
const isLive = async (cookie: string) => (await app.get('/account', cookie)).status === 200

describe('a session', () => {
  test('lives eight hours from its beginning, and no longer when it is not used', async () => {
    const { id, cookie } = await aSignedIn()
    const [session] = await sessionsOf(id)
    expect(Math.abs(Number(session?.expires_at) - Number(fromNow(8)))).toBeLessThan(60_000)
    await setSession(id, { expires_at: fromNow(0.01) })
    expect(await isLive(cookie)).toBe(true)
    await setSession(id, { expires_at: fromNow(-0.001) })
    expect(await isLive(cookie)).toBe(false)
  })

  test('is not written to while more than half of its time is left', async () => {
    const { id, cookie } = await aSignedIn()
    await setSession(id, { expires_at: fromNow(5) })
    const before = await sessionsOf(id)
    const response = await app.get('/account', cookie)
    expect([response.status, response.headers.get('set-cookie')]).toEqual([200, null])
    expect(await sessionsOf(id)).toEqual(before)
  })

  test('lives eight hours on from a use in its second half, and the browser is told', async () => {
    const { id, cookie } = await aSignedIn()
    await setSession(id, { expires_at: fromNow(3) })
    const response = await app.get('/account', cookie)
    expect(response.headers.get('set-cookie')).toContain(`${cookie}; HttpOnly; Max-Age=28800`)
    const [session] = await sessionsOf(id)
    expect(Math.abs(Number(session?.expires_at) - Number(fromNow(8)))).toBeLessThan(60_000)
  })

  test('ends a week after it began, however much it is used', async () => {
    const { id, cookie } = await aSignedIn()
    const created_at = fromNow(-7 * 24 + 2)
    await setSession(id, { created_at, expires_at: fromNow(1) })
    expect(await isLive(cookie)).toBe(true)
    expect((await sessionsOf(id))[0]?.expires_at).toEqual(new Date(created_at.getTime() + 7 * 24 * hour))
    await setSession(id, { created_at: fromNow(-7 * 24 - 1), expires_at: fromNow(3) })
    await isLive(cookie)
    expect(await isLive(cookie)).toBe(false)
  })

  test('ends for a disabled member with the next request, and for one who left a centre in that centre', async () => {
    const { id, cookie, centre } = await aSignedIn()
    expect((await app.get(`/app/${centre.slug}`, cookie)).status).toBe(200)
    await ownerDb.deleteFrom('memberships').where('member_id', '=', id).execute()
    expect((await app.get(`/app/${centre.slug}`, cookie)).status).toBe(404)
    expect(await isLive(cookie)).toBe(true)
    await ownerDb.updateTable('members').set({ disabled_at: new Date() }).where('id', '=', id).execute()
    expect(await isLive(cookie)).toBe(false)
  })

  test('takes on a new role with the next request', async () => {
    const { id, cookie, centre } = await aSignedIn()
    expect((await app.get(`/app/${centre.slug}/contacts/new`, cookie)).status).toBe(200)
    await ownerDb.updateTable('memberships').set({ role: 'reader' }).where('member_id', '=', id).execute()
    expect((await app.get(`/app/${centre.slug}/contacts/new`, cookie)).status).toBe(403)
  })
})

describe('signing out', () => {
  test('revokes this session and leaves the others', async () => {
    const { id, cookie } = await aSignedIn()
    const other = await cookieOf(ownerDb, id)
    const response = await app.post('/sign-out', {}, cookie)
    expect([response.status, response.headers.get('location')]).toEqual([303, '/sign-in'])
    expect(response.headers.get('set-cookie')).toMatch(/^krajan=; HttpOnly; Max-Age=0/)
    expect([await isLive(cookie), await isLive(other)]).toEqual([false, true])
    expect(await sessionsOf(id)).toHaveLength(1)
    expect((await app.post('/sign-out', {}, cookie)).status).toBe(303)
  })

  test('everywhere revokes every session of the member and of nobody else', async () => {
    const [{ id, cookie }, stranger] = [await aSignedIn(), await aSignedIn()]
    const other = await cookieOf(ownerDb, id)
    const response = await app.post('/account/sign-out-everywhere', {}, cookie)
    expect([response.status, response.headers.get('location')]).toEqual([303, '/sign-in'])
    expect(response.headers.get('set-cookie')).toMatch(/^krajan=; HttpOnly; Max-Age=0/)
    expect([await isLive(cookie), await isLive(other), await isLive(stranger.cookie)]).toEqual([false, false, true])
    expect(await sessionsOf(id)).toEqual([])
  })

  test('is nothing a link or a page of somebody else can do', async () => {
    const { cookie } = await aSignedIn()
    expect((await app.get('/sign-out', cookie)).status).toBe(404)
    expect((await app.post('/sign-out', {}, cookie, { origin: 'https://evil.example' })).status).toBe(403)
    expect(await isLive(cookie)).toBe(true)
  })
})

describe('the own account', () => {
  const langOf = (id: string) =>
    ownerDb.selectFrom('members').select('lang').where('id', '=', id).executeTakeFirstOrThrow()

  test('speaks the language the member chose, from the next page on, for this member only', async () => {
    const [member, other] = [await aSignedIn(), await aSignedIn()]
    expect(await (await app.get('/account', member.cookie)).text()).toContain('<html lang="cs"')
    const response = await app.post('/account', { lang: 'en' }, member.cookie)
    expect([response.status, response.headers.get('location')]).toEqual([303, '/account?done=saved'])
    expect(await (await app.get('/account', member.cookie)).text()).toContain('<html lang="en"')
    expect(await (await app.get(`/app/${member.centre.slug}`, member.cookie)).text()).toContain('<html lang="en"')
    expect([await langOf(member.id), await langOf(other.id)]).toEqual([{ lang: 'en' }, { lang: 'cs' }])
  })

  test.each([{ lang: 'de' }, { lang: '' }, {}, { lang: 'en\0x' }, { lang: 'x'.repeat(100_000) }])(
    'refuses a language it does not speak',
    async (fields) => {
      const member = await aSignedIn()
      const response = await app.post('/account', fields as Record<string, string>, member.cookie) // one of them lacks the field
      expect(response.status).toBe(422)
      expect(await response.text()).toContain(member.email)
      expect(await langOf(member.id)).toEqual({ lang: 'cs' })
    },
  )

  test('with one centre leads there, with more lets choose, and with none says so', async () => {
    const [one, two] = [await aCentre(ownerDb), await aCentre(ownerDb)]
    const single = await aMember(ownerDb, [one])
    expect((await app.get('/app', single.cookie)).headers.get('location')).toBe(`/app/${one.slug}`)
    const double = await (await app.get('/app', (await aMember(ownerDb, [one, two])).cookie)).text()
    expect([one, two].map(({ slug }) => double.includes(`href="/app/${slug}"`))).toEqual([true, true])
    const nobody = await app.get('/app', (await aMember(ownerDb, [])).cookie)
    expect(nobody.status).toBe(200)
    expect(await nobody.text()).not.toContain(one.slug)
  })
})
