import { longDay, shortDateTime } from '../../src/lib/format.ts'
import { fullName } from '../../src/lib/names.ts'
import type { MailState } from '../../src/lib/words.ts'
import type { TaskRecord } from '../../src/tasks/queries/tasks.ts'
import type { FormState } from '../../src/web/forms.ts'
import { StateBadge } from '../components/badge.tsx'
import { PostButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { DefinitionList } from '../components/definition-list.tsx'
import { Flash } from '../components/flash.tsx'
import { PageHead } from '../components/page-head.tsx'
import type { StaffT } from '../messages/index.ts'
import { TaskForm } from './form.tsx'

export type TaskPageProps = {
  t: StaffT
  base: string
  task: TaskRecord
  reminder: { id: string; state: MailState } | undefined
  assignees: readonly { id: string; name: string }[]
  form: FormState
  isStale: boolean
  done: string | undefined
  mayEdit: boolean
}

export const TaskPage = (props: TaskPageProps) => {
  const { t, base, task, assignees, form, isStale, done, mayEdit } = props
  const path = `${base}/tasks/${task.id}`
  const isOpen = task.state === 'open'
  return (
    <>
      <PageHead
        title={task.title}
        eyebrow={t('tasks.one')}
        back={{ href: `${base}/tasks`, label: t('tasks.title') }}
        actions={mayEdit && <Deeds {...props} path={path} />}
      />
      {done === 'changed' && <Flash tone="good">{t('tasks.changed')}</Flash>}
      {done === 'taken' && <Flash tone="good">{t('tasks.taken')}</Flash>}
      {done === 'overtaken' && <Flash tone="bad">{t('tasks.overtaken')}</Flash>}
      {done === 'added' && <Flash tone="good">{t('tasks.added')}</Flash>}
      {isStale && (
        <Flash tone="bad" title={t('tasks.conflict_title')}>
          {t('tasks.conflict')}
        </Flash>
      )}
      <Card title={t('tasks.one')}>
        <Facts {...props} />
      </Card>
      {mayEdit && isOpen && (
        <Card title={t('tasks.change')} id="change">
          <TaskForm t={t} action={path} form={form} assignees={assignees} hidden={{ version: task.version }} />
        </Card>
      )}
    </>
  )
}

const Deeds = ({ t, task, path }: TaskPageProps & { path: string }) =>
  task.state === 'open' ? (
    <>
      {!task.assignee_id && (
        <PostButton action={`${path}/take`} fields={{ version: task.version }} icon="user">
          {t('tasks.take')}
        </PostButton>
      )}
      <PostButton
        action={`${path}/done`}
        fields={{ version: task.version, from: 'tasks' }}
        icon="check"
        kind={task.assignee_id ? 'primary' : 'secondary'}
      >
        {t('tasks.done')}
      </PostButton>
      <PostButton action={`${path}/drop`} fields={{ version: task.version, from: 'tasks' }} kind="secondary">
        {t('tasks.drop')}
      </PostButton>
    </>
  ) : (
    <PostButton action={`${path}/reopen`} fields={{ from: 'tasks' }} kind="secondary">
      {t('tasks.reopen')}
    </PostButton>
  )

const Facts = ({ t, base, task, reminder }: TaskPageProps) => {
  const due = longDay(t, task.due_on)
  return (
    <DefinitionList
      items={[
        {
          term: t('tasks.person'),
          value:
            task.contact_id && task.given_name !== null ? (
              <a href={`${base}/contacts/${task.contact_id}`}>
                {fullName({ given_name: task.given_name, family_name: task.family_name ?? '' })}
              </a>
            ) : (
              t('tasks.nobody')
            ),
        },
        { term: t('tasks.assignee'), value: task.assignee_name ?? t('tasks.unassigned') },
        { term: t('tasks.due'), value: task.due_time ? t('tasks.due_at', { day: due, time: task.due_time }) : due },
        {
          term: t('tasks.state'),
          value: (
            <StateBadge tone={task.state === 'done' ? 'good' : 'neutral'}>{t(`tasks.state.${task.state}`)}</StateBadge>
          ),
        },
        { term: t('tasks.reminder'), value: <Reminder {...{ t, base, task, reminder }} /> },
      ]}
    />
  )
}

/** Whether a reminder left is what the ledger says, never what was meant. */
const Reminder = ({ t, base, task, reminder }: Pick<TaskPageProps, 't' | 'base' | 'task' | 'reminder'>) => {
  if (task.remind_at && !task.reminder_queued_at && task.state === 'open')
    return <>{t('tasks.reminder_waits', { when: shortDateTime(t, task.remind_at) })}</>
  if (!reminder) return <>–</>
  return (
    <a href={`${base}/mail/${reminder.id}`}>
      {t('tasks.reminder_queued', { state: t(`mail.state.${reminder.state}`).toLowerCase() })}
    </a>
  )
}
