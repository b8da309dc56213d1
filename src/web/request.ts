import type { Context, MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import type { Deps } from '../deps.ts'
import { randomId } from '../lib/ids.ts'
import type { Env } from './env.ts'

/** A request's own id, database and line in the log. The log knows route patterns, never addresses or what was sent. */
export const request =
  (deps: Deps): MiddlewareHandler<Env> =>
  async (c, next) => {
    const began = performance.now()
    const { db, release } = deps.connect()
    c.set('deps', deps)
    c.set('db', db)
    c.set('requestId', idOf(c, deps))
    c.header('X-Request-Id', c.var.requestId)
    try {
      await next()
    } finally {
      await release()
      // only now is what was promised there to be sent
      if (writes(c.req.method) && c.res.status < 400) deps.nudge()
      const answered = {
        method: c.req.method,
        route: routePath(c),
        status: c.res.status,
        ms: Math.round(performance.now() - began),
      }
      deps.log.info('{method} {route} {status} {ms} ms {requestId}', { ...answered, requestId: c.var.requestId })
      deps.answered?.(answered)
    }
  }

/** Our own proxy's id is taken over, so that its log and ours can be laid side by side; anybody else's is not. */
const idOf = (c: Context, { behindProxy = false }: Deps): string => {
  const given = behindProxy ? c.req.header('x-request-id') : undefined
  return given && /^[A-Za-z0-9-]{8,64}$/.test(given) ? given : randomId()
}

const writes = (method: string) => !['GET', 'HEAD', 'OPTIONS'].includes(method)
