import { once } from 'node:events'
import { createServer, connect as dial, type Socket } from 'node:net'

export type Trips = { connections: number; setUp: number; asked: number }

export type LongLine = {
  url: string
  /** How often clients had to wait since the last look: to get a connection that is ready, and to be answered on it. */
  trips: () => Trips
  /** How long there and back takes from now on. */
  roundTripMs: (ms: number) => void
  /** Turns new connections away and cuts the old ones. */
  cut: (on: boolean) => void
  close: () => Promise<void>
}

/**
 * A line to the database of `url` as long as told. Whatever is sent together arrives before any of its answers leaves,
 * so waits are counted and not guessed: each change from sending to receiving is one.
 */
export const startLongLine = async (url: string, ms = 10): Promise<LongLine> => {
  const target = new URL(url)
  const real = { host: target.hostname, port: Number(target.port) }
  const sockets = new Set<Socket>()
  const none = (): Trips => ({ connections: 0, setUp: 0, asked: 0 })
  let counted = none()
  let delay = ms
  let isCut = false

  const server = createServer((client) => {
    if (isCut) return client.resetAndDestroy()
    const upstream = dial(real)
    let sending = false
    let isReady = false
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.setNoDelay().on('error', () => {})
      socket.on('close', () => sockets.delete(socket))
    }
    counted.connections++
    client.on('data', (chunk) => {
      sending = true
      setTimeout(() => upstream.write(chunk), delay / 2)
    })
    upstream.on('data', (chunk) => setTimeout(() => arrive(chunk), delay / 2))
    const arrive = (chunk: Buffer) => {
      if (sending) counted[isReady ? 'asked' : 'setUp']++
      sending = false
      isReady ||= chunk.includes(readyForQuery)
      client.write(chunk)
    }
    client.on('close', () => setTimeout(() => upstream.destroy(), delay))
    upstream.on('close', () => setTimeout(() => client.destroy(), delay))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  target.port = String(typeof address === 'object' && address ? address.port : 0)

  const cut = (on: boolean) => {
    isCut = on
    if (on) for (const socket of sockets) socket.destroy()
  }
  return {
    url: target.href,
    trips: () => {
      const seen = counted
      counted = none()
      return seen
    },
    roundTripMs: (next) => {
      delay = next
    },
    cut,
    close: async () => {
      cut(true)
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** "Z", the length 5, idle. */
const readyForQuery = Buffer.from([0x5a, 0, 0, 0, 5, 0x49])
