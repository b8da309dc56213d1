import { shortDay } from '../../src/lib/format.ts'
import { stageName } from '../../src/lib/stages.ts'
import { dayOf, daysBetween } from '../../src/lib/time.ts'
import { StateBadge } from '../components/badge.tsx'
import { PostButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Flash } from '../components/flash.tsx'
import { MoveForm } from '../pipelines/move-form.tsx'
import type { ContactPageProps } from './contact-page-props.ts'

/** How far they are on each way they go, and the next stage. */
export const Enrolments = ({ t, base, contact, activities, stages, stays, today, mayEdit, done }: ContactPageProps) => (
  <Card title={t('contacts.track')} id="enrolments">
    {contact.enrolments.length === 0 && <p class="muted">{t('contacts.not_enrolled')}</p>}
    {contact.enrolments.map((enrolment) => (
      <div class="stack-small">
        <p>
          {t(`track.${enrolment.track}`)}:{' '}
          <StateBadge tone="info" icon="path">
            {stageName(stages, enrolment.stage)}
          </StateBadge>
        </p>
        {done === 'moved' && <Moved {...{ t, base, enrolment, activities, stages, mayEdit }} />}
        {enrolment.parked_until && (
          <p class="muted">{t('pipelines.parked_until', { day: shortDay(t, enrolment.parked_until) })}</p>
        )}
        {mayEdit && <MoveForm t={t} base={base} stages={stages} enrolment={enrolment} />}
        <Stays {...{ t, stages, today }} stays={stays.filter((stay) => stay.enrolment_id === enrolment.id)} />
      </div>
    ))}
  </Card>
)

/** Which stages they stood in, and how long; more than where they are now is worth a look only. */
const Stays = ({ t, stages, stays, today }: Pick<ContactPageProps, 't' | 'stages' | 'stays' | 'today'>) =>
  stays.length > 0 ? (
    <details>
      <summary>{t('pipelines.history')}</summary>
      <ol class="stays">
        {stays.map((stay) => (
          <li>
            {stageName(stages, stay.stage)}{' '}
            <span class="muted">
              {t('pipelines.history_from', { day: shortDay(t, stay.at) })},{' '}
              {stay.until
                ? t('pipelines.history_days', { days: daysBetween(dayOf(stay.at), dayOf(stay.until)) })
                : t('pipelines.history_so_far', { days: daysBetween(dayOf(stay.at), today) })}
              {stay.member_name && ` · ${stay.member_name}`}
            </span>
          </li>
        ))}
      </ol>
    </details>
  ) : null

type Enrolment = ContactPageProps['contact']['enrolments'][number]

/** The last move on the timeline, with the way back: the same move the other way round. */
const Moved = ({
  t,
  base,
  enrolment,
  activities,
  stages,
  mayEdit,
}: Pick<ContactPageProps, 't' | 'base' | 'activities' | 'stages' | 'mayEdit'> & { enrolment: Enrolment }) => {
  const last = activities.find(({ kind }) => kind === 'stage_moved')?.particulars
  if (last?.track !== enrolment.track || last.to !== enrolment.stage) return null
  const undo = (
    <PostButton
      action={`${base}/enrolments/${enrolment.id}/stage`}
      fields={{ stage: String(last.from), version: enrolment.version }}
      kind="secondary"
      size="small"
    >
      {t('common.undo')}
    </PostButton>
  )
  return (
    <Flash tone="good" {...(mayEdit ? { action: undo } : {})}>
      {t('pipelines.moved', { stage: stageName(stages, enrolment.stage) })}
    </Flash>
  )
}
