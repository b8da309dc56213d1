import { asBareSql, type Bench, lookAt, need, overHttp } from '../bench.ts'
import { compare } from '../compare.ts'
import { fold } from '../generate.ts'
import { centreAt } from '../places.ts'
import type { Shot } from '../shots.ts'
import type { Workload } from '../workload.ts'
import { contactsOn, signedIn } from './list.ts'

const { id: centre, slug } = centreAt(0)

/** Parts of names, ten with diacritics. */
export const terms = [
  ...['Dvořák', 'Růžičk', 'Černý', 'Procház', 'Kučer', 'Němec', 'Šimek', 'Jiří', 'Kateřin', 'Řezníč'],
  ...['svobod', 'marek', 'pavel', 'holub', 'urban', 'mach'],
]

export const nameSearch: Workload = {
  id: 'W2',
  title: 'search by part of a name, 16 terms, newest 50',
  must: 0.6,
  aim: 0.8,
  run: async (bench) => {
    const notes = await check(bench)
    const asked = terms.map((term) => ({ centre, folded: fold(term) }))
    const limitShots = asked.map((each): Shot => ({ path: `/search?${new URLSearchParams(each)}`, status: 200 }))
    const contestants = [
      asBareSql(bench, async () => ({ statement: 'search', asked, order: 'random' })),
      overHttp(bench, 'limit', bench.limit, async () => ({ shots: limitShots, order: 'random' })),
      overHttp(bench, 'krajan', bench.krajan, async () => ({ shots: signedIn(terms.map(pathOf)), order: 'random' })),
    ]
    return { ...(await compare(bench, contestants, ['krajan', 'limit'])), notes }
  },
}

export const pathOf = (term: string) => `/app/${slug}/contacts?q=${encodeURIComponent(term)}&sort=newest`

/** With and without diacritics the same people, those of the statement, and nobody of another centre. */
const check = async ({ client, krajan }: Bench): Promise<string[]> => {
  let most = 0
  for (const term of terms) {
    const rows = await client<{ id: string }[]>`
      select id from contacts where centre_id = ${centre} and search like ${`%${fold(term)}%`} order by id desc`
    const wanted = rows.slice(0, 50).map(({ id }) => id)
    for (const typed of [term, fold(term)]) {
      const shown = contactsOn((await lookAt(krajan, pathOf(typed))).text)
      need(shown.join() === wanted.join(), `"${typed}" does not find the newest ${wanted.length} of ${rows.length}`)
    }
    most = Math.max(most, rows.length)
  }
  const [found] = await client<{ count: number }[]>`
    select count(*)::int from contacts where centre_id = ${centre} and search like '%dvorak%'`
  return [`dvorak = ${found?.count} rows`, `the commonest term has ${most}`, 'same hits with and without diacritics']
}
