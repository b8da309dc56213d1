import type { Context, MiddlewareHandler } from 'hono'
import { staffMessages } from '../../views/messages/index.ts'
import type { Trx } from '../db/connection.ts'
import { type Entered, scopeOf } from '../db/scope.ts'
import type { Deps } from '../deps.ts'
import { stagesUnder } from '../tracks/stages.ts'
import { within } from '../web/centre.ts'
import type { MemberEnv, StaffEnv } from '../web/env.ts'
import type { Member } from '../web/viewer.ts'
import { extendSession, findSessionInCentre } from './queries/sessions.ts'
import { type SessionRows, sessionIdIn, sessions } from './sessions.ts'

/** Everything behind this line is for members; a stranger is sent to sign in and comes back afterwards. */
export const signedIn: MiddlewareHandler<MemberEnv> = async (c, next) => {
  if (!(await recognise(c))) return toSignIn(c)
  await next()
}

/** The same for the pages of the centre in the address; who may not be there finds nothing. */
export const signedInCentre: MiddlewareHandler<StaffEnv> = async (c, next) => {
  const slug = c.req.param('centre') ?? ''
  const renewals: (() => Promise<void>)[] = []
  const enterAsMember = async (trx: Trx, { settings, clock }: Deps) => {
    let entered: Entered | undefined
    const member = await recognise(c, {
      find: async (idHash, now) => {
        const row = await findSessionInCentre(trx, idHash, now, slug)
        entered = row
        return row
      },
      // not in a transaction that may only read, nor on a second connection while this one is held
      extend: async (idHash, expiresAt) => void renewals.push(() => extendSession(c.var.db, idHash, expiresAt)),
    })
    if (!member || !entered) throw new Stranger()
    const scope = scopeOf(trx, entered, { settings, clock })
    const centre = member.memberships.find((membership) => membership.slug === slug)
    if (!centre || !scope) return undefined
    const stages = await stagesUnder(trx, scope.centreId, centre.stages_edition, member.lang)
    c.set('viewer', { ...member, role: centre.role, centre: { ...centre, stages } })
    return scope
  }
  let known = true
  await within(c, enterAsMember, next).catch((error) => {
    if (!(error instanceof Stranger)) throw error
    known = false
  })
  for (const renew of renewals) await renew()
  return known ? undefined : toSignIn(c)
}

class Stranger extends Error {}

// biome-ignore lint/suspicious/noExplicitAny: members stand before their centre's pages and within
const recognise = async (c: Context<any>, rows?: SessionRows): Promise<Member | undefined> => {
  const lucia = sessions(c.var.db, c.var.deps.settings.publicUrl, rows)
  const id = sessionIdIn(lucia, c.req.header('cookie'))
  const { session, user } = id ? await lucia.validateSession(id) : { session: null, user: null }
  if (!user) return undefined
  if (session.fresh) c.header('Set-Cookie', lucia.createSessionCookie(session.id).serialize(), { append: true })
  c.header('Cache-Control', 'no-store')
  c.set('member', user)
  c.set('t', staffMessages(user.lang))
  return user
}

// biome-ignore lint/suspicious/noExplicitAny: strangers come to all of them
const toSignIn = (c: Context<any>) => {
  const address = c.req.method === 'GET' ? new URL(c.req.url).pathname + new URL(c.req.url).search : '/app'
  const target = `/sign-in?next=${encodeURIComponent(address)}`
  if (c.req.header('HX-Request')) return c.body(null, 401, { 'HX-Redirect': target })
  return c.redirect(target, 303)
}
