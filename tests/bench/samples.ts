import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { processesIn } from '../support/postgres-process.ts'
import type { Pair } from './pair.ts'

export type Sample = { seconds: number; megabytes: number[] }

/** Looks once a second at what both processes and PostgreSQL hold in memory; PostgreSQL's shared memory counts once. */
export const watchMemory = ({ servers, cluster }: Pick<Pair, 'servers' | 'cluster'>) => {
  const samples: Sample[] = []
  const began = performance.now()
  let on = true
  const watching = (async () => {
    for (; on; await sleep(1000)) {
      const own = await Promise.all(servers.map(({ pid }) => kilobytes(`/proc/${pid}/status`, 'VmRSS')))
      const shares = await Promise.all(
        (await processesIn(cluster)).map((pid) => kilobytes(`/proc/${pid}/smaps_rollup`, 'Pss')),
      )
      const megabytes = [...own, shares.reduce((sum, share) => sum + share, 0)].map((size) => size / 1024)
      samples.push({ seconds: (performance.now() - began) / 1000, megabytes })
    }
  })()
  return async () => {
    on = false
    await watching
    return samples
  }
}

/** How much one of the columns grows a minute: the straight line through the samples from then on. */
export const slope = (samples: readonly Sample[], column: number, fromSeconds = 0) => {
  const points = samples
    .filter(({ seconds }) => seconds >= fromSeconds)
    .map(({ seconds, megabytes }) => [seconds / 60, megabytes[column] ?? 0] as const)
  const [x, y] = [mean(points.map(([at]) => at)), mean(points.map(([, size]) => size))]
  const spread = points.reduce((sum, [at]) => sum + (at - x) ** 2, 0)
  return points.reduce((sum, [at, size]) => sum + (at - x) * (size - y), 0) / (spread || 1)
}

export const percentile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / (values.length || 1)

const kilobytes = async (file: string, line: string) => {
  const text = await readFile(file, 'utf8').catch(() => '')
  return Number(new RegExp(`^${line}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0)
}
