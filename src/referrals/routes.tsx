import { type Context, Hono } from 'hono'
import { NewReferralPage } from '../../views/referrals/form.tsx'
import { ReferralListPage } from '../../views/referrals/list.tsx'
import { ReferralPage } from '../../views/referrals/show.tsx'
import { type ContactRecord, findContact } from '../contacts/queries/contacts.ts'
import { isUuid, randomId, uuidPattern } from '../lib/ids.ts'
import { fullName } from '../lib/names.ts'
import { addDays, dayOf } from '../lib/time.ts'
import { sharedFields } from '../lib/words.ts'
import { addWorkingDays } from '../lib/working-days.ts'
import { findConsent } from '../privacy/queries.ts'
import { allow, found } from '../web/access.ts'
import type { StaffEnv } from '../web/env.ts'
import { emptyForm, type FormState, postedField, readForm, refuse } from '../web/forms.ts'
import { listedStates, ReferralForm, ReferralQuery } from './forms.ts'
import { canReadReferrals, canRefer } from './policy.ts'
import { listHandOvers } from './queries/hand-overs.ts'
import { findReferral, listReferralChanges, listReferrals, type ReferralRecord } from './queries/referrals.ts'
import { offeredRecipients, recipientOf } from './recipient.ts'
import { refer } from './refer.ts'
import { shareable } from './share.ts'
import { isWaiting } from './states.ts'
import { recall, withdraw } from './withdraw.ts'
import { wordingOf } from './wording.ts'

/** Mounted at /app/{centre}/referrals: people handed to those who help, and what came of it. */
export const referrals = new Hono<StaffEnv>()

/** Facts about a person do not lie with others for longer than that without an answer. */
const mostDays = 180

const one = `/:id{${uuidPattern}}` as '/:id'

referrals.get('/', allow(canReadReferrals), async (c) => {
  const { t, viewer, scope } = c.var
  const { state, box, after } = ReferralQuery.parse(c.req.query())
  const page = { t, base: baseOf(c), today: dayOf(scope.now), states: listedStates, state }
  const mayAnswer = canRefer(viewer)
  const [letters, sent] = await Promise.all([
    listHandOvers(scope.db, scope.centreId, { waiting: box !== 'incoming', after }),
    box === 'incoming' ? { rows: [], next: undefined } : listReferrals(scope.db, scope.centreId, { state, after }),
  ])
  const shown = { ...page, mayAnswer, box, letters: letters.rows, referrals: sent.rows }
  const next = box === 'incoming' ? letters.next : sent.next
  return c.render(<ReferralListPage {...shown} next={next} isFirst={after === undefined} />, {
    title: t('referrals.title'),
    current: 'referrals',
  })
})

referrals.get('/new', allow(canRefer), async (c) =>
  formPage(c, await contactIn(c, c.req.query('contact') ?? ''), emptyForm()),
)

referrals.post('/', allow(canRefer), async (c) => {
  const { t, viewer, scope } = c.var
  const form = await readForm(c, ReferralForm)
  const contact = await contactIn(c, await postedField(c, 'contact'))
  if (!form.ok) return formPage(c, contact, form)
  const recipient = recipientOf(form.data.recipient, await offeredRecipients(scope))
  if (!recipient) return formPage(c, contact, refuse(form.typed, { recipient: t('field.choice') }))
  const { decide_by, fields } = form.data
  const refused = (errors: Record<string, string>) => formPage(c, contact, refuse(form.typed, errors))
  const today = dayOf(scope.now)
  if (decide_by < today) return refused({ decide_by: t('referrals.decide_by_past') })
  if (decide_by > addDays(today, mostDays)) return refused({ decide_by: t('referrals.decide_by_far') })
  if (recipient.to_centre_id && !fields.includes('name')) return refused({ share_name: t('referrals.name_needed') })
  const id = await refer(scope, viewer.id, contact, recipient, form.data)
  if (!id) return refused({ recipient: t('referrals.waits_there') })
  return c.redirect(`${baseOf(c)}/referrals/${id}?done=sent`, 303)
})

referrals.get(one, allow(canReadReferrals), async (c) => {
  const { t, viewer, scope } = c.var
  const referral = await referralIn(c)
  const [changes, consent] = await Promise.all([
    listReferralChanges(scope.db, scope.centreId, referral.id),
    findConsent(scope.db, scope.centreId, referral.consent_id).then(found),
  ])
  const page = {
    t,
    base: baseOf(c),
    referral,
    changes,
    consent,
    today: dayOf(scope.now),
    mayRefer: canRefer(viewer),
    isWaiting: isWaiting(referral),
    done: c.req.query('done'),
  }
  return c.render(<ReferralPage {...page} />, { title: referral.recipient, current: 'referrals' })
})

referrals.post(`${one}/recall`, allow(canRefer), async (c) => {
  const referral = await referralIn(c)
  const recalled = await recall(c.var.scope, c.var.viewer.id, referral.id)
  return c.redirect(`${baseOf(c)}/referrals/${referral.id}?done=${recalled ? 'recalled' : 'too_late'}`, 303)
})

/** A person may take a consent back by phone as well. */
referrals.post(`${one}/withdraw`, allow(canRefer), async (c) => {
  const referral = await referralIn(c)
  await withdraw(c.var.scope, referral.consent_id, c.var.viewer.id)
  return c.redirect(`${baseOf(c)}/referrals/${referral.id}?done=withdrawn`, 303)
})

type StaffContext = Context<StaffEnv>

const baseOf = (c: StaffContext) => `/app/${c.var.viewer.centre.slug}`

const contactIn = async (c: StaffContext, id: string): Promise<ContactRecord> =>
  found(isUuid(id) ? await findContact(c.var.scope.db, c.var.scope.centreId, id) : undefined)

const referralIn = async (c: StaffContext): Promise<ReferralRecord> =>
  found(await findReferral(c.var.scope.db, c.var.scope.centreId, c.req.param('id') ?? ''))

const formPage = async (c: StaffContext, contact: ContactRecord, form: FormState) => {
  const { t, viewer, scope } = c.var
  if (Object.keys(form.errors).length > 0) c.status(422)
  const offered = await offeredRecipients(scope)
  const chosen = recipientOf(form.typed.recipient ?? '', offered)
  const fields = sharedFields.filter((field) => form.typed[`share_${field}`] === 'on')
  const wording = wordingOf(contact.lang, {
    centre: viewer.centre.name,
    recipient: chosen?.name ?? '…',
    fields: fields.length > 0 ? fields : sharedFields.filter((field) => shareable(contact)[field]),
  })
  const page = {
    t,
    base: baseOf(c),
    contact: { id: contact.id, name: fullName(contact), lang: contact.lang },
    offered,
    known: shareable(contact),
    wording,
    form,
    decideBy: addWorkingDays(dayOf(scope.now), 10),
    idempotencyKey: form.typed.idempotency_key ?? randomId(),
  }
  return c.render(<NewReferralPage {...page} />, { title: t('referrals.new'), current: 'referrals' })
}
