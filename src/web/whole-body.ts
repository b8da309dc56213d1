import type { MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Env } from './env.ts'

/** Waits for all of what is sent before anything is opened for it: who sends slowly holds up no database connection. */
export const wholeBody: MiddlewareHandler<Env> = async (c, next) => {
  if (!['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)) {
    await c.req.arrayBuffer().catch(() => {
      throw new HTTPException(400)
    })
  }
  await next()
}
