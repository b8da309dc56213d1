import { percentile, type Sample, slope } from './samples.ts'
import type { Seen } from './visitors.ts'

type Row = readonly (string | number)[]

/** A Markdown table. */
export const table = (head: Row, rows: readonly Row[]) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')

/** Requests of each kind, what they were answered with, and how long it took. */
export const timesTable = (seen: readonly Seen[]) => {
  const kinds = [...new Set(seen.map(({ kind }) => kind))].sort()
  const rowOf = (name: string, some: readonly Seen[]) => {
    const ms = some.map(({ ms: took }) => took).sort((a, b) => a - b)
    const shares = [0.5, 0.95, 0.99, 1].map((share) => percentile(ms, share).toFixed(1))
    return [name, some.length, statuses(some), ...shares]
  }
  return table(
    ['', 'requests', 'answers', 'p50 ms', 'p95', 'p99', 'max'],
    [
      ...kinds.map((kind) =>
        rowOf(
          kind,
          seen.filter((one) => one.kind === kind),
        ),
      ),
      rowOf('all', seen),
    ],
  )
}

/** Memory at the beginning, at the end and at its highest, and its growth once everything is warm. */
export const memoryTable = (samples: readonly Sample[], warmSeconds: number) =>
  table(
    ['MB', 'start', 'end', 'highest', 'growth per minute'],
    ['process 1', 'process 2', 'PostgreSQL'].map((name, column) => {
      const sizes = samples.map(({ megabytes }) => megabytes[column] ?? 0)
      const shown = [sizes.at(0) ?? 0, sizes.at(-1) ?? 0, Math.max(...sizes)].map((size) => size.toFixed(0))
      return [name, ...shown, slope(samples, column, warmSeconds).toFixed(2)]
    }),
  )

/** Answers a person must never see: errors of ours, and none at all. */
export const broken = (seen: readonly Seen[]) =>
  seen.filter(({ status }) => typeof status === 'string' || status >= 500)

const statuses = (seen: readonly Seen[]) =>
  Object.entries(Object.groupBy(seen, ({ status }) => String(status)))
    .map(([status, some]) => `${some?.length} × ${status}`)
    .join(', ')
