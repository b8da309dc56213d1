import type { Logger } from '@logtape/logtape'
import { deleteExpiredSessions } from './accounts/queries/sessions.ts'
import { forgetOldChanges } from './bulk/forget.ts'
import { listCentreIds } from './centres/queries.ts'
import type { Db } from './db/connection.ts'
import { inEachCentre, type Times } from './db/each-centre.ts'
import { isDatabaseUnavailable } from './db/unavailable.ts'
import { forgetOldMerges } from './duplicates/merge/forget.ts'
import { compareChanged } from './duplicates/suggest.ts'
import { listLapsedHolds } from './events/queries/places.ts'
import { settle } from './events/queue.ts'
import { forgetOldImports } from './imports/forget.ts'
import { traceOf } from './lib/trace.ts'
import { type Delivered, type DeliveryDeps, deliverMails } from './mail/delivery.ts'
import { forgetUnproven } from './newcomers/forget.ts'
import { remindObligations } from './obligations/remind.ts'
import { wakeSleepers } from './pipelines/waking.ts'
import { expireUnanswered } from './referrals/withdraw.ts'
import { sweepSurveys } from './surveys/batches.ts'
import { remind, tellTheDay } from './tasks/reminders.ts'
import { deleteLapsedLimits } from './web/rate-limits.ts'

export type JobDeps = Omit<DeliveryDeps, 'transport'> & { transport: DeliveryDeps['transport'] | undefined }

/** How much went wrong, every bit of it in the log, and what became of mails. */
export type Ran = { troubles: number; mails?: Delivered }

/** What time does by itself: held places lapse, the queue moves up, mail leaves, old sessions go. */
export const runJobs = async (db: Db, deps: JobDeps, { most = 500 } = {}): Promise<Ran> => {
  const troubles = await takeSteps(db, deps, { settleEvents, remind, compareChanged })
  const { transport, ...delivery } = deps
  if (!transport) return { troubles }
  const mails = await deliverMails(db, { ...delivery, transport }, { most })
  return { troubles: troubles + mails.troubles, mails }
}

/** Seldom is enough. */
export const sweep = async (db: Db, deps: Swept): Promise<Ran> => ({
  troubles: await takeSteps(db, deps, {
    expireReferrals,
    forgetMerges,
    forgetUnproven,
    forgetImports,
    forgetChanges,
    sweepSurveys,
    wakeSleepers,
    remindObligations,
    tellTheDay,
    forgetSessions: () => deleteExpiredSessions(db, new Date()),
    forgetLimits: () => deleteLapsedLimits(db),
  }),
})

type Swept = Pick<JobDeps, 'clock' | 'settings' | 'log'>
type Step = (db: Db, times: Times) => Promise<unknown>

/** Each step for itself, and in it each centre: what goes wrong is logged and counted, the rest goes on. */
const takeSteps = async (db: Db, { clock, settings, log }: Swept, steps: Record<string, Step>): Promise<number> => {
  let troubles = 0
  for (const [step, work] of Object.entries(steps)) {
    const onTrouble = (thrown: unknown, centreId = '') => {
      troubles++
      tell(log, step, centreId, thrown)
    }
    try {
      await work(db, { clock, settings, onTrouble })
    } catch (thrown) {
      if (isDatabaseUnavailable(thrown)) throw thrown
      onTrouble(thrown)
    }
  }
  return troubles
}

const tell = (log: Logger, step: string, centreId: string, thrown: unknown) =>
  log.error('{step} failed in centre {centreId} {error}', { step, centreId, error: traceOf(thrown) })

const expireReferrals: Step = async (db, times) => inEachCentre(db, await listCentreIds(db), times, expireUnanswered)

const forgetImports: Step = async (db, times) => inEachCentre(db, await listCentreIds(db), times, forgetOldImports)

const forgetChanges: Step = async (db, times) => inEachCentre(db, await listCentreIds(db), times, forgetOldChanges)

const forgetMerges: Step = async (db, times) => inEachCentre(db, await listCentreIds(db), times, forgetOldMerges)

const settleEvents: Step = async (db, times) => {
  for (const { centre_id, event_id } of await listLapsedHolds(db, times.clock(new Date()), 100))
    await inEachCentre(db, [centre_id], times, (scope) => settle(scope, event_id))
}
