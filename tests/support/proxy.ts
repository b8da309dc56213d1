import { once } from 'node:events'
import { createServer, connect as dial, type Socket } from 'node:net'

export type DatabaseProxy = {
  url: string
  /** How often the client had to wait for the server: the changes from sending to receiving. */
  roundTrips: () => number
  /** What the client sent so far, as text; only good for looking for words in it. */
  sent: () => string
  reset: () => void
  /** Turns new connections away. */
  refuse: (on: boolean) => void
  cut: () => void
  /** Cuts everything once the client says this word. */
  cutAt: (word: string | undefined) => void
  /** Cuts the client off while the server still believes in the connection. */
  abandon: () => void
  close: () => Promise<void>
}

/** A TCP proxy before the database of `url` that counts, swallows or cuts. */
export const startProxy = async (url: string): Promise<DatabaseProxy> => {
  const target = new URL(url)
  const real = { host: target.hostname, port: Number(target.port) }
  const clients = new Map<Socket, Socket>()
  const abandoned = new Set<Socket>()
  let trips = 0
  let sending = false
  let refusing = false
  let fatalWord: string | undefined
  let text = ''

  const server = createServer((client) => {
    if (refusing) return client.resetAndDestroy()
    const upstream = dial(real)
    clients.set(client, upstream)
    for (const socket of [client, upstream]) socket.setNoDelay().on('error', () => {})
    client.on('data', (chunk) => {
      sending = true
      text += chunk.toString('latin1')
      if (fatalWord && text.includes(fatalWord)) cut()
      else upstream.write(chunk)
    })
    upstream.on('data', (chunk) => {
      if (sending) trips++
      sending = false
      client.write(chunk)
    })
    client.on('close', () => clients.has(client) && upstream.destroy())
    upstream.on('close', () => client.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  target.port = String(typeof address === 'object' && address ? address.port : 0)

  const cut = (): void => {
    for (const [client, upstream] of clients) for (const socket of [client, upstream]) socket.destroy()
    clients.clear()
  }
  return {
    url: target.href,
    roundTrips: () => trips,
    sent: () => text,
    reset: () => {
      trips = 0
      text = ''
    },
    refuse: (on) => {
      refusing = on
    },
    cut,
    cutAt: (word) => {
      fatalWord = word
    },
    abandon: () => {
      for (const [client, upstream] of clients) {
        clients.delete(client)
        abandoned.add(upstream)
        client.destroy()
      }
    },
    close: async () => {
      cut()
      for (const upstream of abandoned) upstream.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
