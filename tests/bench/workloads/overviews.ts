import { type Bench, lookAt, need } from '../bench.ts'
import { centreAt } from '../places.ts'
import type { Workload } from '../workload.ts'

const { slug } = centreAt(0)
const filters = 'attended=1&event_town=Praha&horizon=within_12_months&speaks=en'

/** Pages that count all people of a centre: the words that stand on each, and the most milliseconds it may take. */
const pages = {
  home: ['', 1000],
  flow: ['/pipelines/return/flow?period=ever', 500],
  where: ['/contacts/where', 300],
  filtered: [`/contacts?${filters}`, 1000],
} as const

export const overviews: Workload = {
  id: 'W12',
  title: 'pages that count everybody, one at a time',
  run: async (bench) => {
    const figures: Record<string, number> = {}
    const notes: string[] = []
    for (const [name, [path, most]] of Object.entries(pages)) {
      const ms = await middleOf(bench, `/app/${slug}${path}`)
      figures[name] = ms
      notes.push(`${name} ${ms.toFixed(0)} ms (≤ ${most})`)
    }
    return { notes, figures }
  },
}

const middleOf = async ({ krajan, options }: Bench, path: string) => {
  const times: number[] = []
  for (let round = 0; round <= 2 * options.rounds; round++) {
    const began = performance.now()
    const { status, text } = await lookAt(krajan, path)
    times.push(performance.now() - began)
    need(status === 200 && text.trimEnd().endsWith('</html>'), `${path} answers ${status}`)
  }
  return times.sort((a, b) => a - b)[options.rounds] ?? 0
}
