import { sql } from 'kysely'
import type { Db } from '../../db/connection.ts'

/** How many pairs that may be one person wait to be looked at, counted no further than `most`. */
export const countOpenPairs = async (db: Db, centreId: string, most: number): Promise<number> => {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from (
    select from duplicate_pairs where centre_id = ${centreId} and state = 'open' limit ${sql.lit(most)}) p`.execute(db)
  return rows[0]?.count ?? 0
}
