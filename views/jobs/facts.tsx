import type { NamedJob } from '../../src/jobs/named.ts'
import { shortDateTime } from '../../src/lib/format.ts'
import { DefinitionList } from '../components/definition-list.tsx'
import type { StaffT } from '../messages/index.ts'
import { JobBadge } from './state.tsx'

export const JobFacts = ({ t, job }: { t: StaffT; job: NamedJob }) => (
  <DefinitionList
    items={[
      { term: t('jobs.state'), value: <JobBadge t={t} state={job.state} /> },
      { term: t('jobs.who'), value: job.member_name ?? t('jobs.by_itself') },
      { term: t('jobs.when'), value: shortDateTime(t, job.created_at) },
      { term: t('jobs.ended'), value: job.ended_at ? shortDateTime(t, job.ended_at) : '' },
    ]}
  />
)
