import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { hashPassword } from '../../src/accounts/passwords.ts'
import { testApp } from '../support/app.ts'
import { aCentre, aMember, cookieOf, password } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'

const { appDb, ownerDb } = testDatabase()
const app = testApp(appDb)

const sessionsOf = (memberId: string) =>
  ownerDb
    .selectFrom('sessions')
    .select(['id_hash', 'user_agent', 'created_at', 'expires_at'])
    .where('member_id', '=', memberId)
    .execute()
const cookieIn = (response: Response) => /^(krajan=[^;]*)/.exec(response.headers.get('set-cookie') ?? '')?.[1] ?? ''
const hashOf = (cookie: string) =>
  createHash('sha256')
    .update(cookie.split('=')[1] ?? '')
    .digest()
const signIn = (fields: Record<string, string>, cookie?: string) =>
  app.post('/sign-in', { password, next: '', ...fields }, cookie)

/** Whether a cookie still opens the account's page, and if not, that it leads to the door. */
const isLive = async (cookie: string) => {
  const { status, headers } = await app.get('/account', cookie)
  if (status !== 200) expect([status, headers.get('location')]).toEqual([303, '/sign-in?next=%2Faccount'])
  return status === 200
}

/** A member with no session yet. */
const aNewcomer = async (role: 'admin' | 'coordinator' | 'reader' = 'coordinator') => {
  const centre = await aCentre(ownerDb)
  const member = await aMember(ownerDb, [centre], role)
  await ownerDb.deleteFrom('sessions').where('member_id', '=', member.id).execute()
  return { ...member, centre }
}

describe('signing in', () => {
  test('with the right password gives a session of which only the hash is stored, and leads to work', async () => {
    const member = await aNewcomer()
    const response = await app.post('/sign-in', { email: member.email, password, next: '' }, undefined, {
      'user-agent': 'x'.repeat(400),
    })
    expect([response.status, response.headers.get('location')]).toEqual([303, '/app'])
    const cookie = cookieIn(response)
    expect(response.headers.get('set-cookie')).toMatch(
      /^krajan=[a-z0-9]{40}; HttpOnly; Max-Age=28800; Path=\/; SameSite=Lax$/,
    )
    const [session, ...others] = await sessionsOf(member.id)
    expect(others).toEqual([])
    expect(session?.id_hash).toEqual(hashOf(cookie))
    expect(session?.user_agent).toBe('x'.repeat(300))
    expect(JSON.stringify(session)).not.toContain(cookie.split('=')[1])
    expect(await (await app.get('/account', cookie)).text()).toContain(member.email)
  })

  test('takes the address in any case and with spaces around', async () => {
    const member = await aNewcomer()
    const response = await signIn({ email: ` ${member.email.toUpperCase()} ` })
    expect(await isLive(cookieIn(response))).toBe(true)
  })

  test('kills a cookie planted before, and leaves other browsers alone', async () => {
    const member = await aNewcomer()
    const attacker = await aNewcomer()
    const [plantedCookie, elsewhere] = [await cookieOf(ownerDb, attacker.id), await cookieOf(ownerDb, member.id)]
    expect(await isLive(plantedCookie)).toBe(true)
    const response = await signIn({ email: member.email }, plantedCookie)
    expect(cookieIn(response)).not.toBe(plantedCookie)
    expect(await isLive(plantedCookie)).toBe(false)
    expect([await isLive(elsewhere), await isLive(cookieIn(response))]).toEqual([true, true])
    const chosen = 'krajan=abcdefghijklmnopqrstuvwxyzabcdefghijklmn'
    await signIn({ email: member.email }, chosen)
    expect(await isLive(chosen)).toBe(false)
  })

  test('over https gives a cookie for this host alone', async () => {
    const member = await aNewcomer()
    const secure = testApp(appDb, { settings: { publicUrl: 'https://krajan.test' } })
    const response = await secure.post('/sign-in', { email: member.email, password, next: '' }, undefined, {
      origin: 'https://krajan.test',
    })
    expect(response.headers.get('set-cookie')).toMatch(
      /^__Host-krajan=[a-z0-9]{40}; HttpOnly; Max-Age=28800; Path=\/; SameSite=Lax; Secure$/,
    )
  })

  test('answers alike for a wrong password, an unknown address, a disabled member and one without a password', async () => {
    const [known, disabled, bare] = [await aNewcomer(), await aNewcomer(), await aNewcomer()]
    await ownerDb.updateTable('members').set({ disabled_at: new Date() }).where('id', '=', disabled.id).execute()
    await ownerDb.updateTable('members').set({ password_hash: null }).where('id', '=', bare.id).execute()
    const attempts = [
      { email: known.email, password: 'wrong' },
      { email: 'nobody@example.org', password },
      { email: disabled.email, password },
      { email: bare.email, password },
    ]
    const answers = await Promise.all(attempts.map(async (attempt) => told(await signIn(attempt), attempt.email)))
    expect(answers[0]).toMatchObject({ status: 422, cookie: null })
    expect(answers[0]?.body).toContain('value="(address)"')
    expect(answers[0]?.body).not.toContain('wrong')
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect(await sessionsOf(disabled.id)).toEqual([])
  })

  test('computes the hash for unknown addresses too', async () => {
    const member = await aNewcomer()
    await ownerDb
      .updateTable('members')
      .set({ password_hash: await hashPassword(password) })
      .where('id', '=', member.id)
      .execute()
    const spent = async (email: string) => {
      const began = process.cpuUsage()
      await signIn({ email, password: 'wrong' })
      return process.cpuUsage(began).user
    }
    const known = Math.min(await spent(member.email), await spent(member.email), await spent(member.email))
    const unknown = Math.min(await spent('n@example.org'), await spent('n@example.org'), await spent('n@example.org'))
    expect(unknown / known).toBeGreaterThan(0.6)
    expect(unknown / known).toBeLessThan(1.7)
  }, 30_000)

  test('says what is missing and keeps the address and the way back', async () => {
    const response = await app.post('/sign-in', { email: 'nobody', password: '', next: '/app/x' })
    const html = await response.text()
    expect(response.status).toBe(422)
    for (const kept of ['value="nobody"', 'name="next" value="/app/x"', 'field-email', 'field-password'])
      expect(html).toContain(kept)
  })
})

