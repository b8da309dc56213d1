import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { sha256 } from '../../src/lib/tokens.ts'
import { publicCentre } from '../../src/web/centre.ts'
import type { PublicEnv } from '../../src/web/env.ts'
import { answerError } from '../../src/web/errors.tsx'
import { request } from '../../src/web/request.ts'
import { logged, testSettings } from '../support/app.ts'
import { aMember, registrationFields } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { fingerprint, type Scene, setScene, textOf } from './scene.ts'

const database = testDatabase()
const { ownerDb } = database

const tokensOf = async (scene: Scene) => {
  const mails = await ownerDb.selectFrom('mails').select('body').where('centre_id', '=', scene.centre.id).execute()
  return mails.map(({ body }) => /\/r\/([\w-]{43})/.exec(body)?.[1] ?? '')
}

test('opening any page any number of times changes nothing in the database', async () => {
  const scene = await setScene(database, { capacity: 2 })
  const member = await aMember(ownerDb, [scene.centre])
  await scene.come('host@example.org')
  await scene.register('drzi@example.org')
  await scene.register('ceka@example.org')
  scene.pass(30)
  const [registration] = await scene.registrationsOf('host@example.org')
  const [mail] = await scene.mailsTo('host@example.org')
  const centre = `/cs/${scene.centre.slug}`
  const staff = `/app/${scene.centre.slug}`
  const [, , , token = ''] = [...(await tokensOf(scene))]
  const buttons = ['confirm', 'cancel', 'restore'].map((button) => `/r/${token}/${button}`)
  const links = (await tokensOf(scene)).flatMap((key) => [`/r/${key}`, `/r/${key}?lang=uk`])
  const pages = [
    ...[centre, `${centre}/events`, `${centre}/events.ics`, scene.address, `${scene.address}.ics`, `${centre}/privacy`],
    ...[`${scene.address}/check-your-email`, '/cs', '/', '/cs/accessibility', '/healthz', '/readyz', '/sign-in'],
    ...[
      staff,
      `${staff}/events`,
      `${staff}/events?when=past`,
      `${staff}/events/new`,
      `${staff}/mail`,
      '/app',
      '/account',
    ],
    ...[`${staff}/mail/${mail?.id}`, `${staff}/mail/${mail?.id}/html`],
    ...['', '?state=confirmed', '/edit', '/registrations', '/registrations/print', '/publish'].map(
      (rest) => `${staff}/events/${scene.event.slug}${rest}`,
    ),
    ...[`${staff}/contacts`, `${staff}/contacts/${registration?.contact_id}`, ...links, ...buttons],
    `${staff}/events/${scene.event.slug}/registrations/${registration?.id}/cancel`,
  ]
  const before = await fingerprint(database)
  for (const page of pages) {
    for (const method of ['GET', 'GET', 'GET', 'GET', 'GET', 'HEAD', 'HEAD', 'HEAD', 'HEAD', 'HEAD', 'OPTIONS']) {
      const headers = { cookie: member.cookie, purpose: 'prefetch', 'sec-purpose': 'prefetch' }
      const { status } = await scene.app.app.request(`http://krajan.test${page}`, { method, headers })
      expect([page, method, status < 500]).toEqual([page, method, true])
    }
  }
  expect(await fingerprint(database)).toEqual(before)
  // the same pages could have changed something: their buttons do
  await scene.press('drzi@example.org', 'confirm')
  expect(await fingerprint(database)).not.toEqual(before)
}, 60_000)

test('even a page that tried to write could not: its transaction only reads', async () => {
  const scene = await setScene(database)
  const planted = new Hono<PublicEnv>()
  planted.onError((error, c) => answerError(error, c as never)) // the same handler the app uses; the Envs differ
  const log = { info: () => {}, error: () => {}, warn: () => {} } as never // only a place for words
  const connect = () => ({ db: database.appDb, release: async () => {} })
  planted.use(
    request({
      connect,
      clock: (now) => now,
      log,
      settings: testSettings,
      addressOf: () => '',
      nudge: () => {},
    }) as never,
  )
  planted.use('/:lang/:centre/*', publicCentre)
  planted.all('/:lang/:centre/write', async (c) => {
    const { db, centreId } = c.var.scope
    await db.updateTable('events').set({ town: 'Jinde' }).where('centre_id', '=', centreId).execute()
    return c.text('written')
  })
  const townOf = async () =>
    (await ownerDb.selectFrom('events').select('town').where('id', '=', scene.event.id).executeTakeFirst())?.town
  const path = `http://krajan.test/cs/${scene.centre.slug}/write`
  expect([(await planted.request(path)).status, await townOf()]).toEqual([500, 'Plzeň'])
  expect([(await planted.request(path, { method: 'HEAD' })).status, await townOf()]).toEqual([500, 'Plzeň'])
  expect([(await planted.request(path, { method: 'POST' })).status, await townOf()]).toEqual([200, 'Jinde'])
})

