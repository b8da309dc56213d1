import type { Context } from 'hono'
import { type CardState, cardNames } from '../../views/contacts/contact-page-props.ts'
import { FactForm } from '../../views/contacts/facts/all.tsx'
import { ContactPage } from '../../views/contacts/show.tsx'
import { randomId } from '../lib/ids.ts'
import { fullName } from '../lib/names.ts'
import { dayOf } from '../lib/time.ts'
import { groupIn } from '../lib/timeline.ts'
import { found } from '../web/access.ts'
import type { StaffEnv } from '../web/env.ts'
import { emptyForm, type FormState, refuse } from '../web/forms.ts'
import { wantsFragment } from '../web/htmx.ts'
import { canEditContacts } from './policy.ts'
import { listActivities } from './queries/activities.ts'
import { listPartnerNames } from './queries/affiliations.ts'
import { findNewId } from './queries/aliases.ts'
import { type ContactRecord, findContact } from './queries/contacts.ts'
import { listStays } from './queries/enrolments.ts'
import { findFacts } from './queries/facts.ts'
import { listHousehold } from './queries/households.ts'
import { listOpenTasks } from './queries/tasks.ts'

/** The pages a contact is read, written and refused on; more than one route ends on each of them. */
export type StaffContext = Context<StaffEnv>

export const baseOf = (c: StaffContext) => `/app/${c.var.viewer.centre.slug}`
export const addressOf = (c: StaffContext, contact: { id: string }) => `${baseOf(c)}/contacts/${contact.id}`

export const contactIn = async (c: StaffContext): Promise<ContactRecord> =>
  found(await findContact(c.var.scope.db, c.var.scope.centreId, idIn(c)))

type PageForms = {
  activityForm?: FormState
  nextStepForm?: FormState
  householdForm?: FormState
  /** The one card whose form is shown again. */
  card?: CardState
  status?: 409
  /** What is being written, to be seen before it is kept. */
  preview?: Record<string, string>
}

/** A contact as it is read; who was merged into another is found there. */
export const readContact = (c: StaffContext) => {
  const { db, centreId } = c.var.scope
  return Promise.all([findContact(db, centreId, idIn(c)), findNewId(db, centreId, idIn(c))])
}

export const movedTo = (c: StaffContext, newId: string) =>
  c.redirect(c.req.path.replace(idIn(c), newId) + new URL(c.req.url).search, 303)

const idIn = (c: StaffContext) => c.req.param('id') ?? ''

export const contactPage = async (c: StaffContext, wanted?: ContactRecord, forms: PageForms = {}) => {
  const { t, viewer, scope } = c.var
  const { preview } = forms
  const {
    activityForm = emptyForm(preview),
    nextStepForm = emptyForm(),
    householdForm = emptyForm(),
    status = 422,
  } = forms
  if (forms.activityForm || forms.nextStepForm || forms.householdForm || forms.card) c.status(status)
  const id = idIn(c)
  const shown = groupIn(c.req.query('show'))
  const mayEdit = canEditContacts(viewer)
  const adding = mayEdit ? cardNames.find((name) => name === c.req.query('add')) : undefined
  const card = forms.card ?? (adding ? { name: adding, form: emptyForm() } : undefined)
  const [read, { rows, next }, tasks, household, facts, stays, partners] = await Promise.all([
    wanted ?? findContact(scope.db, scope.centreId, id),
    listActivities(scope.db, scope.centreId, id, { after: c.req.query('after'), group: shown }),
    listOpenTasks(scope.db, scope.centreId, id),
    listHousehold(scope.db, scope.centreId, id),
    findFacts(scope.db, scope.centreId, id),
    listStays(scope.db, scope.centreId, id),
    card?.name === 'affiliations' ? listPartnerNames(scope.db, scope.centreId) : [],
  ])
  if (facts.new_id && !read) return movedTo(c, facts.new_id)
  const contact = found(read)
  const page = {
    t,
    base: baseOf(c),
    contact,
    activities: rows,
    older: next,
    shown,
    preview: preview?.body,
    tasks,
    taskKey: randomId(),
    about: c.req.query('about'),
    today: dayOf(scope.now),
    mayEdit,
    done: c.req.query('done'),
    activityForm,
    nextStepForm,
    household,
    householdForm,
    facts,
    partners,
    card,
    cardKey: card?.form.typed.key ?? randomId(),
    stages: viewer.centre.stages,
    stays,
    activityKey: activityForm.typed.idempotency_key ?? randomId(),
  }
  if (adding && wantsFragment(c, `add-${adding}`)) return c.html(<FactForm page={page} name={adding} />)
  return c.render(<ContactPage {...page} />, { title: fullName(contact), current: 'contacts' })
}

export const staleNextStep = (c: StaffContext, contact: ContactRecord, typed: Record<string, string>) =>
  contactPage(c, contact, { nextStepForm: refuse(typed, { form: c.var.t('error.409.text') }), status: 409 })
