import { shortDay } from '../../src/lib/format.ts'
import { fullName } from '../../src/lib/names.ts'
import type { TaskQuery } from '../../src/tasks/forms.ts'
import type { TaskRecord } from '../../src/tasks/queries/tasks.ts'
import { StateBadge } from '../components/badge.tsx'
import { ButtonLink } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { SelectField } from '../components/field.tsx'
import { Filters } from '../components/filters.tsx'
import { Flash } from '../components/flash.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Pager } from '../components/pager.tsx'
import { newShortcut } from '../components/shortcuts.tsx'
import { Table } from '../components/table.tsx'
import { DueBadge } from '../contacts/due.tsx'
import type { StaffT } from '../messages/index.ts'
import { DayTabs } from './tabs.tsx'
import { Tick, UndoTick } from './tick.tsx'

export type TasksPageProps = {
  t: StaffT
  base: string
  today: string
  query: TaskQuery
  tasks: TaskRecord[]
  next: string | undefined
  assignees: readonly { id: string; name: string }[]
  mayEdit: boolean
  done: string | undefined
  task: string | undefined
}

export const TasksPage = (props: TasksPageProps) => {
  const { t, base, query, next, mayEdit } = props
  return (
    <>
      <PageHead
        title={t('tasks.title')}
        actions={
          mayEdit && (
            <ButtonLink href={`${base}/tasks/new`} icon="plus" attrs={newShortcut}>
              {t('tasks.new')}
            </ButtonLink>
          )
        }
      />
      <DayTabs t={t} base={base} current="tasks" />
      <Done {...props} />
      <TaskFilters {...props} />
      <TaskTable {...props} />
      <Pager
        t={t}
        label={t('tasks.list')}
        {...(query.after ? { firstHref: hrefOf(base, { ...query, after: undefined }) } : {})}
        {...(next ? { nextHref: hrefOf(base, { ...query, after: next }) } : {})}
      />
    </>
  )
}

const doneTexts = {
  added: 'tasks.added',
  task_done: 'tasks.done_flash',
  dropped: 'tasks.dropped',
  reopened: 'tasks.reopened',
} as const

export const Done = ({
  t,
  base,
  done,
  task,
  mayEdit,
}: Pick<TasksPageProps, 't' | 'base' | 'done' | 'task' | 'mayEdit'>) => {
  const key = Object.entries(doneTexts).find(([code]) => code === done)?.[1]
  if (!key) return null
  const isBack = mayEdit && task && (done === 'task_done' || done === 'dropped')
  return (
    <Flash tone="good" {...(isBack ? { action: <UndoTick t={t} base={base} task={task} from="tasks" /> } : {})}>
      {t(key)}
    </Flash>
  )
}

const TaskFilters = ({ t, base, query, assignees }: TasksPageProps) => (
  <Filters t={t} label={t('tasks.filters')} action={`${base}/tasks`}>
    <SelectField
      t={t}
      name="who"
      label={t('tasks.who')}
      required
      empty={false}
      value={query.who}
      options={[
        { value: 'me', label: t('tasks.who.me') },
        { value: 'all', label: t('tasks.who.all') },
        { value: 'nobody', label: t('tasks.unassigned') },
        ...assignees.map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
    <SelectField
      t={t}
      name="show"
      label={t('tasks.show')}
      required
      empty={false}
      value={query.show}
      options={(['open', 'overdue', 'closed'] as const).map((show) => ({
        value: show,
        label: t(`tasks.show.${show}`),
      }))}
    />
  </Filters>
)

const TaskTable = ({ t, base, today, query, tasks, mayEdit }: TasksPageProps) => (
  <Table
    caption={t('tasks.list')}
    captionHidden
    rows={tasks}
    rowId={({ id }) => `task-${id}`}
    columns={[
      {
        key: 'title',
        label: t('tasks.name'),
        header: true,
        cell: ({ id, title, version, state }) => (
          <span class="ticked">
            {mayEdit && state === 'open' && (
              <Tick t={t} action={`${base}/tasks/${id}/done`} title={title} fields={{ version, from: 'tasks' }} />
            )}
            <a href={`${base}/tasks/${id}`}>{title}</a>
          </span>
        ),
      },
      {
        key: 'person',
        label: t('tasks.person'),
        cell: ({ contact_id, given_name, family_name }) =>
          contact_id && (
            <a href={`${base}/contacts/${contact_id}`}>
              {fullName({ given_name: given_name ?? '', family_name: family_name ?? '' })}
            </a>
          ),
      },
      { key: 'due', label: t('tasks.due'), cell: (task) => <Due t={t} task={task} today={today} /> },
      { key: 'assignee', label: t('tasks.assignee'), cell: (task) => task.assignee_name ?? t('tasks.unassigned') },
    ]}
    empty={<NoTasks {...{ t, base, query, mayEdit }} />}
  />
)

const Due = ({ t, task, today }: { t: StaffT; task: TaskRecord; today: string }) =>
  task.state === 'open' ? (
    <>
      <DueBadge t={t} on={task.due_on} today={today} /> {task.due_time && <span class="muted">{task.due_time}</span>}
    </>
  ) : (
    <>
      <StateBadge tone={task.state === 'done' ? 'good' : 'neutral'}>{t(`tasks.state.${task.state}`)}</StateBadge>{' '}
      <span class="muted nowrap">{task.closed_at && shortDay(t, task.closed_at)}</span>
    </>
  )

const NoTasks = ({ t, base, query, mayEdit }: Pick<TasksPageProps, 't' | 'base' | 'query' | 'mayEdit'>) =>
  query.show === 'open' && query.who === 'me' ? (
    <EmptyState
      title={t('tasks.empty')}
      icon="check"
      action={
        mayEdit && (
          <ButtonLink href={`${base}/tasks/new`} icon="plus">
            {t('tasks.new')}
          </ButtonLink>
        )
      }
    >
      {t('tasks.empty_text')}
    </EmptyState>
  ) : (
    <EmptyState title={t('tasks.none_here')} icon="filter">
      {t('tasks.none_here_text')}
    </EmptyState>
  )

const hrefOf = (base: string, { who, show, after }: TaskQuery) =>
  `${base}/tasks?${new URLSearchParams({ who, show, ...(after ? { after } : {}) })}`
