import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Balancer, startBalancer } from '../support/balancer.ts'
import { testDatabase } from '../support/database.ts'
import { type Mailersend, startMailersend } from '../support/mailersend.ts'
import { clearAway, freePort, type Launched, launch, post, registration, stop } from './process.ts'

const database = testDatabase()
const page = '/cs/karlovarsky/events/setkani-plzen'
const pages = [page, '/cs/karlovarsky', '/en/karlovarsky/events', `${page}.ics`, '/de/karlovarsky/privacy', '/sign-in']
const seconds = 20
let api: Mailersend
let balancer: Balancer
let servers: Launched[] = []

beforeAll(async () => {
  api = await startMailersend()
  const ports = [await freePort(), await freePort()]
  balancer = await startBalancer(ports)
  servers = await Promise.all(ports.map(start))
  await Promise.all(ports.map((port) => balancer.trusts(port)))
}, 60_000)
afterAll(async () => {
  await clearAway()
  await balancer.close()
  await api.close()
})

const start = async (port: number) => {
  const server = await launch({
    ...{ PORT: String(port), PUBLIC_URL: balancer.url, DRAIN_SECONDS: '0.5', TRUSTED_PROXIES: '1' },
    ...{ DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl, DEMO: '1', RATE_LIMITS: 'off' },
    ...{ MAILERSEND_API_KEY: 'a-key', MAILERSEND_API_URL: api.url, MAIL_FROM: 'krajan@example.org' },
  })
  await server.ready()
  return server
}
/** Only an answer that came to its end counts. */
const statusOf = async (answer: Response) => {
  await answer.arrayBuffer()
  return answer.status
}
const restart = async (index: number) => {
  const server = servers[index]
  if (!server) throw new Error('there are two')
  expect(await stop(server)).toBe(0)
  servers[index] = await start(server.port)
  await balancer.trusts(server.port)
}

test('both restarted in turn, again and again, while people come: nobody sees an error and nothing is lost', async () => {
  await database.ownerDb.updateTable('event_places').set({ capacity: null }).execute()
  const until = performance.now() + seconds * 1000
  const registered: string[] = []
  const failed: string[] = []
  let asked = 0
  const expectOf = async (what: string, answer: Promise<Response>, status: number) => {
    asked++
    const got = await answer.then(statusOf, (error: Error) => error.message)
    if (got !== status) failed.push(`${what}: ${got}`)
    return got === status
  }
  const see = (path: string) => expectOf(path, fetch(balancer.url + path), 200)
  const register = async (email: string) => {
    if (await expectOf('register', post(balancer.url, page, registration(email)), 303)) registered.push(email)
  }
  const browse = async (who: number) => {
    for (let n = 0; performance.now() < until; n++) {
      if (n % 8 === 7) await register(`navstevnik${who}.${n}@example.org`)
      else await see(pages[(n + who) % pages.length] ?? page)
    }
  }
  const signIn = async () => {
    while (performance.now() < until) {
      const fields = { email: 'coordinator@karlovarsky.example.org', password: 'krajan-demo' }
      await expectOf('sign-in', post(balancer.url, '/sign-in', fields), 303)
      await sleep(300)
    }
  }
  let restarts = 0
  const operate = async () => {
    while (performance.now() < until) await restart(restarts++ % 2)
  }
  await Promise.all([...Array.from({ length: 6 }, (_, who) => browse(who)), signIn(), operate()])

  console.info(
    `${asked} requests, ${registered.length} registrations, ${restarts} restarts, ${balancer.repeated()} repeated`,
  )
  expect(failed).toEqual([])
  expect(restarts).toBeGreaterThanOrEqual(4)
  // several thousand where nothing else runs
  expect(asked).toBeGreaterThan(300)
  const rows = await database.ownerDb
    .selectFrom('registrations')
    .select('email')
    .where('email', 'like', 'navstevnik%')
    .execute()
  expect(rows.map(({ email }) => email).sort()).toEqual(registered.sort())
  const sent = () => api.taken().map(({ to }) => to[0]?.email ?? '')
  await vi.waitFor(() => expect(sent().sort()).toEqual(registered), { timeout: 20_000, interval: 200 })
  expect(await Promise.all(servers.map(stop))).toEqual([0, 0])
}, 90_000)
