import { type Stage, stagesOf, type Track } from '../../src/lib/words.ts'
import { Button } from '../components/button.tsx'
import { SelectField } from '../components/field.tsx'
import type { StaffT } from '../messages/index.ts'

type Props = {
  t: StaffT
  base: string
  enrolment: { id: string; track: Track; stage: Stage; version: number }
  /** where to go afterwards; the contact unless told */
  back?: 'board'
  labelHidden?: boolean
  autofocus?: boolean
  error?: string | undefined
}

/** "Přesunout do…": what a card can be dragged to, for everybody who does not drag. */
export const MoveForm = ({ t, base, enrolment, back, labelHidden, autofocus, error }: Props) => (
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
      options={stagesOf(enrolment.track).map((stage) => ({
        value: stage,
        label: t(`stage.${stage}`),
        disabled: stage === enrolment.stage,
      }))}
    />
    <Button kind="secondary">{t('pipelines.move')}</Button>
  </form>
)
