import { type Context, Hono } from 'hono'
import { listMembers } from '../accounts/queries.ts'
import { emptyForm, type FormState, readForm, refuse } from '../web/forms.ts'
import { allow, found } from '../web/access.ts'
import type { StaffEnv } from '../web/env.ts'
import { wantsFragment } from '../web/htmx.ts'
import { randomId, uuidPattern } from '../lib/ids.ts'
import { fullName } from '../lib/names.ts'
import { dayOf } from '../lib/time.ts'
import { stagesOf } from '../lib/words.ts'
import { EditContactPage, NewContactPage } from '../../views/contacts/form.tsx'
import { ContactList, ContactListPage } from '../../views/contacts/list.tsx'
import { ContactPage } from '../../views/contacts/show.tsx'
import { edit, finishNextStep, pointOf, setNextStep } from './edit.ts'
import { ActivityForm, ContactQuery, EditContactForm, NewContactForm, NextStepDoneForm, NextStepForm } from './forms.ts'
import { add } from './person.ts'
import { canEditContacts, canReadContacts } from './policy.ts'
import { createActivity, listActivities } from './queries/activities.ts'
import { type ContactRecord, findContact } from './queries/contacts.ts'
import { countContacts, listContacts, listFilterValues } from './queries/list.ts'

export const contacts = new Hono<StaffEnv>()

const countCap = 1000
const one = `/:id{${uuidPattern}}` as '/:id'

contacts.get('/', allow(canReadContacts), async (c) => {
  const { t, viewer, scope } = c.var
  const query = ContactQuery.parse(c.req.query())
  const filter = { ...query, track: query.track ?? viewer.centre.tracks[0] ?? 'return' }
  const { rows, next } = await listContacts(scope.db, scope.centreId, filter)
  const count = await countContacts(scope.db, scope.centreId, filter, countCap)
  const list = {
    t, base: baseOf(c), filter, contacts: rows, next, today: dayOf(scope.now), mayEdit: canEditContacts(viewer),
    count: { known: Math.min(count, countCap), capped: count > countCap },
  }
  if (wantsFragment(c, 'contact-list')) return c.html(<ContactList {...list} />)
  const owners = await listMembers(scope.db, scope.centreId)
  const values = await listFilterValues(scope.db, scope.centreId)
  return c.render(<ContactListPage {...list} choices={{ owners, ...values }} />, {
    title: t('contacts.title'), current: 'contacts', search: filter.q,
  })
})

contacts.get('/new', allow(canEditContacts), (c) => newContactPage(c, emptyForm()))

contacts.post('/', allow(canEditContacts), async (c) => {
  const { t, viewer, scope } = c.var
  const form = await readForm(c, NewContactForm)
  if (!form.ok) return newContactPage(c, form)
  if (!(await isOwner(c, form.data.owner_id))) return newContactPage(c, refuse(form.typed, { owner_id: t('field.choice') }))
  const track = form.data.track
  const added = await add(scope, viewer.id, form.data, track && stagesOf(track)[0])
  if (added.kind === 'known') {
    return newContactPage(c, refuse(form.typed, { email: t('field.known', { name: fullName(added.contact) }) }), added.contact)
  }
  return c.redirect(`${baseOf(c)}/contacts/${added.id}?done=added`, 303)
})

contacts.get(one, allow(canReadContacts), async (c) => contactPage(c, await contactIn(c)))

contacts.get(`${one}/edit`, allow(canEditContacts), async (c) => {
  const contact = await contactIn(c)
  return editPage(c, contact, emptyForm(fieldsOf(contact)))
})

contacts.post(one, allow(canEditContacts), async (c) => {
  const { t, viewer, scope } = c.var
  const contact = await contactIn(c)
  const form = await readForm(c, EditContactForm)
  if (!form.ok) return editPage(c, contact, form)
  if (!(await isOwner(c, form.data.owner_id))) return editPage(c, contact, refuse(form.typed, { owner_id: t('field.choice') }))
  const edited = await edit(scope, viewer.id, contact, form.data)
  if (edited.kind === 'stale') return editPage(c, contact, emptyForm(form.typed), { conflict: fieldsOf(contact) })
  if (edited.kind === 'known') {
    const errors = { email: t('field.known', { name: fullName(edited.contact) }) }
    return editPage(c, contact, refuse(form.typed, errors), { known: edited.contact })
  }
  return c.redirect(`${addressOf(c, contact)}?done=edited`, 303)
})

contacts.post(`${one}/activities`, allow(canEditContacts), async (c) => {
  const { viewer, scope } = c.var
  const contact = await contactIn(c)
  const form = await readForm(c, ActivityForm)
  if (!form.ok) return contactPage(c, contact, { activityForm: form })
  const { occurred_at = scope.now, ...activity } = form.data
  await createActivity(scope.db, scope.centreId, {
    contact_id: contact.id, ...activity, occurred_at, created_at: scope.now, member_id: viewer.id,
  })
  return c.redirect(`${addressOf(c, contact)}?done=noted`, 303)
})

