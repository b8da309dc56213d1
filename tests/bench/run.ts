import { type Bench, withBench } from './bench.ts'
import { readOptions } from './options.ts'
import { circumstances, keepResults, type Line, tableOf, verdictOf } from './report.ts'
import type { Workload } from './workload.ts'
import { chosen, workloads } from './workloads/all.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)

const runOne = async (bench: Bench, workload: Workload): Promise<Line> => {
  const { id, title, must, aim } = workload
  const asked = { id, title, ...(must === undefined ? {} : { must }), ...(aim === undefined ? {} : { aim }) }
  say(`${id} ${title}`)
  try {
    const measured = await workload.run(bench)
    for (const note of measured.notes) say(`  ${note}`)
    return { ...asked, ...measured, verdict: verdictOf(workload, measured) }
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error)
    say(`  FAILED: ${failure}`)
    return { ...asked, notes: [], verdict: 'failed', failure }
  }
}

const options = readOptions(process.argv.slice(2))
const wanted = chosen(options.only)
const lines = await withBench(options, say, async (bench) => {
  const done: Line[] = []
  for (const workload of wanted) done.push(await runOne(bench, workload))
  const order = workloads.map(({ id }) => id)
  await keepResults(circumstances(options, bench.cluster.version, bench.cluster.loaded), done, order)
  return done
})

say(`\n${tableOf(lines)}\n`)
for (const { id, failure } of lines) if (failure) say(`${id} failed: ${failure}`)
// a benchmark of error pages would be worth nothing
if (lines.some(({ failure }) => failure)) process.exitCode = 1
