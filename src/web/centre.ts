import type { Context, MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { isLang, publicMessages } from '../../views/messages/index.ts'
import { inCentre, type Scope, type Way } from '../db/scope.ts'
import type { PublicEnv, StaffEnv } from './env.ts'
import { languageOf } from './language.ts'

/** Opens the centre in the address for a member of it; a stranger's centre is as missing as any other. */
export const viewersCentre: MiddlewareHandler<StaffEnv> = async (c, next) => {
  const { member } = c.var
  const centre = member.memberships.find(({ slug }) => slug === c.req.param('centre'))
  if (!centre) throw new HTTPException(404)
  c.set('viewer', { ...member, role: centre.role, centre })
  await within(c, { centreId: centre.centre_id }, member.id, (scope) => c.set('scope', scope), next)
}

/** Opens the centre named by a public address `/{lang}/{centre}/…`. */
export const publicCentre: MiddlewareHandler<PublicEnv> = async (c, next) => {
  const lang = c.req.param('lang')
  if (!isLang(lang)) throw new HTTPException(404)
  speak(c, lang)
  await within(c, { slug: c.req.param('centre') ?? '' }, undefined, (scope) => c.set('scope', scope), next)
}

/** Opens the centre a personal link belongs to; `?lang=` chooses the language, else the browser does. */
export const linksCentre =
  (wayOf: (token: string) => Way): MiddlewareHandler<PublicEnv> =>
  async (c, next) => {
    speak(c, languageOf(c))
    c.header('X-Robots-Tag', 'noindex')
    await within(c, wayOf(c.req.param('token') ?? ''), undefined, (scope) => c.set('scope', scope), next)
  }

const speak = (c: Context<PublicEnv>, lang: PublicEnv['Variables']['lang']) => {
  c.set('lang', lang)
  c.set('t', publicMessages(lang))
}

/** One transaction a request, read-only for GET; whatever fails in it takes everything back. */
const within = async (
  // biome-ignore lint/suspicious/noExplicitAny: contexts of all kinds of pages pass through here
  c: Context<any>,
  way: Way,
  memberId: string | undefined,
  enter: (scope: Scope) => void,
  next: () => Promise<void>,
) => {
  const { db, deps } = c.var as PublicEnv['Variables'] // every Env begins with the common variables
  const readOnly = c.req.method === 'GET' || c.req.method === 'HEAD'
  const work = async (scope: Scope) => {
    enter(scope)
    await next()
    if (c.error) throw new TakenBack()
    return true
  }
  const options = { settings: deps.settings, clock: deps.clock, readOnly, ...(memberId ? { memberId } : {}) }
  const entered = await inCentre(db, way, options, work).catch((error) => {
    if (error instanceof TakenBack) return true
    throw error
  })
  if (!entered) throw new HTTPException(404)
}

/** Hono has answered the error already; this only makes the transaction roll back. */
class TakenBack extends Error {}
