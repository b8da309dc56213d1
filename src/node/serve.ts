import type { IncomingMessage } from 'node:http'
import { createApp } from '../app.tsx'
import { type JobDeps, runJobs, sweep } from '../clock.ts'
import type { Config } from '../config.ts'
import { counterProblem, problemWith } from '../db/boot.ts'
import { type Db, openDb } from '../db/connection.ts'
import { holdServerLock } from '../db/lock.ts'
import { migrateToHead } from '../db/migrate.ts'
import { jobHandlers } from '../handlers.ts'
import { type Databases, findDatabases, openAppDb, settingsOf, transportOf } from '../installation.ts'
import { runPieces } from '../jobs/job.ts'
import { traceOf } from '../lib/trace.ts'
import { openLog } from '../log.ts'
import { makeDataFolder } from './data-folder.ts'
import { demoWelcome, settleDemo } from './demo.ts'
import { jobOf } from './job.ts'
import { listen } from './listen.ts'
import { prepareReleases } from './preparing.ts'
import { readApart } from './reading.ts'
import { refuse } from './refuse.ts'
import { repeat } from './repeat.ts'
import { noteStart } from './start.ts'
import { stopOnSignal } from './stop.ts'
import { tidyOnce } from './tidy.ts'

/** Serves until it is told to stop; whoever calls has checked the settings. */
export const serve = async (config: Config) => {
  const log = await openLog(config.LOG_LEVEL, (line) => process.stdout.write(line))
  const unusable = config.DATABASE_URL ? undefined : await makeDataFolder(config.DATA_DIR)
  if (unusable) refuse(unusable)

  const databases = await findDatabases(config, (sentence) => process.stderr.write(`${sentence}\n`)).catch((error) =>
    refuse(told('The database cannot be reached', error)),
  )
  // an external database may serve several processes; our own belongs to the one that stops it
  const lock =
    databases.embedded &&
    (await holdServerLock(databases.ownerUrl ?? databases.appUrl, () =>
      refuse('Another Krajan server has taken over this database.'),
    ))
  if (databases.embedded && !lock)
    refuse(
      `Krajan is already running on this database (${config.DATA_DIR}). Stop that server first, or choose another DATA_DIR; two servers need a PostgreSQL of your own in DATABASE_URL.`,
    )

  const metrics = await metricsOf(config, () => db)
  const db = openAppDb(databases.appUrl, log, metrics ? { onPool: metrics.watchPool } : {})
  await prepare(config, databases, db)
  const transport = transportOf(config)
  const settings = settingsOf(config, transport, databases.embedded)
  const ending = new AbortController()
  const jobDeps: Omit<JobDeps, 'log'> = { transport, settings, clock: (now) => now, signal: ending.signal }
  const watch = { log, ran: metrics?.ran }
  const mailing = jobOf('jobs', watch, (own) => runJobs(db, { ...jobDeps, log: own }))
  const jobs = repeat(mailing, 5_000, log)
  const longWork = jobOf('working', watch, async (own) => {
    const onTrouble = (error: unknown) => own.error('a piece of work failed {error}', { error: traceOf(error) })
    const limits = { mostMs: 60_000, signal: ending.signal, onTrouble }
    await runPieces(db, jobHandlers, jobDeps, limits)
    return undefined
  })
  // on its own, so that no letter waits for it
  const working = repeat(longWork, 2_000, log)
  const sweepOnce = jobOf('sweep', watch, (own) => sweep(db, { ...jobDeps, log: own }))
  const sweeping = repeat(sweepOnce, 600_000, log)
  const { counterUrl } = databases
  const preparing =
    counterUrl &&
    repeat(
      jobOf('preparing', watch, (own) =>
        prepareReleases(db, { counterUrl, settings, log: own, signal: ending.signal }).then(() => undefined),
      ),
      3_000,
      log,
    )
  const watching = repeat(async () => databases.embedded?.revive(), 2_000, log)
  const app = createApp({
    connect: () => ({ db, release: async () => {} }),
    clock: (now) => now,
    log,
    settings,
    addressOf: (request, bindings) => addressOf(request, bindings, config.TRUSTED_PROXIES),
    behindProxy: config.TRUSTED_PROXIES > 0,
    readList: readApart,
    ...(metrics ? { answered: metrics.answered } : {}),
    nudge: () => {
      jobs.nudge()
      working.nudge()
    },
  })
  const server = await listen(metrics?.inFront(app) ?? app, config).catch((error) =>
    giveUp(databases, portTaken(error, config)),
  )
  await announce(config)
  await noteStart(log, config, db)
  tidyOnce()

  const end = stopOnSignal({
    drainMs: config.DRAIN_SECONDS * 1000,
    leave: () => {
      log.info('stopping')
      ending.abort()
      server.leave()
    },
    steps: [
      server.close,
      () =>
        Promise.all([jobs, working, sweeping, watching, ...(preparing ? [preparing] : [])].map((job) => job.stop())),
      () => db.destroy(),
      () => lock?.release(),
      () => databases.embedded?.stop(),
      async () => log.info('stopped'),
    ],
  })
  process.on('uncaughtException', (error) => {
    log.error('uncaught {error}', { error: traceOf(error) })
    // postgres.js can throw on a socket that is gone already; the pool has given that connection up by then
    if (!/nextWrite/.test(error.stack ?? '')) end()
  })
}

