import { Hono } from 'hono'
import type { Db } from '../db/connection.ts'
import { head, schemaVersion } from '../db/migrate.ts'
import { open } from './access.ts'
import type { Env } from './env.ts'

/** For those who watch the process: is it up, and can it work? */
export const health = new Hono<Env>()

const patienceMs = 2_000

health.get('/healthz', open(), (c) => c.text('ok', 200, fresh))

health.get('/readyz', open(), async (c) => {
  const version = await versionInTime(c.var.db)
  // a process of the version before goes on working while the newer one takes its place
  if (version && version >= head) return c.text('ready', 200, fresh)
  const reason = version ? `schema ${version}, expected ${head}` : 'database unavailable'
  return c.text(reason, 503, { ...fresh, 'Retry-After': '5' })
})

const fresh = { 'Cache-Control': 'no-store' }

const versionInTime = async (db: Db): Promise<string | undefined> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLate = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, patienceMs, undefined)
  })
  return Promise.race([schemaVersion(db).catch(() => undefined), tooLate]).finally(() => clearTimeout(timer))
}