test('a wrong, cut, lengthened or expired link shows one and the same page', async () => {
  const scene = await setScene(database)
  await scene.register('jana@example.org')
  const link = await scene.linkOf('jana@example.org')
  await ownerDb
    .updateTable('registration_tokens')
    .set({ expires_at: new Date(Date.now() - 1000) })
    .where('token_hash', '=', sha256(link.slice(3)))
    .execute()
  const wrong = ['/r/', 'A'.repeat(43)].join('')
  const seen = async (path: string, method = 'GET') => {
    const init =
      method === 'GET'
        ? {}
        : { method, headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://krajan.test' } }
    const answer = await scene.app.app.request(`http://krajan.test${path}`, init)
    const headers = [...answer.headers].filter(([name]) => name !== 'x-request-id')
    return { status: answer.status, headers, body: await answer.text() }
  }
  const gone = await seen(wrong)
  expect([gone.status, gone.body.includes('Tenhle odkaz už neplatí')]).toEqual([404, true])
  for (const path of [link, link.slice(0, -1), `${link}x`, `${link.slice(0, -1)}A`, '/r/x', '/r/%00', `${link}%0a`]) {
    expect([path, await seen(path)]).toEqual([path, gone])
  }
  const before = await fingerprint(database)
  for (const path of [link, wrong]) {
    for (const button of ['confirm', 'cancel', 'restore']) {
      expect([button, (await seen(`${path}/${button}`, 'POST')).status]).toEqual([button, 404])
    }
  }
  expect(await fingerprint(database)).toEqual(before)
})

test('a link acts on its own registration only, and only as a link', async () => {
  const scene = await setScene(database)
  await scene.register('jana@example.org')
  await scene.register('petr@example.org')
  await scene.press('jana@example.org', 'cancel')
  expect(await scene.states('jana@example.org', 'petr@example.org')).toEqual(['cancelled', 'pending_email'])
  const member = await aMember(ownerDb, [scene.centre])
  const session = member.cookie.split('=')[1] ?? ''
  expect((await scene.app.get(`/r/${session}`)).status).toBe(404)
  const [registration] = await scene.registrationsOf('petr@example.org')
  expect((await scene.app.get(`/r/${registration?.id}`)).status).toBe(404)
})

test('no link of any mail stands in the log or, readable, anywhere but in its mail', async () => {
  logged.length = 0
  const scene = await setScene(database, { capacity: 1 })
  await scene.come('jana@example.org')
  await scene.come('petr@example.org')
  await scene.press('jana@example.org', 'cancel')
  await scene.press('jana@example.org', 'restore')
  const tokens = await tokensOf(scene)
  expect(tokens.length).toBe(7)
  for (const token of tokens) await scene.app.get(`/r/${token}?lang=cs`)
  await scene.app.post(`/r/${tokens[0]}/nothing`, {})
  const log = JSON.stringify(logged)
  expect(logged.length).toBeGreaterThan(10)
  const stored = await ownerDb.selectFrom('registration_tokens').select('token_hash').execute()
  const hashes = new Set(stored.map(({ token_hash }) => token_hash.toString('hex')))
  for (const token of tokens) {
    expect([log.includes(token), hashes.has(sha256(token).toString('hex'))]).toEqual([false, true])
  }
  expect(log).not.toContain('jana@example.org')
})

test('a personal page is kept by nobody, leads nobody on and is not to be indexed', async () => {
  const scene = await setScene(database)
  await scene.register('jana@example.org')
  const { headers } = await scene.app.get(await scene.linkOf('jana@example.org'))
  expect([headers.get('cache-control'), headers.get('x-robots-tag')]).toEqual(['no-store', 'noindex'])
  expect(headers.get('referrer-policy')).toBe('same-origin')
})

test('a button pressed from another site does nothing', async () => {
  const scene = await setScene(database)
  await scene.register('jana@example.org')
  const link = await scene.linkOf('jana@example.org')
  const answer = await scene.app.post(`${link}/cancel`, {}, undefined, { origin: 'https://evil.example.com' })
  expect([answer.status, await scene.states('jana@example.org')]).toEqual([403, ['pending_email']])
  const foreign = await scene.app.post(scene.address, registrationFields(), undefined, { origin: 'null' })
  expect([foreign.status, await scene.places()]).toEqual([403, { capacity: 60, taken: 1, waiting: 0 }])
})

test('the page speaks the language asked for, and the mail that of the form', async () => {
  const scene = await setScene(database)
  await scene.app.post(scene.address.replace('/cs/', '/de/'), registrationFields({ email: 'jana@example.org' }))
  const [mail] = await scene.mailsTo('jana@example.org')
  expect(mail?.lang).toBe('de')
  const link = await scene.linkOf('jana@example.org')
  expect(mail?.body).toContain(`${link}?lang=de`)
  for (const [lang, word] of Object.entries({
    cs: 'Ano, přijdu',
    en: 'Yes, I am coming',
    de: 'Ja, ich komme',
    uk: 'Так, прийду',
  })) {
    expect(await textOf(scene.app.get(`${link}?lang=${lang}`))).toContain(word)
  }
})
