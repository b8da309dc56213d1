import { type CentreStage, stagesIn } from '../../src/lib/stages.ts'
import type { Stage, Track } from '../../src/lib/words.ts'
import { Button } from '../components/button.tsx'
import { SelectField } from '../components/field.tsx'
import type { StaffT } from '../messages/index.ts'

type Props = {
  t: StaffT
  base: string
  stages: readonly CentreStage[]
  enrolment: { id: string; track: Track; stage: Stage; version: number }
  /** where to go afterwards; the contact unless told */
  back?: 'board'
  labelHidden?: boolean
  autofocus?: boolean
  error?: string | undefined
}

/** "Přesunout do…": what a card can be dragged to, for everybody who does not drag. */
export const MoveForm = ({ t, base, stages, enrolment, back, labelHidden, autofocus, error }: Props) => (
  <form class="form cluster" method="post" action={`${base}/enrolments/${enrolment.id}/stage`}>
    <input type="hidden" name="version" value={enrolment.version} />
    {back && <input type="hidden" name="back" value={back} />}
    <SelectField
      t={t}
      name="stage"
      id={`stage-${enrolment.id}`}
      label={t('pipelines.move_to')}
      {...(labelHidden ? { labelHidden } : {})}
      {...(autofocus ? { attrs: { autofocus } } : {})}
      required
      empty={t('pipelines.choose_stage')}
      {...(error ? { error } : {})}
      options={stagesIn(stages, enrolment.track).map(({ code, name }) => ({
        value: code,
        label: name,
        disabled: code === enrolment.stage,
      }))}
    />
    <Button kind="secondary">{t('pipelines.move')}</Button>
  </form>
)
