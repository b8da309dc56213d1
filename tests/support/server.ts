import { createServer } from 'node:net'
import { getLogger } from '@logtape/logtape'
import { afterAll, beforeAll } from 'vitest'
import { loadDemo } from '../../seeds/demo.ts'
import { createApp } from '../../src/app.tsx'
import type { Db } from '../../src/db/connection.ts'
import type { Clock } from '../../src/db/scope.ts'
import { listen } from '../../src/node/listen.ts'
import type { Settings } from '../../src/settings.ts'
import { testSettings } from './app.ts'
import type { TestDatabase } from './database.ts'

export type Server = { url: string; close(): Promise<void> }
type Options = { settings?: Partial<Settings>; clock?: Clock }

/** The server as people reach it, in this process, on a port of its own. */
export const startServer = async (db: Db, { settings, clock = (now) => now }: Options = {}): Promise<Server> => {
  const PORT = await freePort()
  const url = `http://127.0.0.1:${PORT}`
  const app = createApp({
    connect: () => ({ db, release: async () => {} }),
    clock,
    log: getLogger('krajan'),
    settings: { ...testSettings, publicUrl: url, demo: true, ...settings },
    addressOf: () => '192.0.2.1',
    nudge: () => {},
  })
  const { close } = await listen(app, { HOST: '127.0.0.1', PORT })
  return { url, close }
}

/** A server over the demo network for the tests of this file. Read it inside tests. */
export const demoServer = (database: TestDatabase): { readonly url: string } => {
  let server: Server | undefined
  beforeAll(async () => {
    await loadDemo(database.ownerDb, new Date())
    server = await startServer(database.appDb)
  })
  afterAll(() => server?.close())
  return {
    get url() {
      if (!server) throw new Error('the server starts before the tests, not before this line')
      return server.url
    },
  }
}

// mails and cookies name the address before anything listens there
const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
