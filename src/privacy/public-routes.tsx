import { Hono } from 'hono'
import { publicMessages } from '../../views/messages/index.ts'
import { AccessibilityPage, PrivacyPage } from '../../views/privacy/pages.tsx'
import { open } from '../web/access.ts'
import type { PublicEnv } from '../web/env.ts'
import { languageOf } from '../web/language.ts'

/** Mounted at /{lang}/{centre}. */
export const publicPrivacy = new Hono<PublicEnv>()

publicPrivacy.get('/privacy', open(), (c) =>
  c.render(<PrivacyPage t={c.var.t} centre={c.var.centre} />, { title: c.var.t('privacy.title') }),
)

/** The same for the whole installation, so it needs no centre. */
export const accessibility = new Hono<PublicEnv>()

accessibility.get('/:lang{(?:cs|en|de|uk)}/accessibility', open(), (c) => {
  const t = publicMessages(languageOf(c))
  c.set('t', t)
  return c.render(<AccessibilityPage t={t} />, { title: t('accessibility.title') })
})
