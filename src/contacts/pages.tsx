import type { Context } from 'hono'
import { EditContactPage, NewContactPage } from '../../views/contacts/form.tsx'
import { ContactPage } from '../../views/contacts/show.tsx'
import { listMembers } from '../accounts/queries/memberships.ts'
import { randomId } from '../lib/ids.ts'
import { fullName } from '../lib/names.ts'
import { dayOf } from '../lib/time.ts'
import { found } from '../web/access.ts'
import type { StaffEnv } from '../web/env.ts'
import { emptyForm, type FormState, refuse } from '../web/forms.ts'
import { pointOf } from './edit.ts'
import { canEditContacts } from './policy.ts'
import { listActivities } from './queries/activities.ts'
import { type ContactRecord, findContact } from './queries/contacts.ts'
import { listHousehold } from './queries/households.ts'

/** The pages a contact is read, written and refused on; more than one route ends on each of them. */
export type StaffContext = Context<StaffEnv>

export const baseOf = (c: StaffContext) => `/app/${c.var.viewer.centre.slug}`
export const addressOf = (c: StaffContext, contact: { id: string }) => `${baseOf(c)}/contacts/${contact.id}`

export const contactIn = async (c: StaffContext): Promise<ContactRecord> =>
  found(await findContact(c.var.scope.db, c.var.scope.centreId, c.req.param('id') ?? ''))

/** Whether a contact can be given to this member; it may stay with somebody who is not here any more. */
export const isOwner = async (c: StaffContext, id: string | null, present: string | null = null) =>
  id === null ||
  id === c.var.viewer.id ||
  (await listMembers(c.var.scope.db, c.var.scope.centreId, present)).some((member) => member.id === id)

type PageForms = { activityForm?: FormState; nextStepForm?: FormState; householdForm?: FormState; status?: 409 }

export const contactPage = async (
  c: StaffContext,
  wanted: ContactRecord | Promise<ContactRecord>,
  forms: PageForms = {},
) => {
  const { t, viewer, scope } = c.var
  const { activityForm = emptyForm(), nextStepForm = emptyForm(), householdForm = emptyForm(), status = 422 } = forms
  if (forms.activityForm || forms.nextStepForm || forms.householdForm) c.status(status)
  const id = c.req.param('id') ?? ''
  const [contact, { rows, next }, household] = await Promise.all([
    wanted,
    listActivities(scope.db, scope.centreId, id, c.req.query('after')),
    listHousehold(scope.db, scope.centreId, id),
  ])
  const page = {
    t,
    base: baseOf(c),
    contact,
    activities: rows,
    older: next,
    today: dayOf(scope.now),
    mayEdit: canEditContacts(viewer),
    done: c.req.query('done'),
    activityForm,
    nextStepForm,
    household,
    householdForm,
    activityKey: activityForm.typed.idempotency_key ?? randomId(),
  }
  return c.render(<ContactPage {...page} />, { title: fullName(contact), current: 'contacts' })
}

export const staleNextStep = (c: StaffContext, contact: ContactRecord, typed: Record<string, string>) =>
  contactPage(c, contact, { nextStepForm: refuse(typed, { form: c.var.t('error.409.text') }), status: 409 })

export const newContactPage = async (
  c: StaffContext,
  form: FormState,
  known?: { id: string; given_name: string; family_name: string },
) => {
  const { t, viewer, scope } = c.var
  if (Object.keys(form.errors).length > 0) c.status(422)
  const owners = await listMembers(scope.db, scope.centreId)
  const page = { t, base: baseOf(c), form, owners, known, tracks: viewer.centre.tracks }
  return c.render(<NewContactPage {...page} idempotencyKey={form.typed.idempotency_key ?? randomId()} />, {
    title: t('contacts.new'),
    current: 'contacts',
  })
}

type EditExtras = { conflict?: Record<string, string>; known?: { id: string; given_name: string; family_name: string } }

export const editPage = async (
  c: StaffContext,
  contact: ContactRecord,
  form: FormState,
  { conflict, known }: EditExtras = {},
) => {
  const { t, scope } = c.var
  if (conflict) c.status(409)
  else if (Object.keys(form.errors).length > 0) c.status(422)
  const owners = await listMembers(scope.db, scope.centreId, contact.owner_id)
  const opened = Number(form.typed.version ?? contact.version)
  const version = conflict || !Number.isInteger(opened) ? contact.version : opened
  const page = { t, base: baseOf(c), form, owners, contact, version, conflict, known }
  return c.render(<EditContactPage {...page} />, { title: t('contacts.edit'), current: 'contacts' })
}

export const fieldsOf = (contact: ContactRecord): Record<string, string> => ({
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
