import { type Context, Hono } from 'hono'
import { SignInPage } from '../../views/accounts/sign-in.tsx'
import { open } from '../web/access.ts'
import type { MemberEnv } from '../web/env.ts'
import { emptyForm, type FormState, postedField, readForm, refuse } from '../web/forms.ts'
import { SignInForm } from './forms.ts'
import { sessionIdIn, sessions } from './sessions.ts'
import { signIn } from './sign-in.ts'
import { speaking } from './speaking.ts'
import { perAccount, perNetwork } from './tries.ts'

/** The door itself: open to everybody, answering everybody alike. */
export const signInDoor = new Hono<MemberEnv>()

const perTypedAccount = perAccount((c) => postedField(c, 'email'))

signInDoor.get('/sign-in', open(), speaking, (c) => signInPage(c, emptyForm(), c.req.query('next') ?? ''))

signInDoor.post('/sign-in', open(), speaking, perNetwork, perTypedAccount, async (c) => {
  const form = await readForm(c, SignInForm)
  if (!form.ok) return signInPage(c, form, form.typed.next ?? '')

  const { db, deps } = c.var
  const oldSession = sessionIdIn(sessions(db, deps.settings.publicUrl), c.req.header('cookie'))
  const cookie = await signIn(db, deps.settings.publicUrl, {
    ...form.data,
    userAgent: c.req.header('user-agent') ?? '',
    oldSession,
  })
  if (!cookie)
    return signInPage(c, refuse({ email: form.data.email }, { form: c.var.t('sign_in.wrong') }), form.data.next)
  c.header('Set-Cookie', cookie)
  return c.redirect(ownPath(form.data.next), 303)
})

signInDoor.post('/sign-out', open(), async (c) => {
  const lucia = sessions(c.var.db, c.var.deps.settings.publicUrl)
  const id = sessionIdIn(lucia, c.req.header('cookie'))
  if (id) await lucia.invalidateSession(id)
  c.header('Set-Cookie', lucia.createBlankSessionCookie().serialize())
  return c.redirect('/sign-in', 303)
})

const signInPage = (c: Context<MemberEnv>, form: FormState, next: string) => {
  if (Object.keys(form.errors).length > 0) c.status(422)
  const { t, deps } = c.var
  return c.render(<SignInPage t={t} form={form} next={ownPath(next)} demo={deps.settings.demo} />, {
    title: t('sign_in.title'),
  })
}

/** Only a path of our own is a way back; anything else leads home. */
const ownPath = (next: string) => (/^\/(?![/\\])[^\s\\\p{Cc}]{0,2000}$/u.test(next) ? next : '/app')
