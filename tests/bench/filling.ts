import { createHash } from 'node:crypto'
import type postgres from 'postgres'
import { copyInto, type Value } from './copy.ts'
import { detailsOf, stateOf, stepsOf } from './details.ts'
import { type Attendance, generate, type Happening, type Person } from './generate.ts'
import { boardCentre, centreAt, idAt, memberAt, memberCount } from './places.ts'
import { fillSurvey } from './survey-data.ts'

const boardPeople = 5000
const sourceCodes: Record<string, string> = {
  web: 'registration',
  event: 'registration',
  referral: 'hand_over',
  fair: 'staff',
  partner: 'hand_over',
  import: 'import',
  newsletter: 'newsletter',
}
const kindCodes: Record<string, string> = {
  call: 'phone_call',
  email: 'email',
  meeting: 'meeting',
  note: 'note',
  task: 'next_step_done',
  stage_change: 'edited',
}

const today = new Date(Date.UTC(2026, 0, 1))

/** Loads the synthetic people into the real schema of a migrated, empty database, as its superuser. */
export const fill = async (client: postgres.Sql, contacts: number) => {
  const data = generate(contacts)
  const people = [...data.people]
  const idOf = new Map(people.map((person) => [person.id, idAt('contact', person.created_at.getTime(), person.id)]))
  const contactOf = (id: number) => idOf.get(id) ?? ''
  const main = centreAt(0)

  await fillCentres(client, [main, boardCentre])
  await fillMembers(client, [main.id, boardCentre.id])
  await fillPeople(client, main.id, 0, people)
  await fillPeople(client, boardCentre.id, boardCentre.number, people.slice(0, boardPeople))
  await copyInto(
    client,
    'activities',
    activityColumns,
    rowsOf(data.happenings, (row) => activity(main.id, row, contactOf)),
  )
  const events = [...data.gatherings]
  const eventOf = (id: number) => idAt('event', events[id - 1]?.starts_at.getTime() ?? 0, id)
  await fillEvents(client, main.id, events)
  const attendee = (row: Attendance) => {
    const status = stateOf(row, events[row.event_id - 1]?.starts_at, today)
    return registration(main.id, { ...row, status }, people[row.contact_id - 1], contactOf, eventOf)
  }
  await copyInto(
    client,
    'registrations',
    registrationColumns,
    rowsOf(inProportion(data.attendances, contacts), attendee),
  )
  await fillSurvey(client, main.id, data.responses)
  // compared with each other long ago, or the server's clock would do so while others are measured
  await client`truncate contacts_to_match`
}

export const fillCentres = async (client: postgres.Sql, centres: { id: string; slug: string }[]) => {
  const rows = centres.map(({ id, slug }) => [
    id,
    slug,
    `Centrum ${slug}`,
    `Region ${slug}`,
    '{return}',
    'info@example.org',
    'Ulice 1',
  ])
  await copyInto(client, 'centres', ['id', 'slug', 'name', 'region', 'tracks', 'email', 'address'], rows)
}

const fillMembers = async (client: postgres.Sql, centres: string[]) => {
  const numbers = Array.from({ length: memberCount }, (_, index) => index + 1)
  const members = numbers.map((number) => [memberAt(number), `clen-${number}@example.org`, `Člen ${number}`])
  await copyInto(client, 'members', ['id', 'email', 'name'], members)
  for (const centre of centres) await fillMemberships(client, centre)
}

export const fillMemberships = (client: postgres.Sql, centre: string) =>
  client`insert into memberships (centre_id, member_id, role) select ${centre}, id, 'coordinator' from members`

const fillPeople = async (client: postgres.Sql, centre: string, number: number, people: Person[]) => {
  const idOf = (kind: 'contact' | 'point' | 'enrolment', { created_at, id }: Person, offset = 0) =>
    idAt(kind, created_at.getTime(), id + offset, number)
  const contact = (person: Person): Value[] => [
    centre,
    idOf('contact', person),
    ...known(person),
    person.first_name,
    person.last_name,
    person.municipality,
    person.occupation,
    sourceCodes[person.source] ?? 'staff',
    memberAt(person.owner_id),
    person.note,
    person.note ? new Date(person.created_at.getTime() + 30 * 86_400_000).toISOString().slice(0, 10) : null,
    person.created_at,
    person.created_at,
  ]
  const facts = (person: Person) => ({ id: idOf('contact', person), at: person.created_at, ...detailsOf(person) })
  const languages = (person: Person): Value[][] => {
    const { id, languages } = facts(person)
    return languages.map(([lang, level]) => [centre, id, lang, level])
  }
  const motives = (person: Person): Value[][] => {
    const { id, at, motives } = facts(person)
    return motives.map(([kind, code]) => [centre, id, kind, code, at])
  }
  const steps = (person: Person): Value[][] =>
    stepsOf(person).map(({ from, to, at }, nth) => {
      const id = idAt('other', at.getTime(), 0x2000000 + 8 * person.id + nth, number)
      return [centre, id, idOf('enrolment', person), from, to, at, memberAt(person.owner_id)]
    })
  const points = (person: Person): Value[][] => {
    const phone = person.phone.replaceAll(' ', '')
    return [
      [centre, idOf('point', person), idOf('contact', person), 'email', person.email, person.email, person.created_at],
      [centre, idOf('point', person, 0x1000000), idOf('contact', person), 'phone', phone, phone, person.created_at],
    ]
  }
  const enrolment = (person: Person): Value[] => {
    const at = person.created_at
    return [centre, idOf('enrolment', person), idOf('contact', person), 'return', person.stage, at, at]
  }
  await copyInto(client, 'contacts', contactColumns, people.map(contact))
  await copyInto(client, 'contact_points', pointColumns, people.flatMap(points))
  await copyInto(client, 'enrolments', enrolmentColumns, people.map(enrolment))
  await copyInto(client, 'contact_languages', columns('contact_id lang level'), people.flatMap(languages))
  await copyInto(client, 'contact_motives', columns('contact_id kind code noted_at'), people.flatMap(motives))
  await copyInto(client, 'stage_changes', stepColumns, people.flatMap(steps))
}

