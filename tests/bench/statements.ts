import { randomBytes } from 'node:crypto'
import type postgres from 'postgres'
import { newId } from '../../src/lib/ids.ts'
import { questions } from './survey-data.ts'

/** What a statement is asked with: strings, as they stand in an address or a form. */
export type Asked = Record<string, string>
export type Statement = (client: postgres.Sql, asked: Asked) => Promise<unknown>

const pageSize = 51
const countCap = 1001

export type ListRow = {
  id: string
  given_name: string
  family_name: string
  municipality_origin: string
  residence: string
  tags: string[]
  stage: string | null
  next_step: string
  next_step_on: Date | null
  owner_name: string | null
  count: number
}

const listColumns = (client: postgres.Sql) => client`
  c.id, c.given_name, c.family_name, c.municipality_origin, c.residence, c.tags, e.stage, c.next_step, c.next_step_on,
  m.name as owner_name`

/** W1: who stands in a stage, newest first, walking the index of the stage backwards; counted no further than 1 001. */
export const stageList = (client: postgres.Sql, { centre = '', stage = '', after = '' }: Asked) => client<ListRow[]>`
  select ${listColumns(client)}, (select count(*)::int from (select from enrolments
    where centre_id = ${centre} and track = 'return' and stage = ${stage} limit ${countCap}) counted) as count
  from enrolments e join contacts c on c.centre_id = e.centre_id and c.id = e.contact_id
  left join members m on m.id = c.owner_id
  where e.centre_id = ${centre} and e.track = 'return' and e.stage = ${stage} and e.contact_id < ${after}
  order by e.contact_id desc limit ${pageSize}`

/** W1c: the same, counted to the end. */
export const countedList = (client: postgres.Sql, { centre = '', stage = '', after = '' }: Asked) => client<ListRow[]>`
  select ${listColumns(client)}, (select count(*)::int from enrolments
    where centre_id = ${centre} and track = 'return' and stage = ${stage}) as count
  from enrolments e join contacts c on c.centre_id = e.centre_id and c.id = e.contact_id
  left join members m on m.id = c.owner_id
  where e.centre_id = ${centre} and e.track = 'return' and e.stage = ${stage} and e.contact_id < ${after}
  order by e.contact_id desc limit ${pageSize}`

/**
 * W2: the newest whose folded name has the folded word in it, and how many up to 1 001. All hits are gathered through
 * the trigram index once, for both: two passes, each planned for itself, took half as long again.
 */
export const search = (client: postgres.Sql, { centre = '', folded = '' }: Asked) => client<ListRow[]>`
  with found as materialized (
    select id from contacts where centre_id = ${centre} and search like ${`%${folded}%`}),
  newest as (select id from found order by id desc limit ${pageSize})
  select ${listColumns(client)}, (select count(*)::int from (select from found limit ${countCap}) counted) as count
  from newest n join contacts c on c.centre_id = ${centre} and c.id = n.id
  left join enrolments e on e.centre_id = c.centre_id and e.contact_id = c.id and e.track = 'return'
  left join members m on m.id = c.owner_id
  order by n.id desc`

export type ContactFacts = {
  id: string
  given_name: string
  family_name: string
  municipality_origin: string
  field: string
  next_step: string
  next_step_on: Date | null
  owner_name: string | null
  points: { kind: string; value: string }[]
  enrolments: { track: string; stage: string }[]
  activities: { kind: string; occurred_at: string; body: string; member_name: string | null }[]
  registrations: { title: string; starts_at: string; state: string }[]
}

