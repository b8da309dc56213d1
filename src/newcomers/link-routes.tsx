import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { type LinkState, NewcomerLinkPage } from '../../views/newcomers/link.tsx'
import { sha256, tokenPattern } from '../lib/tokens.ts'
import { found, open } from '../web/access.ts'
import type { Env, PublicEnv } from '../web/env.ts'
import { limit } from '../web/rate-limits.ts'
import { prove } from './proof.ts'
import { findNewcomerByToken, type NewcomerRecord } from './queries/newcomers.ts'

const perLink = limit({ name: 'newcomer', most: 40, windowMinutes: 60, keyOf: (c) => c.req.path.split('/')[2] ?? '' })

/** Counts before the centre's transaction opens. */
export const proofsPerLink: MiddlewareHandler<Env> = (c, next) => (c.req.method === 'POST' ? perLink(c, next) : next())

/** Mounted at /n: what somebody wrote to us, in the hands of whoever holds its link. Opening it changes nothing. */
export const provingAddresses = new Hono<PublicEnv>()

const one = `/:token{${tokenPattern}}` as '/:token'

provingAddresses.get(one, open(), async (c) => linkPage(c))

provingAddresses.post(one, open(), async (c) => {
  const { scope, centre, lang } = c.var
  const { kind } = await prove(scope, centre, hashIn(c))
  if (kind === 'unknown') return c.notFound()
  if (kind === 'proven') return c.redirect(`/n/${c.req.param('token')}?lang=${lang}`, 303)
  c.status(410)
  return linkPage(c)
})

type LinkContext = Context<PublicEnv>

const hashIn = (c: LinkContext) => sha256(c.req.param('token') ?? '')

const linkPage = async (c: LinkContext) => {
  const { t, scope, centre } = c.var
  const newcomer = found(await findNewcomerByToken(scope.db, scope.centreId, hashIn(c)))
  const says = stateOf(newcomer, scope.now)
  const said = `${newcomer.kind}_${says}` as const
  c.header('Cache-Control', 'no-store')
  const page = { t, centre, newcomer, says, link: `/n/${c.req.param('token')}` }
  return c.render(<NewcomerLinkPage {...page} />, { title: t(`newcomer.${said}`) })
}

const stateOf = ({ contact_id, expires_at }: NewcomerRecord, now: Date): LinkState => {
  if (contact_id) return 'proven'
  return expires_at <= now ? 'expired' : 'waits'
}
