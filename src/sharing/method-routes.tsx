import { Hono } from 'hono'
import { checkerHash, checkerSource } from '../../views/assets/manifest.generated.ts'
import { publicMessages } from '../../views/messages/index.ts'
import { MethodPage } from '../../views/sharing/method.tsx'
import { open } from '../web/access.ts'
import type { PublicEnv } from '../web/env.ts'
import { languageOf } from '../web/language.ts'

/** How the protection works, the same for the whole installation, so it needs no centre. */
export const protectionMethod = new Hono<PublicEnv>()

const checkerAddress = '/data-protection-method/check.mjs'

protectionMethod.get('/:lang{(?:cs|en|de|uk)}/data-protection-method', open(), (c) => {
  const t = publicMessages(languageOf(c))
  c.set('t', t)
  const checker = { href: checkerAddress, sha256: checkerHash }
  return c.render(<MethodPage t={t} checker={checker} />, {
    title: t('method.title'),
    description: t('method.lead'),
  })
})

/** The address stays, the file behind it is the newest. */
protectionMethod.get(checkerAddress, open(), (c) =>
  c.body(checkerSource, 200, {
    'Content-Type': 'text/javascript; charset=utf-8',
    'Content-Disposition': 'attachment; filename="check.mjs"',
    'Cache-Control': 'no-cache',
  }),
)
