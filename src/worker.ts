import type { ExecutionContext, ScheduledController } from '@cloudflare/workers-types'
import { createApp } from './app.tsx'
import { readConfig } from './config.ts'
import { openDb } from './db/connection.ts'
import { runJobs, sweep } from './jobs.ts'
import { openLog } from './log.ts'
import { mailersendTransport } from './mail/mailersend.ts'
import type { Settings } from './settings.ts'

type Bindings = Record<string, string | undefined> & { HYPERDRIVE: { connectionString: string } }

/** Cloudflare's home: a database connection lives as long as the request, nothing outlives it. Workers never migrate. */
export default {
  async fetch(request: Request, env: Bindings, context: ExecutionContext): Promise<Response> {
    const { log, settings, clock } = await home(env)
    const app = createApp({
      connect: () => {
        const db = openDb(env.HYPERDRIVE.connectionString, { max: 2 })
        return { db, release: async () => context.waitUntil(db.destroy()) }
      },
      clock,
      log,
      settings,
      addressOf: (incoming) => incoming.headers.get('cf-connecting-ip') ?? '',
      nudge: () => context.waitUntil(work(env)),
    })
    return app.fetch(request, env, context)
  },

  async scheduled(_event: ScheduledController, env: Bindings, context: ExecutionContext): Promise<void> {
    context.waitUntil(work(env))
  },
}

const work = async (env: Bindings) => {
  const { log, settings, clock, transport } = await home(env)
  const db = openDb(env.HYPERDRIVE.connectionString, { max: 2 })
  try {
    await runJobs(db, { transport, settings, clock, log }, { most: 50 })
    await sweep(db, { settings, clock })
  } finally {
    await db.destroy()
  }
}

const home = async (env: Bindings) => {
  const { HYPERDRIVE, ...variables } = env
  const read = readConfig({ ...variables, DATABASE_URL: HYPERDRIVE.connectionString })
  if (!read.ok) throw new Error(read.message)
  const { config } = read
  const { MAILERSEND_API_KEY: apiKey, MAILERSEND_API_URL: baseUrl } = config
  const transport = apiKey ? mailersendTransport({ apiKey, ...(baseUrl ? { baseUrl } : {}) }) : undefined
  const settings: Settings = {
    publicUrl: config.PUBLIC_URL,
    mail: transport ? 'ready' : 'kept',
    mailFrom: config.MAIL_FROM,
    demo: false,
    rateLimits: true,
    secretKey: config.SECRET_KEY ?? '',
  }
  const log = await openLog(config.LOG_LEVEL, (line) => console.log(line.trimEnd()))
  return { log, settings, transport, clock: (now: Date) => now }
}
