import type { Db } from '../../src/db/connection.ts'
import { openDb } from '../../src/db/connection.ts'
import { startEmbedded } from '../../src/db/embedded.ts'
import { clearAway, type Launched, launch, stop } from '../server/process.ts'
import { startMailersend } from '../support/mailersend.ts'
import { embeddedIn } from '../support/postgres-process.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

// asked by signal, a process tells how long its event loop kept things waiting since it was asked last
const confession = `import{monitorEventLoopDelay as m}from'node:perf_hooks'
const h=m({resolution:10});h.enable()
process.on('SIGUSR2',()=>{process.stderr.write('loop '+JSON.stringify({p99:h.percentile(99)/1e6,max:h.max/1e6})+'\\n');h.reset()})`

/** Two processes over the demo network on one PostgreSQL, with a MailerSend that takes every mail. */
export const startPair = async (env: Record<string, string> = {}) => {
  const folder = await temporaryFolder()
  const database = await startEmbedded(embeddedIn(folder.path))
  const api = await startMailersend()
  const start = (): Promise<Launched> =>
    launch({
      ...{ DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl, LOG_LEVEL: 'warning' },
      ...{ SECRET_KEY: 'a secret for the measurement only', DEMO: '1', RATE_LIMITS: 'off' },
      ...{ MAILERSEND_API_KEY: 'a-key', MAILERSEND_API_URL: api.url, MAIL_FROM: 'krajan@example.org' },
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(confession)}`,
      ...env,
    })
  const servers = await Promise.all([start(), start()])
  await Promise.all(servers.map(({ ready }) => ready())).catch(async (error) => {
    await clearAway()
    await database.stop()
    throw error
  })
  const ownerDb: Db = openDb(database.ownerUrl, { max: 2 })
  return {
    ...{ servers, ownerDb, api, cluster: `${folder.path}/postgres` },
    stop: async () => {
      const codes = await Promise.all(servers.map(stop))
      await Promise.all([ownerDb.destroy(), api.close()])
      await database.stop()
      await folder.remove()
      return codes
    },
  }
}

export type Pair = Awaited<ReturnType<typeof startPair>>
