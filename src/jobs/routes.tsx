import { type Context, Hono } from 'hono'
import { JobsPage } from '../../views/jobs/list.tsx'
import { JobPage, JobProgress, progressText } from '../../views/jobs/show.tsx'
import { AskAgain } from '../../views/sharing/progress.tsx'
import { uuidPattern } from '../lib/ids.ts'
import { allow, found } from '../web/access.ts'
import type { StaffEnv } from '../web/env.ts'
import { announce, wantsFragment } from '../web/htmx.ts'
import { JobQuery, JobsQuery } from './forms.ts'
import { cancelJob, type JobHandler } from './job.ts'
import { named } from './named.ts'
import { canCancelJobs, canReadJobs } from './policy.ts'
import { findJob, type JobRecord, listJobs } from './queries.ts'

const one = `/:id{${uuidPattern}}` as '/:id'

/** Mounted at /app/{centre}/jobs: long work seen moving. `handlers` is every kind of it there is. */
export const jobPages = (handlers: readonly JobHandler[]) => {
  const jobs = new Hono<StaffEnv>()

  jobs.get('/', allow(canReadJobs), async (c) => {
    const { t, scope } = c.var
    const { after } = JobsQuery.parse(c.req.query())
    const { rows, next } = await listJobs(scope.db, scope.centreId, after)
    const page = {
      t,
      base: baseOf(c),
      jobs: rows.map((job) => named(job, handlers)),
      next,
      isFirst: after === undefined,
    }
    return c.render(<JobsPage {...page} />, { title: t('jobs.title') })
  })

  jobs.get(one, allow(canReadJobs), async (c) => {
    const { t, viewer } = c.var
    const job = named(await jobIn(c), handlers)
    const { said = 0, done } = JobQuery.parse(c.req.query())
    const page = { t, base: baseOf(c), job, mayCancel: canCancelJobs(viewer), done }
    if (!wantsFragment(c, 'job-progress'))
      return c.render(<JobPage {...page} />, {
        title: t(job.title),
        ...(isUnderWay(job) ? { head: <AskAgain /> } : {}),
      })
    // ended, so that the whole page has changed
    if (!isUnderWay(job)) c.header('HX-Refresh', 'true')
    const tenth = tenthOf(job)
    if (tenth > said) announce(c, progressText(t, job))
    return c.html(<JobProgress {...page} said={Math.max(tenth, said)} />)
  })

  jobs.post(`${one}/cancel`, allow(canCancelJobs), async (c) => {
    const job = await jobIn(c)
    const cancelled = await cancelJob(c.var.scope, c.var.viewer.id, job.id)
    return c.redirect(`${baseOf(c)}/jobs/${job.id}${cancelled ? '?done=cancelled' : ''}`, 303)
  })

  return jobs
}

type StaffContext = Context<StaffEnv>

const baseOf = (c: StaffContext) => `/app/${c.var.viewer.centre.slug}`

const jobIn = async (c: StaffContext): Promise<JobRecord> =>
  found(await findJob(c.var.scope.db, c.var.scope.centreId, c.req.param('id') ?? ''))

const isUnderWay = ({ state }: JobRecord) => state === 'waiting' || state === 'running'

const tenthOf = ({ done, failed, total }: JobRecord) =>
  total === 0 ? 0 : Math.min(100, Math.floor(((done + failed) / total) * 10) * 10)
