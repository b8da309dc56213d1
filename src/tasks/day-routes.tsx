import { Hono } from 'hono'
import { finishNextStep, setNextStep } from '../contacts/edit.ts'
import { type ContactRecord, findContact } from '../contacts/queries/contacts.ts'
import { uuidPattern } from '../lib/ids.ts'
import { addDays, dayOf } from '../lib/time.ts'
import { allow, found } from '../web/access.ts'
import type { StaffEnv } from '../web/env.ts'
import { readForm, refuse } from '../web/forms.ts'
import { PostponeForm, TickForm } from './forms.ts'
import { backTo, dayPage, type StaffContext } from './pages.tsx'
import { canEditTasks, canReadTasks } from './policy.ts'
import { findTask } from './queries/tasks.ts'
import { postpone } from './task.ts'

/** Mounted at /app/{centre}: what a member does today, and what they tick off or put off there. */
export const day = new Hono<StaffEnv>()

const step = `/day/steps/:id{${uuidPattern}}` as '/day/steps/:id'

day.get('/day', allow(canReadTasks), (c) => dayPage(c))

day.post(`${step}/done`, allow(canEditTasks), async (c) => {
  const contact = await contactIn(c)
  const form = await readForm(c, TickForm)
  if (!form.ok) return dayPage(c, { refused: { id: contact.id, form: refuse({}, { on: c.var.t('field.reload') }) } })
  if (!(await finishNextStep(c.var.scope, c.var.viewer.id, contact, form.data.version)))
    return dayPage(c, { isStale: true })
  return backTo(c, 'day', null, { done: 'step_done', about: contact.id })
})

day.post(`${step}/postpone`, allow(canEditTasks), async (c) => {
  const { scope, viewer } = c.var
  const contact = await contactIn(c)
  const form = await readForm(c, PostponeForm)
  if (!form.ok) return dayPage(c, { refused: { id: contact.id, form } })
  const next_step_on = dayIn(c, form.data)
  const { next_step } = contact
  const { version } = form.data
  // done meanwhile: there is nothing left to put off
  if (next_step === '') return dayPage(c, { isStale: true })
  if (!(await setNextStep(scope, viewer.id, contact, { next_step, next_step_on, version })))
    return dayPage(c, { isStale: true })
  return backTo(c, 'day', null, { done: 'postponed', about: next_step_on })
})

day.post(`/tasks/:id{${uuidPattern}}/postpone` as '/tasks/:id/postpone', allow(canEditTasks), async (c) => {
  const { scope, viewer } = c.var
  const task = found(await findTask(scope.db, scope.centreId, c.req.param('id')))
  const form = await readForm(c, PostponeForm)
  if (!form.ok) return dayPage(c, { refused: { id: task.id, form } })
  const due_on = dayIn(c, form.data)
  if (!(await postpone(scope, viewer.id, task, due_on, form.data.version))) return dayPage(c, { isStale: true })
  return backTo(c, 'day', null, { done: 'postponed', about: due_on })
})

const contactIn = async (c: StaffContext): Promise<ContactRecord> =>
  found(await findContact(c.var.scope.db, c.var.scope.centreId, c.req.param('id') ?? ''))

const dayIn = (c: StaffContext, { to, on }: PostponeForm): string => {
  const today = dayOf(c.var.scope.now)
  if (to === 'day' && on) return on
  return addDays(today, to === 'week' ? 7 : 1)
}
