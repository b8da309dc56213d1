import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { CheckMailPage } from '../../views/newcomers/check.tsx'
import { EnquiryClosedPage, EnquiryPage } from '../../views/newcomers/enquiry.tsx'
import { PanelPage } from '../../views/newcomers/panel.tsx'
import { isUuid, randomId } from '../lib/ids.ts'
import { open } from '../web/access.ts'
import type { Env, PublicEnv } from '../web/env.ts'
import { emptyForm, type FormState, readForm } from '../web/forms.ts'
import { limit } from '../web/rate-limits.ts'
import { enquire, joinPanel } from './arrival.ts'
import { enquiryForm, PanelForm } from './forms.ts'

/** Mounted at /{lang}/{centre}: writing to the centre, and leaving an address for later surveys. */
export const publicNewcomers = new Hono<PublicEnv>()

const enquiries = limit({ name: 'enquiry', most: 60, windowMinutes: 10, keyOf: (_c, network) => network })
// a whole meeting may have answered a survey on the same wireless network
const joinings = limit({ name: 'panel', most: 300, windowMinutes: 10, keyOf: (_c, network) => network })

/** Counts before the centre's transaction opens, as registrations do. */
export const enquiriesPerNetwork: MiddlewareHandler<Env> = (c, next) =>
  c.req.method === 'POST' ? enquiries(c, next) : next()
export const joiningsPerNetwork: MiddlewareHandler<Env> = (c, next) =>
  c.req.method === 'POST' ? joinings(c, next) : next()

publicNewcomers.get('/enquiry', open(), (c) =>
  c.var.centre.takes_enquiries ? enquiryPage(c, emptyForm()) : closedPage(c),
)

publicNewcomers.post('/enquiry', open(), async (c) => {
  const { t, lang, scope, centre } = c.var
  if (!centre.takes_enquiries) return closedPage(c)
  const form = await readForm(c, enquiryForm(centre.tracks))
  if (!form.ok) return enquiryPage(c, form)
  await enquire(scope, form.data, { centre, lang, agreed: t('enquiry.agree_hint', { centre: centre.name }) })
  return c.redirect(`${new URL(c.req.url).pathname}/check-your-email`, 303)
})

publicNewcomers.get('/enquiry/check-your-email', open(), (c) => checkMail(c, 'enquiry'))

publicNewcomers.get('/panel', open(), (c) => panelPage(c, emptyForm()))

publicNewcomers.post('/panel', open(), async (c) => {
  const { t, lang, scope, centre } = c.var
  const form = await readForm(c, PanelForm)
  if (!form.ok) return panelPage(c, form)
  await joinPanel(scope, form.data, { centre, lang, agreed: t('panel.agree_hint', { centre: centre.name }) })
  return c.redirect(`${new URL(c.req.url).pathname}/check-your-email`, 303)
})

publicNewcomers.get('/panel/check-your-email', open(), (c) => checkMail(c, 'panel'))

type PublicContext = Context<PublicEnv>

const enquiryPage = (c: PublicContext, form: FormState) => {
  const { t, centre } = c.var
  if (Object.keys(form.errors).length > 0) c.status(422)
  return c.render(<EnquiryPage t={t} centre={centre} form={form} idempotencyKey={keyIn(form)} />, {
    title: t('enquiry.title'),
    description: t('enquiry.lead'),
  })
}

/** The form as it now is, also for whoever opened it while it was open. */
const closedPage = (c: PublicContext) => {
  const { t, centre } = c.var
  c.status(410)
  return c.render(<EnquiryClosedPage t={t} centre={centre} />, { title: t('enquiry.closed_title') })
}

const panelPage = (c: PublicContext, form: FormState) => {
  const { t, centre } = c.var
  if (Object.keys(form.errors).length > 0) c.status(422)
  return c.render(<PanelPage t={t} centre={centre} form={form} idempotencyKey={keyIn(form)} />, {
    title: t('panel.title'),
    description: t('panel.lead'),
  })
}

/** One for each page filled in; a refused form keeps its own. */
const keyIn = ({ typed }: FormState): string => {
  const key = typed.idempotency_key ?? ''
  return isUuid(key) ? key : randomId()
}

const checkMail = (c: PublicContext, kind: 'enquiry' | 'panel') => {
  const { t, centre } = c.var
  return c.render(<CheckMailPage t={t} centre={centre} kind={kind} />, { title: t('newcomer.check_title') })
}