const known = (person: Person): Value[] => {
  const { residence, horizon = null, isco, lawfulBasis = null, born, tags } = detailsOf(person)
  return [residence, horizon, isco, lawfulBasis, born, tags]
}

type Events = { id: number; title: string; starts_at: Date; place: string }[]

/** Without a limit on places: 300 registrations an event are far more than the capacities the data name. */
const fillEvents = async (client: postgres.Sql, centre: string, events: Events) => {
  const idOf = ({ id, starts_at }: Events[number]) => idAt('event', starts_at.getTime(), id)
  const event = (row: Events[number]): Value[] => {
    const end = new Date(row.starts_at.getTime() + 3 * 3_600_000)
    return [
      centre,
      idOf(row),
      `akce-${row.id}`,
      'published',
      row.starts_at,
      end,
      'Sál',
      row.place,
      row.starts_at,
      row.starts_at,
    ]
  }
  await copyInto(client, 'events', eventColumns, events.map(event))
  const texts = events.map((row): Value[] => [centre, idOf(row), 'cs', row.title])
  await copyInto(client, 'event_texts', ['centre_id', 'event_id', 'lang', 'title'], texts)
  await copyInto(
    client,
    'event_places',
    ['centre_id', 'event_id'],
    events.map((row) => [centre, idOf(row)]),
  )
}

/** The 60 000 are meant for 100 000 contacts; fewer people come less often. The rest is read all the same: one stream. */
function* inProportion(rows: Iterable<Attendance>, contacts: number): Generator<Attendance> {
  for (const row of rows) if (row.id <= 0.6 * contacts) yield row
}

function* rowsOf<Row>(rows: Iterable<Row>, write: (row: Row) => Value[]): Generator<Value[]> {
  for (const row of rows) yield write(row)
}

const activity = (centre: string, row: Happening, contactOf: (id: number) => string): Value[] => [
  centre,
  idAt('activity', row.created_at.getTime(), row.id),
  contactOf(row.contact_id),
  kindCodes[row.kind] ?? 'note',
  row.created_at,
  memberAt(row.user_id),
  `${row.subject}\n${row.body}`,
  row.kind === 'stage_change' ? '{"fields": "residence"}' : '{}',
  row.created_at,
]

const registration = (
  centre: string,
  row: Attendance,
  person: Person | undefined,
  contactOf: (id: number) => string,
  eventOf: (id: number) => string,
): Value[] => [
  centre,
  idAt('other', row.created_at.getTime(), 0x1000000 + row.id),
  eventOf(row.event_id),
  contactOf(row.contact_id),
  person ? `${person.first_name} ${person.last_name}` : 'Host',
  row.email,
  row.email,
  1,
  'cs',
  row.status,
  row.created_at,
  row.created_at,
  uuidOf(row.email),
  row.created_at,
]

const uuidOf = (words: string) => {
  const hex = createHash('sha256').update(words).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const columns = (names: string) => `centre_id ${names}`.split(' ')
const contactColumns = columns(
  'id residence horizon isco lawful_basis born tags given_name family_name municipality_origin field source owner_id next_step next_step_on created_at updated_at',
)
const pointColumns = columns('id contact_id kind value value_norm created_at')
const enrolmentColumns = columns('id contact_id track stage stage_since created_at')
const stepColumns = columns('id enrolment_id from_stage to_stage at member_id')
const activityColumns = columns('id contact_id kind occurred_at member_id body particulars created_at')
const eventColumns = columns('id slug status starts_at ends_at venue town created_at updated_at')
const registrationColumns = columns(
  'id event_id contact_id name email email_norm party_size lang state state_since email_verified_at idempotency_key created_at',
)
