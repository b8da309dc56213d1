import { createServer, type RequestListener, type Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import { getRequestListener } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import compression from 'compression'
import { Hono } from 'hono'
import type { createApp } from '../app.tsx'
import type { Config } from '../config.ts'
import { closingOf } from './closing.ts'

const assets = fileURLToPath(new URL('../../views/assets', import.meta.url))
// longer than nginx (60 s) and Caddy (120 s) keep an idle connection: who asks should be the one who ends it
const keepAliveTimeout = 130_000

/** The same as views/assets/_headers says to Cloudflare. */
const assetHeaders = {
  'Cache-Control': 'public, max-age=31536000, immutable',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
}

/** Listens; `leave` tells who balances the load to go elsewhere, `close` waits until the requests in flight are answered. */
export const listen = (
  app: Pick<ReturnType<typeof createApp>, 'fetch'>,
  { HOST, PORT }: Pick<Config, 'HOST' | 'PORT'>,
) => {
  const root = new Hono()
  root.use('/readyz', (c, next) =>
    closing.isLeaving()
      ? Promise.resolve(c.text('stopping', 503, { 'Cache-Control': 'no-store', 'Retry-After': '5' }))
      : next(),
  )
  root.use(
    '/static/*',
    serveStatic({
      root: assets,
      onFound: (_path, c) => {
        for (const [name, value] of Object.entries(assetHeaders)) c.header(name, value)
      },
    }),
  )
  root.mount('/', (request, bindings) => app.fetch(request, bindings), { replaceRequest: (request) => request })

  const server = createServer(
    { requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout, maxHeaderSize: 16_384 },
    squeezed(getRequestListener(root.fetch)),
  )
  const closing = closingOf(server)
  return new Promise<Listening>((resolve, reject) => {
    server.once('error', reject)
    server.listen(PORT, HOST, () =>
      resolve({
        leave: closing.leave,
        close: (hurry = new AbortController().signal) => closing.close(hurry),
        port: portOf(server),
      }),
    )
  })
}

/** Compresses below the app: in it, every answer would have to become a stream first. */
const squeezed = (answer: RequestListener): RequestListener => {
  const compress = compression()
  // it is typed for Express, whose requests and responses are Node's own with more to them
  return (request, response) => compress(request as never, response as never, () => answer(request, response))
}

export type Listening = { leave(): void; close(hurry?: AbortSignal): Promise<void>; port: number }

const portOf = (server: Server) => {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}
