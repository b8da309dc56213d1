import type { Context, MiddlewareHandler } from 'hono'
import { isLang, type Lang, publicMessages } from '../../views/messages/index.ts'
import type { PublicEnv } from '../web/env.ts'
import { languageOf } from '../web/language.ts'
import { findCentre } from './queries.ts'

/**
 * Reads the opened centre once for everything on its public pages. A language it does not offer leads to the one that
 * suits best; a form posted in it is taken to the same place whole, because somebody wrote it while it was offered.
 */
export const shownCentre: MiddlewareHandler<PublicEnv> = async (c, next) => {
  const { scope, lang } = c.var
  const centre = await findCentre(scope.db, scope.centreId, lang)
  if (centre.languages.includes(lang)) {
    c.set('centre', centre)
    return next()
  }
  const offered = languageOf(c, centre.languages)
  const asked = addressWith(c, offered)
  if (asked) return c.redirect(asked, c.req.method === 'GET' ? 302 : 307)
  c.set('lang', offered)
  c.set('t', publicMessages(offered))
  c.set('centre', await findCentre(scope.db, scope.centreId, offered))
  await next()
}

/** This address in another language, where it says one: before the centre, or after a personal link. */
const addressWith = (c: Context, lang: Lang): string | undefined => {
  const { pathname, search, searchParams } = new URL(c.req.url)
  const [, prefix, ...rest] = pathname.split('/')
  if (isLang(prefix)) return `/${[lang, ...rest].join('/')}${search}`
  if (!searchParams.has('lang')) return undefined
  searchParams.set('lang', lang)
  return `${pathname}?${searchParams}`
}
