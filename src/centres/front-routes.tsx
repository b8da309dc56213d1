import { Hono } from 'hono'
import { FrontPage } from '../../views/centres/front.tsx'
import { publicMessages } from '../../views/messages/index.ts'
import { open } from '../web/access.ts'
import type { PublicEnv } from '../web/env.ts'
import { languageOf } from '../web/language.ts'
import { listPublicCentres } from './queries.ts'

/** The front page of the installation: who we are, and which centres there are. */
export const front = new Hono<PublicEnv>()

front.get('/:lang{cs|en|de|uk}', open(), async (c) => {
  const t = publicMessages(languageOf(c))
  c.set('t', t)
  const centres = await listPublicCentres(c.var.db)
  return c.render(<FrontPage t={t} centres={centres} />, { title: t('front.title') })
})
