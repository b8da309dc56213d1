import type { NamedJob } from '../../src/jobs/named.ts'
import { ButtonLink, ButtonRow, PostButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Flash } from '../components/flash.tsx'
import { PageHead } from '../components/page-head.tsx'
import type { StaffT } from '../messages/index.ts'
import { JobFacts } from './facts.tsx'

export type JobPageProps = { t: StaffT; base: string; job: NamedJob; mayCancel: boolean; done?: string | undefined }

export const JobPage = (props: JobPageProps) => {
  const { t, base, job } = props
  const isUnderWay = job.state === 'waiting' || job.state === 'running'
  return (
    <>
      <PageHead title={t(job.title)} back={{ href: `${base}/jobs`, label: t('jobs.all') }} />
      <Ending {...props} />
      {isUnderWay ? <JobProgress {...props} said={0} /> : <EndedProgress {...props} />}
      <Card title={t('jobs.facts')}>
        <JobFacts t={t} job={job} />
      </Card>
    </>
  )
}

const Ending = ({ t, job }: JobPageProps) => {
  if (job.state === 'done') return <Flash tone="good">{t('jobs.done')}</Flash>
  if (job.state === 'failed') return <Flash tone="bad">{t(job.problemKey)}</Flash>
  if (job.state === 'cancelled') return <Flash tone="waiting">{t('jobs.cancelled')}</Flash>
  return null
}

/** Asks for itself every second while the job is under way; the answer to the last asking reloads the page. */
export const JobProgress = ({ t, base, job, mayCancel, said }: JobPageProps & { said: number }) => {
  const path = `${base}/jobs/${job.id}`
  const asking = {
    'hx-get': `${path}?said=${said}`,
    'hx-trigger': 'every 1s',
    'hx-target': '#job-progress',
    'hx-swap': 'outerHTML',
  }
  return (
    <Card id="job-progress" title={t('jobs.bar')} attrs={asking}>
      <ProgressBar t={t} job={job} />
      <p class="small muted">{t(job.state === 'waiting' ? 'jobs.text_waiting' : 'jobs.text_running')}</p>
      <ButtonRow>
        <ButtonLink kind="secondary" size="small" href={path}>
          {t('jobs.refresh')}
        </ButtonLink>
        {mayCancel && (
          <PostButton kind="quiet" size="small" action={`${path}/cancel`} confirm={t('jobs.cancel_confirm')} deed>
            {t('jobs.cancel')}
          </PostButton>
        )}
      </ButtonRow>
    </Card>
  )
}

const EndedProgress = ({ t, base, job }: JobPageProps) => (
  <Card title={t('jobs.bar')}>
    <ProgressBar t={t} job={job} />
    {job.result && (
      <p>
        <ButtonLink href={`${base}${job.result.path}`}>{t(job.result.label)}</ButtonLink>
      </p>
    )}
  </Card>
)

export const ProgressBar = ({ t, job }: { t: StaffT; job: Pick<NamedJob, 'done' | 'failed' | 'total' | 'state'> }) => (
  <div class="stack-small">
    {job.total > 0 ? (
      <progress class="progress" max={job.total} value={job.done + job.failed} aria-label={t('jobs.bar')}>
        {progressText(t, job)}
      </progress>
    ) : job.state === 'done' ? null : (
      <progress class="progress" aria-label={t('jobs.bar')} />
    )}
    <p>{progressText(t, job)}</p>
  </div>
)

/** 4 200 of 100 000, 12 did not work */
export const progressText = (t: StaffT, { done, failed, total }: Pick<NamedJob, 'done' | 'failed' | 'total'>) => {
  const count = done + failed
  const gone = total > 0 ? t('jobs.progress', { count, total }) : t('jobs.progress_open', { count })
  return failed > 0 ? `${gone}, ${t('jobs.not_done', { count: failed })}` : gone
}
