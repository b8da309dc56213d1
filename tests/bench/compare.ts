import { type Bench, type Contestant, cpuOf } from './bench.ts'
import { memoryOf } from './processes.ts'

export type Round = {
  perSecond: number
  p50: number
  p95: number
  p99: number
  cpuMs: number
  rss: number
  pss: number
}
export type Spread = { median: number; low: number; high: number }
export type Compared = {
  contestants: { name: string; rounds: Round[] }[]
  /** One ÷ the other, round by round. */
  ratios: { of: string; against: string; perSecond: Spread; cpuMs: Spread } | undefined
}

const warmUpSeconds = 2

/** Lets all contestants run in turn, again and again; anything but right answers ends the comparison. */
export const compare = async (
  bench: Bench,
  contestants: Contestant[],
  [of, against]: [string, string],
  { rounds, seconds }: { rounds: number; seconds: number } = bench.options,
): Promise<Compared> => {
  for (const contestant of contestants) await measure(bench, contestant, Math.min(seconds, warmUpSeconds))
  const measured = contestants.map(({ name }) => ({ name, rounds: [] as Round[] }))
  for (let round = 1; round <= rounds; round++)
    for (const [index, contestant] of contestants.entries()) {
      const result = await measure(bench, contestant, seconds)
      measured[index]?.rounds.push(result)
      bench.say(
        `  round ${round} ${contestant.name.padEnd(8)} ${result.perSecond.toFixed(0).padStart(6)}/s  ${result.cpuMs.toFixed(2)} ms CPU`,
      )
    }
  return { contestants: measured, ratios: ratiosOf(measured, of, against) }
}

const measure = async (bench: Bench, contestant: Contestant, seconds: number): Promise<Round> => {
  await contestant.prepare()
  const before = await cpuOf(bench, contestant)
  const result = await contestant.fire(seconds)
  const cpu = (await cpuOf(bench, contestant)) - before
  if (result.failures.length > 0) throw new Error(`${contestant.name}: ${result.failures.join('; ')}`)
  await contestant.confirm?.(result)
  const done = result.count / contestant.steps
  const { p50, p95, p99 } = result
  return { perSecond: done / result.seconds, p50, p95, p99, cpuMs: cpu / done, ...(await memoryOf(contestant.server)) }
}

const ratiosOf = (measured: Compared['contestants'], of: string, against: string): Compared['ratios'] => {
  const [one, other] = [of, against].map((wanted) => measured.find(({ name }) => name === wanted)?.rounds ?? [])
  if (!one?.length || !other?.length) return undefined
  const each = (field: 'perSecond' | 'cpuMs') =>
    one.map((round, index) => round[field] / (other[index]?.[field] ?? Number.NaN))
  return { of, against, perSecond: spread(each('perSecond')), cpuMs: spread(each('cpuMs')) }
}

export const spread = (values: number[]): Spread => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const median = sorted.length % 2 ? sorted[middle] : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
  return { median: median ?? 0, low: sorted[0] ?? 0, high: sorted.at(-1) ?? 0 }
}
