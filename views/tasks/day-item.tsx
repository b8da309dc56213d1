import { fullName } from '../../src/lib/names.ts'
import { readablePhone } from '../../src/lib/phone.ts'
import type { DayItem } from '../../src/tasks/queries/day.ts'
import type { FormState } from '../../src/web/forms.ts'
import { StateBadge } from '../components/badge.tsx'
import { Button, PostButton } from '../components/button.tsx'
import { DateField } from '../components/field.tsx'
import { Icon } from '../components/icon.tsx'
import { DueBadge } from '../contacts/due.tsx'
import type { StaffT } from '../messages/index.ts'
import { Tick } from './tick.tsx'

export type DayItemProps = {
  t: StaffT
  base: string
  today: string
  mayEdit: boolean
  /** What was typed wrong, and at which of them. */
  refused: { id: string; form: FormState } | undefined
}

/** One thing to do: tick it, call, open the person, or put it off, without leaving the page. */
export const DayLine = ({ item, ...props }: DayItemProps & { item: DayItem }) => {
  const { t, base, today, mayEdit } = props
  const path = item.kind === 'step' ? `${base}/day/steps/${item.id}` : `${base}/tasks/${item.id}`
  const fields = { version: item.version, from: 'day' }
  return (
    <li class="task-line" id={`${item.kind}-${item.id}`}>
      {mayEdit && <Tick t={t} action={`${path}/done`} title={item.title} fields={fields} />}
      <div class="task-text">
        <p class="task-title">{item.kind === 'task' ? <a href={path}>{item.title}</a> : item.title}</p>
        <p class="cluster small">
          {item.contact_id && <a href={`${base}/contacts/${item.contact_id}`}>{nameOf(item)}</a>}
          <DueBadge t={t} on={item.due_on} today={today} />
          {item.due_time && <span class="muted">{item.due_time}</span>}
          {item.is_free && <StateBadge tone="waiting">{t('tasks.unassigned')}</StateBadge>}
          {item.kind === 'step' && <span class="muted">{t('day.step')}</span>}
        </p>
      </div>
      <div class="task-deeds">
        {item.phone && <Call t={t} item={item} phone={item.phone} />}
        {mayEdit && item.is_free && (
          <PostButton action={`${path}/take`} fields={fields} kind="secondary" size="small" icon="user">
            {t('tasks.take')}
            <span class="visually-hidden">: {item.title}</span>
          </PostButton>
        )}
        {mayEdit && <Postpone {...props} item={item} action={`${path}/postpone`} fields={fields} />}
      </div>
    </li>
  )
}

const nameOf = ({ given_name, family_name }: DayItem) =>
  fullName({ given_name: given_name ?? '', family_name: family_name ?? '' })

const Call = ({ t, item, phone }: { t: StaffT; item: DayItem; phone: string }) => (
  <a
    class="button button-secondary button-small"
    href={`tel:${phone}`}
    aria-label={t('day.call', { name: nameOf(item), phone: readablePhone(phone) })}
  >
    <Icon name="phone" />
    <span class="nowrap">{readablePhone(phone)}</span>
  </a>
)

type PostponeProps = DayItemProps & { item: DayItem; action: string; fields: Record<string, string | number> }

const Postpone = ({ t, item, action, fields, refused }: PostponeProps) => {
  const form = refused?.id === item.id ? refused.form : undefined
  const error = form?.errors.on ?? form?.errors.to ?? form?.errors.version
  return (
    <details class="postpone" open={form !== undefined}>
      <summary class="button button-quiet button-small" aria-label={t('day.postpone_named', { title: item.title })}>
        <Icon name="clock" />
        <span>{t('day.postpone')}</span>
      </summary>
      <form class="postpone-form" method="post" action={action} novalidate>
        {Object.entries(fields).map(([name, value]) => (
          <input type="hidden" name={name} value={String(value)} />
        ))}
        <Button name="to" value="tomorrow" kind="secondary" size="small">
          {t('day.postpone.tomorrow')}
        </Button>
        <Button name="to" value="week" kind="secondary" size="small">
          {t('day.postpone.week')}
        </Button>
        <DateField
          t={t}
          name="on"
          id={`on-${item.id}`}
          label={t('day.postpone.on')}
          required
          value={form?.typed.on ?? ''}
          {...(error ? { error } : {})}
        />
        <Button name="to" value="day" kind="secondary" size="small">
          {t('day.postpone')}
        </Button>
      </form>
    </details>
  )
}
