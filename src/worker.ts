import type { ExecutionContext, ScheduledController } from '@cloudflare/workers-types'
import { createApp } from './app.tsx'
import { runJobs, sweep } from './clock.ts'
import { type Db, openDb } from './db/connection.ts'
import { nothingKnown } from './db/known.ts'
import { jobHandlers } from './handlers.ts'
import { smallLimits } from './imports/reading/limits.ts'
import { readFile } from './imports/reading/read.ts'
import { runPieces } from './jobs/job.ts'
import { traceOf } from './lib/trace.ts'
import { fitness } from './workers/fitness.ts'
import { type Home, openHome } from './workers/home.ts'

type Bindings = Record<string, string | undefined> & { HYPERDRIVE: { connectionString: string } }

// An isolate has one Hyperdrive; what its database said once need not be asked by every request.
const known = nothingKnown()
const unfit = fitness()

/** Cloudflare's home: a database connection lives as long as the request, nothing outlives it. Workers never migrate. */
export default {
  async fetch(request: Request, env: Bindings, context: ExecutionContext): Promise<Response> {
    const home = await homeOf(env)
    if ('problem' in home) return refusal(home.problem)
    const { pathname } = new URL(request.url)
    // whether the process is up has nothing to do with its database
    const problem = pathname === '/healthz' ? undefined : await problemOf(home, context, pathname === '/readyz')
    if (problem) return refusal(problem)
    const app = createApp({
      ...home,
      connect: () => {
        const db = connectionTo(home)
        return { db, release: async () => context.waitUntil(db.destroy()) }
      },
      // no thread to lend: less at once
      readList: async (bytes, wish) => readFile(bytes, wish, smallLimits),
      addressOf: (incoming) => incoming.headers.get('cf-connecting-ip') ?? '',
      nudge: () => context.waitUntil(work(home, context)),
    })
    return app.fetch(request, env, context)
  },

  async scheduled(_event: ScheduledController, env: Bindings, context: ExecutionContext): Promise<void> {
    const home = await homeOf(env)
    if ('problem' in home) return home.log.error('refusing to work: {problem}', { problem: home.problem })
    context.waitUntil(work(home, context, { sweeping: true }))
  },
}

const homeOf = ({ HYPERDRIVE, ...variables }: Bindings) => openHome(HYPERDRIVE.connectionString, variables)

const connectionTo = ({ url }: Home) => openDb(url, { max: 2, known })

const problemOf = async (home: Home, context: ExecutionContext, anew = false) => {
  const db = connectionTo(home)
  const problem = await unfit(db, home.log, { anew })
  context.waitUntil(db.destroy())
  return problem
}

const work = async (home: Home, context: ExecutionContext, { sweeping = false } = {}) => {
  if (await problemOf(home, context)) return
  const db = connectionTo(home)
  try {
    await runJobs(db, home, { most: 50 })
    if (sweeping) await sweep(db, home)
    await workLong(db, home, sweeping ? 50_000 : 15_000)
  } finally {
    await db.destroy()
  }
}

/** An answered request is given half a minute more, the cron a whole one before it comes again. */
const workLong = (db: Db, home: Home, mostMs: number) =>
  runPieces(db, jobHandlers, home, {
    mostMs,
    onTrouble: (error) => home.log.error('a piece of work failed {error}', { error: traceOf(error) }),
  })

const refusal = (problem: string) =>
  new Response(`${problem}\n`, {
    status: 503,
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      'Retry-After': '5',
    },
  })
