import { Hono } from 'hono'
import type { z } from 'zod'
import type { CardName } from '../../views/contacts/contact-page-props.ts'
import { uuidPattern } from '../lib/ids.ts'
import { allow, found } from '../web/access.ts'
import type { StaffEnv } from '../web/env.ts'
import { type FormState, readForm, refuse } from '../web/forms.ts'
import {
  AddressForm,
  AffiliationForm,
  EndForm,
  ObligationChangeForm,
  ObligationForm,
  RelationForm,
  StatusForm,
} from './fact-forms.ts'
import { endFact, noteAddress, noteAffiliation, noteStatus, removeFact } from './history.ts'
import { changeObligation, noteObligation } from './obligations.ts'
import { addressOf, contactIn, contactPage, type StaffContext } from './pages.tsx'
import { canEditContacts } from './policy.ts'
import type { ContactRecord } from './queries/contacts.ts'
import type { Dated } from './queries/history.ts'
import type { Obligation } from './queries/obligations.ts'
import { relate, unrelate } from './relations.ts'

/** Mounted at /app/{centre}/contacts: what stands in cards of its own on a contact's page. */
export const facts = new Hono<StaffEnv>()

const one = `/:id{${uuidPattern}}` as '/:id'
const fact = `/:fact{${uuidPattern}}` as '/:fact'

facts.post(`${one}/addresses`, allow(canEditContacts), (c) => note(c, 'addresses', AddressForm, noteAddress))
facts.post(`${one}/addresses${fact}/end`, allow(canEditContacts), (c) => end(c, 'addresses'))
facts.post(`${one}/addresses${fact}/remove`, allow(canEditContacts), (c) => remove(c, 'addresses'))

facts.post(`${one}/statuses`, allow(canEditContacts), (c) => note(c, 'statuses', StatusForm, noteStatus))
facts.post(`${one}/statuses${fact}/end`, allow(canEditContacts), (c) => end(c, 'statuses'))
facts.post(`${one}/statuses${fact}/remove`, allow(canEditContacts), (c) => remove(c, 'statuses'))

facts.post(`${one}/affiliations`, allow(canEditContacts), (c) =>
  note(c, 'affiliations', AffiliationForm, noteAffiliation),
)
facts.post(`${one}/affiliations${fact}/end`, allow(canEditContacts), (c) => end(c, 'affiliations'))
facts.post(`${one}/affiliations${fact}/remove`, allow(canEditContacts), (c) => remove(c, 'affiliations'))

facts.post(`${one}/relations`, allow(canEditContacts), async (c) => {
  const { t, scope, viewer } = c.var
  const contact = await contactIn(c)
  const form = await readForm(c, RelationForm)
  if (!form.ok) return refused(c, contact, 'relations', form)
  const related = await relate(scope, viewer.id, contact.id, form.data)
  if (related.kind === 'many') {
    const tooMany = related.candidates.length >= 10
    const errors = { who: t(tooMany ? 'people.relation_too_many' : 'people.relation_many') }
    const card = { name: 'relations' as const, form: refuse(form.typed, errors), candidates: related.candidates }
    return contactPage(c, contact, { card })
  }
  const wrong = { nobody: t('people.relation_none'), contrary: t('people.relation_known') }
  if (related.kind === 'nobody' || related.kind === 'contrary')
    return refused(c, contact, 'relations', refuse(form.typed, { who: wrong[related.kind] }))
  return saved(c, contact, 'relations')
})

facts.post(`${one}/relations${fact}/remove`, allow(canEditContacts), async (c) => {
  const contact = await contactIn(c)
  await unrelate(c.var.scope, c.var.viewer.id, contact.id, factId(c))
  return saved(c, contact, 'relations', 'removed')
})

facts.post(`${one}/obligations`, allow(canEditContacts), (c) => note(c, 'obligations', ObligationForm, noteObligation))

facts.post(`${one}/obligations${fact}`, allow(canEditContacts), async (c) => {
  const { scope, viewer } = c.var
  const contact = await contactIn(c)
  const form = await readForm(c, ObligationChangeForm)
  if (!form.ok) return refused(c, contact, 'obligations', form, factId(c))
  const named = { contactId: contact.id, id: factId(c) }
  const changed = await changeObligation(scope, viewer.id, named, form.data)
  found(changed.kind === 'unknown' ? undefined : changed)
  if (changed.kind === 'stale') return staleObligation(c, contact, form.typed, changed.saved)
  return saved(c, contact, 'obligations')
})

type Note<Form> = (
  scope: StaffContext['var']['scope'],
  memberId: string,
  contactId: string,
  form: Form,
) => Promise<void>

const note = async <Schema extends z.ZodType>(
  c: StaffContext,
  name: CardName,
  schema: Schema,
  write: Note<z.infer<Schema>>,
) => {
  const contact = await contactIn(c)
  const form = await readForm(c, schema)
  if (!form.ok) return refused(c, contact, name, form)
  await write(c.var.scope, c.var.viewer.id, contact.id, form.data)
  return saved(c, contact, name)
}

const end = async (c: StaffContext, of: Dated) => {
  const { t, scope, viewer } = c.var
  const contact = await contactIn(c)
  const form = await readForm(c, EndForm)
  if (!form.ok) return refused(c, contact, of, form, factId(c))
  const ended = await endFact(scope, viewer.id, { of, contactId: contact.id, id: factId(c) }, form.data.ended_on)
  found(ended === 'unknown' ? undefined : ended)
  if (ended === 'before')
    return refused(c, contact, of, refuse(form.typed, { ended_on: t('people.ends_before') }), factId(c))
  if (ended === 'stale') {
    const card = { name: of, form: refuse({}, { form: t('people.ended_meanwhile') }) }
    return contactPage(c, contact, { card, status: 409 })
  }
  return saved(c, contact, of)
}

const remove = async (c: StaffContext, of: Dated) => {
  const contact = await contactIn(c)
  await removeFact(c.var.scope, c.var.viewer.id, { of, contactId: contact.id, id: factId(c) })
  return saved(c, contact, of, 'removed')
}

const staleObligation = (c: StaffContext, contact: ContactRecord, typed: FormState['typed'], now: Obligation) => {
  const conflict = {
    agreement: now.agreement,
    years_owed: String(now.years_owed),
    start_by: now.start_by,
    started_on: now.started_on ?? '',
    obligation_note: now.note,
    state: now.state,
  }
  const card = { name: 'obligations' as const, item: now.id, form: refuse(typed, {}), conflict }
  return contactPage(c, contact, { card, status: 409 })
}

const refused = (c: StaffContext, contact: ContactRecord, name: CardName, form: FormState, item?: string) =>
  contactPage(c, contact, { card: { name, form, ...(item ? { item } : {}) } })

const saved = (c: StaffContext, contact: ContactRecord, name: CardName, done: 'saved' | 'removed' = 'saved') =>
  c.redirect(`${addressOf(c, contact)}?done=${done}#${name}`, 303)

const factId = (c: StaffContext) => c.req.param('fact') ?? ''
