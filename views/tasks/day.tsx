import { longDay, shortDateTime, shortDay } from '../../src/lib/format.ts'
import type { DayItem, DayNews } from '../../src/tasks/queries/day.ts'
import { ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Flash } from '../components/flash.tsx'
import { PageHead } from '../components/page-head.tsx'
import { newShortcut } from '../components/shortcuts.tsx'
import type { StaffT } from '../messages/index.ts'
import { type DayItemProps, DayLine } from './day-item.tsx'
import { DayTabs } from './tabs.tsx'
import { UndoTick } from './tick.tsx'

export type DayPageProps = DayItemProps & {
  items: DayItem[]
  /** There is more than what is shown. */
  isCut: boolean
  news: DayNews[]
  withoutStep: string | undefined
  isStale: boolean
  done: string | undefined
  about: string | undefined
}

/** What one member does today, in the order of its urgency. */
export const DayPage = (props: DayPageProps) => {
  const { t, base, today, items, news, mayEdit } = props
  const overdue = items.filter(({ due_on }) => due_on < today)
  const due = items.filter(({ due_on }) => due_on === today)
  const later = items.filter(({ due_on }) => due_on > today)
  const now = overdue.length + due.length
  return (
    <>
      <PageHead
        title={t('nav.day')}
        eyebrow={longDay(t, today)}
        lead={now > 0 && <Lead t={t} now={now} overdue={overdue.length} />}
        actions={
          mayEdit && (
            <ButtonLink href={`${base}/tasks/new`} icon="plus" attrs={newShortcut}>
              {t('tasks.new')}
            </ButtonLink>
          )
        }
      />
      <DayTabs t={t} base={base} current="day" />
      <Done {...props} />
      <div class="stack">
        {now === 0 && (
          <EmptyState title={t('day.free')} icon="check">
            {t('day.free_text')}
          </EmptyState>
        )}
        <Lines {...props} id="overdue" title={t('day.overdue')} items={overdue} />
        <Lines {...props} id="today" title={t('day.today')} items={due} />
        {props.withoutStep && (
          <p>
            {t('day.yours')} <a href={`${base}/tasks/without-next-step?who=me`}>{props.withoutStep}</a>
          </p>
        )}
        <Lines {...props} id="nobody" title={t('day.nobody')} items={later.filter(({ is_free }) => is_free)} />
        <News t={t} base={base} news={news} />
        <Lines {...props} id="soon" title={t('day.soon')} items={later.filter(({ is_free }) => !is_free)} />
        {props.isCut && <p class="muted">{t('day.more', { count: items.length })}</p>}
      </div>
    </>
  )
}

const Lead = ({ t, now, overdue }: { t: StaffT; now: number; overdue: number }) => (
  <>
    {t('day.lead_some', { count: now })} {overdue > 0 && t('day.lead_overdue', { count: overdue })}
  </>
)

const Lines = ({ id, title, ...props }: DayPageProps & { id: string; title: string }) =>
  props.items.length > 0 ? (
    <Card title={title} id={id}>
      <ul class="task-list" data-rows>
        {props.items.map((item) => (
          <DayLine {...props} item={item} />
        ))}
      </ul>
    </Card>
  ) : null

const Done = ({ t, base, isStale, done, about, mayEdit }: DayPageProps) => {
  if (isStale) return <Flash tone="bad">{t('tasks.stale_flash')}</Flash>
  if (done === 'task_done')
    return (
      <Flash
        tone="good"
        {...(mayEdit && about ? { action: <UndoTick t={t} base={base} task={about} from="day" /> } : {})}
      >
        {t('tasks.done_flash')}
      </Flash>
    )
  if (done === 'step_done')
    return (
      <Flash
        tone="good"
        {...(about
          ? {
              action: (
                <ButtonLink size="small" kind="secondary" href={`${base}/contacts/${about}#next-step`}>
                  {t('day.plan_next')}
                </ButtonLink>
              ),
            }
          : {})}
      >
        {t('day.done_step')}
      </Flash>
    )
  if (done === 'postponed' && about) return <Flash tone="good">{t('day.postponed', { day: shortDay(t, about) })}</Flash>
  if (done === 'reopened') return <Flash tone="good">{t('tasks.reopened')}</Flash>
  if (done === 'added') return <Flash tone="good">{t('tasks.added')}</Flash>
  return null
}

const News = ({ t, base, news }: { t: StaffT; base: string; news: DayNews[] }) =>
  news.length > 0 ? (
    <Card title={t('day.news')} id="news">
      <ul class="task-list">
        {news.map(({ kind, at, contact_id, name, about, event_slug }) => (
          <li class="task-line">
            <div class="task-text">
              <p class="task-title">
                {contact_id ? (
                  <a href={`${base}/contacts/${contact_id}`}>{name}</a>
                ) : (
                  <a href={`${base}/events/${event_slug}`}>{name}</a>
                )}
              </p>
              <p class="cluster small muted">
                <span>{t(`day.news.${kind}`, { about })}</span>
                <span class="nowrap">{shortDateTime(t, at)}</span>
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  ) : null
