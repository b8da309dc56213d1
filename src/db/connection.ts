import { Kysely, type LogEvent, type Transaction } from 'kysely'
import { postgresDialect } from './dialect.ts'
import type { Known } from './known.ts'
import type { PoolCounts } from './pool.ts'
import type { DB } from './types.generated.ts'

export type Db = Kysely<DB>
export type Trx = Transaction<DB>

export type DbOptions = {
  /** Connections at most; 10 unless told, on Workers 3 or fewer per request. */
  max?: number
  waitMs?: number
  /** 30 s unless told; 0 for none, as a migration may need. */
  statementTimeoutMs?: number
  /** Told after every statement except BEGIN, which travels with the statement after it. */
  onQuery?: (event: LogEvent) => void
  onError?: (error: unknown) => void
  /** Gets the way to ask how the connections are used. */
  onPool?: (counts: () => PoolCounts) => void
  /** What earlier connections to the same database have learnt, for connections that live briefly. */
  known?: Known
}

export const openDb = (url: string, { max = 10, onQuery, ...rest }: DbOptions = {}): Db =>
  new Kysely<DB>({ dialect: postgresDialect({ url, max, ...rest }), ...(onQuery ? { log: onQuery } : {}) })
