import { Hono } from 'hono'
import { sha256, tokenPattern } from '../lib/tokens.ts'
import { found, open } from '../web/access.ts'
import type { PublicEnv } from '../web/env.ts'
import { holdToken } from './cookie.ts'
import { findDraftsPlace } from './queries/drafts.ts'

/** Mounted at /s: the way back to answers not sent yet. The token leaves the address at once. */
export const mySurvey = new Hono<PublicEnv>()

mySurvey.get(`/:token{${tokenPattern}}` as '/:token', open(), async (c) => {
  const { scope, lang, deps, centre } = c.var
  const token = c.req.param('token')
  const { slug, page } = found(await findDraftsPlace(scope.db, scope.centreId, sha256(token), scope.now))
  holdToken(c, { centre: centre.slug, slug }, token, deps.settings.publicUrl, { byLink: true })
  c.header('Cache-Control', 'no-store')
  return c.redirect(`/${lang}/${centre.slug}/surveys/${slug}?page=${page}`, 303)
})
