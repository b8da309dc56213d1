import { type Context, Hono } from 'hono'
import { PartnerFormPage } from '../../views/partners/form.tsx'
import { PartnerListPage } from '../../views/partners/list.tsx'
import { PartnerPage } from '../../views/partners/show.tsx'
import { randomId, uuidPattern } from '../lib/ids.ts'
import { allow, found } from '../web/access.ts'
import type { StaffEnv } from '../web/env.ts'
import { emptyForm, type FormState, postedField, readForm } from '../web/forms.ts'
import { EditPartnerForm, NewPartnerForm, PartnerQuery, ServiceForm } from './forms.ts'
import { amend, enlist, offer, switchService } from './partner.ts'
import { canEditPartners, canReadPartners } from './policy.ts'
import { countOpenReferrals, findPartner, listPartners, type PartnerRecord } from './queries.ts'

/** Mounted at /app/{centre}/partners: the directory of those who help besides us. */
export const partners = new Hono<StaffEnv>()

const one = `/:id{${uuidPattern}}` as '/:id'

partners.get('/', allow(canReadPartners), async (c) => {
  const { t, viewer, scope } = c.var
  const filter = PartnerQuery.parse(c.req.query())
  const { rows, next } = await listPartners(scope.db, scope.centreId, filter)
  const page = { t, base: baseOf(c), filter, partners: rows, next, mayEdit: canEditPartners(viewer) }
  return c.render(<PartnerListPage {...page} />, { title: t('partners.title'), current: 'partners' })
})

partners.get('/new', allow(canEditPartners), (c) => formPage(c, emptyForm()))

partners.post('/', allow(canEditPartners), async (c) => {
  const form = await readForm(c, NewPartnerForm)
  if (!form.ok) return formPage(c, form)
  const id = await enlist(c.var.scope, c.var.viewer.id, form.data)
  return c.redirect(`${baseOf(c)}/partners/${id}?done=added`, 303)
})

partners.get(one, allow(canReadPartners), async (c) => {
  const [partner, openReferrals] = await Promise.all([partnerIn(c), openReferralsTo(c)])
  return partnerPage(c, partner, openReferrals, emptyForm())
})

partners.get(`${one}/edit`, allow(canEditPartners), async (c) => {
  const partner = await partnerIn(c)
  return formPage(c, emptyForm(fieldsOf(partner)), partner)
})

partners.post(one, allow(canEditPartners), async (c) => {
  const { scope, viewer } = c.var
  const partner = await partnerIn(c)
  const form = await readForm(c, EditPartnerForm)
  if (!form.ok) return formPage(c, form, partner)
  const amended = await amend(scope, viewer.id, partner, form.data)
  if (amended === 'stale') return formPage(c, emptyForm(form.typed), partner, { isStale: true })
  return c.redirect(`${baseOf(c)}/partners/${partner.id}?done=saved`, 303)
})

partners.post(`${one}/services`, allow(canEditPartners), async (c) => {
  const { scope, viewer } = c.var
  const partner = await partnerIn(c)
  const form = await readForm(c, ServiceForm)
  if (!form.ok) return partnerPage(c, partner, await openReferralsTo(c), form)
  await offer(scope, viewer.id, partner, form.data)
  return c.redirect(`${baseOf(c)}/partners/${partner.id}?done=saved#services`, 303)
})

partners.post(`${one}/services/:service{${uuidPattern}}`, allow(canEditPartners), async (c) => {
  const { scope, viewer } = c.var
  const partner = await partnerIn(c)
  const active = (await postedField(c, 'active')) === 'on'
  const isTheirs = await switchService(scope, viewer.id, partner, c.req.param('service') ?? '', active)
  if (!isTheirs) return c.notFound()
  return c.redirect(`${baseOf(c)}/partners/${partner.id}?done=saved#services`, 303)
})

type StaffContext = Context<StaffEnv>

const baseOf = (c: StaffContext) => `/app/${c.var.viewer.centre.slug}`

const partnerIn = async (c: StaffContext): Promise<PartnerRecord> =>
  found(await findPartner(c.var.scope.db, c.var.scope.centreId, c.req.param('id') ?? ''))

const openReferralsTo = (c: StaffContext) =>
  countOpenReferrals(c.var.scope.db, c.var.scope.centreId, c.req.param('id') ?? '')

const partnerPage = (c: StaffContext, partner: PartnerRecord, openReferrals: number, form: FormState) => {
  const { t, viewer } = c.var
  if (Object.keys(form.errors).length > 0) c.status(422)
  const page = {
    t,
    base: baseOf(c),
    partner,
    openReferrals,
    form,
    mayEdit: canEditPartners(viewer),
    done: c.req.query('done'),
  }
  return c.render(<PartnerPage {...page} />, { title: partner.name, current: 'partners' })
}

const formPage = (c: StaffContext, form: FormState, partner?: PartnerRecord, { isStale = false } = {}) => {
  const { t } = c.var
  if (isStale) c.status(409)
  else if (Object.keys(form.errors).length > 0) c.status(422)
  const opened = Number(form.typed.version ?? partner?.version)
  const version = partner && (isStale || !Number.isInteger(opened)) ? partner.version : opened
  const page = {
    t,
    base: baseOf(c),
    form,
    isStale,
    idempotencyKey: form.typed.idempotency_key ?? randomId(),
    partner: partner && { id: partner.id, name: partner.name, version },
  }
  return c.render(<PartnerFormPage {...page} />, {
    title: t(partner ? 'partners.edit' : 'partners.new'),
    current: 'partners',
  })
}

const fieldsOf = (partner: PartnerRecord): Record<string, string> => ({
  kind: partner.kind,
  name: partner.name,
  person: partner.person,
  email: partner.email,
  phone: partner.phone,
  town: partner.town,
  lang: partner.languages[0] ?? 'cs',
  ...Object.fromEntries(partner.languages.slice(1).map((code) => [`also_${code}`, 'on'])),
  note: partner.note,
  ...(partner.active ? { active: 'on' } : {}),
})
