import { Hono } from 'hono'
import { head, schemaVersion } from '../db/migrate.ts'
import { open } from './access.ts'
import type { Env } from './env.ts'

/** For those who watch the process: is it up, and can it work? */
export const health = new Hono<Env>()

health.get('/healthz', open(), (c) => c.text('ok'))

health.get('/readyz', open(), async (c) => {
  const version = await schemaVersion(c.var.db).catch(() => undefined)
  if (version === head) return c.text('ready')
  return c.text(version ? `schema ${version}, expected ${head}` : 'database unavailable', 503, { 'Retry-After': '5' })
})