/** W3: a contact with points and enrolments, the first page of the timeline, the registrations: four index look-ups. */
export const contact = (client: postgres.Sql, { centre = '', id = '' }: Asked) => client<ContactFacts[]>`
  select c.id, c.given_name, c.family_name, c.municipality_origin, c.field, c.next_step, c.next_step_on,
    o.name as owner_name,
    (select coalesce(json_agg(json_build_object('kind', p.kind, 'value', p.value) order by p.created_at), '[]')
      from contact_points p where p.centre_id = c.centre_id and p.contact_id = c.id) as points,
    (select coalesce(json_agg(json_build_object('track', e.track, 'stage', e.stage)), '[]')
      from enrolments e where e.centre_id = c.centre_id and e.contact_id = c.id) as enrolments,
    (select coalesce(json_agg(json_build_object('kind', a.kind, 'occurred_at', a.occurred_at, 'body', a.body,
        'member_name', m.name) order by a.occurred_at desc, a.id desc), '[]')
      from (select * from activities a where a.centre_id = c.centre_id and a.contact_id = c.id
        order by a.occurred_at desc, a.id desc limit 31) a left join members m on m.id = a.member_id) as activities,
    (select coalesce(json_agg(json_build_object('title', t.title, 'starts_at', v.starts_at, 'state', r.state)
        order by r.id desc), '[]')
      from registrations r
      join events v on v.centre_id = r.centre_id and v.id = r.event_id
      join event_texts t on t.centre_id = v.centre_id and t.event_id = v.id and t.lang = 'cs'
      where r.centre_id = c.centre_id and r.contact_id = c.id) as registrations
  from contacts c left join members o on o.id = c.owner_id
  where c.centre_id = ${centre} and c.id = ${id}`

/** W4: a contact with its address, the line on the timeline and the audit row, in one statement that is a transaction. */
export const addContact = (client: postgres.Sql, asked: Asked) => {
  const { centre = '', member = '', given_name = '', family_name = '', email = '', municipality_origin = '' } = asked
  const id = newId()
  return client`
    with created as (
      insert into contacts (centre_id, id, given_name, family_name, municipality_origin, source, owner_id,
        idempotency_key, created_at, updated_at)
      values (${centre}, ${id}, ${given_name}, ${family_name}, ${municipality_origin}, 'staff', ${member},
        ${asked.idempotency_key ?? null}, now(), now())),
    reached as (
      insert into contact_points (centre_id, id, contact_id, kind, value, value_norm, created_at)
      values (${centre}, ${newId()}, ${id}, 'email', ${email}, ${email}, now())),
    told as (
      insert into activities (centre_id, id, contact_id, kind, occurred_at, member_id, created_at)
      values (${centre}, ${newId()}, ${id}, 'created', now(), ${member}, now()))
    insert into audit_entries (centre_id, id, at, member_id, action, subject_type, subject_id)
    values (${centre}, ${newId()}, now(), ${member}, 'contact.created', 'contact', ${id})
    returning subject_id as id`
}

export type Card = { id: string; given_name: string; family_name: string; stage: string; version: number }

/** W4b: a move with its history, timeline and audit row as one statement; then the two counts a board shows. */
export const moveCard = async (client: postgres.Sql, asked: Asked) => {
  const { centre = '', member = '', id = '', stage = '', version = '' } = asked
  const cards = await client<Card[]>`
    with before as (select stage from enrolments where centre_id = ${centre} and id = ${id}),
    moved as (
      update enrolments set stage = ${stage}, stage_since = now(), version = version + 1
      where centre_id = ${centre} and id = ${id} and version = ${version}
      returning contact_id, id, stage, version),
    kept as (
      insert into stage_changes (centre_id, id, enrolment_id, from_stage, to_stage, at, member_id)
      select ${centre}, ${newId()}, m.id, b.stage, m.stage, now(), ${member} from moved m, before b),
    told as (
      insert into activities (centre_id, id, contact_id, kind, occurred_at, member_id, particulars, created_at)
      select ${centre}, ${newId()}, m.contact_id, 'stage_moved', now(), ${member},
        jsonb_build_object('track', 'return', 'from', b.stage, 'to', m.stage), now() from moved m, before b),
    audited as (
      insert into audit_entries (centre_id, id, at, member_id, action, subject_type, subject_id, fields)
      select ${centre}, ${newId()}, now(), ${member}, 'enrolment.moved', 'enrolment', m.id, '{stage}' from moved m)
    select m.id, c.given_name, c.family_name, m.stage, m.version, b.stage as from_stage
    from moved m cross join before b join contacts c on c.centre_id = ${centre} and c.id = m.contact_id`
  if (cards.length !== 1) throw new Error('nothing was moved')
  const counts = await client<{ stage: string; count: number }[]>`
    select stages.stage, counted.count from unnest(array['considering', 'exploring']) as stages (stage)
    cross join lateral (select count(*)::int as count from (select from enrolments e
      where e.centre_id = ${centre} and e.track = 'return' and e.stage = stages.stage limit ${countCap}) x) counted`
  return { cards, counts }
}

