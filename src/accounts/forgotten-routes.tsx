import { type Context, Hono } from 'hono'
import { ForgottenPage, ForgottenSentPage } from '../../views/accounts/forgotten.tsx'
import { normalEmail } from '../lib/email.ts'
import { open } from '../web/access.ts'
import type { MemberEnv } from '../web/env.ts'
import { emptyForm, type FormState, postedField, readForm } from '../web/forms.ts'
import { limit } from '../web/rate-limits.ts'
import { sendWayBack } from './forgotten.ts'
import { ForgottenForm } from './forms.ts'
import { speaking } from './speaking.ts'

/** Mounted at /sign-in/forgotten: the way back in, the same for everybody who asks. */
export const forgotten = new Hono<MemberEnv>()

const perNetwork = limit({ name: 'forgotten', most: 30, windowMinutes: 10, keyOf: (_c, network) => network })
const perAddress = limit({
  name: 'forgotten address',
  most: 5,
  windowMinutes: 60,
  keyOf: async (c, network) => `${network} ${normalEmail(await postedField(c, 'email'))}`,
})

forgotten.get('/', open(), speaking, (c) => formPage(c, emptyForm()))

forgotten.post('/', open(), speaking, perNetwork, perAddress, async (c) => {
  const form = await readForm(c, ForgottenForm)
  if (!form.ok) return formPage(c, form)
  const { db, deps } = c.var
  await sendWayBack(db, form.data.email, { settings: deps.settings, clock: deps.clock })
  return c.redirect('/sign-in/forgotten/sent', 303)
})

forgotten.get('/sent', open(), speaking, (c) => {
  const { t, deps } = c.var
  const sendsMail = deps.settings.mail === 'ready'
  const page = <ForgottenSentPage t={t} sendsMail={sendsMail} />
  return c.render(page, { title: t(sendsMail ? 'forgotten.sent_title' : 'forgotten.title') })
})

const formPage = (c: Context<MemberEnv>, form: FormState) => {
  if (Object.keys(form.errors).length > 0) c.status(422)
  return c.render(<ForgottenPage t={c.var.t} form={form} />, { title: c.var.t('forgotten.title') })
}
