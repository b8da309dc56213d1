import { readFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { head } from '../../src/db/migrate.ts'
import { type Round, type Spread, spread } from './compare.ts'
import type { Options } from './options.ts'
import type { Measured, Workload } from './workload.ts'

export type Line = Pick<Workload, 'id' | 'title' | 'must' | 'aim'> &
  Measured & {
    verdict: 'aim' | 'must' | 'below' | 'failed' | '–'
    failure?: string
  }

export const verdictOf = ({ must, aim }: Workload, { ratios }: Measured): Line['verdict'] => {
  if (must === undefined || !ratios) return '–'
  const reached = ratios.perSecond.median
  if (aim !== undefined && reached >= aim) return 'aim'
  return reached >= must ? 'must' : 'below'
}

/** Where and how it was measured, without anything that names a machine. */
export const circumstances = (options: Options, postgres: string, loaded: Record<string, number>) => ({
  date: new Date().toISOString().slice(0, 10),
  krajan: versionIn('../../package.json'),
  schema: head,
  node: process.version,
  postgres,
  hono: versionIn('../../node_modules/hono/package.json'),
  cpu: cpus()[0]?.model.trim() ?? '',
  cores: cpus().length,
  contacts: options.contacts,
  rounds: options.rounds,
  seconds: options.seconds,
  loadSeconds: loaded,
})

const resultsPath = new URL('results.json', import.meta.url)

/** Every workload with when and how it was measured last; those not asked for now keep what they had. */
export const keepResults = async (measuredAt: ReturnType<typeof circumstances>, lines: Line[], order: string[]) => {
  const known: { workloads: { id: string }[] } = await readFile(resultsPath, 'utf8').then(JSON.parse, () => ({
    workloads: [],
  }))
  const kept = known.workloads.filter(({ id }) => order.includes(id) && !lines.some((line) => line.id === id))
  const merged = [...kept, ...lines.map((line) => ({ ...line, measuredAt }))]
  merged.sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id))
  await writeFile(resultsPath, `${JSON.stringify({ workloads: merged }, null, 2)}\n`)
}

const versionIn = (path: string): string => {
  const { version }: { version: string } = JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))
  return version
}

/** The table as Markdown, which a terminal shows well enough. */
export const tableOf = (lines: Line[]): string => {
  const head = [
    '',
    'who',
    'req/s',
    'p50 ms',
    'p95',
    'p99',
    'CPU ms/req',
    'RSS MB',
    'PSS MB',
    'ratio req/s',
    'ratio CPU',
    'must / aim',
    'verdict',
  ]
  const rows = lines.flatMap(rowsOf)
  const widths = head.map((cell, column) =>
    Math.max(...[head, ...rows].map((row) => (row[column] ?? '').length), cell.length),
  )
  const written = (row: string[]) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [written(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rows.map(written)].join('\n')
}

const rowsOf = (line: Line): string[][] => {
  const { id, contestants = [], ratios, must, aim, verdict } = line
  if (contestants.length === 0) return [[id, ...Array(10).fill(''), targets(must, aim), verdict]]
  return contestants.map(({ name, rounds }) => {
    const of = (field: keyof Round, digits: number) =>
      spread(rounds.map((round) => round[field])).median.toFixed(digits)
    const judged = name === ratios?.of
    return [
      id,
      name,
      of('perSecond', 0),
      of('p50', 2),
      of('p95', 2),
      of('p99', 2),
      of('cpuMs', 2),
      of('rss', 0),
      of('pss', 0),
      judged ? ranged(ratios?.perSecond) : '',
      judged ? ranged(ratios?.cpuMs) : '',
      judged ? targets(must, aim) : '',
      judged ? verdict : '',
    ]
  })
}

const targets = (...ratios: (number | undefined)[]) =>
  ratios
    .filter((ratio) => ratio !== undefined)
    .map((ratio) => String(Number(ratio.toFixed(2))))
    .join(' / ')

const ranged = (ratio?: Spread) =>
  ratio ? `${ratio.median.toFixed(2)} (${ratio.low.toFixed(2)}–${ratio.high.toFixed(2)})` : ''
