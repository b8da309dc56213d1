import { shortDay } from '../../src/lib/format.ts'
import { stageName } from '../../src/lib/stages.ts'
import { StateBadge } from '../components/badge.tsx'
import { PostButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Flash } from '../components/flash.tsx'
import { MoveForm } from '../pipelines/move-form.tsx'
import type { ContactPageProps } from './contact-page-props.ts'

/** How far they are on each way they go, and the next stage. */
export const Enrolments = ({ t, base, contact, activities, stages, mayEdit, done }: ContactPageProps) => (
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
      </div>
    ))}
  </Card>
)

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
