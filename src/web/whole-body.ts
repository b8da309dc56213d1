import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { memo } from '../lib/memo.ts'
import type { Env } from './env.ts'

/**
 * Waits for all of what is sent, 1 MB at most, a package of shared data 9 MB, a list of people 51 MB, before anything is
 * opened for it: who sends slowly holds up no database connection. Questions carry nothing, and asking them for a body
 * costs time.
 */
export const wholeBody: MiddlewareHandler<Env> = (c, next) => {
  if (['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)) return next()
  const notTooLarge = notLargerThan(lists.test(c.req.path) ? 51 : packages.test(c.req.path) ? 9 : 1)
  return notTooLarge(c, async () => {
    await c.req.arrayBuffer().catch(() => {
      throw new HTTPException(400)
    })
    await next()
  })
}

/** Lists of people from elsewhere are longer than anything else that is sent. */
const lists = /^\/app\/[a-z0-9-]+\/contacts\/import$/
const packages = /^\/app\/[a-z0-9-]+\/sharing\/network\/imports$/

const notLargerThan = memo((megabytes: number) =>
  bodyLimit({
    maxSize: megabytes * 1024 * 1024,
    onError: () => {
      throw new HTTPException(413)
    },
  }),
)
