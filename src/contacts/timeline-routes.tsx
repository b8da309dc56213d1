import { Hono } from 'hono'
import { uuidPattern } from '../lib/ids.ts'
import { allow, found } from '../web/access.ts'
import type { StaffEnv } from '../web/env.ts'
import { readForm } from '../web/forms.ts'
import { auditNote, finishNextStep, setNextStep } from './edit.ts'
import { ActivityForm, NextStepDoneForm, NextStepForm } from './forms.ts'
import { addressOf, contactIn, contactPage, staleNextStep } from './pages.tsx'
import { canEditContacts } from './policy.ts'
import { createActivity, findNote } from './queries/activities.ts'

/** Mounted at /app/{centre}/contacts: what happened with a contact, and what comes next. */
export const timeline = new Hono<StaffEnv>()

const one = `/:id{${uuidPattern}}` as '/:id'

timeline.post(`${one}/activities`, allow(canEditContacts), async (c) => {
  const { viewer, scope } = c.var
  const contact = await contactIn(c)
  const form = await readForm(c, ActivityForm)
  if (!form.ok) return contactPage(c, contact, { activityForm: form })
  if (form.typed.preview) return contactPage(c, contact, { preview: form.typed })
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

/** What was written stays, struck out by an entry of its own. */
timeline.post(
  `${one}/activities/:note{${uuidPattern}}/strike` as '/:id/activities/:note/strike',
  allow(canEditContacts),
  async (c) => {
    const { viewer, scope } = c.var
    const { db, centreId, now } = scope
    const { id, note: noteId } = c.req.param()
    const note = found(await findNote(db, centreId, id, noteId))
    const struck = await createActivity(db, centreId, {
      contact_id: id,
      kind: 'note_struck',
      occurred_at: now,
      member_id: viewer.id,
      particulars: { struck: note.id, was: note.kind },
      idempotency_key: note.id,
    })
    if (struck) await auditNote(scope, viewer.id, id)
    return c.redirect(`${addressOf(c, { id })}?done=struck#activity-${note.id}`, 303)
  },
)

timeline.post(`${one}/next-step`, allow(canEditContacts), async (c) => {
  const contact = await contactIn(c)
  const form = await readForm(c, NextStepForm)
  if (!form.ok) return contactPage(c, contact, { nextStepForm: form })
  if (await setNextStep(c.var.scope, c.var.viewer.id, contact, form.data)) {
    return c.redirect(`${addressOf(c, contact)}?done=planned`, 303)
  }
  return staleNextStep(c, contact, form.typed)
})

timeline.post(`${one}/next-step/done`, allow(canEditContacts), async (c) => {
  const contact = await contactIn(c)
  const form = await readForm(c, NextStepDoneForm)
  if (!form.ok) return contactPage(c, contact, { nextStepForm: form })
  if (await finishNextStep(c.var.scope, c.var.viewer.id, contact, form.data.version)) {
    return c.redirect(`${addressOf(c, contact)}?done=finished`, 303)
  }
  return staleNextStep(c, contact, {})
})
