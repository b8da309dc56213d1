import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely'
import postgres from 'postgres'
import { columnTypes, learnArrayTypes } from './column-types.ts'
import { checkedParameters } from './parameters.ts'
import { DatabaseUnavailable, isDatabaseUnavailable } from './unavailable.ts'

export type SessionOptions = {
  url: string
  applicationName?: string
  onError?: ((error: unknown) => void) | undefined
}

export type Session = DatabaseConnection & {
  readonly openedAt: number
  /** False once the connection is gone; it never comes back, a new session replaces it. */
  readonly isAlive: () => boolean
  /** Sends the statement without waiting for it; the next query surfaces its failure. */
  readonly begin: (statement: string) => void
  readonly end: (error?: unknown) => Promise<void>
}

const connectTimeoutMs = 10_000

/** One postgres.js client with exactly one connection, opened and ready. */
export const openSession = async ({ url, applicationName = 'krajan', onError }: SessionOptions): Promise<Session> => {
  const inFlight = new Set<(error: unknown) => void>()
  let lost: unknown
  let begun: Promise<unknown> | undefined

  const client = postgres(url, {
    max: 1,
    fetch_types: false,
    // The client would end the connection in mid-transaction; the pool retires old ones between two.
    max_lifetime: null,
    connect_timeout: connectTimeoutMs / 1000,
    connection: {
      application_name: applicationName,
      statement_timeout: 30_000,
      idle_in_transaction_session_timeout: 60_000,
    },
    types: columnTypes,
    onnotice: () => {},
    onclose: () => lose(new DatabaseUnavailable('The database closed the connection.')),
  })

  const end = async (error: unknown = new DatabaseUnavailable('The connection has been closed.')): Promise<void> => {
    lost ??= error
    for (const reject of inFlight) reject(lost)
    inFlight.clear()
    await client.end({ timeout: 0 })
  }
  const lose = (error: unknown): void => {
    if (lost) return
    onError?.(error)
    end(error).catch(() => {})
  }

  // postgres.js sometimes never settles a query of a broken connection, hence the set of rejecters.
  const track = <T>(send: () => PromiseLike<T>): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      if (lost) return reject(lost)
      inFlight.add(reject)
      send().then(
        (value) => {
          inFlight.delete(reject)
          resolve(value)
        },
        (error: unknown) => {
          inFlight.delete(reject)
          reject(error)
        },
      )
    })

  const begin = (statement: string): void => {
    begun = track(() => client.unsafe(statement))
    begun.catch(lose)
  }
  const takeBegun = (): Promise<unknown> | undefined => {
    const promise = begun
    begun = undefined
    return promise
  }
  const fail = (error: unknown): Error => {
    // Anything but the server's own answer leaves the connection in an unknown state.
    if (!(error instanceof postgres.PostgresError)) lose(error)
    return withCaller(error)
  }

  const executeQuery = async <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> => {
    const values = checkedParameters(client, sql, parameters)
    const query = track(() => client.unsafe(sql, values, { prepare: true }))
    try {
      const [answer] = await Promise.all([query, takeBegun()])
      return toResult<R>(answer)
    } catch (error) {
      throw fail(error)
    }
  }

  async function* streamQuery<R>(
    { sql, parameters }: CompiledQuery,
    size: number,
  ): AsyncIterableIterator<QueryResult<R>> {
    const values = checkedParameters(client, sql, parameters)
    await takeBegun()
    const batches = client.unsafe(sql, values, { prepare: true }).cursor(size)[Symbol.asyncIterator]()
    try {
      for (;;) {
        const { done, value } = await track(() => batches.next())
        if (done) return
        // The caller names the row type R by writing the query; the wire has no types.
        yield { rows: value as unknown as R[] }
      }
    } catch (error) {
      throw fail(error)
    } finally {
      // Closing a cursor of a dead socket makes postgres.js write to nothing, which would end the process.
      if (!lost) await batches.return?.()
    }
  }

  const timer = setTimeout(
    () => lose(new DatabaseUnavailable('The database did not answer in time.')),
    connectTimeoutMs,
  )
  try {
    await track(() => learnArrayTypes(client, client.options))
  } catch (error) {
    await end(error)
    throw asUnavailable(error)
  } finally {
    clearTimeout(timer)
  }
  return { openedAt: performance.now(), isAlive: () => !lost, begin, end, executeQuery, streamQuery }
}

const asUnavailable = (error: unknown): unknown =>
  error instanceof DatabaseUnavailable || (error instanceof postgres.PostgresError && !isDatabaseUnavailable(error))
    ? error
    : new DatabaseUnavailable('The database cannot be reached.', { cause: error })

type Answer = { command?: string; count?: number | null } & ArrayLike<unknown>

// Several statements sent as one text answer with a list of results: the last one counts.
const toResult = <R>(answer: Answer | Answer[]): QueryResult<R> => {
  const last: Answer = areSeveral(answer) ? (answer.at(-1) ?? []) : answer
  const { command } = last
  if (command === 'COMMIT' || command === 'ROLLBACK') {
    // The driver reads this one row to learn how a COMMIT really ended; no caller sees it.
    return { rows: [{ command }] as R[] }
  }
  // The caller names the row type R by writing the query; the wire has no types.
  const rows = Array.from(last) as R[]
  return changes.has(command ?? '') ? { numAffectedRows: BigInt(last.count ?? 0), rows } : { rows }
}

const areSeveral = (answer: Answer | Answer[]): answer is Answer[] => !('command' in answer)

const changes = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE'])

// The driver's errors are born in a socket event and do not say who asked.
const withCaller = (error: unknown): Error => {
  if (!(error instanceof Error)) return new Error(String(error))
  error.stack = `${error.stack ?? error.message}\n${(new Error().stack ?? '').split('\n').slice(2).join('\n')}`
  return error
}
