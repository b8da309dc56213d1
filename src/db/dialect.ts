import {
  AbortedTransactionError,
  CompiledQuery,
  type Dialect,
  type Driver,
  IdentifierNode,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryCompiler,
  type QueryId,
  RawNode,
  type TransactionSettings,
} from 'kysely'
import type { Known } from './known.ts'
import { createPool, type PoolCounts } from './pool.ts'
import { openSession, type Session } from './session.ts'

export { DatabaseUnavailable, isDatabaseUnavailable } from './unavailable.ts'

export type PostgresDialectOptions = {
  url: string
  max: number
  /** How long a query may wait for a free connection; 10 s unless told. */
  waitMs?: number
  /** 30 s unless told; 0 for none, as a migration may need. */
  statementTimeoutMs?: number
  /** Gets the way to ask how the connections are used. */
  onPool?: (counts: () => PoolCounts) => void
  /** Told about every connection that was lost, busy or idle. */
  onError?: (error: unknown) => void
  /** What earlier connections to the same database have learnt, for connections that live briefly. */
  known?: Known
}

/** Kysely over postgres.js, one client per connection: the published dialect never recovers from a database restart. */
export const postgresDialect = (options: PostgresDialectOptions): Dialect => ({
  createDriver: () => createDriver(options),
  createQueryCompiler: () => new PostgresQueryCompiler(),
  createAdapter: () => new PostgresAdapter(),
  createIntrospector: (db) => new PostgresIntrospector(db),
})

const createDriver = ({ max, waitMs, onPool, ...link }: PostgresDialectOptions): Driver => {
  const pool = createPool<Session>({
    open: () => openSession(link),
    max,
    ...(waitMs === undefined ? {} : { waitMs }),
  })
  onPool?.(pool.counts)
  // A session that comes back while still listed here was left in mid-transaction and is not used again.
  const inTransaction = new WeakSet<Session>()

  return {
    init: async () => {},
    acquireConnection: pool.acquire,
    beginTransaction: async (session: Session, settings) => {
      session.begin(beginStatement(settings))
      inTransaction.add(session)
    },
    commitTransaction: async (session: Session) => {
      const { rows } = await session.executeQuery<{ command: string }>(CompiledQuery.raw('commit'))
      inTransaction.delete(session)
      // PostgreSQL answers COMMIT with ROLLBACK when a statement of the transaction had failed.
      if (rows[0]?.command === 'ROLLBACK') throw new AbortedTransactionError()
    },
    rollbackTransaction: async (session: Session) => {
      // A lost connection has rolled back by itself; complaining would hide the error that led here.
      if (session.isAlive()) await session.executeQuery(CompiledQuery.raw('rollback')).catch(session.end)
      if (session.isAlive()) inTransaction.delete(session)
    },
    savepoint: savepointCommand('savepoint'),
    rollbackToSavepoint: savepointCommand('rollback to'),
    releaseSavepoint: savepointCommand('release'),
    releaseConnection: async (session: Session) => {
      if (inTransaction.has(session)) await session.end()
      pool.release(session)
    },
    destroy: pool.destroy,
  }
}

const beginStatement = ({ isolationLevel, accessMode }: TransactionSettings): string => {
  // Refused here, because a BEGIN that fails late would leave its first query outside any transaction.
  if (isolationLevel === 'snapshot') throw new Error("PostgreSQL has no isolation level 'snapshot'.")
  const level = isolationLevel ? ` isolation level ${isolationLevel}` : ''
  return level || accessMode ? `start transaction${level}${accessMode ? ` ${accessMode}` : ''}` : 'begin'
}

const savepointCommand =
  (command: string) =>
  async (session: Session, name: string, compile: QueryCompiler['compileQuery']): Promise<void> => {
    const node = RawNode.createWithChildren([RawNode.createWithSql(`${command} `), IdentifierNode.create(name)])
    await session.executeQuery(compile(node, queryId))
  }

const queryId: QueryId = { queryId: 'savepoint' }
