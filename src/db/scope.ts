import { type RawBuilder, sql } from 'kysely'
import type { Settings } from '../settings.ts'
import type { Db, Trx } from './connection.ts'

/** Says what time it is from what the database's clock says; tests shift it. */
export type Clock = (databaseTime: Date) => Date

/** A transaction inside one centre: rows of other centres do not exist in it. */
export type Scope = { db: Trx; centreId: string; now: Date; clock: Clock; settings: Settings }

export type Way =
  | { centreId: string }
  | { slug: string }
  | { registrationToken: Buffer }
  | { surveyToken: Buffer }
  | { referralToken: Buffer }
  | { personalToken: Buffer }

type Options = { settings: Settings; clock?: Clock; memberId?: string; readOnly?: boolean }

/**
 * Opens a transaction in the centre the way leads to and runs the work in it; `undefined` when it leads nowhere.
 * BEGIN and the look-up travel together: one round trip to enter, one to leave.
 */
export const inCentre = <Result>(db: Db, way: Way, options: Options, work: (scope: Scope) => Promise<Result>) => {
  const transaction = options.readOnly ? db.transaction().setAccessMode('read only') : db.transaction()
  return transaction.execute(async (trx) => {
    const entered = await enter(trx, way, options.memberId)
    if (!entered) return undefined
    const clock = options.clock ?? ((databaseTime) => databaseTime)
    return work({ db: trx, centreId: entered.centre_id, now: clock(entered.now), clock, settings: options.settings })
  })
}

/**
 * Does a piece of the same transaction in another centre, then comes back, also when the work fails. The one thing
 * that may stand in two centres at once is a person handed over, so only src/referrals/handover.ts comes here.
 */
export const visit = async <Result>(scope: Scope, centreId: string, work: (there: Scope) => Promise<Result>) => {
  await openCentre(scope.db, centreId)
  try {
    return await work({ ...scope, centreId })
  } finally {
    // after an error of the database nothing more can be asked, and the whole transaction is taken back
    await openCentre(scope.db, scope.centreId).catch(() => {})
  }
}

/** The time now, for work that had to wait for a lock. */
export const timeIn = async ({ db, clock }: Pick<Scope, 'db' | 'clock'>): Promise<Date> => {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db)
  return clock(rows[0]?.now ?? new Date())
}

const openCentre = (trx: Trx, centreId: string) =>
  sql`select set_config('app.centre_id', ${centreId}::uuid::text, true)`.execute(trx)

const enter = async (trx: Trx, way: Way, memberId = '') => {
  const { rows } = await sql<{ centre_id: string; now: Date }>`
    select set_config('app.centre_id', coalesce(${centreOf(way)}::text, ''), true) as centre_id,
      set_config('app.member_id', ${memberId}, true), clock_timestamp() as now`.execute(trx)
  return rows[0]?.centre_id ? rows[0] : undefined
}

const centreOf = (way: Way): RawBuilder<unknown> => {
  if ('centreId' in way) return sql`${way.centreId}::uuid`
  if ('slug' in way) return sql`centre_of_slug(${way.slug})`
  if ('surveyToken' in way) return sql`centre_of_survey_draft(${way.surveyToken})`
  if ('referralToken' in way) return sql`centre_of_referral_token(${way.referralToken})`
  if ('personalToken' in way) return sql`centre_of_personal_token(${way.personalToken})`
  return sql`centre_of_registration_token(${way.registrationToken})`
}
