import postgres from 'postgres'
import { freePort } from '../server/process.ts'
import { type Cluster, type Database, openCluster } from './cluster.ts'
import type { Options } from './options.ts'
import { sessionId } from './places.ts'
import { cpuOfCluster, cpuOfProcess, type Served, startServing, startWorker, type Worker } from './processes.ts'
import type { Loop, Result, Volley } from './shots.ts'

/** What every workload works with: one loaded database, and the servers and load makers on it. */
export type Bench = {
  options: Options
  cluster: Cluster
  database: Database
  /** As superuser, for preparing and checking. */
  client: postgres.Sql
  krajan: Served
  limit: Served
  cannon: Worker
  bare: Worker
  say: (line: string) => void
  /** Another of our servers; it ends with the bench. */
  serve: (file: string, env: Record<string, string>) => Promise<Served>
}

/** One that is measured: what it does for so many seconds, and the processes it costs besides PostgreSQL's. */
export type Contestant = {
  name: string
  pids: number[]
  /** The server whose memory counts. */
  server: number
  /** Requests that make one of what is counted. */
  steps: number
  /** Before every round, and not counted. */
  prepare: () => Promise<unknown>
  fire: (seconds: number) => Promise<Result>
  /** Whether the round has done what it says; after it, and not counted. */
  confirm?: (result: Result) => Promise<void>
}

export const secretKey = 'a key that is used by the benchmark only'
export const cookie = `krajan=${sessionId}`

export const withBench = async <Answer>(
  options: Options,
  say: (line: string) => void,
  work: (bench: Bench) => Promise<Answer>,
  dataDir?: string,
): Promise<Answer> => {
  const cluster = await openCluster(say, dataDir)
  const ends: (() => Promise<unknown>)[] = [cluster.stop]
  try {
    const database = await cluster.fresh(options.contacts)
    const client = postgres(database.superUrl, { max: 4, onnotice: () => {} })
    ends.push(() => client.end())
    const serve = async (file: string, env: Record<string, string>) => {
      const served = await startServing(file, await freePort(), env)
      ends.push(served.stop)
      return served
    }
    const [krajan, limit] = [await serveKrajan(serve, database), await serveLimit(serve, database)]
    const [cannon, bare] = [await startWorker('cannon.ts'), await startWorker('bare.ts')]
    ends.push(cannon.stop, bare.stop)
    return await work({ options, cluster, database, client, krajan, limit, cannon, bare, say, serve })
  } finally {
    for (const end of ends.reverse()) await end()
  }
}

export const serveKrajan = (serve: Bench['serve'], { appUrl }: Database, env: Record<string, string> = {}) =>
  serve('krajan-server.ts', { DATABASE_URL: appUrl, SECRET_KEY: secretKey, ...env })

export const serveLimit = (serve: Bench['serve'], { superUrl }: Database) =>
  serve('limit-server.ts', { DATABASE_URL: superUrl })

type Shooting = Pick<Volley, 'shots' | 'order'> & Partial<Pick<Volley, 'connections' | 'ends' | 'amount'>>

/** Requests over HTTP; `prepare` is asked anew before every round, because writes change what can be asked. */
export const overHttp = (
  { cannon }: Bench,
  name: string,
  { url, pid }: Served,
  prepare: () => Promise<Shooting>,
  steps = 1,
): Contestant => {
  let shooting: Shooting = { shots: [], order: 'flow' }
  return {
    ...{ name, pids: [pid], server: pid, steps },
    prepare: async () => {
      shooting = await prepare()
    },
    fire: (seconds) =>
      cannon.ask<Result>({ url, seconds, connections: 8, ends: '</html>', ...shooting } satisfies Volley),
  }
}

type Looping = Pick<Loop, 'statement' | 'asked' | 'order'> & Partial<Pick<Loop, 'connections'>>

/** The statement alone, in a loop. */
export const asBareSql = ({ bare, database }: Bench, prepare: () => Promise<Looping>): Contestant => {
  let looping: Looping | undefined
  return {
    ...{ name: 'sql', pids: [bare.pid], server: bare.pid, steps: 1 },
    prepare: async () => {
      looping = await prepare()
    },
    fire: async (seconds) => {
      const { statement, asked, order, connections = 8 } = looping ?? (await prepare())
      const loop: Loop = { url: database.superUrl, seconds, statement, asked, order, connections }
      return bare.ask<Result>(loop)
    },
  }
}

/** CPU milliseconds used so far by a contestant's processes and all of PostgreSQL. */
export const cpuOf = async ({ cluster }: Bench, { pids }: Contestant) => {
  const used = await Promise.all([cpuOfCluster(cluster.folder), ...pids.map(cpuOfProcess)])
  return used.reduce((sum, ms) => sum + ms, 0)
}

/** A page as a person's browser gets it, for looking at what is in it. */
export const lookAt = async (served: Served, path: string, init: RequestInit = {}) => {
  const answer = await fetch(`${served.url}${path}`, { redirect: 'manual', headers: { cookie }, ...init })
  const text = await answer.text()
  if (answer.status >= 400) throw new Error(`${path} answers ${answer.status}`)
  return { status: answer.status, text, headers: answer.headers }
}

export const need = (holds: boolean, sentence: string) => {
  if (!holds) throw new Error(sentence)
}
