import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { expect, test } from 'vitest'
import { aDesk } from '../contacts/desk.ts'
import { publicUrl, testApp } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'

const { appDb, ownerDb } = testDatabase()
const app = testApp(appDb)

const megabyte = 1024 * 1024

const listening = async () => {
  const server = createServer(getRequestListener((request) => app.app.fetch(request)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on a port, not on a pipe
  const close = () => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(resolve))
  }
  return { port, close }
}

/** Says that much will come, sends a little of it, and answers with the first line that comes back, if any does. */
const begin = (port: number, path: string, cookie = '') => {
  const socket = connect(port, '127.0.0.1').on('error', () => {})
  const head = [
    `POST ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    `Origin: ${publicUrl}`,
    'Content-Type: multipart/form-data; boundary=x',
    `Content-Length: ${40 * megabyte}`,
    ...(cookie ? [`Cookie: ${cookie}`] : []),
  ]
  socket.write(`${head.join('\r\n')}\r\n\r\n--x\r\n`)
  const answer = new Promise<string>((resolve) => {
    socket.once('data', (data) => resolve(String(data).split('\r\n')[0] ?? ''))
    socket.once('close', () => resolve('closed'))
    setTimeout(() => resolve('still waiting'), 1500)
  })
  return { answer, end: () => socket.destroy() }
}

test('of a stranger no large list is read, and of members two at once', async () => {
  const { base, member } = await aDesk(ownerDb, app)
  const { port, close } = await listening()
  const path = `${base}/contacts/import`
  try {
    expect(await begin(port, path).answer).toContain('303')
    expect(await begin(port, path, 'krajan=guessed').answer).toContain('303')
    const two = [begin(port, path, member.cookie), begin(port, path, member.cookie)]
    expect(await Promise.all(two.map(({ answer }) => answer))).toEqual(['still waiting', 'still waiting'])
    expect(await begin(port, path, member.cookie).answer).toContain('429')
    for (const { end } of two) end()
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(await begin(port, path, member.cookie).answer).toBe('still waiting')
  } finally {
    await close()
  }
})
