import type { NamedJob } from '../../src/jobs/named.ts'
import { shortDateTime } from '../../src/lib/format.ts'
import { EmptyState } from '../components/empty-state.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Pager } from '../components/pager.tsx'
import { type Column, Table } from '../components/table.tsx'
import type { StaffT } from '../messages/index.ts'
import { progressText } from './show.tsx'
import { JobBadge } from './state.tsx'

type Props = { t: StaffT; base: string; jobs: NamedJob[]; next: string | undefined; isFirst: boolean }

export const JobsPage = ({ t, base, jobs, next, isFirst }: Props) => (
  <>
    <PageHead
      title={t('jobs.title')}
      lead={t('jobs.lead')}
      back={{ href: `${base}/contacts`, label: t('contacts.title') }}
    />
    <Table
      caption={t('jobs.list')}
      captionHidden
      rows={jobs}
      columns={columns(t, base)}
      empty={
        <EmptyState title={t('jobs.empty')} icon="clock">
          {t('jobs.empty_text')}
        </EmptyState>
      }
    />
    <Pager
      t={t}
      {...(isFirst ? {} : { firstHref: `${base}/jobs` })}
      {...(next ? { nextHref: `${base}/jobs?after=${next}` } : {})}
    />
  </>
)

const columns = (t: StaffT, base: string): Column<NamedJob>[] => [
  {
    key: 'what',
    label: t('jobs.what'),
    header: true,
    cell: (job) => <a href={`${base}/jobs/${job.id}`}>{t(job.title)}</a>,
  },
  { key: 'state', label: t('jobs.state'), cell: (job) => <JobBadge t={t} state={job.state} /> },
  { key: 'how_far', label: t('jobs.how_far'), cell: (job) => progressText(t, job) },
  { key: 'who', label: t('jobs.who'), cell: (job) => job.member_name ?? t('jobs.by_itself') },
  { key: 'when', label: t('jobs.when'), cell: (job) => shortDateTime(t, job.created_at) },
]
