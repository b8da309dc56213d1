import { deleteExpiredSessions } from './accounts/queries/sessions.ts'
import { listPublicCentres } from './centres/queries.ts'
import type { Db } from './db/connection.ts'
import { type Clock, inCentre } from './db/scope.ts'
import { forgetOldMerges } from './duplicates/merge/forget.ts'
import { compareChanged } from './duplicates/suggest.ts'
import { listLapsedHolds } from './events/queries/places.ts'
import { settle } from './events/queue.ts'
import { type DeliveryDeps, deliverMails } from './mail/delivery.ts'
import { remindObligations } from './obligations/remind.ts'
import { wakeSleepers } from './pipelines/waking.ts'
import { expireUnanswered } from './referrals/withdraw.ts'
import { sweepSurveys } from './surveys/batches.ts'
import { remind, tellTheDay } from './tasks/reminders.ts'
import { deleteLapsedLimits } from './web/rate-limits.ts'

export type JobDeps = Omit<DeliveryDeps, 'transport'> & { transport: DeliveryDeps['transport'] | undefined }

/** What time does by itself: held places lapse, the queue moves up, mail leaves, old sessions go. */
export const runJobs = async (db: Db, deps: JobDeps, { most = 500 } = {}) => {
  await settleEvents(db, deps)
  await remind(db, deps)
  await compareChanged(db, deps)
  const { transport, ...delivery } = deps
  return transport ? deliverMails(db, { ...delivery, transport }, { most }) : undefined
}

/** Seldom is enough. */
export const sweep = async (db: Db, times: Times) => {
  await expireReferrals(db, times)
  await forgetMerges(db, times)
  await sweepSurveys(db, times)
  await wakeSleepers(db, times)
  await remindObligations(db, times)
  await tellTheDay(db, times)
  await deleteExpiredSessions(db, new Date())
  await deleteLapsedLimits(db)
}

type Times = { clock: Clock; settings: JobDeps['settings'] }

const expireReferrals = async (db: Db, { clock, settings }: Times) => {
  for (const { slug } of await listPublicCentres(db))
    await inCentre(db, { slug }, { clock, settings }, expireUnanswered)
}

const forgetMerges = async (db: Db, { clock, settings }: Times) => {
  for (const { slug } of await listPublicCentres(db)) await inCentre(db, { slug }, { clock, settings }, forgetOldMerges)
}

const settleEvents = async (db: Db, { clock, settings }: Times) => {
  for (const { centre_id, event_id } of await listLapsedHolds(db, clock(new Date()), 100)) {
    await inCentre(db, { centreId: centre_id }, { clock, settings }, (scope) => settle(scope, event_id))
  }
}
