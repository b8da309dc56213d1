import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { clearAway, type Launched, launch } from './process.ts'

const database = testDatabase()
afterAll(() => clearAway())

const start = async (env: Record<string, string> = {}) => {
  const SECRET_KEY = 'a secret for the tests and nothing else'
  const server = await launch({ DATABASE_URL: database.appUrl, SECRET_KEY, ...env })
  await server.ready()
  return server
}
/** A request that is being sent until `finish`; `answer` is the first line of what comes back, or nothing. */
const slowRequest = async ({ port }: Launched) => {
  const body = 'email=nikdo%40example.org&password=hadam'
  const type = 'application/x-www-form-urlencoded'
  const socket = connect(port, '127.0.0.1').setEncoding('utf8')
  let answer = ''
  socket.on('error', () => {})
  socket.on('data', (text) => {
    answer += text
  })
  socket.write(
    `POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: http://127.0.0.1:${port}\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n`,
  )
  socket.write(body.slice(0, 10))
  await sleep(200)
  const closed = once(socket, 'close').then(() => answer)
  return { finish: () => socket.write(body.slice(10)), closed }
}
const within = (ms: number, { ended }: Launched) => Promise.race([ended, sleep(ms, 'still there')])
const answers = async ({ url }: Launched, path: string) => {
  const answer = await fetch(url + path)
  return [answer.status, answer.headers.get('connection'), (await answer.text()).slice(0, 8)]
}

test('told to stop it says so at once and serves on for the seconds it was given, each answer the last on its connection', async () => {
  const server = await start({ DRAIN_SECONDS: '1.5' })
  expect(await answers(server, '/readyz')).toEqual([200, 'keep-alive', 'ready'])
  const slow = await slowRequest(server)
  server.signal('SIGTERM')
  await sleep(100)
  expect(await answers(server, '/readyz')).toEqual([503, 'close', 'stopping'])
  expect(await answers(server, '/healthz')).toEqual([200, 'close', 'ok'])
  slow.finish()
  expect(await slow.closed).toMatch(/^HTTP\/1.1 422 [\s\S]*\r\nconnection: close\r\n/i)
  await sleep(900)
  expect((await answers(server, '/healthz'))[0]).toBe(200)
  expect(await within(2000, server)).toBe(0)
}, 20_000)

test('Ctrl-C at a terminal waits for nobody in front', async () => {
  const server = await start({ DRAIN_SECONDS: '60' })
  server.signal('SIGINT')
  expect(await within(1500, server)).toBe(0)
}, 20_000)

test('the same signal once more at once is only npm handing it on; a second later it is impatience', async () => {
  const server = await start()
  const slow = await slowRequest(server)
  server.signal('SIGINT')
  await sleep(20)
  server.signal('SIGINT')
  expect(await within(1300, server)).toBe('still there')
  server.signal('SIGINT')
  expect(await within(1500, server)).toBe(0)
  expect(await slow.closed).toBe('')
}, 20_000)

test('an error that nobody caught is logged and ends the process with 1, after the requests in flight', async () => {
  const trap = `process.on('SIGUSR2',()=>{throw new Error('nobody caught me')})`
  const server = await start({ NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(trap)}` })
  const slow = await slowRequest(server)
  server.signal('SIGUSR2')
  await sleep(200)
  expect(server.output()).toContain('nobody caught me')
  slow.finish()
  expect(await slow.closed).toMatch(/^HTTP\/1.1 422 /)
  expect(await within(1500, server)).toBe(1)
}, 20_000)
