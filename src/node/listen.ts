import { createServer, type Server } from 'node:http'
import type { Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { getRequestListener } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import type { createApp } from '../app.tsx'
import type { Config } from '../config.ts'

const assets = fileURLToPath(new URL('../../views/assets', import.meta.url))

/** Listens; `close` takes no new connection and waits until the requests in flight are answered. */
export const listen = (app: ReturnType<typeof createApp>, { HOST, PORT }: Pick<Config, 'HOST' | 'PORT'>) => {
  const root = new Hono()
  root.use(compress())
  root.use(
    '/static/*',
    serveStatic({
      root: assets,
      onFound: (_path, c) => c.header('Cache-Control', 'public, max-age=31536000, immutable'),
    }),
  )
  root.mount('/', (request, bindings) => app.fetch(request, bindings), { replaceRequest: (request) => request })

  const server = createServer(
    { requestTimeout: 30_000, headersTimeout: 10_000, maxHeaderSize: 16_384 },
    getRequestListener(root.fetch),
  )
  const silent = silentOf(server)
  return new Promise<{ close(): Promise<void>; port: number }>((resolve, reject) => {
    server.once('error', reject)
    server.listen(PORT, HOST, () => resolve({ close: () => close(server, silent), port: portOf(server) }))
  })
}

/** Browsers connect in advance; the server does not count as idle what has never asked for anything. */
const silentOf = (server: Server): ReadonlySet<Socket> => {
  const silent = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    silent.add(socket)
    socket.once('close', () => silent.delete(socket))
  })
  server.on('request', ({ socket }) => silent.delete(socket))
  return silent
}

const close = (server: Server, silent: ReadonlySet<Socket>) =>
  new Promise<void>((resolve) => {
    // a connection that has its last answer, or has said nothing yet, would stay open for the next request
    const letGo = () => {
      server.closeIdleConnections()
      for (const socket of silent) if (socket.bytesRead === 0) socket.destroy()
    }
    const closing = setInterval(letGo, 100)
    server.close(() => {
      clearInterval(closing)
      resolve()
    })
    letGo()
  })

const portOf = (server: Server) => {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}
