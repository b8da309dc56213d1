import { setTimeout as sleep } from 'node:timers/promises'
import type postgres from 'postgres'
import { newId } from '../../../src/lib/ids.ts'
import { type Bench, cookie, need } from '../bench.ts'
import { fillCentres, fillMemberships } from '../filling.ts'
import { generate, type Person } from '../generate.ts'
import { centreAt, memberAt } from '../places.ts'
import { memoryOf, type Served } from '../processes.ts'
import type { Workload } from '../workload.ts'

const target = centreAt(50)
const plain = centreAt(51)
const batch = 500

export const listImport: Workload = {
  id: 'W7',
  title: 'import of a list from a file: read, tried out, written; against plain inserts of 500 rows each',
  run: async (bench) => {
    await emptyCentres(bench)
    const people = [...generate(bench.options.contacts).people]
    const inserted = await timed(() => insertPlainly(bench.client, people))
    const watch = watchRss(bench.krajan)
    const id = await begin(bench, people)
    const checked = await timed(() => stateReached(bench, id, 'checked'))
    const told = await countsOf(bench, id)
    await post(bench, `/imports/${id}/run`, {})
    const written = await timed(() => stateReached(bench, id, 'done'))
    const { idle, peak } = await watch()
    const rows = await confirm(bench, id)
    const ratio = written.seconds / inserted.seconds
    return {
      notes: [
        `${rows.created} of ${people.length} rows became people, ${rows.waiting} wait for a decision (${told})`,
        `tried out in ${checked.seconds.toFixed(1)} s, written in ${written.seconds.toFixed(1)} s: ${(people.length / written.seconds).toFixed(0)} rows/s`,
        `plain inserts into the same tables ${inserted.seconds.toFixed(1)} s: ${ratio.toFixed(2)} × (≤ 3)`,
        `${(peak - idle).toFixed(0)} MB RSS above idle (< 300)`,
      ],
      figures: { checkedS: checked.seconds, writtenS: written.seconds, plainS: inserted.seconds, ratio, idle, peak },
    }
  },
}

const emptyCentres = async ({ client }: Bench) => {
  await fillCentres(client, [target, plain])
  for (const { id } of [target, plain]) await fillMemberships(client, id)
}

const timed = async (work: () => Promise<unknown>) => {
  const began = performance.now()
  await work()
  return { seconds: (performance.now() - began) / 1000 }
}

/** What an import leaves at least: the person, two addresses, a line on the timeline and in the audit. */
const insertPlainly = async (client: postgres.Sql, people: Person[]) => {
  for (let at = 0; at < people.length; at += batch) {
    const rows = people.slice(at, at + batch).map((person) => ({ ...person, contact: newId() }))
    await client.begin(async (sql) => {
      const own = { centre_id: plain.id, created_at: new Date() }
      const contacts = rows.map(({ contact, first_name, last_name, municipality, occupation }) => ({
        ...{ ...own, id: contact, given_name: first_name, family_name: last_name, field: occupation },
        ...{ municipality_origin: municipality, source: 'import', updated_at: own.created_at },
      }))
      const points = rows.flatMap(({ contact, email, phone }) => [
        { ...own, id: newId(), contact_id: contact, kind: 'email', value: email, value_norm: email },
        {
          ...own,
          id: newId(),
          contact_id: contact,
          kind: 'phone',
          value: phone,
          value_norm: phone.replaceAll(' ', ''),
        },
      ])
      const activities = rows.map(({ contact }) => ({
        ...{ ...own, id: newId(), contact_id: contact, kind: 'imported', occurred_at: own.created_at },
      }))
      const audit = rows.map(({ contact }) => ({
        ...{ centre_id: plain.id, id: newId(), at: own.created_at, member_id: memberAt(1) },
        ...{ action: 'contact.imported', subject_type: 'contact', subject_id: contact },
      }))
      await sql`insert into contacts ${sql(contacts)}`
      await sql`insert into contact_points ${sql(points)}`
      await sql`insert into activities ${sql(activities)}`
      await sql`insert into audit_entries ${sql(audit)}`
    })
  }
}

