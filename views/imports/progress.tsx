import type { NamedJob } from '../../src/jobs/named.ts'
import { JobProgress } from '../jobs/show.tsx'
import type { StaffT } from '../messages/index.ts'
import { ImportHead, type ListHead, type Step } from './steps.tsx'

type Props = { t: StaffT; base: string; list: ListHead; step: Step; job: NamedJob; mayCancel: boolean }

/** While a job works on the import its page shows how far it is, and becomes the result by itself. */
export const UnderWayPage = ({ t, base, list, step, job, mayCancel }: Props) => (
  <>
    <ImportHead t={t} base={base} list={list} step={step} />
    <JobProgress t={t} base={base} job={job} mayCancel={mayCancel} said={0} />
  </>
)
