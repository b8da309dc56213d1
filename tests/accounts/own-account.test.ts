import { describe, expect, test } from 'vitest'
import { deviceOf } from '../../src/accounts/device.ts'
import { weaknessOf } from '../../src/accounts/password-rules.ts'
import { newId } from '../../src/lib/ids.ts'
import { testApp } from '../support/app.ts'
import { aCentre, aMember, cookieOf, password } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { cookieIn, good } from './team-scene.ts'

const { appDb, ownerDb } = testDatabase()
const app = testApp(appDb)

const someone = async () => {
  const centre = await aCentre(ownerDb)
  return { ...(await aMember(ownerDb, [centre], 'coordinator', 'Hana Zkušební')), centre }
}
const isLive = async (cookie: string) => (await app.get('/account', cookie)).status === 200
const sessionsOf = (id: string) =>
  ownerDb.selectFrom('sessions').select(['id', 'id_hash', 'user_agent']).where('member_id', '=', id).execute()
const rowOf = (id: string) => ownerDb.selectFrom('members').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

describe('the own sessions', () => {
  test('are listed with the device in words, this one marked, and nothing in them opens anything', async () => {
    const me = await someone()
    const answer = await app.post('/sign-in', { email: me.email, password, next: '' }, undefined, {
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    })
    const html = await (await app.get('/account/sessions', cookieIn(answer))).text()
    expect([html.match(/Firefox, Linux/g)?.length, html.match(/neznámý prohlížeč/g)?.length]).toEqual([1, 2])
    expect(html.match(/toto zařízení/g)).toHaveLength(1)
    for (const { id_hash } of await sessionsOf(me.id)) {
      for (const form of ['hex', 'base64', 'base64url'] as const) expect(html).not.toContain(id_hash.toString(form))
    }
    for (const cookie of [me.cookie, cookieIn(answer)]) expect(html).not.toContain(cookie.split('=')[1])
  })

  test('end one by one: the session is refused at the next request, the others live on', async () => {
    const me = await someone()
    const other = await cookieOf(ownerDb, me.id)
    const html = await (await app.get('/account/sessions', me.cookie)).text()
    const [action = ''] = /\/account\/sessions\/[0-9a-f-]{36}\/end/.exec(html) ?? []
    const ended = await app.post(action, {}, me.cookie)
    expect([ended.status, ended.headers.get('location')]).toEqual([303, '/account/sessions?done=ended'])
    expect([await isLive(other), await isLive(me.cookie)]).toEqual([false, true])
    expect((await app.post(action, {}, me.cookie)).status).toBe(303)
  })

  test('of somebody else cannot be ended by their id, and look like none', async () => {
    const [me, stranger] = [await someone(), await someone()]
    const [theirs] = await sessionsOf(stranger.id)
    const tried = await app.post(`/account/sessions/${theirs?.id}/end`, {}, me.cookie)
    const never = await app.post(`/account/sessions/${newId()}/end`, {}, me.cookie)
    expect([tried.status, never.status, await isLive(stranger.cookie)]).toEqual([303, 303, true])
  })

  test('all others end at once, this one and everybody else’s stay, also when asked again', async () => {
    const [me, stranger] = [await someone(), await someone()]
    const others = [await cookieOf(ownerDb, me.id), await cookieOf(ownerDb, me.id)]
    for (const _ of [1, 2]) {
      const ended = await app.post('/account/sessions/others', {}, me.cookie)
      expect([ended.status, ended.headers.get('location')]).toEqual([303, '/account/sessions?done=others'])
    }
    expect(await Promise.all([...others, me.cookie, stranger.cookie].map(isLive))).toEqual([false, false, true, true])
  })
})

describe('what browsers say of themselves', () => {
  test.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36',
      'Chrome, Windows',
    ],
    ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0', 'Edge, Windows'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1 Version/19.0 Mobile/15E148 Safari/604.1',
      'Safari, iPhone',
    ],
    [
      'Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36',
      'Chrome, Android',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/19.0 Safari/605.1.15',
      'Safari, macOS',
    ],
    ['curl/8.5.0', undefined],
    ['', undefined],
  ])('%s', (said, device) => expect(deviceOf(said)).toBe(device))
})

