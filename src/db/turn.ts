import { sql } from 'kysely'
import type { Db } from './connection.ts'

/** Makes transactions that would do the same thing at once do it one after another; the turn ends with the transaction. */
export const waitForTurn = async (db: Db, centreId: string, what: string) => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${centreId} ${what}`}, 0))`.execute(db)
}

/** The same for many things, asked in one order by everybody, so that nobody waits in a circle. */
export const waitForTurns = async (db: Db, centreId: string, whats: readonly string[]) => {
  const turns = [...new Set(whats)].sort().map((what) => `${centreId} ${what}`)
  await sql`select pg_advisory_xact_lock(hashtextextended(turn, 0)) from unnest(${turns}::text[]) turn`.execute(db)
}