/** Loaded only where they are asked for: without a token nobody could read them. */
const metricsOf = async ({ METRICS_TOKEN: token }: Config, db: () => Db) =>
  token === undefined ? undefined : (await import('./metrics.ts')).openMetrics({ token, db })

/** Brings the schema to head where the owner's address is known, refuses what must not be served, fills the demo once. */
const prepare = async (config: Config, databases: Databases, db: Db) => {
  const { ownerUrl } = databases
  if (ownerUrl)
    await migrateToHead(ownerUrl).catch((error) => giveUp(databases, told('The database could not be migrated', error)))
  const problem = await problemWith(db).catch((error) => told('The database cannot be reached', error))
  if (problem) return giveUp(databases, problem)
  const counters = await counterRefused(databases, db)
  if (counters) return giveUp(databases, counters)
  if (config.DEMO !== '1') return
  if (!ownerUrl) return giveUp(databases, 'The demo network needs DATABASE_OWNER_URL, or no DATABASE_URL at all.')
  const owner = openDb(ownerUrl, { max: 1 })
  const refused = await settleDemo(owner, new Date())
    .then(() => undefined, saidBy)
    .finally(() => owner.destroy())
  if (refused) return giveUp(databases, refused)
}

const counterRefused = async ({ counterUrl }: Databases, db: Db): Promise<string | undefined> => {
  if (!counterUrl) return undefined
  const counterDb = openDb(counterUrl, { max: 1 })
  return counterProblem(counterDb, db)
    .catch((error) => told('The database cannot be reached by DATABASE_COUNTER_URL', error))
    .finally(() => counterDb.destroy())
}

const saidBy = (error: unknown) => (error instanceof Error ? error.message : String(error))

/** A sentence that names the database says it all; others get one in front. */
const told = (otherwise: string, error: unknown) =>
  /^The database (?:at|is) /.test(saidBy(error)) ? saidBy(error) : `${otherwise}: ${saidBy(error)}`

/** Refuses, and leaves no database of our own running behind. */
const giveUp = async ({ embedded }: Databases, message: string): Promise<never> => {
  await embedded?.stop()
  return refuse(message)
}

/** The peer, or what the outermost of our own proxies saw. */
const addressOf = (request: Request, bindings: unknown, trustedProxies: number): string => {
  // the Node server hands its own request down as a binding
  const incoming = (bindings as { incoming?: IncomingMessage }).incoming
  const forwarded = (request.headers.get('x-forwarded-for') ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
  return (trustedProxies > 0 ? forwarded.at(-trustedProxies) : undefined) ?? incoming?.socket.remoteAddress ?? ''
}

const portTaken = (error: unknown, { HOST, PORT }: Config) =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    ? `Something else listens on ${HOST}:${PORT} already. Stop it, or set PORT to another number.`
    : `Krajan cannot listen on ${HOST}:${PORT}: ${saidBy(error)}`

const announce = async (config: Config) => {
  process.stdout.write(`\nKrajan is at ${config.PUBLIC_URL}\n`)
  if (config.DEMO === '1') process.stdout.write(await demoWelcome())
}
