import { configure, getLogger, type LogRecord } from '@logtape/logtape'
import { createApp } from '../../src/app.tsx'
import type { Db } from '../../src/db/connection.ts'
import type { Clock } from '../../src/db/scope.ts'
import type { Deps } from '../../src/deps.ts'
import type { Settings } from '../../src/settings.ts'

export const publicUrl = 'http://krajan.test'

export const testSettings: Settings = {
  publicUrl,
  mail: 'kept',
  mailFrom: 'krajan@example.org',
  demo: false,
  rateLimits: false,
  secretKey: 'a secret for the tests only',
}

type Options = {
  settings?: Partial<Settings>
  clock?: Clock
  addressOf?: (request: Request) => string
  onNudge?: () => void
  behindProxy?: boolean
  answered?: Deps['answered']
}

/** What was logged while the tests of this file ran. */
export const logged: LogRecord[] = []
await configure({
  reset: true,
  sinks: { kept: (record) => void logged.push(record) },
  loggers: [
    { category: 'krajan', lowestLevel: 'debug', sinks: ['kept'] },
    { category: ['logtape', 'meta'], sinks: [] },
  ],
})

/** The whole app over a real database, asked without a network. */
export const testApp = (
  db: Db,
  {
    settings,
    clock = (now) => now,
    addressOf = () => '192.0.2.1',
    onNudge = () => {},
    behindProxy = false,
    answered,
  }: Options = {},
) => {
  const app = createApp({
    connect: () => ({ db, release: async () => {} }),
    clock,
    log: getLogger('krajan'),
    settings: { ...testSettings, ...settings },
    addressOf,
    behindProxy,
    ...(answered ? { answered } : {}),
    nudge: onNudge,
  })
  const ask = (path: string, init: RequestInit = {}) => app.request(`${publicUrl}${path}`, init)
  return {
    app,
    get: (path: string, cookie?: string, headers: Record<string, string> = {}) =>
      ask(path, { headers: { ...headers, ...(cookie ? { cookie } : {}) } }),
    post: (
      path: string,
      fields: Record<string, string> | [string, string][],
      cookie?: string,
      headers: Record<string, string> = {},
    ) =>
      ask(path, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          origin: publicUrl,
          ...headers,
          ...(cookie ? { cookie } : {}),
        },
        body: new URLSearchParams(fields).toString(),
      }),
  }
}

export type TestApp = ReturnType<typeof testApp>
