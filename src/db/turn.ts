import { sql } from 'kysely'
import type { Db } from './connection.ts'

/** Makes transactions that would do the same thing at once do it one after another; the turn ends with the transaction. */
export const waitForTurn = async (db: Db, centreId: string, what: string) => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${centreId} ${what}`}, 0))`.execute(db)
}
