import postgres from 'postgres'
import { addArrayTypes, columnTypes, learnArrayTypes } from './column-types.ts'
import type { Known } from './known.ts'
import { DatabaseUnavailable, errorCode, isDatabaseUnavailable } from './unavailable.ts'

export type LinkOptions = {
  url: string
  applicationName?: string | undefined
  /** 30 s unless told; 0 for none, as a migration may need. */
  statementTimeoutMs?: number | undefined
  onError?: ((error: unknown) => void) | undefined
  /** What earlier connections to the same database have learnt, for connections that live briefly. */
  known?: Known | undefined
}

/** A client with exactly one connection that, once lost, stays lost: postgres.js alone would silently reconnect. */
export type Link = {
  readonly client: postgres.Sql
  readonly isAlive: () => boolean
  /** Sends, and rejects at once when the connection is or gets lost. */
  readonly track: <T>(send: () => PromiseLike<T>) => Promise<T>
  readonly lose: (error: unknown) => void
  readonly end: (error?: unknown) => Promise<void>
}

const connectTimeoutMs = 5_000

export const openLink = async (options: LinkOptions): Promise<Link> => {
  const link = createLink(options)
  const late = (): void => link.lose(new DatabaseUnavailable('it did not answer in time'))
  const timer = setTimeout(late, connectTimeoutMs)
  try {
    addArrayTypes(link.client.options, await arrayTypes(link, options.known))
    return link
  } catch (error) {
    await link.end(error)
    throw notReached(options.url, error)
  } finally {
    clearTimeout(timer)
  }
}

/** Says where and why; the address without user and password. */
const notReached = (url: string, error: unknown): unknown => {
  if (asUnavailable(error) === error && !(error instanceof DatabaseUnavailable)) return error
  const { hostname, port } = new URL(url)
  const place = `${hostname || 'localhost'}:${port || 5432}`
  return new DatabaseUnavailable(`The database at ${place} cannot be reached: ${reasonOf(error)}.`, { cause: error })
}

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  const said = error instanceof postgres.PostgresError ? error.message : errorCode(error) || error.message
  return said.replace(/\.$/, '')
}

const arrayTypes = async ({ client, track }: Link, known: Known | undefined) => {
  const arrays = known?.arrays ?? (await track(() => learnArrayTypes(client)))
  if (known) known.arrays = arrays
  return arrays
}

const createLink = (options: LinkOptions): Link => {
  // postgres.js sometimes never settles a query of a broken connection, hence the set of rejecters.
  const inFlight = new Set<(error: unknown) => void>()
  let lost: unknown
  const client = createClient(options, () => lose(new DatabaseUnavailable('The database closed the connection.')))

  const end = async (error: unknown = new DatabaseUnavailable('The connection has been closed.')): Promise<void> => {
    lost ??= error
    for (const reject of inFlight) reject(lost)
    inFlight.clear()
    await client.end({ timeout: 0 })
  }
  const lose = (error: unknown): void => {
    if (lost) return
    options.onError?.(error)
    end(error).catch(() => {})
  }
  const track = <T>(send: () => PromiseLike<T>): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      if (lost) return reject(lost)
      inFlight.add(reject)
      const settle =
        <V>(finish: (value: V) => void) =>
        (value: V): void => {
          inFlight.delete(reject)
          finish(value)
        }
      send().then(settle(resolve), settle(reject))
    })
  return { client, isAlive: () => !lost, track, lose, end }
}

const createClient = (
  { url, applicationName = 'krajan', statementTimeoutMs = 30_000 }: LinkOptions,
  onclose: () => void,
): postgres.Sql =>
  postgres(url, {
    max: 1,
    fetch_types: false,
    // The client would end the connection in mid-transaction; the pool retires old ones between two.
    max_lifetime: null,
    connect_timeout: connectTimeoutMs / 1000,
    connection: {
      application_name: applicationName,
      statement_timeout: statementTimeoutMs,
      idle_in_transaction_session_timeout: 60_000,
      // our questions are short; compiling one takes longer than answering it
      jit: 'off',
    },
    types: columnTypes,
    onnotice: () => {},
    onclose,
  })

export const asUnavailable = (error: unknown): unknown =>
  error instanceof DatabaseUnavailable || (error instanceof postgres.PostgresError && !isDatabaseUnavailable(error))
    ? error
    : new DatabaseUnavailable('The database cannot be reached.', { cause: error })
