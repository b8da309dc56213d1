import { Hono } from 'hono'
import { uuidPattern } from '../lib/ids.ts'
import { firstStageIn } from '../lib/stages.ts'
import { allow, found } from '../web/access.ts'
import type { StaffEnv } from '../web/env.ts'
import { emptyForm, readForm, refuse } from '../web/forms.ts'
import { edit } from './edit.ts'
import { fieldsOf } from './form-fields.ts'
import { editPage, knownAddress, newContactPage, wrongHere } from './form-pages.tsx'
import { HouseholdForm } from './forms.ts'
import { joinHousehold } from './household.ts'
import { addressOf, baseOf, contactIn, contactPage, movedTo, readContact } from './pages.tsx'
import { add } from './person.ts'
import { EditContactForm, NewContactForm } from './person-forms.ts'
import { allPoints, holderOf } from './points.ts'
import { canEditContacts, canReadContacts } from './policy.ts'

export const contacts = new Hono<StaffEnv>()

const one = `/:id{${uuidPattern}}` as '/:id'

contacts.get('/new', allow(canEditContacts), (c) => newContactPage(c, emptyForm({ owner_id: c.var.viewer.id })))

contacts.post('/', allow(canEditContacts), async (c) => {
  const { viewer, scope } = c.var
  const form = await readForm(c, NewContactForm)
  if (form.typed.more) return newContactPage(c, emptyForm(form.typed))
  if (!form.ok) return newContactPage(c, form)
  const wrong = await wrongHere(c, form.data)
  if (wrong) return newContactPage(c, refuse(form.typed, wrong))
  const { track } = form.data
  const added = await add(scope, viewer.id, form.data, track && firstStageIn(viewer.centre.stages, track))
  if (added.kind === 'likely') return newContactPage(c, form, { likely: added.candidates })
  if (added.kind === 'known') {
    const held = await holderOf(scope, allPoints(form.data))
    const errors = knownAddress(c, form.typed, added.contact, held?.address ?? form.data.email)
    return newContactPage(c, refuse(form.typed, errors), { known: added.contact })
  }
  return c.redirect(`${baseOf(c)}/contacts/${added.id}?done=added`, 303)
})

contacts.get(one, allow(canReadContacts), (c) => contactPage(c))

contacts.get(`${one}/edit`, allow(canEditContacts), async (c) => {
  const [read, newId] = await readContact(c)
  if (newId && !read) return movedTo(c, newId)
  const contact = found(read)
  return editPage(c, contact, emptyForm(fieldsOf(contact)))
})

contacts.post(one, allow(canEditContacts), async (c) => {
  const { viewer, scope } = c.var
  const contact = await contactIn(c)
  const form = await readForm(c, EditContactForm)
  if (form.typed.more) return editPage(c, contact, emptyForm(form.typed))
  if (!form.ok) return editPage(c, contact, form)
  const wrong = await wrongHere(c, form.data, contact.owner_id)
  if (wrong) return editPage(c, contact, refuse(form.typed, wrong))
  const edited = await edit(scope, viewer.id, contact, form.data)
  if (edited.kind === 'stale') return editPage(c, contact, emptyForm(form.typed), { conflict: fieldsOf(contact) })
  if (edited.kind === 'known') {
    const errors = knownAddress(c, form.typed, edited.contact, edited.address)
    return editPage(c, contact, refuse(form.typed, errors), { known: edited.contact })
  }
  return c.redirect(`${addressOf(c, contact)}?done=edited`, 303)
})

contacts.post(`${one}/household`, allow(canEditContacts), async (c) => {
  const { t, scope, viewer } = c.var
  const contact = await contactIn(c)
  const form = await readForm(c, HouseholdForm)
  if (!form.ok) return contactPage(c, contact, { householdForm: form })
  const joined = await joinHousehold(scope, viewer.id, contact, form.data)
  if (joined === 'joined') return c.redirect(`${addressOf(c, contact)}?done=joined#household`, 303)
  return contactPage(c, contact, { householdForm: refuse(form.typed, { email: t(`household.${joined}`) }) })
})
