import type { MiddlewareHandler } from 'hono'
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
    c.set('requestId', randomId())
    c.header('X-Request-Id', c.var.requestId)
    try {
      await next()
    } finally {
      await release()
      // only now is what was promised there to be sent
      if (writes(c.req.method) && c.res.status < 400) deps.nudge()
      deps.log.info('{method} {route} {status} {ms} ms {requestId}', {
        method: c.req.method,
        route: routePath(c),
        status: c.res.status,
        ms: Math.round(performance.now() - began),
        requestId: c.var.requestId,
      })
    }
  }

const writes = (method: string) => !['GET', 'HEAD', 'OPTIONS'].includes(method)
