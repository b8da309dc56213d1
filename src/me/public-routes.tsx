import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { MyDataPage, MyDataSentPage } from '../../views/me/ask.tsx'
import { open } from '../web/access.ts'
import type { Env, PublicEnv } from '../web/env.ts'
import { emptyForm, type FormState, readForm } from '../web/forms.ts'
import { limit } from '../web/rate-limits.ts'
import { MyDataForm } from './forms.ts'
import { sendLink } from './link.ts'

/** Mounted at /{lang}/{centre}: asking for the way to what is kept about oneself. */
export const askingForMyData = new Hono<PublicEnv>()

const perNetwork = limit({ name: 'my-data', most: 30, windowMinutes: 10, keyOf: (_c, network) => network })

/** Counts before the centre's transaction opens. */
export const askingPerNetwork: MiddlewareHandler<Env> = (c, next) =>
  c.req.method === 'POST' ? perNetwork(c, next) : next()

askingForMyData.get('/my-data', open(), (c) => formPage(c, emptyForm()))

askingForMyData.post('/my-data', open(), async (c) => {
  const form = await readForm(c, MyDataForm)
  if (!form.ok) return formPage(c, form)
  await sendLink(c.var.scope, form.data.email, c.var.lang)
  return c.redirect(`${new URL(c.req.url).pathname}/check-your-email`, 303)
})

askingForMyData.get('/my-data/check-your-email', open(), (c) => {
  const { t, centre } = c.var
  return c.render(<MyDataSentPage t={t} centre={centre} />, { title: t('me.check_title') })
})

const formPage = (c: Context<PublicEnv>, form: FormState) => {
  const { t, centre } = c.var
  if (Object.keys(form.errors).length > 0) c.status(422)
  return c.render(<MyDataPage t={t} centre={centre} form={form} />, { title: t('me.ask_title') })
}
