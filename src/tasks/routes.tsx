import { Hono } from 'hono'
import { TasksPage } from '../../views/tasks/list.tsx'
import { WithoutNextStepPage } from '../../views/tasks/without-next-step.tsx'
import { uuidPattern } from '../lib/ids.ts'
import { dayOf } from '../lib/time.ts'
import { allow, found } from '../web/access.ts'
import type { StaffEnv } from '../web/env.ts'
import { emptyForm, readForm, refuse } from '../web/forms.ts'
import { ForgottenQuery, NewTaskQuery, TaskForm, TaskQuery, TickForm } from './forms.ts'
import { backTo, baseOf, newTaskPage, type StaffContext, taskPage, withoutStepText } from './pages.tsx'
import { canEditTasks, canReadTasks } from './policy.ts'
import { findTask, listAssignees, listTasks, type TaskRecord } from './queries/tasks.ts'
import { countWithoutNextStep, listWithoutNextStep } from './queries/without-next-step.ts'
import { add, change, close, reopen, take } from './task.ts'

/** Mounted at /app/{centre}/tasks: what is to be done, by whom and by when. */
export const tasks = new Hono<StaffEnv>()

const one = `/:id{${uuidPattern}}` as '/:id'

tasks.get('/', allow(canReadTasks), async (c) => {
  const { t, scope, viewer } = c.var
  const { db, centreId, now } = scope
  const query = TaskQuery.parse(c.req.query())
  const today = dayOf(now)
  const assignee = query.who === 'me' ? viewer.id : query.who === 'nobody' ? null : query.who
  const [{ rows, next }, assignees] = await Promise.all([
    listTasks(db, centreId, {
      ...(assignee === 'all' ? {} : { assignee }),
      ...(query.show === 'overdue' ? { dueBefore: today } : {}),
      closed: query.show === 'closed',
      after: query.after,
    }),
    listAssignees(db, centreId),
  ])
  const said = { done: c.req.query('done'), task: c.req.query('about') }
  const page = {
    t,
    base: baseOf(c),
    today,
    query,
    tasks: rows,
    next,
    assignees,
    mayEdit: canEditTasks(viewer),
    ...said,
  }
  return c.render(<TasksPage {...page} />, { title: t('tasks.title'), current: 'day' })
})

tasks.get('/new', allow(canEditTasks), (c) => {
  const { contact } = NewTaskQuery.parse(c.req.query())
  return newTaskPage(c, emptyForm({ assignee_id: c.var.viewer.id }), contact)
})

tasks.get('/without-next-step', allow(canReadTasks), async (c) => {
  const { t, scope, viewer } = c.var
  const { after, who } = ForgottenQuery.parse(c.req.query())
  const owner = who === 'me' ? viewer.id : undefined
  const [{ rows, next }, count] = await Promise.all([
    listWithoutNextStep(scope.db, scope.centreId, { owner, after }),
    countWithoutNextStep(scope.db, scope.centreId, owner),
  ])
  const page = { t, base: baseOf(c), people: rows, next, stages: viewer.centre.stages, isFirst: !after, who }
  return c.render(<WithoutNextStepPage {...page} count={withoutStepText(t, count)} />, {
    title: t('tasks.without'),
    current: 'day',
  })
})

tasks.post('/', allow(canEditTasks), async (c) => {
  const { scope, viewer } = c.var
  const form = await readForm(c, TaskForm)
  if (!form.ok) return newTaskPage(c, form, NewTaskQuery.parse({ contact: form.typed.contact_id }).contact)
  const added = await add(scope, viewer.id, form.data)
  const { contact_id = null, from } = form.data
  if (added.kind !== 'added')
    return newTaskPage(c, refuse(form.typed, refusalOf(c, added.kind)), contact_id ?? undefined)
  return backTo(c, from, contact_id, { done: from === 'contact' ? 'task_added' : 'added' })
})

tasks.get(one, allow(canReadTasks), async (c) => taskPage(c, await taskIn(c)))

tasks.post(one, allow(canEditTasks), async (c) => {
  const { scope, viewer } = c.var
  const task = await taskIn(c)
  const form = await readForm(c, TaskForm)
  if (!form.ok) return taskPage(c, task, { form })
  const changed = await change(scope, viewer.id, task, form.data)
  if (changed.kind === 'stale') return taskPage(c, task, { form: emptyForm(form.typed), isStale: true })
  if (changed.kind === 'assignee' || changed.kind === 'past')
    return taskPage(c, task, { form: refuse(form.typed, refusalOf(c, changed.kind)) })
  return c.redirect(`${baseOf(c)}/tasks/${task.id}?done=changed`, 303)
})

tasks.post(`${one}/done`, allow(canEditTasks), (c) => closeIn(c, 'done'))

tasks.post(`${one}/take`, allow(canEditTasks), async (c) => {
  const { scope, viewer } = c.var
  const task = await taskIn(c)
  const form = await readForm(c, TickForm)
  if (!form.ok) return taskPage(c, task, { form: refuse({}, { form: c.var.t('field.reload') }) })
  const isMine = await take(scope, viewer.id, task, form.data.version)
  return c.redirect(`${baseOf(c)}/tasks/${task.id}?done=${isMine ? 'taken' : 'overtaken'}`, 303)
})

tasks.post(`${one}/drop`, allow(canEditTasks), (c) => closeIn(c, 'dropped'))

tasks.post(`${one}/reopen`, allow(canEditTasks), async (c) => {
  const { scope, viewer } = c.var
  const task = await taskIn(c)
  const form = await readForm(c, TickForm)
  if (!form.ok) return taskPage(c, task, { form: refuse({}, { form: c.var.t('field.reload') }) })
  if (!(await reopen(scope, viewer.id, task))) return taskPage(c, task, { isStale: true })
  const done = form.data.from === 'contact' ? 'task_reopened' : 'reopened'
  return backTo(c, form.data.from, task.contact_id, { done })
})

const taskIn = async (c: StaffContext): Promise<TaskRecord> =>
  found(await findTask(c.var.scope.db, c.var.scope.centreId, c.req.param('id') ?? ''))

const closeIn = async (c: StaffContext, state: 'done' | 'dropped') => {
  const { scope, viewer } = c.var
  const task = await taskIn(c)
  const form = await readForm(c, TickForm)
  if (!form.ok) return taskPage(c, task, { form: refuse({}, { form: c.var.t('field.reload') }) })
  const { from, version } = form.data
  if (!(await close(scope, viewer.id, task, state, version))) return taskPage(c, task, { isStale: true })
  const said = state === 'done' || from === 'contact' ? `task_${state}` : 'dropped'
  return backTo(c, from, task.contact_id, { done: said, about: task.id })
}

const refusalOf = (c: StaffContext, kind: 'contact' | 'assignee' | 'past'): Record<string, string> => {
  const { t } = c.var
  if (kind === 'past') return { remind_at: t('tasks.remind_past') }
  return kind === 'contact' ? { contact_id: t('field.choice') } : { assignee_id: t('field.choice') }
}
