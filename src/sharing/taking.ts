import type { Context, MiddlewareHandler } from 'hono'
import { inCentre } from '../db/scope.ts'
import type { PublicEnv, StaffEnv } from '../web/env.ts'
import { logDownload } from './downloads.ts'

type Taken = { centreId: string; memberId?: string; releaseId: string; path: string }
type Taking = { taken?: Taken }
export type StaffTakingEnv = { Variables: StaffEnv['Variables'] & Taking }
export type PublicTakingEnv = { Variables: PublicEnv['Variables'] & Taking }

/** Writes down what was taken before it is sent: in a transaction of its own, because the one that read it may not write. */
export const writtenDown: MiddlewareHandler<{ Variables: PublicEnv['Variables'] & Taking }> = async (c, next) => {
  await next()
  const { taken, db, deps } = c.var
  if (!taken || c.error || c.req.method !== 'GET') return
  const { centreId, memberId, releaseId, path } = taken
  const options = { settings: deps.settings, clock: deps.clock, ...(memberId ? { memberId } : {}) }
  await inCentre(db, { centreId }, options, (scope) => logDownload(scope, releaseId, path))
}

/** A file as others get it. What was withdrawn must not live on in a cache, so each use of one is asked about. */
export const sendFile = (c: Context, name: string, bytes: Uint8Array) =>
  // a view of shared memory it never is
  c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
    'Content-Type': typeOf(name),
    'Content-Disposition': `attachment; filename="${name.split('/').at(-1)}"`,
    'Cache-Control': 'no-cache',
  })

const types: Record<string, string> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  jsonld: 'application/ld+json; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
  pem: 'application/x-pem-file',
  zip: 'application/zip',
}

const typeOf = (name: string) => types[name.split('.').at(-1) ?? ''] ?? 'text/plain; charset=utf-8'
