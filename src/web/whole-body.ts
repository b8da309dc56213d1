import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { memo } from '../lib/memo.ts'
import type { Env, MemberEnv } from './env.ts'

/**
 * Waits for all of what is sent, 1 MB at most, a package of shared data 9 MB, a list of people 51 MB, before anything is
 * opened for it: who sends slowly holds up no database connection. Questions carry nothing, and asking them for a body
 * costs time. More than 1 MB is taken from who is `known` alone, and from few at once: memory has an end.
 */
export const wholeBody =
  (known: MiddlewareHandler<MemberEnv>): MiddlewareHandler<Env> =>
  (c, next) => {
    if (['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)) return next()
    const most = lists.test(c.req.path) ? 51 : packages.test(c.req.path) ? 9 : 1
    const read = () => notLargerThan(most)(c, () => arrived(c, next))
    if (most === 1 || Number(c.req.header('content-length') ?? Number.POSITIVE_INFINITY) <= megabyte) return read()
    // what it adds to the context is read by nobody before the page's own guard has added it again
    return known(c as Context, async () => {
      await amongFew(read)
    })
  }

const arrived = async (c: Context, next: () => Promise<void>) => {
  await c.req.arrayBuffer().catch(() => {
    throw new HTTPException(400)
  })
  await next()
}

const mostAtOnce = 2
const mostMs = 120_000
const underWay = new Set<{ since: number }>()

/** Workers may end a request without a word, so a place that was taken long ago is free again. */
const amongFew = async (work: () => Promise<unknown>) => {
  const now = performance.now()
  for (const place of underWay) if (place.since < now - mostMs) underWay.delete(place)
  if (underWay.size >= mostAtOnce) throw new HTTPException(429)
  const place = { since: now }
  underWay.add(place)
  try {
    await work()
  } finally {
    underWay.delete(place)
  }
}

/** Lists of people from elsewhere are longer than anything else that is sent. */
const lists = /^\/app\/[a-z0-9-]+\/contacts\/import$/
const packages = /^\/app\/[a-z0-9-]+\/sharing\/network\/imports$/

const megabyte = 1024 * 1024

const notLargerThan = memo((megabytes: number) =>
  bodyLimit({
    maxSize: megabytes * megabyte,
    onError: () => {
      throw new HTTPException(413)
    },
  }),
)
