import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from './connection.ts'

/**
 * Whether something between us and PostgreSQL answers a SELECT from memory although the row has changed since. By its
 * documentation Hyperdrive, unless told otherwise, keeps what SELECTs answered for 60 s, except in transactions and
 * where a volatile or stable function is called: so this question calls none and stands alone. It is asked twice
 * before the change, because nobody promises that an answer is remembered by the time it arrives.
 */
export const answersFromMemory = async (db: Db): Promise<boolean> => {
  const key = randomBytes(32)
  const ask = () => sql<{ hits: number }>`select hits from rate_limits where key_hash = ${key}`.execute(db)
  // in the rate limits, because what a crash leaves behind there is swept away
  await sql`insert into rate_limits (key_hash, hits, resets_at)
    values (${key}, 1, now() + interval '1 minute')`.execute(db)
  await ask()
  await ask()
  await sql`update rate_limits set hits = 2 where key_hash = ${key}`.execute(db)
  const { rows } = await ask()
  await sql`delete from rate_limits where key_hash = ${key}`.execute(db)
  return rows[0]?.hits !== 2
}
