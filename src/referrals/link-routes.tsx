import { type Context, Hono } from 'hono'
import { PartnersReferralPage, ReferralGonePage } from '../../views/referrals/partner.tsx'
import { sha256, tokenPattern } from '../lib/tokens.ts'
import { found, open } from '../web/access.ts'
import type { PublicEnv } from '../web/env.ts'
import { emptyForm, type FormState, readForm } from '../web/forms.ts'
import { answer } from './answer.ts'
import type { Decision } from './decision.ts'
import { AcceptForm, DeclineForm } from './forms.ts'
import { findReferralByToken, type ReferralRecord } from './queries/referrals.ts'
import { isWaiting } from './states.ts'

/** Mounted at /p: one referral in the hands of the partner it was sent to. Opening it changes nothing. */
export const partnersReferral = new Hono<PublicEnv>()

const one = `/:token{${tokenPattern}}` as '/:token'

partnersReferral.get(one, open(), async (c) => {
  const { referral, revoked } = await held(c)
  return revoked ? gonePage(c) : page(c, referral, emptyForm())
})

partnersReferral.post(`${one}/accept`, open(), async (c) => {
  const { referral, revoked } = await held(c)
  if (revoked) return gonePage(c)
  const form = await readForm(c, AcceptForm)
  if (!form.ok) return page(c, referral, form)
  return decideWith(c, referral, { state: 'accepted', ...form.data })
})

partnersReferral.post(`${one}/decline`, open(), async (c) => {
  const { referral, revoked } = await held(c)
  if (revoked) return gonePage(c)
  const form = await readForm(c, DeclineForm)
  if (!form.ok && isWaiting(referral)) return page(c, referral, form)
  if (!form.ok) return page(c, referral, emptyForm())
  return decideWith(c, referral, { state: 'declined', ...form.data })
})

type LinkContext = Context<PublicEnv>

const tokenHash = (c: LinkContext) => sha256(c.req.param('token') ?? '')

const held = async (c: LinkContext) => {
  const { db, centreId, now } = c.var.scope
  return found(await findReferralByToken(db, centreId, tokenHash(c), now))
}

/** Does what the button says and shows the page again; who comes second sees what the first one decided. */
const decideWith = async (c: LinkContext, { id }: ReferralRecord, decision: Decision) => {
  const answered = await answer(c.var.scope, id, tokenHash(c), decision)
  if (answered.kind === 'gone') return gonePage(c)
  if (answered.kind === 'decided' && answered.referral.state !== decision.state) {
    c.status(409)
    return page(c, answered.referral, emptyForm(), { second: true })
  }
  return c.redirect(`/p/${c.req.param('token')}?lang=${c.var.lang}`, 303)
}

const page = (c: LinkContext, referral: ReferralRecord, form: FormState, { second = false } = {}) => {
  const { t, centre } = c.var
  if (Object.keys(form.errors).length > 0) c.status(422)
  c.header('Cache-Control', 'no-store')
  const { state, need, shared, reason, decide_by, service_name } = referral
  // once a referral has come to nothing, it is none of the partner's business any more
  const told = isWaiting(referral) || state === 'accepted' ? { need, shared } : { need: '', shared: {} }
  const shown = { state, ...told, reason, decide_by, service: service_name, waiting: isWaiting(referral) }
  const link = `/p/${c.req.param('token')}`
  return c.render(
    <PartnersReferralPage t={t} centre={centre} referral={shown} form={form} second={second} link={link} />,
    { title: t('referral.title') },
  )
}

/** Withdrawn, recalled or over: nothing of the person, and the same words for all three. */
const gonePage = (c: LinkContext) => {
  const { t, centre } = c.var
  c.status(410)
  c.header('Cache-Control', 'no-store')
  return c.render(<ReferralGonePage t={t} centre={centre} />, { title: t('referral.gone_title') })
}