describe('the way back after signing in', () => {
  const ownWays = [
    '/app',
    '/app/x/contacts?q=a%26b&sort=name',
    '/account#sessions',
    `/app/x/contacts?after=${'x'.repeat(1500)}`,
  ]
  const strangeWays = [
    'https://evil.example',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\\/evil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
    '/\n/evil.example',
    ' //evil.example',
    'evil.example',
    '/app\r\nSet-Cookie: a=b',
    '',
    '@evil.example',
    '/..//\\evil.example',
    `/${'x'.repeat(5000)}`,
  ]

  test.each(ownWays.map(named))('%j is taken', async (_name, next) => {
    const member = await aNewcomer()
    expect(await (await app.get(`/sign-in?next=${encodeURIComponent(next)}`)).text()).toContain(
      `name="next" value="${next.replaceAll('&', '&amp;')}"`,
    )
    const response = await signIn({ email: member.email, next })
    expect([response.status, response.headers.get('location')]).toEqual([303, next])
  })

  test.each(strangeWays.map(named))('%j leads home instead', async (_name, next) => {
    const member = await aNewcomer()
    expect(await (await app.get(`/sign-in?next=${encodeURIComponent(next)}`)).text()).toContain(
      'name="next" value="/app"',
    )
    const response = await signIn({ email: member.email, next })
    expect([response.status, response.headers.get('location')]).toEqual([303, '/app'])
  })
})

const named = (next: string) => [next.slice(0, 60), next] as const

const told = async (response: Response, email: string) => ({
  status: response.status,
  cookie: response.headers.get('set-cookie'),
  body: (await response.text()).replaceAll(email, '(address)'),
})
