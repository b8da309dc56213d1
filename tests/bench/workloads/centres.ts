import postgres from 'postgres'
import { type Bench, need, overHttp, serveKrajan } from '../bench.ts'
import { compare } from '../compare.ts'
import type { Shot } from '../shots.ts'
import type { Workload } from '../workload.ts'
import { pathOf as contactPath, someContacts } from './contact.ts'
import { listPaths, pageStarts, signedIn } from './list.ts'
import { pathOf as searchPath, terms } from './search.ts'

/** The first centre has the same contacts in both databases; in the second, nine others stand beside it. */
const besideOthers = (number: number, what: string, shotsOf: (bench: Bench) => Promise<Shot[]>): Workload => ({
  id: `W9/W${number}`,
  title: `${what} with ten centres, against one`,
  must: 0.8,
  run: async (bench) => {
    const tenfold = await bench.cluster.tenfold(bench.options.contacts)
    const beside = await serveKrajan(bench.serve, tenfold)
    const client = postgres(tenfold.superUrl, { max: 1, onnotice: () => {} })
    const notes = [await sizeOf(client)]
    // what stands there stands in the other too; in that one, workloads before this have written more
    const shots = await shotsOf({ ...bench, client })
    const contestants = [
      overHttp(bench, 'one', bench.krajan, async () => ({ shots, order: 'random' })),
      overHttp(bench, 'ten', beside, async () => ({ shots, order: 'random' })),
    ]
    try {
      return { ...(await compare(bench, contestants, ['ten', 'one'])), notes }
    } finally {
      await client.end()
      await beside.stop()
    }
  },
})

export const tenCentres: Workload[] = [
  besideOthers(1, 'contact list', async (bench) => signedIn(listPaths(await pageStarts(bench)))),
  besideOthers(2, 'search', async () => signedIn(terms.map(searchPath))),
  besideOthers(3, 'one contact', async (bench) => signedIn((await someContacts(bench)).map(contactPath))),
]

const sizeOf = async (client: postgres.Sql) => {
  const [row] = await client<{ contacts: number; centres: number }[]>`
    select count(*)::int as contacts, count(distinct centre_id)::int as centres from contacts`
  need((row?.centres ?? 0) > 10, 'the second database lacks its ten centres')
  return `${row?.contacts} contacts in ${row?.centres} centres, the board’s included`
}
