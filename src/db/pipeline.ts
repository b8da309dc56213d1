import { type ConnectionProvider, DummyDriver, Transaction } from 'kysely'
import type { Trx } from './connection.ts'
import { postgresDialect } from './dialect.ts'
import type { DB } from './types.generated.ts'

/**
 * The same transaction, except that statements asked for together travel together: Kysely's own sends the next one only
 * after the last one is answered. They still run in the order they were asked for.
 */
export const pipelined = <Result>(trx: Trx, work: (trx: Trx) => Promise<Result>): Promise<Result> =>
  trx.getExecutor().provideConnection((connection) => {
    let isOver = false
    const provideConnection: ConnectionProvider['provideConnection'] = async (consumer) => {
      // while COMMIT or ROLLBACK travels, a late statement would run behind it, in no transaction at all
      if (isOver) throw new Error('The work of this transaction is over.')
      return consumer(connection)
    }
    const executor = trx.getExecutor().withConnectionProvider({ provideConnection })
    return work(new Transaction<DB>({ ...noWayOut, executor })).finally(() => {
      isOver = true
    })
  })

/** What Kysely would need to open connections or transactions of its own, which a transaction refuses to do. */
const dialect = postgresDialect({ url: 'postgres://', max: 0 })
const noWayOut = { dialect, config: { dialect }, driver: new DummyDriver() }
