import { Hono } from 'hono'
import { FrontPage } from '../../views/centres/front.tsx'
import { publicMessages } from '../../views/messages/index.ts'
import { open } from '../web/access.ts'
import type { Env, PublicEnv } from '../web/env.ts'
import { languageOf } from '../web/language.ts'
import { findCentreId, listPublicCentres } from './queries.ts'

/** The front page of the installation: who we are, and which centres there are. */
export const front = new Hono<PublicEnv>()

front.get('/:lang{(?:cs|en|de|uk)}', open(), async (c) => {
  const t = publicMessages(languageOf(c))
  c.set('t', t)
  const centres = await listPublicCentres(c.var.db, t.lang)
  return c.render(<FrontPage t={t} centres={centres} />, { title: t('front.title') })
})

/** An address without a language leads to the best one, if there is anything behind it. */
export const languageless = new Hono<Env>()

languageless.get('/', open(), (c) => c.redirect(`/${languageOf(c)}`, 302))

languageless.get('/:centre{[a-z0-9-]+}/*', open(), async (c) => {
  const { pathname, search } = new URL(c.req.url)
  const centre = await findCentreId(c.var.db, c.req.param('centre'))
  return centre ? c.redirect(`/${languageOf(c)}${pathname}${search}`, 302) : c.notFound()
})