/** Uploads the list as a spreadsheet would write it, takes the columns as they are suggested, and tries it out. */
const begin = async (bench: Bench, people: Person[]): Promise<string> => {
  const head = 'Jméno;Příjmení;E-mail;Telefon;Odkud pochází;Obor'
  const line = (each: Person) =>
    [each.first_name, each.last_name, each.email, each.phone, each.municipality, each.occupation].join(';')
  const body = new FormData()
  body.set('file', new File([`${head}\r\n${people.map(line).join('\r\n')}\r\n`], 'seznam.csv'))
  const uploaded = await post(bench, '/contacts/import', body)
  const id = /imports\/([0-9a-f-]{36})/.exec(uploaded)?.[1] ?? ''
  const [list] = await bench.client<{ mapping: string[]; row_count: number }[]>`
    select mapping, row_count from imports where id = ${id || null}`
  need(list?.row_count === people.length, `of ${people.length} rows ${list?.row_count} were read`)
  const columns = (list?.mapping ?? []).map((field, at) => [`column_${at}`, field] as [string, string])
  await post(bench, `/imports/${id}/columns`, Object.fromEntries(columns))
  await post(bench, `/imports/${id}/source`, {
    ...{ source_note: 'Výkonová zkouška', lawful_basis: 'legitimate_interest', acquired_on: '2026-01-05' },
    ...{ known_policy: 'fill', likely_policy: 'ask' },
  })
  return id
}

/** Answers where a form leads. */
const post = async ({ krajan }: Bench, path: string, form: FormData | Record<string, string>): Promise<string> => {
  const body = form instanceof FormData ? form : new URLSearchParams(form)
  const headers = { cookie, origin: krajan.url }
  const address = `${krajan.url}/app/${target.slug}${path}`
  const answer = await fetch(address, { method: 'POST', body, headers, redirect: 'manual' })
  need(answer.status === 303, `${path} answers ${answer.status}`)
  return answer.headers.get('location') ?? ''
}

const mostSeconds = 900

const stateReached = async ({ client }: Bench, id: string, wanted: string) => {
  for (const ends = Date.now() + mostSeconds * 1000; Date.now() < ends; await sleep(200)) {
    const [row] = await client<{ state: string; job: string; problem: string }[]>`
      select i.state, j.state as job, j.problem from imports i join jobs j on j.centre_id = i.centre_id and j.id = i.job_id
      where i.id = ${id}`
    if (row?.state === wanted && row.job === 'done') return
    need(row?.job !== 'failed' && row?.job !== 'cancelled', `the import's job ended as ${row?.job}: ${row?.problem}`)
  }
  throw new Error(`the import was not ${wanted} after ${mostSeconds} s`)
}

const countsOf = async ({ client }: Bench, id: string) => {
  const rows = await client<{ plan: string; count: number }[]>`
    select plan, count(*)::int as count from import_rows where import_id = ${id} group by plan order by plan`
  return rows.map(({ plan, count }) => `${plan} ${count}`).join(', ')
}

/** Every row that was to be written is a person with their history. */
const confirm = async ({ client }: Bench, id: string) => {
  const [row] = await client<{ created: number; waiting: number; people: number; told: number; audited: number }[]>`
    select count(*) filter (where outcome = 'created')::int as created, count(*) filter (where outcome is null)::int as waiting,
      (select count(*)::int from contacts where centre_id = ${target.id}) as people,
      (select count(distinct contact_id)::int from activities where centre_id = ${target.id} and kind = 'imported') as told,
      (select count(*)::int from audit_entries where centre_id = ${target.id} and action = 'contact.imported') as audited
    from import_rows where import_id = ${id}`
  if (!row) throw new Error('nothing is known of the import')
  need(
    row.people === row.created && row.told >= row.created,
    `${row.people} people of ${row.created}, ${row.told} told`,
  )
  need(row.audited === row.created, `${row.audited} of ${row.created} stand in the audit`)
  return row
}

/** The server's memory before, and the most it was meanwhile. */
const watchRss = ({ pid }: Served) => {
  let on = true
  const watching = (async () => {
    const { rss: idle } = await memoryOf(pid)
    let peak = idle
    for (; on; await sleep(250)) peak = Math.max(peak, (await memoryOf(pid)).rss)
    return { idle, peak }
  })()
  return () => {
    on = false
    return watching
  }
}
