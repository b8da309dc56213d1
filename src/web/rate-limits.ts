import type { Context, MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { rateLimiter, type Store } from 'hono-rate-limiter'
import { sql } from 'kysely'
import type { Db } from '../db/connection.ts'
import { keyedHash } from '../lib/tokens.ts'
import type { Env } from './env.ts'

type Limit = {
  name: string
  /** hits in the window before 429 */
  most: number
  windowMinutes: number
  keyOf: (c: Context<Env>, network: string) => string | Promise<string>
  /** count only what failed: the owner of an account is not counted out by using it */
  failuresOnly?: boolean
}

/** A limit every process shares: counted in PostgreSQL under the hash of its key. */
export const limit =
  ({ name, most, windowMinutes, keyOf, failuresOnly = false }: Limit): MiddlewareHandler<Env> =>
  (c, next) => {
    if (!c.var.deps.settings.rateLimits) return next()
    const check = rateLimiter<Env>({
      windowMs: windowMinutes * 60_000,
      limit: most,
      standardHeaders: false,
      keyGenerator: async (context) => `${name}:${await keyOf(context, networkOf(context))}`,
      store: storeIn(c.var.db, c.var.deps.settings.secretKey, windowMinutes),
      skipSuccessfulRequests: failuresOnly,
      handler: () => {
        throw new HTTPException(429)
      },
    })
    return check(c, next)
  }

export const deleteLapsedLimits = async (db: Db) => {
  await sql`delete from rate_limits where resets_at <= now()`.execute(db)
}

/** The sender's network: /24 of an IPv4 address, /56 of an IPv6 one. */
const networkOf = (c: Context<Env>): string => {
  const address = c.var.deps.addressOf(c.req.raw, c.env).replace(/^::ffff:/, '')
  if (address.includes('.')) return address.split('.').slice(0, 3).join('.')
  const [head = '', tail = ''] = address.split('::')
  const groups = head.split(':').filter(Boolean)
  const rest = tail.split(':').filter(Boolean)
  const filled = address.includes('::')
    ? [...groups, ...Array(Math.max(0, 8 - groups.length - rest.length)).fill('0'), ...rest]
    : groups
  return filled
    .slice(0, 4)
    .map((group) => group.padStart(4, '0'))
    .join(':')
    .slice(0, 17)
}

const storeIn = (db: Db, secretKey: string, windowMinutes: number): Store<Env> => ({
  async increment(key) {
    const { rows } = await sql<{ hits: number; resets_at: Date }>`
      insert into rate_limits as l (key_hash, hits, resets_at)
      values (${keyedHash(secretKey, key)}, 1, now() + make_interval(mins => ${windowMinutes}))
      on conflict (key_hash) do update set
        hits = case when l.resets_at <= now() then 1 else l.hits + 1 end,
        resets_at = case when l.resets_at <= now() then excluded.resets_at else l.resets_at end
      returning hits, resets_at`.execute(db)
    return { totalHits: rows[0]?.hits ?? 1, ...(rows[0] ? { resetTime: rows[0].resets_at } : {}) }
  },
  async decrement(key) {
    await sql`update rate_limits set hits = greatest(hits - 1, 0) where key_hash = ${keyedHash(secretKey, key)}`.execute(
      db,
    )
  },
  async resetKey(key) {
    await sql`delete from rate_limits where key_hash = ${keyedHash(secretKey, key)}`.execute(db)
  },
})
