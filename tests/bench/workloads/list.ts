import { encodeCursor } from '../../../src/lib/paging.ts'
import { asBareSql, type Bench, cookie, lookAt, need, overHttp } from '../bench.ts'
import { compare } from '../compare.ts'
import { centreAt } from '../places.ts'
import type { Shot } from '../shots.ts'
import type { Asked } from '../statements.ts'
import type { Workload } from '../workload.ts'

const { id: centre, slug } = centreAt(0)
const stage = 'in_touch'
const pages = 10
const pageSize = 50
const beyondAll = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

export const contactList: Workload = {
  id: 'W1',
  title: 'contact list: one stage, newest first, pages 1–10',
  must: 0.4,
  aim: 0.6,
  run: (bench) => runList(bench, 'list', 'stageList', ''),
}

export const countedContactList: Workload = {
  id: 'W1c',
  title: 'the same with an exact count',
  must: 0.5,
  aim: 0.7,
  run: (bench) => runList(bench, 'counted', 'countedList', '&count=exact'),
}

const runList = async (bench: Bench, limitPath: string, statement: 'stageList' | 'countedList', extra: string) => {
  const starts = await pageStarts(bench)
  const asked = starts.map((after): Asked => ({ centre, stage, after }))
  const paths = listPaths(starts, extra)
  const notes = await check(bench, paths, extra !== '')
  const limitShots = asked.map((each): Shot => ({ path: `/${limitPath}?${new URLSearchParams(each)}`, status: 200 }))
  const contestants = [
    asBareSql(bench, async () => ({ statement, asked, order: 'random' })),
    overHttp(bench, 'limit', bench.limit, async () => ({ shots: limitShots, order: 'random' })),
    overHttp(bench, 'krajan', bench.krajan, async () => ({ shots: signedIn(paths), order: 'random' })),
  ]
  if (extra === '') contestants.push(compressed(bench, paths))
  return { ...(await compare(bench, contestants, ['krajan', 'limit'])), notes }
}

/** What compression costs beside it; a compressed body cannot be looked at as text. */
const compressed = (bench: Bench, paths: string[]) => {
  const shots = signedIn(paths, { 'accept-encoding': 'gzip' })
  return overHttp(bench, 'gzip', bench.krajan, async () => ({ shots, order: 'random', ends: '' }))
}

/** The contact behind which each of the first ten pages begins. */
export const pageStarts = async ({ client }: Bench): Promise<string[]> => {
  const rows = await client<{ contact_id: string }[]>`
    select contact_id from enrolments where centre_id = ${centre} and track = 'return' and stage = ${stage}
    order by contact_id desc limit ${pages * pageSize}`
  const lasts = rows.filter((_, index) => (index + 1) % pageSize === 0).slice(0, pages - 1)
  return [beyondAll, ...lasts.map(({ contact_id }) => contact_id)]
}

export const listPaths = (starts: string[], extra = '') =>
  starts.map((after) => {
    const cursor = after === beyondAll ? '' : `&after=${encodeCursor([after])}`
    return `/app/${slug}/contacts?stage=${stage}&sort=newest${cursor}${extra}`
  })

export const signedIn = (paths: string[], headers: Record<string, string> = {}) =>
  paths.map((path): Shot => ({ path, headers: { cookie, ...headers }, status: 200 }))

/** The right fifty in the right order on every page, and the count as it was asked for. */
const check = async (bench: Bench, paths: string[], exact: boolean): Promise<string[]> => {
  const expected = await bench.client<{ contact_id: string }[]>`
    select contact_id from enrolments where centre_id = ${centre} and track = 'return' and stage = ${stage}
    order by contact_id desc`
  for (const [index, path] of paths.entries()) {
    const { text } = await lookAt(bench.krajan, path)
    const wanted = expected.slice(index * pageSize, (index + 1) * pageSize).map(({ contact_id }) => contact_id)
    const shown = contactsOn(text)
    need(shown.join() === wanted.join(), `page ${index + 1} does not show its ${wanted.length} contacts`)
    if (index > 0) continue
    const shownCount = exact || expected.length <= 1000 ? expected.length : 1000
    const counted = new RegExp(`(?<!\\d)${shownCount}(?!\\d)`).test(
      text.replace(/(?<=\d)[\s\u00a0\u202f](?=\d{3})/g, ''),
    )
    need(counted, `the page does not say that there are ${shownCount}`)
  }
  return [`${expected.length} contacts stand in this stage`]
}

/** The contacts a list links to, each once, in its order. */
export const contactsOn = (page: string): string[] => [
  ...new Set([...page.matchAll(/\/contacts\/([0-9a-f-]{36})/g)].map(([, id]) => id ?? '')),
]
