import { Hono } from 'hono'
import { ChooseCentrePage } from '../../views/accounts/choose-centre.tsx'
import { OwnAccountPage } from '../../views/accounts/own.tsx'
import { open } from '../web/access.ts'
import type { MemberEnv } from '../web/env.ts'
import { readForm } from '../web/forms.ts'
import { LanguageForm } from './forms.ts'
import { deleteSessionsOf, updateLanguage } from './queries.ts'
import { sessions } from './sessions.ts'

/** For every member, before a centre is chosen. */
export const account = new Hono<MemberEnv>()

account.get('/app', open(), (c) => {
  const { memberships } = c.var.member
  const only = memberships.length === 1 ? memberships[0] : undefined
  if (only) return c.redirect(`/app/${only.slug}`, 303)
  return c.render(<ChooseCentrePage t={c.var.t} memberships={memberships} />, { title: c.var.t('choose.title') })
})

account.get('/account', open(), (c) =>
  c.render(<OwnAccountPage t={c.var.t} member={c.var.member} saved={c.req.query('done') === 'saved'} />, {
    title: c.var.t('own.title'),
  }),
)

account.post('/account', open(), async (c) => {
  const form = await readForm(c, LanguageForm)
  if (!form.ok) {
    c.status(422)
    return c.render(<OwnAccountPage t={c.var.t} member={c.var.member} saved={false} />, { title: c.var.t('own.title') })
  }
  await updateLanguage(c.var.db, c.var.member.id, form.data.lang)
  return c.redirect('/account?done=saved', 303)
})

account.post('/account/sign-out-everywhere', open(), async (c) => {
  await deleteSessionsOf(c.var.db, c.var.member.id)
  c.header('Set-Cookie', sessions(c.var.db, c.var.deps.settings.publicUrl).createBlankSessionCookie().serialize())
  return c.redirect('/sign-in', 303)
})
