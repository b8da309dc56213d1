import { type RawBuilder, sql } from 'kysely'
import type { Settings } from '../settings.ts'
import type { Db, Trx } from './connection.ts'
import { pipelined } from './pipeline.ts'

/** Says what time it is from what the database's clock says; tests shift it. */
export type Clock = (databaseTime: Date) => Date

/** A transaction inside one centre: rows of other centres do not exist in it. */
export type Scope = { db: Trx; centreId: string; now: Date; clock: Clock; settings: Settings }

export type Way =
  | { centreId: string }
  | { slug: string }
  | { registrationToken: Buffer }
  | { newcomerToken: Buffer }
  | { surveyToken: Buffer }
  | { referralToken: Buffer }
  | { personalToken: Buffer }
  | { memberToken: Buffer }
  | { memberEmail: string }

type Options = { settings: Settings; clock?: Clock; memberId?: string; readOnly?: boolean }

/** Opens a transaction in the centre the way leads to and runs the work in it; `undefined` when it leads nowhere. */
export const inCentre = <Result>(db: Db, way: Way, options: Options, work: (scope: Scope) => Promise<Result>) =>
  inTransaction(db, options, async (trx) => {
    const scope = await enter(trx, way, options)
    return scope && work(scope)
  })

/**
 * A transaction that is in no centre yet; its first statement must enter one, or it sees nothing. BEGIN travels with
 * that statement: one round trip to enter, one to leave.
 */
export const inTransaction = <Result>(
  db: Db,
  { readOnly }: Pick<Options, 'readOnly'>,
  work: (trx: Trx) => Promise<Result>,
): Promise<Result> => {
  const transaction = readOnly ? db.transaction().setAccessMode('read only') : db.transaction()
  return transaction.execute((trx) => pipelined(trx, work))
}

export const enter = async (trx: Trx, way: Way, options: Options): Promise<Scope | undefined> => {
  const { rows } = await sql<Entered>`
    select set_config('app.centre_id', coalesce(${centreOf(way)}::text, ''), true) as centre_id,
      set_config('app.member_id', ${options.memberId ?? ''}, true), clock_timestamp() as now`.execute(trx)
  return rows[0] && scopeOf(trx, rows[0], options)
}

/** What the statement that entered a centre answers: an empty id where there is none to enter. */
export type Entered = { centre_id: string; now: Date }

export const scopeOf = (trx: Trx, { centre_id, now }: Entered, { settings, clock = same }: Options) =>
  centre_id ? { db: trx, centreId: centre_id, now: clock(now), clock, settings } : undefined

const same: Clock = (databaseTime) => databaseTime

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

const centreOf = (way: Way): RawBuilder<unknown> => {
  if ('centreId' in way) return sql`${way.centreId}::uuid`
  if ('slug' in way) return sql`centre_of_slug(${way.slug})`
  if ('newcomerToken' in way) return sql`centre_of_newcomer_token(${way.newcomerToken})`
  if ('surveyToken' in way) return sql`centre_of_survey_draft(${way.surveyToken})`
  if ('referralToken' in way) return sql`centre_of_referral_token(${way.referralToken})`
  if ('personalToken' in way) return sql`centre_of_personal_token(${way.personalToken})`
  if ('memberToken' in way) return sql`centre_of_member_token(${way.memberToken})`
  if ('memberEmail' in way) return sql`centre_of_member(${way.memberEmail})`
  return sql`centre_of_registration_token(${way.registrationToken})`
}
