import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { databaseUrl } from '../../src/db/one-connection.ts'
import { openHome } from '../../src/workers/home.ts'
import { type CachingProxy, startCachingProxy } from '../support/caching-proxy.ts'
import { aCentre, registrationFields } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { startWorkerd, type Workerd } from '../support/workerd.ts'

const database = testDatabase()
let proxy: CachingProxy
let workers: Workerd[] = []

beforeAll(async () => {
  proxy = await startCachingProxy(database.appUrl)
})
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()))
  workers = []
})
afterAll(() => proxy?.close())

const start = async (...given: Parameters<typeof startWorkerd>) => {
  const worker = await startWorkerd(...given)
  workers.push(worker)
  return worker
}

const ask = async (worker: Workerd, path: string, init: RequestInit = {}) => {
  const answer = await fetch(worker.url + path, { ...init, redirect: 'manual' })
  return { status: answer.status, text: (await answer.text()).trim(), headers: answer.headers }
}

const caching =
  'Hyperdrive’s query caching is on, so answers could be old; switch it off with "npx wrangler hyperdrive update <id> --caching-disabled".'

describe('a Worker refuses every request in one sentence', () => {
  test('while Hyperdrive’s query caching is on, does no job either, and serves once it is off', async () => {
    const centre = await aCentre(database.ownerDb)
    proxy.caching(true)
    const worker = await start(proxy.url)
    const form = { method: 'POST', headers: { origin: worker.url }, body: new URLSearchParams(registrationFields()) }
    for (const [path, init] of [
      ['/', {}],
      [`/cs/${centre.slug}`, {}],
      ['/sign-in', form],
      ['/readyz', {}],
    ] as const) {
      const { status, text, headers } = await ask(worker, path, init)
      expect([path, status, text]).toEqual([path, 503, caching])
      expect(['retry-after', 'cache-control'].map((name) => headers.get(name))).toEqual(['5', 'no-store'])
    }
    expect((await ask(worker, '/healthz')).status).toBe(200)
    expect(proxy.hits()).toBeGreaterThan(0)
    await expect.poll(() => worker.log()).toContain('query caching is on')
    await lapsedLimit()
    await worker.tick()
    expect(await limits()).toBe(1)

    proxy.caching(false)
    await expect.poll(async () => (await ask(worker, '/readyz')).status, { timeout: 15_000 }).toBe(200)
    const page = await ask(worker, `/cs/${centre.slug}`)
    expect([page.status, page.text.includes(centre.name)]).toEqual([200, true])
    await worker.tick()
    await expect.poll(limits).toBe(0)

    // switched on again later, it is found by who looks at /readyz, and then by all
    proxy.caching(true)
    await new Promise((resolve) => setTimeout(resolve, 2_100))
    expect((await ask(worker, '/readyz')).text).toBe(caching)
    expect((await ask(worker, '/')).text).toBe(caching)
  })

  test('on a database that is not migrated, and as its owner', async () => {
    const [unmigrated, asOwner] = await Promise.all([
      start(databaseUrl(database.appUrl, 'postgres')),
      start(database.ownerUrl),
    ])
    expect(await ask(asOwner, '/')).toMatchObject({
      status: 503,
      text: 'The database role krajan_owner owns tables and could switch row-level security off; Krajan must run as krajan_app.',
    })
    expect(await ask(unmigrated, '/sign-in')).toMatchObject({
      status: 503,
      text: expect.stringMatching(/^The database schema is at nothing, this version needs \d{4}_\w+; run /),
    })
  }, 90_000)

  test('with settings that are wrong or of no use on Workers', async () => {
    const right = { PUBLIC_URL: 'https://krajan.example.org', SECRET_KEY: 'x'.repeat(32) }
    const problemIn = async (changed: Record<string, string | undefined>) => {
      const home = await openHome(database.appUrl, { ...right, ...changed })
      return 'problem' in home ? home.problem : 'none'
    }
    expect(await problemIn({})).toBe('none')
    expect(await problemIn({ SECRET_KEY: '' })).toContain('SECRET_KEY is needed with DATABASE_URL')
    expect(await problemIn({ PUBLIC_URL: '' })).toBe('PUBLIC_URL is needed on Workers: mails carry links.')
    expect(await problemIn({ SMTP_URL: 'smtp://127.0.0.1', MAIL_FROM: 'a@example.org' })).toContain(
      'SMTP_URL works on Node only',
    )
  })
})

const lapsedLimit = async () => {
  await database.ownerDb.deleteFrom('rate_limits').execute()
  const resets_at = new Date(Date.now() - 1000)
  await database.ownerDb
    .insertInto('rate_limits')
    .values({ key_hash: Buffer.from('lapsed'), hits: 1, resets_at })
    .execute()
}

const limits = async () => (await database.ownerDb.selectFrom('rate_limits').select('hits').execute()).length
