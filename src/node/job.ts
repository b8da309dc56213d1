import type { Logger } from '@logtape/logtape'
import type { Ran } from '../clock.ts'
import { isDatabaseUnavailable } from '../db/unavailable.ts'
import { randomId } from '../lib/ids.ts'
import { traceOf } from '../lib/trace.ts'
import type { Delivered } from '../mail/delivery.ts'

export type JobRun = {
  job: string
  outcome: 'done' | 'postponed' | 'failed'
  ms: number
  /** What became of how many mails, where the job sends any. */
  mails?: Delivered
  /** How much of it went wrong while the rest went on. */
  troubles?: number
}

type Watch = { log: Logger; ran?: ((run: JobRun) => void) | undefined }
type Work = (log: Logger) => Promise<Ran | undefined>

/** Gives every run of a job an id that its lines in the log share, and tells how it went; it never throws. */
export const jobOf =
  (job: string, { log, ran = () => {} }: Watch, work: Work) =>
  async (): Promise<void> => {
    const own = log.with({ job, runId: randomId() })
    const began = performance.now()
    const ms = () => Math.round(performance.now() - began)
    try {
      const { mails, troubles = 0 } = (await work(own)) ?? {}
      own.debug('job {job} done in {ms} ms', { ms: ms() })
      ran({ job, outcome: troubles > 0 ? 'failed' : 'done', ms: ms(), troubles, ...(mails ? { mails } : {}) })
    } catch (error) {
      const outcome = isDatabaseUnavailable(error) ? 'postponed' : 'failed'
      if (outcome === 'postponed') own.warn('job {job} postponed, the database is unavailable')
      else own.error('job {job} failed {error}', { error: traceOf(error) })
      ran({ job, outcome, ms: ms() })
    }
  }
