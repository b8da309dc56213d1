import { createServer, type Server } from 'node:http'
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
  return new Promise<{ close(): Promise<void>; port: number }>((resolve, reject) => {
    server.once('error', reject)
    server.listen(PORT, HOST, () => resolve({ close: () => close(server), port: portOf(server) }))
  })
}

const close = (server: Server) =>
  new Promise<void>((resolve) => {
    // a connection that has its last answer would stay open for the next request
    const closing = setInterval(() => server.closeIdleConnections(), 100)
    server.close(() => {
      clearInterval(closing)
      resolve()
    })
    server.closeIdleConnections()
  })

const portOf = (server: Server) => {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}
