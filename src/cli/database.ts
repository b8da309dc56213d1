import { runJobs, sweep } from '../clock.ts'
import { openDb } from '../db/connection.ts'
import { head, isNewer, migrateToHead, newerSentence, schemaVersion } from '../db/migrate.ts'
import { jobHandlers } from '../handlers.ts'
import { type Databases, openAppDb, settingsOf, transportOf } from '../installation.ts'
import { runPieces } from '../jobs/job.ts'
import { randomId } from '../lib/ids.ts'
import { traceOf } from '../lib/trace.ts'
import { openLog } from '../log.ts'
import { settleDemo } from '../node/demo.ts'
import { prepareReleases } from '../node/preparing.ts'
import { asOwner, type Command, optionsOf } from './command.ts'

export const migrate: Command = {
  usage: '',
  about: 'Brings the database to the newest schema.',
  run: async (words, { databases }) => {
    optionsOf(words, [])
    if (!databases.ownerUrl) throw new Error('This command needs DATABASE_OWNER_URL.')
    const done = await migrateToHead(databases.ownerUrl)
    return done.length > 0 ? `Migrated: ${done.join(', ')}.` : `The database is at ${head} already.`
  },
}

export const seedDemo: Command = {
  usage: '',
  about: 'Loads the demo network once; only with DEMO=1.',
  run: async (words, place) => {
    optionsOf(words, [])
    if (place.config.DEMO !== '1') throw new Error('Invented people belong into a demo only: set DEMO=1.')
    if (place.databases.ownerUrl) await migrateToHead(place.databases.ownerUrl)
    const { loaded } = await asOwner(place, (db) => settleDemo(db, new Date()))
    return loaded ? 'The demo network is loaded.' : 'The demo network is here already.'
  },
}

export const runJobsOnce: Command = {
  usage: '',
  about:
    'Does once what a running server does every few seconds: lets held places lapse, moves queues up, sends mail, finishes long work, makes what is to be shared.',
  run: async (words, { config, databases }) => {
    optionsOf(words, [])
    const whole = await openLog(config.LOG_LEVEL, (line) => process.stderr.write(line))
    const log = whole.with({ job: 'command line', runId: randomId() })
    const db = openAppDb(databases.appUrl, log)
    const transport = transportOf(config)
    const { counterUrl } = databases
    try {
      const times = { settings: settingsOf(config, transport, databases.embedded), clock: (now: Date) => now }
      const often = await runJobs(db, { transport, log, ...times })
      const seldom = await sweep(db, { log, ...times })
      let troubles = often.troubles + seldom.troubles
      const onTrouble = (error: unknown) => {
        troubles++
        log.error('a piece of work failed {error}', { error: traceOf(error) })
      }
      await runPieces(db, jobHandlers, times, { mostMs: Number.POSITIVE_INFINITY, onTrouble })
      if (counterUrl) while ((await prepareReleases(db, { counterUrl, settings: times.settings, log })) > 0);
      if (troubles > 0)
        throw new Error(`${troubles} of the jobs went wrong; the log above says what. The others are done.`)
    } finally {
      await db.destroy()
    }
    return 'The jobs are done.'
  },
}

/** Throws unless the schema is the one this version speaks; `older` ones will do for what takes them as they are. */
export const needSchema = async ({ appUrl }: Databases, { older }: { older: boolean }): Promise<void> => {
  const db = openDb(appUrl, { max: 1 })
  const version = await schemaVersion(db).finally(() => db.destroy())
  if (version === head || (older && version && !isNewer(version))) return
  throw new Error(
    isNewer(version)
      ? newerSentence(version)
      : `The database is at ${version ?? 'nothing'}; run "npm run krajan -- migrate" first (or npm start once).`,
  )
}
