import { createHash, timingSafeEqual } from 'node:crypto'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { createApp } from '../app.tsx'
import type { Db } from '../db/connection.ts'
import { type Backlog, backlogNow } from '../db/examination.ts'
import type { PoolCounts } from '../db/pool.ts'
import type { Answered } from '../deps.ts'
import type { JobRun } from './job.ts'

type App = Pick<ReturnType<typeof createApp>, 'fetch'>
type Watched = { token: string; db: () => Db }

const scrapeTimeoutMs = 2_000

/**
 * What this one process counts about itself, for Prometheus; every process of an installation is scraped by itself.
 * Labels are route patterns, methods and outcomes: few, and nothing about anybody.
 */
export const openMetrics = ({ token, db }: Watched) => {
  let countPool = (): PoolCounts => ({ busy: 0, idle: 0, waiting: 0 })
  const registers = [new Registry()]
  const [registry] = registers
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 20 })
  const requests = new Histogram({
    name: 'krajan_http_request_seconds',
    help: 'Requests by route pattern, method and class of status',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  })
  const inFlight = new Gauge({ name: 'krajan_http_requests_in_flight', help: 'Requests not answered yet', registers })
  const jobs = new Histogram({
    name: 'krajan_job_seconds',
    help: 'Runs of what time does by itself',
    labelNames: ['job', 'outcome'],
    buckets: [0.01, 0.05, 0.25, 1, 5, 30, 120],
    registers,
  })
  const troubles = new Counter({
    name: 'krajan_job_troubles_total',
    help: 'What went wrong in one centre while the job went on in the others',
    labelNames: ['job'],
    registers,
  })
  const mails = new Counter({
    name: 'krajan_mails_total',
    help: 'Mails this process has handled, by what became of them',
    labelNames: ['outcome'],
    registers,
  })
  gauge(registers, 'krajan_database_connections', 'Connections of the pool', ['state'], (set) => {
    for (const [state, count] of Object.entries(countPool())) set({ state }, count)
  })
  const backlog = backlogGauges(registers)

  const scrape = async (): Promise<Response> => {
    backlog.show(await within(scrapeTimeoutMs, backlogNow(db(), new Date())))
    const headers = { 'Content-Type': Registry.PROMETHEUS_CONTENT_TYPE, 'Cache-Control': 'no-store' }
    return new Response(await registry?.metrics(), { headers })
  }

  return {
    watchPool: (counts: () => PoolCounts) => {
      countPool = counts
    },
    answered: ({ route, method, status, ms }: Answered) =>
      requests.observe({ route, method: knownMethod(method), status: `${Math.floor(status / 100)}xx` }, ms / 1000),
    ran: ({ job, outcome, ms, mails: handled, troubles: many = 0 }: JobRun) => {
      jobs.observe({ job, outcome }, ms / 1000)
      troubles.inc({ job }, many)
      for (const kind of mailOutcomes) mails.inc({ outcome: kind }, handled?.[kind] ?? 0)
    },
    /** The app with `/metrics` before it, for those who bring the token. */
    inFront: (app: App): App => ({
      fetch: async (request, ...rest) => {
        if (request.method === 'GET' && pathOf(request) === '/metrics')
          return allowed(request, token) ? scrape() : refused()
        inFlight.inc()
        try {
          return await app.fetch(request, ...rest)
        } finally {
          inFlight.dec()
        }
      },
    }),
  }
}

export type Metrics = ReturnType<typeof openMetrics>

const mailOutcomes = ['accepted', 'retried', 'failed', 'uncertain', 'skipped', 'lapsed'] as const

type Set = (labels: Record<string, string>, value: number) => void

const gauge = (registers: Registry[], name: string, help: string, labelNames: string[], read: (set: Set) => void) =>
  new Gauge({
    ...{ name, help, labelNames, registers },
    collect() {
      read((labels, value) => this.set(labels, value))
    },
  })

const backlogGauges = (registers: Registry[]) => {
  const one = (name: string, help: string) => new Gauge({ name, help, registers })
  const up = one('krajan_database_up', 'Whether the database answered this scrape in time')
  const states = new Gauge({
    name: 'krajan_mails_waiting',
    help: 'Mails of all centres that have not come to a good end, by state',
    labelNames: ['state'],
    registers,
  })
  const oldest = one('krajan_mails_oldest_seconds', 'How long the mail that is due longest has been waiting')
  const backup = one('krajan_last_backup_timestamp_seconds', 'When the last backup was made; 0 for never')
  return {
    show: (now: Backlog | undefined) => {
      up.set(now ? 1 : 0)
      // what could not be asked is told as nothing rather than as it once was
      states.reset()
      for (const state of now ? (['ready', 'lapsed', 'uncertain', 'failed'] as const) : [])
        states.set({ state }, now?.[state] ?? 0)
      oldest.set(now ? Math.max(0, now.oldest ? (Date.now() - now.oldest.getTime()) / 1000 : 0) : Number.NaN)
      backup.set(now ? (now.backup?.getTime() ?? 0) / 1000 : Number.NaN)
    },
  }
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
const knownMethod = (method: string) => (methods.includes(method) ? method : 'other')

const pathOf = (request: Request) => (request.url.includes('/metrics') ? new URL(request.url).pathname : '')

const allowed = (request: Request, token: string): boolean => {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(request.headers.get('authorization') ?? ''), digest(`Bearer ${token}`))
}

const refused = () =>
  new Response('not for everybody\n', {
    status: 401,
    headers: { 'WWW-Authenticate': 'Bearer', 'Cache-Control': 'no-store' },
  })

const within = async <T>(ms: number, answer: Promise<T>): Promise<T | undefined> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLate = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms, undefined)
  })
  return Promise.race([answer.catch(() => undefined), tooLate]).finally(() => clearTimeout(timer))
}
