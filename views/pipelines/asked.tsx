import { fullName } from '../../src/lib/names.ts'
import { type CentreStage, outcomes, type StageNeed, stageName } from '../../src/lib/stages.ts'
import type { Enrolment } from '../../src/pipelines/queries/enrolments.ts'
import { Button, ButtonRow } from '../components/button.tsx'
import { ChoiceGroup } from '../components/choice-group.tsx'
import { TextField } from '../components/field.tsx'
import { Form } from '../components/form.tsx'
import { PageHead } from '../components/page-head.tsx'
import type { StaffT } from '../messages/index.ts'
import { RestFields } from './rest-fields.tsx'

/** What a move still asks for. */
export type Asked = 'unready' | 'restless' | 'unexplained'

export type AskedProps = {
  t: StaffT
  base: string
  stages: readonly CentreStage[]
  enrolment: Enrolment
  wanted: string
  asked: Asked
  missing: readonly StageNeed[]
  typed: Record<string, string>
  errors: Record<string, string>
  today: string
  back?: 'board' | undefined
}

/** The question as a page, for whoever has no script or came from elsewhere. */
export const AskedPage = (props: AskedProps) => {
  const { t, base, enrolment, back } = props
  return (
    <>
      <PageHead
        title={headOf(props)}
        back={
          back
            ? { href: `${base}/pipelines/${enrolment.track}`, label: t(`pipelines.title.${enrolment.track}`) }
            : { href: `${base}/contacts/${enrolment.contact_id}`, label: t('pipelines.back_to_contact') }
        }
      />
      <AskedForm {...props} />
    </>
  )
}

/** The same within the board's own dialog. */
export const AskedInDialog = (props: AskedProps) => (
  <>
    <h2 id="move-dialog-title">{headOf(props)}</h2>
    <AskedForm {...props} isDialog />
  </>
)

export const sentenceOf = ({ t, stages, enrolment, wanted, asked, missing }: AskedProps): string =>
  t(`pipelines.${asked}`, {
    name: fullName(enrolment),
    from: stageName(stages, enrolment.stage),
    to: stageName(stages, wanted),
    missing: missing.map((need) => t(`need.${need}`)).join(', '),
  })

const headOf = ({ t, asked }: AskedProps) => t(asked === 'unready' ? 'pipelines.unready_title' : 'pipelines.asks_title')

const AskedForm = (props: AskedProps & { isDialog?: boolean }) => {
  const { t, base, enrolment, wanted, asked, errors, back, isDialog } = props
  return (
    <div class="stack">
      <p>{sentenceOf(props)}</p>
      {asked === 'unready' && <Missing {...props} />}
      <Form
        t={t}
        action={`${base}/enrolments/${enrolment.id}/stage`}
        errors={errors}
        labels={labelsOf(t)}
        hidden={{
          stage: wanted,
          version: enrolment.version,
          back,
          asked,
          anyway: asked === 'unready' || props.typed.anyway ? 'on' : undefined,
          ...(asked === 'unready' ? {} : { why: props.typed.why }),
        }}
        {...(isDialog ? { attrs: sentByBoard } : {})}
      >
        {asked === 'unready' && <Why {...props} />}
        {asked === 'restless' && <RestFields {...props} />}
        {asked === 'unexplained' && <Outcome {...props} />}
        <ButtonRow>
          <Button>{t(deeds[asked])}</Button>
        </ButtonRow>
      </Form>
    </div>
  )
}

/** The board sends it itself, and what stands in a dialog is no page to be kept. */
const sentByBoard = { 'data-keep': undefined }

const deeds = { unready: 'pipelines.anyway', restless: 'parking.park', unexplained: 'pipelines.close' } as const

const Missing = ({ t, base, enrolment, missing }: AskedProps) => (
  <ul>
    {missing.map((need) => (
      <li>
        <a href={`${base}/contacts/${enrolment.contact_id}${placeOf[need]}`}>
          {t('pipelines.fill_in', { what: t(`need.${need}`) })}
        </a>
      </li>
    ))}
  </ul>
)

/** Where on the contact's pages each fact is written down. */
const placeOf: Record<StageNeed, string> = {
  basis: '/edit#field-lawful_basis',
  conversation: '#new-activity',
  next_step: '#next-step',
  owner: '/edit#field-owner_id',
  horizon: '/edit#field-horizon',
  barriers: '/edit#field-barriers',
  field: '/edit#field-field',
  language: '/edit#field-languages',
  residence: '/edit#field-residence',
  residence_title: '#statuses',
}

const Why = ({ t, typed, errors }: AskedProps) => (
  <TextField
    t={t}
    name="why"
    label={t('pipelines.why')}
    hint={t('pipelines.why_hint')}
    required
    maxlength={300}
    value={typed.why ?? ''}
    {...(errors.why ? { error: errors.why } : {})}
  />
)

const Outcome = ({ t, typed, errors }: AskedProps) => (
  <ChoiceGroup
    t={t}
    name="outcome"
    legend={t('pipelines.outcome')}
    hint={t('pipelines.outcome_hint')}
    type="radio"
    required
    values={[typed.outcome ?? '']}
    choices={outcomes.map((code) => ({ value: code, label: t(`outcome.${code}`) }))}
    {...(errors.outcome ? { error: errors.outcome } : {})}
  />
)

export const labelsOf = (t: StaffT) => ({
  why: t('pipelines.why'),
  outcome: t('pipelines.outcome'),
  park_reason: t('parking.reason'),
  park_trigger: t('parking.trigger'),
  park_day: t('parking.day'),
  park_year: t('parking.year'),
})
