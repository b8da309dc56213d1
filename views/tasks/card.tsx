import type { OpenTask } from '../../src/contacts/queries/tasks.ts'
import { StateBadge } from '../components/badge.tsx'
import { Button, PostButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { DateField, TextField } from '../components/field.tsx'
import { Flash } from '../components/flash.tsx'
import { Form } from '../components/form.tsx'
import { DueBadge } from '../contacts/due.tsx'
import type { StaffT } from '../messages/index.ts'
import { Tick, UndoTick } from './tick.tsx'

export type TasksCardProps = {
  t: StaffT
  base: string
  contact: { id: string }
  today: string
  tasks: readonly OpenTask[]
  mayEdit: boolean
  /** One for the one form on the page. */
  taskKey: string
}

/** What else is to be done for somebody, beside the next step. */
export const TasksCard = (props: TasksCardProps) => {
  const { t, tasks, mayEdit } = props
  return (
    <Card title={t('tasks.title')} id="tasks">
      {tasks.length === 0 && <p class="muted">{t('tasks.card_empty')}</p>}
      {tasks.length > 0 && (
        <ul class="task-list">
          {tasks.map((task) => (
            <TaskLine {...props} task={task} />
          ))}
        </ul>
      )}
      {mayEdit && <QuickTask {...props} />}
    </Card>
  )
}

const TaskLine = ({ t, base, today, mayEdit, task }: TasksCardProps & { task: OpenTask }) => {
  const path = `${base}/tasks/${task.id}`
  const fields = { version: task.version, from: 'contact' }
  return (
    <li class="task-line">
      {mayEdit && <Tick t={t} action={`${path}/done`} title={task.title} fields={fields} />}
      <div class="task-text">
        <a href={path}>{task.title}</a>
        <p class="cluster small muted">
          <DueBadge t={t} on={task.due_on} today={today} />
          {task.due_time && <span>{task.due_time}</span>}
          {task.assignee_name ? (
            <span>{task.assignee_name}</span>
          ) : (
            <StateBadge tone="waiting">{t('tasks.unassigned')}</StateBadge>
          )}
        </p>
      </div>
      {mayEdit && (
        <PostButton action={`${path}/drop`} fields={fields} kind="quiet" size="small" icon="cross">
          <span class="visually-hidden">
            {t('tasks.drop')}: {task.title}
          </span>
        </PostButton>
      )}
    </li>
  )
}

const QuickTask = ({ t, base, contact, taskKey }: TasksCardProps) => (
  <details>
    <summary>{t('tasks.new')}</summary>
    <Form t={t} action={`${base}/tasks`} hidden={{ contact_id: contact.id, from: 'contact', idempotency_key: taskKey }}>
      <TextField t={t} name="title" id="task-title" label={t('tasks.name')} required maxlength={200} />
      <DateField t={t} name="due_on" id="task-due" label={t('tasks.due')} required />
      <Button kind="secondary">{t('tasks.save')}</Button>
    </Form>
    <p>
      <a href={`${base}/tasks/new?contact=${contact.id}`}>{t('tasks.more')}</a>
    </p>
  </details>
)

const doneTexts = {
  task_added: 'tasks.added',
  task_done: 'tasks.done_flash',
  task_dropped: 'tasks.dropped',
  task_reopened: 'tasks.reopened',
} as const

type TaskDoneProps = {
  t: StaffT
  base: string
  done?: string | undefined
  about: string | undefined
  mayEdit: boolean
}

/** What was just done about a task, with the way back. */
export const TaskDone = ({ t, base, done, about, mayEdit }: TaskDoneProps) => {
  const key = Object.entries(doneTexts).find(([code]) => code === done)?.[1]
  if (!key) return null
  const isBack = mayEdit && about && (done === 'task_done' || done === 'task_dropped')
  return (
    <Flash tone="good" {...(isBack ? { action: <UndoTick t={t} base={base} task={about} from="contact" /> } : {})}>
      {t(key)}
    </Flash>
  )
}
