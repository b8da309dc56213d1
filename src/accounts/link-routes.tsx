import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { every } from 'hono/combine'
import { LinkPage } from '../../views/accounts/link.tsx'
import type { StaffT } from '../../views/messages/index.ts'
import { findCentre } from '../centres/queries.ts'
import { sha256, tokenPattern } from '../lib/tokens.ts'
import { found, open } from '../web/access.ts'
import type { Env, PublicEnv } from '../web/env.ts'
import { emptyForm, type FormState, readForm, refuse } from '../web/forms.ts'
import { LinkForm } from './forms.ts'
import { holderOf, redeem, usesOwnPassword } from './link.ts'
import { findProver, type LinkHolder, type LinkPurpose } from './queries/tokens.ts'
import { sessionIdIn, sessions } from './sessions.ts'
import { speaking } from './speaking.ts'
import { perAccount, perHolder, perLink, perNetwork } from './tries.ts'

type LinkEnv = { Variables: Omit<PublicEnv['Variables'], 't'> & { t: StaffT } }
type LinkContext = Context<LinkEnv>

const one = `/:token{${tokenPattern}}` as '/:token'

/** Mounted where each kind of link leads: a page with one button, which alone does something. */
const doorFor = (purpose: LinkPurpose) => {
  const door = new Hono<LinkEnv>()

  door.get(one, open(), speaking, async (c) => linkPage(c, purpose, await holderIn(c, purpose), emptyForm()))

  door.post(one, open(), speaking, async (c) => {
    const { t, scope } = c.var
    const holder = await holderIn(c, purpose)
    const form = await readForm(c, LinkForm)
    if (!form.ok) return linkPage(c, purpose, holder, form)
    const used = await redeem(scope, holder, {
      token: tokenIn(c),
      purpose,
      password: form.data.password,
      userAgent: c.req.header('user-agent') ?? '',
      oldSession: sessionIdIn(sessions(scope.db, scope.settings.publicUrl), c.req.header('cookie')),
    })
    if (used.kind === 'dead') return c.notFound()
    if (used.kind === 'wrong') return linkPage(c, purpose, holder, refuse({}, { password: t('password.wrong') }))
    if (used.kind === 'weak')
      return linkPage(c, purpose, holder, refuse({}, { password: t(`password.${used.weakness}`) }))
    c.header('Set-Cookie', used.cookie)
    const { slug } = await findCentre(scope.db, scope.centreId)
    return c.redirect(`/app/${slug}`, 303)
  })

  return door
}

export const invitations = doorFor('invitation')
export const resets = doorFor('reset')

/** Counts before the centre's transaction opens. Proving a password here is signing in, and counts as that too. */
export const triesPerLink: MiddlewareHandler<Env> = async (c, next) => {
  if (c.req.method !== 'POST') return next()
  const email = await findProver(c.var.db, sha256(c.req.param('token') ?? ''))
  const limits = email ? [perNetwork, perAccount(() => email), perHolder(email), perLink] : [perLink]
  return every(...limits)(c, next)
}

const tokenIn = (c: LinkContext) => c.req.param('token') ?? ''

const holderIn = async (c: LinkContext, purpose: LinkPurpose): Promise<LinkHolder> =>
  found(await holderOf(c.var.scope, tokenIn(c), purpose))

const linkPage = async (c: LinkContext, purpose: LinkPurpose, holder: LinkHolder, form: FormState) => {
  const { t, scope } = c.var
  if (Object.keys(form.errors).length > 0) c.status(422)
  const page = {
    t,
    purpose,
    action: `${c.req.path}?lang=${t.lang}`,
    centre: await findCentre(scope.db, scope.centreId),
    holder,
    isKnown: usesOwnPassword(holder, purpose),
    form,
  }
  return c.render(<LinkPage {...page} />, { title: t(`link.${purpose}.title`) })
}
