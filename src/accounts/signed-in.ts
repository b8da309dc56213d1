import type { MiddlewareHandler } from 'hono'
import { staffMessages } from '../../views/messages/index.ts'
import type { MemberEnv } from '../web/env.ts'
import { sessionIdIn, sessions } from './sessions.ts'

/** Everything behind this line is for members; a stranger is sent to sign in and comes back afterwards. */
export const signedIn: MiddlewareHandler<MemberEnv> = async (c, next) => {
  const lucia = sessions(c.var.db, c.var.deps.settings.publicUrl)
  const id = sessionIdIn(lucia, c.req.header('cookie'))
  const { session, user } = id ? await lucia.validateSession(id) : { session: null, user: null }
  if (!user) {
    const address = c.req.method === 'GET' ? new URL(c.req.url).pathname + new URL(c.req.url).search : '/app'
    const target = `/sign-in?next=${encodeURIComponent(address)}`
    if (c.req.header('HX-Request')) return c.body(null, 401, { 'HX-Redirect': target })
    return c.redirect(target, 303)
  }
  if (session.fresh) c.header('Set-Cookie', lucia.createSessionCookie(session.id).serialize(), { append: true })
  c.header('Cache-Control', 'no-store')
  c.set('member', user)
  c.set('t', staffMessages(user.lang))
  await next()
}