describe('name, language and keys', () => {
  test('are changed by their owner, for their owner alone, and show on the next page', async () => {
    const [me, other] = [await someone(), await someone()]
    expect((await app.post('/account', { lang: 'en', name: '  Hana   Nová ' }, me.cookie)).status).toBe(303)
    expect((await app.post('/account/shortcuts', {}, me.cookie)).status).toBe(303)
    const html = await (await app.get(`/app/${me.centre.slug}`, me.cookie)).text()
    expect(html).toMatch(/<html lang="en"[^>]*data-shortcuts="off"/)
    expect(html).toContain('Hana Nová')
    expect(await rowOf(other.id)).toMatchObject({ lang: 'cs', name: 'Hana Zkušební', shortcuts: true })
    await app.post('/account/shortcuts', { shortcuts: 'on' }, me.cookie)
    expect(await (await app.get(`/app/${me.centre.slug}`, me.cookie)).text()).not.toContain('data-shortcuts=')
  })

  test('a name cannot be empty or endless, and what was typed stays', async () => {
    const me = await someone()
    for (const name of ['', '   ', 'x'.repeat(151)]) {
      const answer = await app.post('/account', { lang: 'en', name }, me.cookie)
      expect([answer.status, (await answer.text()).includes(`value="${name}"`)]).toEqual([422, name !== '' || true])
    }
    expect(await rowOf(me.id)).toMatchObject({ lang: 'cs', name: 'Hana Zkušební' })
  })
})

describe('a new password', () => {
  const change = (cookie: string, fields: Record<string, string>) => app.post('/account/password', fields, cookie)

  test('ends every session but this one, which goes on under a new id', async () => {
    const me = await someone()
    const other = await cookieOf(ownerDb, me.id)
    const changed = await change(me.cookie, { current: password, password: good })
    const fresh = cookieIn(changed)
    expect([changed.status, changed.headers.get('location')]).toEqual([303, '/account/password?done=saved'])
    expect(fresh).not.toBe(me.cookie)
    expect(await Promise.all([me.cookie, other, fresh].map(isLive))).toEqual([false, false, true])
    const signIn = (typed: string) => app.post('/sign-in', { email: me.email, password: typed, next: '' })
    expect([(await signIn(password)).status, (await signIn(good)).status]).toEqual([422, 303])
  })

  test('needs the present one; a wrong one changes nothing and stands in no answer', async () => {
    const me = await someone()
    const before = await rowOf(me.id)
    const answer = await change(me.cookie, { current: 'úplně jiné heslo', password: good })
    const html = await answer.text()
    expect([answer.status, html.includes('Tohle heslo nesedí'), html.includes('field-current-error')]).toEqual([
      422,
      true,
      true,
    ])
    expect([html.includes('jiné heslo'), html.includes(good)]).toEqual([false, false])
    expect([await rowOf(me.id), await isLive(me.cookie)]).toEqual([before, true])
  })

  test.each([
    ['short', 'jedenáctkus'],
    ['own', 'Hana.Zkušební'],
    ['common', 'heslo1234567'],
  ])('that is too easy is refused: %s', async (_why, typed) => {
    const me = await someone()
    const before = await rowOf(me.id)
    const answer = await change(me.cookie, { current: password, password: typed })
    expect([answer.status, (await answer.text()).includes('field-password-error')]).toEqual([422, true])
    expect(await rowOf(me.id)).toEqual(before)
  })

  test('guessed at from a browser left open ends after ten wrong ones, for this network', async () => {
    const me = await someone()
    let address = '198.51.100.7'
    const strict = testApp(appDb, { settings: { rateLimits: true }, addressOf: () => address })
    const tries: number[] = []
    for (let time = 0; time < 11; time++)
      tries.push((await strict.post('/account/password', { current: 'špatně', password: good }, me.cookie)).status)
    expect(tries).toEqual([...Array(10).fill(422), 429])
    expect((await strict.post('/account/password', { current: password, password: good }, me.cookie)).status).toBe(429)
    address = '203.0.113.9'
    expect((await strict.post('/account/password', { current: password, password: good }, me.cookie)).status).toBe(303)
  }, 20_000)
})

describe('which passwords are too easy', () => {
  const me = { name: 'Jana Nováková', email: 'jana.novakova@centrum.example.org' }
  test.each([
    ['jedenáctkus', 'short'],
    ['e\u0301'.repeat(11), 'short'],
    ['Jana Nováková', 'own'],
    ['jana.novakova@centrum.example.org', 'own'],
    ['NOVAKOVA-jana-1', 'own'],
    ['passwordpassword', 'common'],
    ['heslo-heslo-heslo', 'common'],
    ['qwertyuiop123', 'common'],
    ['aaaaaaaaaaaaaaaa', 'common'],
    ['123456789012', 'common'],
    ['kolo mrak sedm lip', undefined],
    ['správný kůň baterie', undefined],
    ['xJ9#mQ2$vL7!', undefined],
    ['🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔🐧', undefined],
  ])('%s: %s', (typed, why) => expect(weaknessOf(typed, me)).toBe(why))
})
