import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { ChooseCentrePage } from '../../views/accounts/choose-centre.tsx'
import { OwnAccountPage } from '../../views/accounts/own.tsx'
import { PasswordPage } from '../../views/accounts/password.tsx'
import { SessionsPage } from '../../views/accounts/sessions.tsx'
import { inCentre } from '../db/scope.ts'
import { uuidPattern } from '../lib/ids.ts'
import { found, open } from '../web/access.ts'
import type { Env, MemberEnv } from '../web/env.ts'
import { emptyForm, type FormState, readForm, refuse } from '../web/forms.ts'
import { limit } from '../web/rate-limits.ts'
import { deviceOf } from './device.ts'
import { DigestForm, OwnAccountForm, PasswordForm, ShortcutsForm } from './forms.ts'
import { changePassword } from './password.ts'
import { listDigests, updateDigest } from './queries/digests.ts'
import { updateOwn } from './queries/members.ts'
import { deleteOtherSessions, deleteSessionOf, deleteSessionsOf, listSessions } from './queries/sessions.ts'
import { sessionIdIn, sessions, storedName } from './sessions.ts'

/** For every member, before a centre is chosen. */
export const account = new Hono<MemberEnv>()

account.get('/app', open(), (c) => {
  const { memberships } = c.var.member
  const only = memberships.length === 1 ? memberships[0] : undefined
  if (only) return c.redirect(`/app/${only.slug}`, 303)
  return c.render(<ChooseCentrePage t={c.var.t} memberships={memberships} />, { title: c.var.t('choose.title') })
})

account.get('/account', open(), (c) => accountPage(c, emptyForm()))

account.post('/account', open(), async (c) => {
  const form = await readForm(c, OwnAccountForm)
  if (!form.ok) return accountPage(c, form)
  const { lang, name } = form.data
  await updateOwn(c.var.db, c.var.member.id, { lang, ...(name ? { name } : {}) })
  return c.redirect('/account?done=saved', 303)
})

account.post('/account/digest', open(), async (c) => {
  const { db, deps, member } = c.var
  const form = await readForm(c, DigestForm)
  if (!form.ok) return accountPage(c, emptyForm(), form.errors)
  const { centre, ...wanted } = form.data
  const { centre_id } = found(member.memberships.find(({ slug }) => slug === centre))
  const place = { settings: deps.settings, clock: deps.clock, memberId: member.id }
  await inCentre(db, { centreId: centre_id }, place, (scope) => updateDigest(scope.db, centre_id, member.id, wanted))
  return c.redirect('/account?done=saved#digest', 303)
})

account.post('/account/shortcuts', open(), async (c) => {
  const form = await readForm(c, ShortcutsForm)
  if (!form.ok) return accountPage(c, form)
  await updateOwn(c.var.db, c.var.member.id, { shortcuts: form.data.shortcuts === 'on' })
  return c.redirect('/account?done=saved', 303)
})

account.get('/account/sessions', open(), async (c) => {
  const { t, db, member } = c.var
  const live = await listSessions(db, member.id, thisSession(c), new Date())
  const shown = live.map(({ user_agent, ...session }) => ({ ...session, device: deviceOf(user_agent) }))
  const page = { t, member, sessions: shown, done: c.req.query('done') }
  return c.render(<SessionsPage {...page} />, { title: t('sessions.title') })
})

account.post(`/account/sessions/:id{${uuidPattern}}/end`, open(), async (c) => {
  await deleteSessionOf(c.var.db, c.var.member.id, c.req.param('id') ?? '')
  return c.redirect('/account/sessions?done=ended', 303)
})

account.post('/account/sessions/others', open(), async (c) => {
  await deleteOtherSessions(c.var.db, c.var.member.id, thisSession(c))
  return c.redirect('/account/sessions?done=others', 303)
})

account.post('/account/sign-out-everywhere', open(), async (c) => {
  await deleteSessionsOf(c.var.db, c.var.member.id)
  c.header('Set-Cookie', sessions(c.var.db, c.var.deps.settings.publicUrl).createBlankSessionCookie().serialize())
  return c.redirect('/sign-in', 303)
})

account.get('/account/password', open(), (c) => passwordPage(c, emptyForm()))

/** Who found a browser open does not get to guess what its owner types. */
const perMember: MiddlewareHandler<MemberEnv> = (c, next) =>
  limit({
    name: 'password',
    most: 10,
    windowMinutes: 60,
    failuresOnly: true,
    keyOf: (_c, network) => `${network} ${c.var.member.id}`,
  })(c as unknown as Context<Env>, next) // a member's context is one of everybody's, with more in it

account.post('/account/password', open(), perMember, async (c) => {
  const { t, db, deps, member } = c.var
  const form = await readForm(c, PasswordForm)
  if (!form.ok) return passwordPage(c, form)
  const userAgent = c.req.header('user-agent') ?? ''
  const changed = await changePassword(db, deps.settings.publicUrl, member, { ...form.data, userAgent })
  if (changed.kind === 'wrong') return passwordPage(c, refuse({}, { current: t('password.wrong') }))
  if (changed.kind === 'weak') return passwordPage(c, refuse({}, { password: t(`password.${changed.weakness}`) }))
  c.header('Set-Cookie', changed.cookie)
  return c.redirect('/account/password?done=saved', 303)
})

type MemberContext = Context<MemberEnv>

const thisSession = (c: MemberContext) =>
  storedName(sessionIdIn(sessions(c.var.db, c.var.deps.settings.publicUrl), c.req.header('cookie')))

const accountPage = async (c: MemberContext, form: FormState, digestErrors: Record<string, string> = {}) => {
  const { t, db, member } = c.var
  if (Object.keys({ ...form.errors, ...digestErrors }).length > 0) c.status(422)
  const digests = (await listDigests(db, member.id)).map((own) => ({
    ...own,
    name: member.memberships.find(({ slug }) => slug === own.slug)?.name ?? own.slug,
  }))
  const page = { t, member, form, digests, digestErrors, saved: c.req.query('done') === 'saved' }
  return c.render(<OwnAccountPage {...page} />, { title: t('own.title') })
}

const passwordPage = (c: MemberContext, form: FormState) => {
  const { t, member } = c.var
  if (Object.keys(form.errors).length > 0) c.status(422)
  const page = { t, member, form, saved: c.req.query('done') === 'saved' }
  return c.render(<PasswordPage {...page} />, { title: t('password.title') })
}