contacts.post(`${one}/next-step`, allow(canEditContacts), async (c) => {
  const contact = await contactIn(c)
  const form = await readForm(c, NextStepForm)
  if (!form.ok) return contactPage(c, contact, { nextStepForm: form })
  if (await setNextStep(c.var.scope, c.var.viewer.id, contact, form.data)) {
    return c.redirect(`${addressOf(c, contact)}?done=planned`, 303)
  }
  return staleNextStep(c, contact, form.typed)
})

contacts.post(`${one}/next-step/done`, allow(canEditContacts), async (c) => {
  const contact = await contactIn(c)
  const form = await readForm(c, NextStepDoneForm)
  const version = form.ok ? form.data.version : undefined
  if (await finishNextStep(c.var.scope, c.var.viewer.id, contact, version)) {
    return c.redirect(`${addressOf(c, contact)}?done=finished`, 303)
  }
  return staleNextStep(c, contact, {})
})

type StaffContext = Context<StaffEnv>

const baseOf = (c: StaffContext) => `/app/${c.var.viewer.centre.slug}`
const addressOf = (c: StaffContext, contact: { id: string }) => `${baseOf(c)}/contacts/${contact.id}`

const contactIn = async (c: StaffContext): Promise<ContactRecord> =>
  found(await findContact(c.var.scope.db, c.var.scope.centreId, c.req.param('id') ?? ''))

const isOwner = async (c: StaffContext, id: string | null) =>
  id === null || (await listMembers(c.var.scope.db, c.var.scope.centreId)).some((member) => member.id === id)

type PageForms = { activityForm?: FormState; nextStepForm?: FormState; status?: 409 }

const contactPage = async (c: StaffContext, contact: ContactRecord, forms: PageForms = {}) => {
  const { t, viewer, scope } = c.var
  const { activityForm = emptyForm(), nextStepForm = emptyForm(), status = 422 } = forms
  if (forms.activityForm || forms.nextStepForm) c.status(status)
  const { rows, next } = await listActivities(scope.db, scope.centreId, contact.id, c.req.query('after'))
  const page = {
    t, base: baseOf(c), contact, activities: rows, older: next, today: dayOf(scope.now), mayEdit: canEditContacts(viewer),
    done: c.req.query('done'), activityForm, nextStepForm, activityKey: activityForm.typed.idempotency_key ?? randomId(),
  }
  return c.render(<ContactPage {...page} />, { title: fullName(contact), current: 'contacts' })
}

const staleNextStep = (c: StaffContext, contact: ContactRecord, typed: Record<string, string>) =>
  contactPage(c, contact, { nextStepForm: refuse(typed, { form: c.var.t('error.409.text') }), status: 409 })

const newContactPage = async (c: StaffContext, form: FormState, known?: { id: string; given_name: string; family_name: string }) => {
  const { t, viewer, scope } = c.var
  if (Object.keys(form.errors).length > 0) c.status(422)
  const owners = await listMembers(scope.db, scope.centreId)
  const page = { t, base: baseOf(c), form, owners, known, tracks: viewer.centre.tracks }
  return c.render(<NewContactPage {...page} idempotencyKey={form.typed.idempotency_key ?? randomId()} />, {
    title: t('contacts.new'), current: 'contacts',
  })
}

type EditExtras = { conflict?: Record<string, string>; known?: { id: string; given_name: string; family_name: string } }

const editPage = async (c: StaffContext, contact: ContactRecord, form: FormState, { conflict, known }: EditExtras = {}) => {
  const { t, scope } = c.var
  if (conflict) c.status(409)
  else if (Object.keys(form.errors).length > 0) c.status(422)
  const owners = await listMembers(scope.db, scope.centreId)
  const opened = Number(form.typed.version ?? contact.version)
  const version = conflict || !Number.isInteger(opened) ? contact.version : opened
  const page = { t, base: baseOf(c), form, owners, contact, version, conflict, known }
  return c.render(<EditContactPage {...page} />, { title: t('contacts.edit'), current: 'contacts' })
}

const fieldsOf = (contact: ContactRecord): Record<string, string> => ({
  given_name: contact.given_name,
  family_name: contact.family_name,
  birth_name: contact.birth_name,
  email: pointOf(contact, 'email')?.value ?? '',
  phone: pointOf(contact, 'phone')?.value ?? '',
  lang: contact.lang,
  municipality_origin: contact.municipality_origin,
  residence: contact.residence,
  field: contact.field,
  tags: contact.tags.join(', '),
  owner_id: contact.owner_id ?? '',
})
