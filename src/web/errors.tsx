import type { Context, ErrorHandler, NotFoundHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { ErrorMessage, ErrorPage, type ErrorStatus, errorStatuses } from '../../views/errors.tsx'
import { type PublicT, publicMessages } from '../../views/messages/index.ts'
import { errorCode, isDatabaseUnavailable } from '../db/unavailable.ts'
import { traceOf } from '../lib/trace.ts'
import type { Env } from './env.ts'
import { languageOf } from './language.ts'

/** Not found and not allowed are thrown on purpose; a database away is a pause; everything else is a bug. */
export const answerError: ErrorHandler<Env> = (error, c) => {
  if (error instanceof HTTPException) return errorPage(c, error.status)
  if (isPause(error)) {
    c.var.deps?.log.warn('database unavailable {requestId} {code}', {
      requestId: c.var.requestId,
      code: errorCode(error),
    })
    return errorPage(c, 503)
  }
  if (errorCode(error) === goneMeanwhile) {
    c.var.deps?.log.warn('overtaken {requestId} {method} {route} {error}', {
      requestId: c.var.requestId,
      method: c.req.method,
      route: c.req.routePath,
      error: traceOf(error),
    })
    return errorPage(c, 409)
  }
  c.var.deps?.log.error('failed {requestId} {method} {route} {error}', {
    requestId: c.var.requestId,
    method: c.req.method,
    route: c.req.routePath,
    error: traceOf(error),
  })
  return errorPage(c, 500)
}

export const answerNotFound: NotFoundHandler<Env> = (c) => errorPage(c, 404)

const errorPage = (c: Context<Env>, status: HTTPException['status']) => {
  const t = speakerOf(c)
  if (status === 429) c.header('Retry-After', '600')
  if (status === 503) c.header('Retry-After', '5')
  c.header('Cache-Control', 'no-store')
  // a link that never was and one that expired read the same
  const shown = status === 404 && /^\/(?:r|p|s|me|invitation|password)\//.test(c.req.path) ? 410 : shownAs(status)
  const isStaff = /^\/app(\/|$)/.test(c.req.path)
  const page = { t, status: shown, code: status, requestId: c.var.requestId, back: { href: homeOf(c) }, isStaff }
  const isPart = c.req.header('HX-Request-Type') === 'partial'
  return c.html(isPart ? <ErrorMessage {...page} /> : <ErrorPage {...page} />, status as 500) // Hono types the codes it lists
}

/** What was written refers to somebody whom another request merged, or removed, at the same moment. */
const goneMeanwhile = '23503'

/** Deadlocks, serialization failures and lock or statement time-outs pass by themselves. */
const isPause = (error: Error) =>
  isDatabaseUnavailable(error) || ['40P01', '40001', '55P03', '57014'].includes(errorCode(error))

const shownAs = (status: number): ErrorStatus =>
  errorStatuses.find((known) => known === status) ?? (status < 500 ? 422 : 500)

// pages set the language they speak before anything can go wrong in them
const speakerOf = (c: Context<Env>): PublicT => (c.var as { t?: PublicT }).t ?? publicMessages(languageOf(c))

const homeOf = (c: Context<Env>) => {
  const [, first, second] = c.req.path.split('/')
  if (first === 'app') return c.var.member?.memberships.some(({ slug }) => slug === second) ? `/app/${second}` : '/app'
  return `/${languageOf(c)}`
}
