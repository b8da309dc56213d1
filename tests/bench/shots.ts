import type { Asked, StatementName } from './statements.ts'

/** One request and what has to come back. */
export type Shot = {
  path: string
  /** Posted as a form; without it the request is a GET. */
  form?: string
  headers?: Record<string, string>
  status: number
}

/** `random`: every connection shuffles all shots; `own`: they are divided among the connections; `flow`: in order. */
export type Order = 'random' | 'own' | 'flow'

export type Volley = {
  url: string
  shots: Shot[]
  order: Order
  connections: number
  seconds: number
  /** Requests in all instead of seconds. */
  amount?: number
  /** How every answer that has a body must end. */
  ends: string
}

/** The bare statement, as many at a time as there would be connections. */
export type Loop = {
  url: string
  statement: StatementName
  asked: Asked[]
  order: Order
  connections: number
  seconds: number
}

export type Result = {
  count: number
  seconds: number
  p50: number
  p95: number
  p99: number
  statuses: Record<string, number>
  /** What went wrong, one sentence each; empty when nothing did. */
  failures: string[]
}

export const summary = (
  latencies: number[],
  seconds: number,
): Pick<Result, 'count' | 'seconds' | 'p50' | 'p95' | 'p99'> => {
  const sorted = Float64Array.from(latencies).sort()
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { count: sorted.length, seconds, p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}
