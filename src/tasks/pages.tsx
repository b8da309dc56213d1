import type { Context } from 'hono'
import { DayPage } from '../../views/tasks/day.tsx'
import { NewTaskPage } from '../../views/tasks/new.tsx'
import { TaskPage } from '../../views/tasks/show.tsx'
import { wholeNumber } from '../lib/format.ts'
import { randomId } from '../lib/ids.ts'
import { addDays, dayOf, momentOf, wallTimeOf } from '../lib/time.ts'
import type { StaffEnv } from '../web/env.ts'
import { emptyForm, type FormState } from '../web/forms.ts'
import type { Origin } from './forms.ts'
import { canEditTasks } from './policy.ts'
import { listDay, listNews } from './queries/day.ts'
import { findPersonNamed, findReminder, findTask, listAssignees, type TaskRecord } from './queries/tasks.ts'
import { countWithoutNextStep, mostCounted } from './queries/without-next-step.ts'

export type StaffContext = Context<StaffEnv>

export const baseOf = (c: StaffContext) => `/app/${c.var.viewer.centre.slug}`

const mostShown = 100

/** Back to where somebody ticked. */
export const backTo = (c: StaffContext, from: Origin, contactId: string | null, said: Record<string, string>) => {
  const place = from === 'contact' && contactId ? `contacts/${contactId}` : from === 'day' ? 'day' : 'tasks'
  return c.redirect(`${baseOf(c)}/${place}?${new URLSearchParams(said)}`, 303)
}

export const newTaskPage = async (c: StaffContext, form: FormState, contactId: string | undefined) => {
  const { t, scope } = c.var
  if (Object.keys(form.errors).length > 0) c.status(422)
  const [assignees, person] = await Promise.all([
    listAssignees(scope.db, scope.centreId),
    contactId ? findPersonNamed(scope.db, scope.centreId, contactId) : undefined,
  ])
  const idempotencyKey = form.typed.idempotency_key ?? randomId()
  const page = { t, base: baseOf(c), form, assignees, person, idempotencyKey }
  return c.render(<NewTaskPage {...page} />, { title: t('tasks.new'), current: 'day' })
}

export const taskPage = async (
  c: StaffContext,
  task: TaskRecord,
  { form = emptyForm(fieldsOf(task)), isStale = false }: { form?: FormState; isStale?: boolean } = {},
) => {
  const { t, scope, viewer } = c.var
  const { db, centreId } = scope
  if (isStale) c.status(409)
  else if (Object.keys(form.errors).length > 0) c.status(422)
  const [assignees, reminder, present] = await Promise.all([
    listAssignees(db, centreId, task.assignee_id),
    findReminder(db, centreId, task.id),
    isStale ? findTask(db, centreId, task.id) : task,
  ])
  const page = {
    t,
    base: baseOf(c),
    task: present ?? task,
    reminder,
    assignees,
    form,
    isStale,
    done: c.req.query('done'),
    mayEdit: canEditTasks(viewer),
  }
  return c.render(<TaskPage {...page} />, { title: task.title, current: 'day' })
}

type DayState = { isStale?: boolean; refused?: { id: string; form: FormState } }

export const dayPage = async (c: StaffContext, { isStale = false, refused }: DayState = {}) => {
  const { t, scope, viewer } = c.var
  const { db, centreId, now } = scope
  if (isStale) c.status(409)
  else if (refused) c.status(422)
  const today = dayOf(now)
  const [items, news, count] = await Promise.all([
    listDay(db, centreId, viewer.id, addDays(today, 7), mostShown + 1),
    listNews(db, centreId, viewer.id, momentOf(`${addDays(today, -1)}T00:00`) ?? now),
    countWithoutNextStep(db, centreId, viewer.id),
  ])
  const page = {
    t,
    base: baseOf(c),
    today,
    mayEdit: canEditTasks(viewer),
    items: items.slice(0, mostShown),
    isCut: items.length > mostShown,
    news,
    withoutStep: count > 0 ? withoutStepText(t, count) : undefined,
    isStale,
    refused,
    done: c.req.query('done'),
    about: c.req.query('about'),
  }
  return c.render(<DayPage {...page} />, { title: t('nav.day'), current: 'day' })
}

/** '12 lidí bez dalšího kroku', '1 000+ …' where nobody would count on. */
export const withoutStepText = (t: StaffContext['var']['t'], count: number): string =>
  count > mostCounted
    ? `${wholeNumber(t, mostCounted)}+ ${t('tasks.without_many')}`
    : t('tasks.without_people', { count })

const fieldsOf = (task: TaskRecord): Record<string, string> => ({
  title: task.title,
  due_on: task.due_on,
  due_time: task.due_time ?? '',
  assignee_id: task.assignee_id ?? '',
  remind_at: task.remind_at ? wallTimeOf(task.remind_at) : '',
})