export type Question = { code: string; kind: string; wording: string; choices: { code: string; label: string }[] }

/** W6, first step: what a page of the survey asks. */
export const surveyPage = (client: postgres.Sql, { centre = '', survey = '', page = '1' }: Asked) => client<Question[]>`
  select q.code, q.kind, x.wording,
    (select json_agg(json_build_object('code', h.code, 'label', h.texts ->> 'cs') order by h.position)
      from choices h where h.centre_id = q.centre_id and h.question_id = q.id) as choices
  from questions q join question_texts x on x.centre_id = q.centre_id and x.question_id = q.id and x.lang = 'cs'
  where q.centre_id = ${centre} and q.survey_id = ${survey} and q.page = ${page}
  order by q.position`

/** W6, second step: the page's answers kept until the rest comes. */
export const keepAnswers = (client: postgres.Sql, { centre = '', wave = '', page = '1', ...answers }: Asked) => client`
  insert into survey_drafts (centre_id, token_hash, wave_id, page, answers, expires_at)
  values (${centre}, ${randomBytes(32)}, ${wave}, ${page}, ${client.json(answers)}, now() + interval '14 days')`

/** W6 as a flow without HTTP. */
const surveyFlow: Statement = async (client, asked) => {
  await surveyPage(client, asked)
  await keepAnswers(client, asked)
}

export type EventFacts = {
  id: string
  title: string
  starts_at: Date
  venue: string
  town: string
  capacity: number
  taken: number
}

/** W5, first step: the event of the form. */
export const eventPage = (client: postgres.Sql, { centre = '', slug = '' }: Asked) => client<EventFacts[]>`
  select v.id, t.title, v.starts_at, v.venue, v.town, p.capacity, p.taken
  from events v join event_texts t on t.centre_id = v.centre_id and t.event_id = v.id and t.lang = 'cs'
  join bench.places p on p.event_id = v.id
  where v.centre_id = ${centre} and v.slug = ${slug}`

/** W5, second step: a place is taken where one is left, or the registration waits; one statement, so never one too many. */
export const takePlace = (client: postgres.Sql, { event = '', name = '', email = '' }: Asked) => client`
  with place as (update bench.places set taken = taken + 1 where event_id = ${event} and taken < capacity returning taken)
  insert into bench.registrations (event_id, id, name, email, state, created_at)
  values (${event}, ${newId()}, ${name}, ${email},
    case when exists (select from place) then 'pending_email' else 'waitlisted' end, now())`

const registrationFlow: Statement = async (client, asked) => {
  await eventPage(client, asked)
  await takePlace(client, asked)
}

/** W6s: twelve frequency tables in one pass over a wide table. */
export const frequencies = (client: postgres.Sql) => {
  const columns = questions.map(({ code }) => code)
  return client.unsafe(
    `select ${columns.join(', ')}, grouping(${columns.join(', ')}) as question, count(*)::int as chosen
    from bench.responses group by grouping sets (${columns.map((column) => `(${column})`).join(', ')})`,
    [],
    { prepare: true },
  )
}

/** W10: a promised mail and what became of it, without anybody taking it in hand in between. */
export const mailPair = async (client: postgres.Sql, { centre = '' }: Asked) => {
  const id = newId()
  await client`
    insert into mails (centre_id, id, dedupe_key, class, kind, to_address, address_hash, lang, subject, html, body, state,
      not_before, created_at)
    values (${centre}, ${id}, ${id}, 'transactional', 'bench', 'pair@example.com', ${Buffer.alloc(32)}, 'cs', 'Předmět',
      '<p>Dobrý den</p>', 'Dobrý den', 'deferred', now(), now())`
  await client`
    update mails set state = 'accepted', attempts = 1, accepted_at = now() where centre_id = ${centre} and id = ${id}`
}

/** By name, for the process that runs them bare. */
export const statements = {
  stageList,
  countedList,
  search,
  contact,
  addContact,
  moveCard,
  surveyFlow,
  registrationFlow,
  frequencies,
  mailPair,
} satisfies Record<string, Statement>
export type StatementName = keyof typeof statements
