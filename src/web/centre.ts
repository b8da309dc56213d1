import type { Context, MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { isLang, publicMessages } from '../../views/messages/index.ts'
import type { Trx } from '../db/connection.ts'
import { enter, inTransaction, type Scope, type Way } from '../db/scope.ts'
import type { Deps } from '../deps.ts'
import type { PublicEnv } from './env.ts'
import { languageOf } from './language.ts'

/** Opens the centre named by a public address `/{lang}/{centre}/…`. */
export const publicCentre: MiddlewareHandler<PublicEnv> = async (c, next) => {
  const lang = c.req.param('lang')
  if (!isLang(lang)) throw new HTTPException(404)
  speak(c, lang)
  await within(c, by({ slug: c.req.param('centre') ?? '' }), next)
}

/** Opens the centre named by an address that says no language, `/brand/{centre}/…`. */
export const namedCentre: MiddlewareHandler<PublicEnv> = (c, next) =>
  within(c, by({ slug: c.req.param('centre') ?? '' }), next)

/** Opens the centre a personal link belongs to; `?lang=` chooses the language, else the browser does. */
export const linksCentre =
  (wayOf: (token: string) => Way): MiddlewareHandler<PublicEnv> =>
  async (c, next) => {
    speak(c, languageOf(c))
    c.header('X-Robots-Tag', 'noindex')
    await within(c, by(wayOf(c.req.param('token') ?? '')), next)
  }

const speak = (c: Context<PublicEnv>, lang: PublicEnv['Variables']['lang']) => {
  c.set('lang', lang)
  c.set('t', publicMessages(lang))
}

type Enter = (trx: Trx, deps: Deps) => Promise<Scope | undefined>

const by =
  (way: Way): Enter =>
  (trx, { settings, clock }) =>
    enter(trx, way, { settings, clock })

/**
 * One transaction a request, read-only for GET; whatever fails in it takes everything back. Where nothing was entered
 * there is nothing to be found.
 */
export const within = async (
  // biome-ignore lint/suspicious/noExplicitAny: contexts of all kinds of pages pass through here
  c: Context<any>,
  enterIt: Enter,
  next: () => Promise<void>,
) => {
  const { db, deps } = c.var as PublicEnv['Variables'] // every Env begins with the common variables
  const readOnly = c.req.method === 'GET' || c.req.method === 'HEAD'
  const work = async (trx: Trx) => {
    const scope = await enterIt(trx, deps)
    if (!scope) throw new HTTPException(404)
    c.set('scope', scope)
    await next()
    if (c.error) throw new TakenBack()
  }
  await inTransaction(db, { readOnly }, work).catch((error) => {
    if (!(error instanceof TakenBack)) throw error
  })
}

/** Hono has answered the error already; this only makes the transaction roll back. */
class TakenBack extends Error {}
