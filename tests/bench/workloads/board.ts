import { asBareSql, type Bench, cookie, lookAt, need, overHttp } from '../bench.ts'
import { compare } from '../compare.ts'
import { boardCentre, memberAt } from '../places.ts'
import type { Shot } from '../shots.ts'
import type { Workload } from '../workload.ts'
import { listPaths, pageStarts, signedIn } from './list.ts'

const { id: centre, slug } = boardCentre
const board = `/app/${slug}/pipelines/return`
/** As the board's script posts a card that was dropped. */
const asDropped = { 'hx-request': 'true', 'hx-request-type': 'partial', 'hx-target': 'div#board-flash' }
const ends = '</hx-partial>'

export const cardMove: Workload = {
  id: 'W4b',
  title: 'move a card on a board of 5 000 enrolments',
  must: 0.3,
  aim: 0.5,
  run: async (bench) => {
    const notes = await checkMove(bench)
    const member = memberAt(1)
    const stage = '{{turn:considering|exploring}}'
    const asked = async () =>
      (await freshCards(bench)).map(({ id, version }) => ({ centre, member, id, stage, version: `{{lap+${version}}}` }))
    const limitShots = async () =>
      (await asked()).map(
        ({ version, ...each }): Shot => ({
          path: `/move?${new URLSearchParams({ centre, member, id: each.id })}`,
          form: `stage=${stage}&version=${version}`,
          status: 200,
        }),
      )
    const ours = { cookie, origin: bench.krajan.url, ...asDropped }
    const shots = async () =>
      (await asked()).map(
        ({ id, version }): Shot => ({
          path: `/app/${slug}/enrolments/${id}/stage`,
          form: `stage=${stage}&version=${version}`,
          headers: ours,
          status: 200,
        }),
      )
    const contestants = [
      asBareSql(bench, async () => ({ statement: 'moveCard', asked: await asked(), order: 'own' })),
      overHttp(bench, 'limit', bench.limit, async () => ({ shots: await limitShots(), order: 'own', ends })),
      overHttp(bench, 'krajan', bench.krajan, async () => ({ shots: await shots(), order: 'own', ends })),
    ]
    return { ...(await compare(bench, contestants, ['krajan', 'limit'])), notes }
  },
}

/** Every card where no round puts one, so that each move moves; the table as tidy as before. */
const freshCards = async ({ client }: Bench) => {
  await client`update enrolments set stage = 'known' where centre_id = ${centre} and stage <> 'known'`
  // nothing is known of invented people, and what is measured is the move
  await client`update stages set needs = '{}' where centre_id = ${centre} and needs <> '{}'`
  await client.unsafe('vacuum (analyze) enrolments')
  return client<{ id: string; version: number }[]>`
    select id, version from enrolments where centre_id = ${centre} order by md5(id::text)`
}

const checkMove = async (bench: Bench): Promise<string[]> => {
  const [card] = await freshCards(bench)
  const body = new URLSearchParams({ stage: 'exploring', version: String(card?.version) })
  const headers = { cookie, origin: bench.krajan.url, ...asDropped }
  const { text } = await lookAt(bench.krajan, `/app/${slug}/enrolments/${card?.id}/stage`, {
    method: 'POST',
    body,
    headers,
  })
  const [row] = await bench.client<{ stage: string; version: number; family_name: string; told: number }[]>`
    select e.stage, e.version, c.family_name, (select count(*)::int from activities a
      where a.centre_id = e.centre_id and a.contact_id = e.contact_id and a.kind = 'stage_moved') as told
    from enrolments e join contacts c on c.centre_id = e.centre_id and c.id = e.contact_id
    where e.centre_id = ${centre} and e.id = ${card?.id ?? null}`
  need(row?.stage === 'exploring' && row.version === (card?.version ?? 0) + 1 && row.told > 0, 'the card was not moved')
  need(
    text.includes(row?.family_name ?? '?') && text.includes('count-exploring'),
    'the answer lacks the card or its count',
  )
  return ['answered as a fragment: the word about it, the card, two counts']
}

export const boardPaint: Workload = {
  id: 'W4b/board',
  title: 'first paint of that board, against the contact list of W1: at most twice its time',
  must: 0.5,
  run: async (bench) => {
    await freshCards(bench)
    await bench.client`
      update enrolments e set stage = (array['known','in_touch','considering','exploring','matching','not_now','lost'])
        [1 + abs(hashtext(id::text)) % 7] where centre_id = ${centre}`
    const { text } = await lookAt(bench.krajan, board)
    const cards = new Set(text.match(/id="card-[0-9a-f-]{36}"/g)).size
    const [count] = await bench.client<{ cards: number }[]>`
      select sum(least(n, 30))::int as cards from (select count(*) as n from enrolments
        where centre_id = ${centre} group by stage) columns`
    need(cards === count?.cards, `the board shows ${cards} cards instead of ${count?.cards}`)
    const list = listPaths(await pageStarts(bench))
    const contestants = [
      overHttp(bench, 'list', bench.krajan, async () => ({ shots: signedIn(list), order: 'random' })),
      overHttp(bench, 'board', bench.krajan, async () => ({ shots: signedIn([board]), order: 'flow' })),
    ]
    return { ...(await compare(bench, contestants, ['board', 'list'])), notes: [`${cards} cards in seven columns`] }
  },
}
