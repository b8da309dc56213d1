import { newId } from '../../../src/lib/ids.ts'
import { type Bench, type Contestant, lookAt, need, overHttp } from '../bench.ts'
import { type Compared, compare, spread } from '../compare.ts'
import { centreAt } from '../places.ts'
import type { Workload } from '../workload.ts'

const { id: centre, slug: centreSlug } = centreAt(0)
const capacity = 50
const trials = 10
const typed =
  'name=Karel+Nov%C3%A1k&email=karel.{{uuid}}@example.com&party_size=1&consent_contact=on&idempotency_key={{uuid}}'

/** Everybody comes at once: each client opens the form and sends it, once; every trial is an event of its own. */
export const rushOf = (clients: number): Workload => ({
  id: `W5/${clients}`,
  title: `public registration, GET and POST, ${clients} clients for ${capacity} places, ${trials} trials`,
  must: 0.5,
  run: async (bench) => {
    await prepareLimit(bench)
    const contestants = [limitRush(bench, clients), krajanRush(bench, clients)]
    const rounds = bench.options.rounds > 1 ? trials : 2
    const compared = await compare(bench, contestants, ['krajan', 'limit'], { rounds, seconds: bench.options.seconds })
    return {
      ...compared,
      notes: [`exactly ${Math.min(capacity, clients)} places taken in every trial`, tailOf(compared)],
    }
  },
})

const tailOf = ({ contestants }: Compared) => {
  const [limit, krajan] = contestants.map(({ rounds }) => spread(rounds.map(({ p99 }) => p99)).median)
  return `p99 of Krajan ${((krajan ?? 0) / (limit ?? 1)).toFixed(2)} × the limit’s`
}

const prepareLimit = ({ client }: Bench) =>
  client.unsafe(`
    create schema if not exists bench;
    create table if not exists bench.places (event_id uuid primary key, capacity int not null, taken int not null default 0);
    create table if not exists bench.registrations (event_id uuid not null, id uuid not null, name text not null,
      email text not null, state text not null, created_at timestamptz not null, primary key (event_id, id),
      unique (event_id, email));`)

/** A published event three weeks from now, in both kinds of tables. */
const createEvent = async ({ client }: Bench) => {
  const id = newId()
  const slug = `sraz-${id}`
  await client`
    insert into events (centre_id, id, slug, status, starts_at, ends_at, venue, town, track, entry_stage, created_at,
      updated_at, published_at)
    values (${centre}, ${id}, ${slug}, 'published', now() + interval '21 days', now() + interval '22 days', 'Sál', 'Cheb',
      'return', 'considering', now(), now(), now())`
  await client`
    insert into event_texts (centre_id, event_id, lang, title) values (${centre}, ${id}, 'cs', 'Setkání krajanů')`
  await client`insert into event_places (centre_id, event_id, capacity) values (${centre}, ${id}, ${capacity})`
  await client`insert into bench.places (event_id, capacity) values (${id}, ${capacity})`
  return { id, slug }
}

const krajanRush = (bench: Bench, clients: number): Contestant => {
  let event: { id: string; slug: string } | undefined
  const prepare = async () => {
    event = await createEvent(bench)
    const path = `/cs/${centreSlug}/events/${event.slug}`
    const { text } = await lookAt(bench.krajan, path, { headers: {} })
    need(text.includes('Setkání krajanů') && text.includes('name="email"'), 'the event’s page has no form')
    return rush(clients, path, typed, { origin: bench.krajan.url })
  }
  return counted(
    overHttp(bench, 'krajan', bench.krajan, prepare, 2),
    clients,
    () => bench.client<Counted[]>`
    select count(*) filter (where state = 'pending_email')::int as held,
      count(*) filter (where state = 'waitlisted')::int as waiting
    from registrations where centre_id = ${centre} and event_id = ${event?.id ?? null}`,
  )
}

const limitRush = (bench: Bench, clients: number): Contestant => {
  let event: { id: string; slug: string } | undefined
  const prepare = async () => {
    event = await createEvent(bench)
    const path = `/event?${new URLSearchParams({ centre, slug: event.slug, event: event.id })}`
    return rush(clients, path, typed, {})
  }
  return counted(
    overHttp(bench, 'limit', bench.limit, prepare, 2),
    clients,
    () => bench.client<Counted[]>`
    select count(*) filter (where state = 'pending_email')::int as held,
      count(*) filter (where state = 'waitlisted')::int as waiting
    from bench.registrations where event_id = ${event?.id ?? null}`,
  )
}

const rush = (clients: number, path: string, form: string, headers: Record<string, string>) => ({
  shots: [
    { path, status: 200 },
    { path, form, headers, status: 303 },
  ],
  order: 'flow' as const,
  connections: clients,
  amount: 2 * clients,
})

type Counted = { held: number; waiting: number }

/** After every trial: as many as there are places, and everybody else waits. */
const counted = (contestant: Contestant, clients: number, count: () => PromiseLike<Counted[]>): Contestant => ({
  ...contestant,
  confirm: async () => {
    const [row] = await count()
    const held = Math.min(capacity, clients)
    need(row?.held === held && row.waiting === clients - held, `${contestant.name} took ${JSON.stringify(row)}`)
  },
})
