import { Hono } from 'hono'
import { ContactListPage } from '../../views/contacts/list.tsx'
import { ContactList } from '../../views/contacts/list-table.tsx'
import { uuidPattern } from '../lib/ids.ts'
import { fullName } from '../lib/names.ts'
import { dayOf } from '../lib/time.ts'
import { stagesOf } from '../lib/words.ts'
import { allow } from '../web/access.ts'
import type { StaffEnv } from '../web/env.ts'
import { emptyForm, readForm, refuse } from '../web/forms.ts'
import { wantsFragment } from '../web/htmx.ts'
import { auditNote, edit, finishNextStep, setNextStep } from './edit.ts'
import {
  ActivityForm,
  ContactQuery,
  EditContactForm,
  HouseholdForm,
  NewContactForm,
  NextStepDoneForm,
  NextStepForm,
} from './forms.ts'
import { joinHousehold } from './household.ts'
import {
  addressOf,
  baseOf,
  contactIn,
  contactPage,
  editPage,
  fieldsOf,
  isOwner,
  newContactPage,
  staleNextStep,
} from './pages.tsx'
import { add } from './person.ts'
import { canEditContacts, canReadContacts } from './policy.ts'
import { createActivity } from './queries/activities.ts'
import { listFilterValues } from './queries/choices.ts'
import { listContacts, searchCap } from './queries/list.ts'

export const contacts = new Hono<StaffEnv>()

const one = `/:id{${uuidPattern}}` as '/:id'

contacts.get('/', allow(canReadContacts), async (c) => {
  const { t, viewer, scope } = c.var
  const query = ContactQuery.parse(c.req.query())
  const filter = { ...query, track: query.track ?? viewer.centre.tracks[0] ?? 'return' }
  const cap = filter.count === 'exact' ? undefined : searchCap
  const isPart = wantsFragment(c, 'contact-list')
  const [{ rows, next, count }, choices] = await Promise.all([
    listContacts(scope.db, scope.centreId, filter, { cap }),
    isPart ? undefined : listFilterValues(scope.db, scope.centreId),
  ])
  const list = {
    t,
    base: baseOf(c),
    filter,
    contacts: rows,
    next,
    today: dayOf(scope.now),
    mayEdit: canEditContacts(viewer),
    count: { known: Math.min(count, cap ?? count), capped: count > (cap ?? count) },
  }
  if (!choices) return c.html(<ContactList {...list} />)
  return c.render(<ContactListPage {...list} choices={choices} />, {
    title: t('contacts.title'),
    current: 'contacts',
    search: filter.q,
  })
})

contacts.get('/new', allow(canEditContacts), (c) => newContactPage(c, emptyForm({ owner_id: c.var.viewer.id })))

contacts.post('/', allow(canEditContacts), async (c) => {
  const { t, viewer, scope } = c.var
  const form = await readForm(c, NewContactForm)
  if (!form.ok) return newContactPage(c, form)
  if (!(await isOwner(c, form.data.owner_id)))
    return newContactPage(c, refuse(form.typed, { owner_id: t('field.choice') }))
  const track = form.data.track
  const added = await add(scope, viewer.id, form.data, track && stagesOf(track)[0])
  if (added.kind === 'known') {
    return newContactPage(
      c,
      refuse(form.typed, { email: t('field.known', { name: fullName(added.contact) }) }),
      added.contact,
    )
  }
  return c.redirect(`${baseOf(c)}/contacts/${added.id}?done=added`, 303)
})

contacts.get(one, allow(canReadContacts), (c) => contactPage(c, contactIn(c)))

contacts.get(`${one}/edit`, allow(canEditContacts), async (c) => {
  const contact = await contactIn(c)
  return editPage(c, contact, emptyForm(fieldsOf(contact)))
})

contacts.post(one, allow(canEditContacts), async (c) => {
  const { t, viewer, scope } = c.var
  const contact = await contactIn(c)
  const form = await readForm(c, EditContactForm)
  if (!form.ok) return editPage(c, contact, form)
  if (!(await isOwner(c, form.data.owner_id, contact.owner_id)))
    return editPage(c, contact, refuse(form.typed, { owner_id: t('field.choice') }))
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
  const noted = await createActivity(scope.db, scope.centreId, {
    contact_id: contact.id,
    ...activity,
    occurred_at,
    created_at: scope.now,
    member_id: viewer.id,
  })
  if (noted) await auditNote(scope, viewer.id, contact.id)
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
  if (!form.ok) return contactPage(c, contact, { nextStepForm: form })
  if (await finishNextStep(c.var.scope, c.var.viewer.id, contact, form.data.version)) {
    return c.redirect(`${addressOf(c, contact)}?done=finished`, 303)
  }
  return staleNextStep(c, contact, {})
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
