import { shortDay } from '../../src/lib/format.ts'
import { fullName } from '../../src/lib/names.ts'
import type { Enrolment } from '../../src/pipelines/queries/enrolments.ts'
import type { FormState } from '../../src/web/forms.ts'
import { Button, ButtonLink, ButtonRow } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Flash } from '../components/flash.tsx'
import { Form } from '../components/form.tsx'
import { PageHead } from '../components/page-head.tsx'
import type { StaffT } from '../messages/index.ts'
import { labelsOf } from './asked.tsx'
import { RestFields } from './rest-fields.tsx'

type Props = {
  t: StaffT
  base: string
  enrolment: Enrolment
  form: FormState
  back: string
  today: string
  isStale: boolean
}

export const ParkFormPage = ({ t, base, enrolment, form, back, today, isStale }: Props) => (
  <>
    <PageHead
      title={t('parking.change_title', { name: fullName(enrolment) })}
      back={{ href: back, label: t('parking.title') }}
    />
    {isStale && (
      <Flash tone="bad" title={t('pipelines.conflict_title')}>
        {t('parking.stale_values', {
          reason: enrolment.park_reason ? t(`park_reason.${enrolment.park_reason}`) : '–',
          day: enrolment.parked_until ? shortDay(t, enrolment.parked_until) : '–',
        })}
      </Flash>
    )}
    <Card>
      <Form
        t={t}
        action={`${base}/enrolments/${enrolment.id}/park`}
        errors={form.errors}
        labels={labelsOf(t)}
        hidden={{ version: enrolment.version }}
      >
        <RestFields t={t} typed={form.typed} errors={form.errors} today={today} />
        <ButtonRow>
          <Button>{t('parking.save')}</Button>
          <ButtonLink kind="quiet" href={back}>
            {t('common.cancel')}
          </ButtonLink>
        </ButtonRow>
      </Form>
    </Card>
  </>
)
