import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import type { Env } from './env.ts'

/**
 * Waits for all of what is sent, 1 MB at most, before anything is opened for it: who sends slowly holds up no database
 * connection. Questions carry nothing, and asking them for a body costs time.
 */
export const wholeBody: MiddlewareHandler<Env> = (c, next) => {
  if (['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)) return next()
  return notTooLarge(c, async () => {
    await c.req.arrayBuffer().catch(() => {
      throw new HTTPException(400)
    })
    await next()
  })
}

const notTooLarge = bodyLimit({
  maxSize: 1024 * 1024,
  onError: () => {
    throw new HTTPException(413)
  },
})
