import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely'
import postgres from 'postgres'
import { type Known, remember, signatureOf, withoutWaiting } from './known.ts'
import { asUnavailable, type Link, type LinkOptions, openLink } from './link.ts'
import { checkedParameters } from './parameters.ts'

export type Session = DatabaseConnection &
  Pick<Link, 'isAlive' | 'end'> & {
    readonly openedAt: number
    /** Sends the statement without waiting for it; the next query surfaces its failure. */
    readonly begin: (statement: string) => void
  }

/** One connection, opened and ready, as Kysely wants it. */
export const openSession = async (options: LinkOptions): Promise<Session> => {
  const link = await openLink(options)
  const { client, track, lose, isAlive, end } = link
  let begun: Promise<unknown> | undefined

  const begin = (statement: string): void => {
    begun = track(() => client.unsafe(statement))
    begun.catch(lose)
  }
  const takeBegun = (): Promise<unknown> | undefined => {
    const promise = begun
    begun = undefined
    return promise
  }

  const executeQuery = async <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> => {
    const query = ask(link, options.known, sql, parameters)
    try {
      const [answer] = await Promise.all([query, takeBegun()])
      return toResult<R>(answer)
    } catch (error) {
      throw failed(link, error)
    }
  }

  async function* streamQuery<R>(query: CompiledQuery, size: number): AsyncIterableIterator<QueryResult<R>> {
    await takeBegun()
    yield* stream<R>(link, query, size)
  }

  return { openedAt: performance.now(), isAlive, end, begin, executeQuery, streamQuery }
}

const ask = (link: Link, known: Known | undefined, text: string, parameters: readonly unknown[]) => {
  const signature = known ? signatureOf(text, parameters) : ''
  const types = known?.statements.get(signature)
  const values = checkedParameters(link.client, text, parameters, types)
  return link.track(async () => {
    const query = link.client.unsafe(text, values, { prepare: true })
    if (!known) return query
    try {
      const answer = await (types ? withoutWaiting(query) : query)
      remember(known, signature, answer.statement?.types)
      return answer
    } catch (error) {
      // a type that has changed meanwhile is asked for again
      known.statements.delete(signature)
      // without anything to learn first, the first statement is what finds the database away
      throw asUnavailable(error)
    }
  })
}

async function* stream<R>(link: Link, { sql, parameters }: CompiledQuery, size: number) {
  const values = checkedParameters(link.client, sql, parameters)
  const batches = link.client.unsafe(sql, values, { prepare: true }).cursor(size)[Symbol.asyncIterator]()
  try {
    for (;;) {
      const { done, value } = await link.track(() => batches.next())
      if (done) return
      // The caller names the row type R by writing the query; the wire has no types.
      yield { rows: value as unknown as R[] }
    }
  } catch (error) {
    throw failed(link, error)
  } finally {
    // Closing a cursor of a dead socket makes postgres.js write to nothing, which would end the process.
    if (link.isAlive()) await batches.return?.()
  }
}

const failed = (link: Link, error: unknown): Error => {
  // Anything but the server's own answer leaves the connection in an unknown state.
  if (!(error instanceof postgres.PostgresError)) link.lose(error)
  return withCaller(error)
}

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
  const caller = (new Error().stack ?? '').split('\n').slice(2).join('\n')
  Object.defineProperty(error, 'stack', { value: `${error.stack}\n${caller}`, writable: true, configurable: true })
  return error
}
