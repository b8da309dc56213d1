import { fullName } from '../../src/lib/names.ts'
import { type CentreStage, stageName } from '../../src/lib/stages.ts'
import type { Stage } from '../../src/lib/words.ts'
import { ButtonLink } from '../components/button.tsx'
import { Flash } from '../components/flash.tsx'
import { PageHead } from '../components/page-head.tsx'
import type { StaffT } from '../messages/index.ts'
import { MoveForm } from './move-form.tsx'

type Props = {
  t: StaffT
  base: string
  stages: readonly CentreStage[]
  enrolment: {
    id: string
    contact_id: string
    given_name: string
    family_name: string
    track: 'return' | 'relocation'
    stage: Stage
    version: number
  }
  wanted: Stage
}

/** Somebody moved the contact first: both stages are named, and the move can be made from where it is now. */
export const StageConflictPage = ({ t, base, stages, enrolment, wanted }: Props) => (
  <>
    <PageHead
      title={t('pipelines.conflict_title')}
      back={{ href: `${base}/contacts/${enrolment.contact_id}`, label: fullName(enrolment) }}
    />
    <Flash tone="bad">
      {t('pipelines.conflict', {
        name: fullName(enrolment),
        now: stageName(stages, enrolment.stage),
        wanted: stageName(stages, wanted),
      })}
    </Flash>
    <MoveForm t={t} base={base} stages={stages} enrolment={enrolment} />
    <ButtonLink kind="quiet" href={`${base}/contacts/${enrolment.contact_id}`}>
      {t('pipelines.back_to_contact')}
    </ButtonLink>
  </>
)
