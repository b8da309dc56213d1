import type { Insertable } from 'kysely'
import type { Trx } from '../src/db/connection.ts'
import type { DB } from '../src/db/types.generated.ts'

type Table =
  | 'centres'
  | 'members'
  | 'memberships'
  | 'contacts'
  | 'contact_points'
  | 'enrolments'
  | 'stage_changes'
  | 'consents'
  | 'events'
  | 'event_texts'
  | 'event_places'
  | 'registrations'
  | 'registration_changes'
  | 'activities'
  | 'audit_entries'

/** Everything the demo network consists of, before it is written. */
export type Rows = { [Name in Table]: Insertable<DB[Name]>[] }

export const noRows = (): Rows => ({
  centres: [],
  members: [],
  memberships: [],
  contacts: [],
  contact_points: [],
  enrolments: [],
  stage_changes: [],
  consents: [],
  events: [],
  event_texts: [],
  event_places: [],
  registrations: [],
  registration_changes: [],
  activities: [],
  audit_entries: [],
})

export const insertRows = async (trx: Trx, rows: Rows) => {
  await insertPeople(trx, rows)
  await insertEvents(trx, rows)
  await inBatches(rows.activities, (batch) => trx.insertInto('activities').values(batch).execute())
  await inBatches(rows.audit_entries, (batch) => trx.insertInto('audit_entries').values(batch).execute())
}

const insertPeople = async (trx: Trx, rows: Rows) => {
  await inBatches(rows.centres, (batch) => trx.insertInto('centres').values(batch).execute())
  await inBatches(rows.members, (batch) => trx.insertInto('members').values(batch).execute())
  await inBatches(rows.memberships, (batch) => trx.insertInto('memberships').values(batch).execute())
  await inBatches(rows.contacts, (batch) => trx.insertInto('contacts').values(batch).execute())
  await inBatches(rows.contact_points, (batch) => trx.insertInto('contact_points').values(batch).execute())
  await inBatches(rows.enrolments, (batch) => trx.insertInto('enrolments').values(batch).execute())
  await inBatches(rows.stage_changes, (batch) => trx.insertInto('stage_changes').values(batch).execute())
  await inBatches(rows.consents, (batch) => trx.insertInto('consents').values(batch).execute())
}

// Places go in empty: the database counts them as the registrations arrive.
const insertEvents = async (trx: Trx, rows: Rows) => {
  await inBatches(rows.events, (batch) => trx.insertInto('events').values(batch).execute())
  await inBatches(rows.event_texts, (batch) => trx.insertInto('event_texts').values(batch).execute())
  await inBatches(rows.event_places, (batch) => trx.insertInto('event_places').values(batch).execute())
  await inBatches(rows.registrations, (batch) => trx.insertInto('registrations').values(batch).execute())
  await inBatches(rows.registration_changes, (batch) => trx.insertInto('registration_changes').values(batch).execute())
}

const batchSize = 500

const inBatches = async <Row>(rows: readonly Row[], insert: (batch: Row[]) => Promise<unknown>) => {
  for (let start = 0; start < rows.length; start += batchSize) await insert(rows.slice(start, start + batchSize))
}
