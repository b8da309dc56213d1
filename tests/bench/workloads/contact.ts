import { asBareSql, type Bench, cookie, lookAt, need, overHttp } from '../bench.ts'
import { compare } from '../compare.ts'
import { centreAt, memberAt } from '../places.ts'
import type { Shot } from '../shots.ts'
import type { Workload } from '../workload.ts'
import { signedIn } from './list.ts'

const { id: centre, slug } = centreAt(0)
const opened = 1000

export const openContact: Workload = {
  id: 'W3',
  title: 'open one contact with timeline and registrations',
  must: 0.25,
  aim: 0.4,
  run: async (bench) => {
    const ids = await someContacts(bench)
    const notes = await check(bench, ids)
    const asked = ids.map((id) => ({ centre, id }))
    const limitShots = asked.map((each): Shot => ({ path: `/contact?${new URLSearchParams(each)}`, status: 200 }))
    const contestants = [
      asBareSql(bench, async () => ({ statement: 'contact', asked, order: 'random' })),
      overHttp(bench, 'limit', bench.limit, async () => ({ shots: limitShots, order: 'random' })),
      overHttp(bench, 'krajan', bench.krajan, async () => ({ shots: signedIn(ids.map(pathOf)), order: 'random' })),
    ]
    return { ...(await compare(bench, contestants, ['krajan', 'limit'])), notes }
  },
}

/** The same contacts in every run, from all over the table. */
export const someContacts = async ({ client }: Bench): Promise<string[]> => {
  const rows = await client<{ id: string }[]>`
    select id from contacts where centre_id = ${centre} order by md5(id::text) limit ${opened}`
  return rows.map(({ id }) => id)
}

export const pathOf = (id: string) => `/app/${slug}/contacts/${id}`

/** The person, how to reach them, and the whole timeline stand on the page. */
const check = async ({ client, krajan }: Bench, ids: string[]): Promise<string[]> => {
  let registrationsShown = true
  for (const id of ids.slice(0, 20)) {
    const { text } = await lookAt(krajan, pathOf(id))
    const [row] = await client<{ name: string; email: string; bodies: string[]; titles: string[] }[]>`
      select given_name || ' ' || family_name as name,
        (select value from contact_points p where p.centre_id = c.centre_id and p.contact_id = c.id and kind = 'email') as email,
        array(select substring(body from 'č\\. \\d+') from activities a
          where a.centre_id = c.centre_id and a.contact_id = c.id and a.kind not in ('edited')) as bodies,
        array(select t.title from registrations r join event_texts t on t.centre_id = r.centre_id
          and t.event_id = r.event_id and t.lang = 'cs'
          where r.centre_id = c.centre_id and r.contact_id = c.id) as titles
      from contacts c where c.centre_id = ${centre} and c.id = ${id}`
    const wanted = [row?.name ?? '', row?.email ?? '', ...(row?.bodies ?? []).slice(0, 30)]
    const missing = wanted.filter((words) => !text.includes(words))
    need(missing.length === 0, `the contact's page lacks ${missing.join(', ')}`)
    registrationsShown &&= (row?.titles ?? []).every((title) => text.includes(title))
  }
  return registrationsShown ? [] : ['Krajan’s page does not show the registrations; the limit’s does']
}

export const addContact: Workload = {
  id: 'W4',
  title: 'create a contact with timeline and audit rows in one transaction',
  must: 0.3,
  aim: 0.5,
  run: async (bench) => {
    const notes = await checkAdding(bench)
    const member = memberAt(1)
    const asked = [{ centre, member, ...form }]
    const limitShots = [{ path: `/contacts?${new URLSearchParams({ centre, member })}`, form: encoded, status: 303 }]
    const ours = { cookie, origin: bench.krajan.url }
    const shots = [{ path: `/app/${slug}/contacts`, form: encoded, headers: ours, status: 303 }]
    const contestants = [
      asBareSql(bench, async () => ({ statement: 'addContact', asked, order: 'flow' })),
      overHttp(bench, 'limit', bench.limit, async () => ({ shots: limitShots, order: 'flow' })),
      overHttp(bench, 'krajan', bench.krajan, async () => ({ shots, order: 'flow' })),
    ]
    return { ...(await compare(bench, contestants, ['krajan', 'limit'])), notes }
  },
}

const form = {
  given_name: 'Žaneta',
  family_name: 'Křížová',
  email: 'zaneta.{{uuid}}@example.com',
  municipality_origin: 'Ostrov',
  owner_id: memberAt(1),
  idempotency_key: '{{uuid}}',
}
const encoded = Object.entries(form)
  .map(([name, value]) => `${name}=${value.includes('{{') ? value : encodeURIComponent(value)}`)
  .join('&')

/** One is posted to each side; both leave the same rows. */
const checkAdding = async ({ client, krajan, limit }: Bench): Promise<string[]> => {
  const rowsAfter = async (url: string, headers: Record<string, string>) => {
    const uuid = crypto.randomUUID()
    const body = encoded.replaceAll('{{uuid}}', uuid)
    const type = { 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await fetch(url, { method: 'POST', body, headers: { ...type, ...headers }, redirect: 'manual' })
    need(answer.status === 303, `creating a contact answers ${answer.status}`)
    const [rows] = await client`
      select p.value, c.given_name, c.owner_id::text,
        (select count(*)::int from activities a where a.contact_id = c.id) as activities,
        (select count(*)::int from audit_entries u where u.subject_id = c.id) as audited
      from contact_points p join contacts c on c.centre_id = p.centre_id and c.id = p.contact_id
      where p.centre_id = ${centre} and p.value_norm = ${`zaneta.${uuid}@example.com`}`
    return JSON.stringify({ ...rows, value: rows?.value === `zaneta.${uuid}@example.com` })
  }
  const ours = await rowsAfter(`${krajan.url}/app/${slug}/contacts`, { cookie, origin: krajan.url })
  const theirs = await rowsAfter(`${limit.url}/contacts?${new URLSearchParams({ centre, member: memberAt(1) })}`, {})
  need(ours === theirs, `Krajan leaves ${ours}, the limit ${theirs}`)
  return [`both leave ${ours}`]
}
