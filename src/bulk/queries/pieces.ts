import { sql } from 'kysely'
import type { Db } from '../../db/connection.ts'
import { newId } from '../../lib/ids.ts'
import type { BulkState, Particulars } from '../../lib/words.ts'
import type { Enrolment } from '../../pipelines/queries/enrolments.ts'
import type { Action } from '../forms.ts'
import { besidePlace, movedOn, overwritten, passedBy, untouched } from './verdicts.ts'

export const findBulkAction = async (db: Db, centreId: string, jobId: string): Promise<Action | undefined> => {
  const row = await db
    .selectFrom('bulk_changes')
    .where('centre_id', '=', centreId)
    .where('job_id', '=', jobId)
    .select('action')
    .executeTakeFirst()
  return row?.action as Action | undefined // written by `createBulkChange` alone
}

export type Stretch = { jobId: string; after: number; to: number }

/** Holds on to the people of a stretch, always in one order, so that what is read of them next stays true. */
export const lockPeople = (db: Db, centreId: string, { jobId, after, to }: Stretch) =>
  sql`select from contacts where centre_id = ${centreId} and id in (
    select contact_id from bulk_rows where centre_id = ${centreId} and job_id = ${jobId} and position > ${after} and position <= ${to})
    order by id for no key update`.execute(db)

export type Person = {
  position: number
  contact_id: string
  is_there: boolean
  moved_on: boolean
  passed_by: string
  before: unknown
  enrolment: Omit<Enrolment, 'contact_id' | 'given_name' | 'family_name'> | null
}

export const listPeople = async (db: Db, centreId: string, { jobId, after, to }: Stretch, action: Action) => {
  const { rows } = await sql<Person>`
    select r.position, r.contact_id, c.id is not null as is_there, ${movedOn(action)} as moved_on,
      ${passedBy(centreId, action)} as passed_by, ${overwritten(action)} as before,
      case when e.id is not null then to_jsonb(e) end as enrolment
    from bulk_rows r left join contacts c on c.centre_id = r.centre_id and c.id = r.contact_id ${besidePlace(action)}
    where r.centre_id = ${centreId} and r.job_id = ${jobId} and r.position > ${after} and r.position <= ${to}
    order by r.position`.execute(db)
  return rows
}

export type Made = {
  position: number
  contact_id: string
  untouched: boolean | null
  is_there: boolean
  made: string | null
}

/** The next people whom a change changed, behind a position. */
export const listChanged = async (db: Db, centreId: string, { jobId, after, to }: Stretch, action: Action) => {
  const { rows } = await sql<Made>`
    select r.position, r.contact_id, c.id is not null as is_there, ${untouched(action)} as untouched, r.made
    from bulk_rows r left join contacts c on c.centre_id = r.centre_id and c.id = r.contact_id
    where r.centre_id = ${centreId} and r.job_id = ${jobId} and r.position > ${after} and r.position <= ${to}
      and r.state = 'changed'
    order by r.position`.execute(db)
  return rows
}

export type Settled = {
  position: number
  state: BulkState
  reason?: string
  before?: unknown
  made?: string
  version_after?: number
}

/** Writes down what became of each. */
export const updateRows = (db: Db, centreId: string, jobId: string, rows: readonly Settled[]) =>
  sql`update bulk_rows r set state = x.state, reason = coalesce(x.reason, ''), before = coalesce(x.before, r.before),
      made = coalesce(x.made, r.made), version_after = coalesce(x.version_after, r.version_after)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as x (position int, state text, reason text, before jsonb, made uuid, version_after int)
    where r.centre_id = ${centreId} and r.job_id = ${jobId} and r.position = x.position`.execute(db)

type Told = {
  kind: 'bulk_changed' | 'bulk_undone' | 'next_step_set' | 'note' | 'enrolled'
  body?: string
  particulars: Particulars
  memberId: string | null
  now: Date
}

/** A line on the timeline of each; answers the ids of the lines, in the order of the people. */
export const createActivities = async (db: Db, centreId: string, contactIds: readonly string[], told: Told) => {
  const ids = contactIds.map(() => newId())
  const { kind, body = '', particulars, memberId, now } = told
  await sql`
    insert into activities (centre_id, id, contact_id, kind, body, particulars, occurred_at, created_at, member_id)
    select ${centreId}, x.id, x.contact_id, ${kind}, ${body}, ${JSON.stringify(particulars)}::jsonb, ${now}, ${now}, ${memberId}
    from unnest(${ids}::uuid[], ${[...contactIds]}::uuid[]) x (id, contact_id)`.execute(db)
  return ids
}

type Audited = {
  action: string
  subject_type: 'contact' | 'enrolment'
  fields: string[]
  memberId: string | null
  now: Date
}

/** Who did what to which record, for many of them at once. */
export const createAuditEntries = (db: Db, centreId: string, subjects: readonly string[], audited: Audited) => {
  const { action, subject_type, fields, memberId, now } = audited
  return sql`
    insert into audit_entries (centre_id, id, at, member_id, action, subject_type, subject_id, fields)
    select ${centreId}, x.id, ${now}, ${memberId}, ${action}, ${subject_type}, x.subject, ${fields}::text[]
    from unnest(${subjects.map(() => newId())}::uuid[], ${[...subjects]}::uuid[]) x (id, subject)`.execute(db)
}

/** The last position that a change changed and nobody has taken back. */
export const findLastChanged = async (db: Db, centreId: string, jobId: string): Promise<number> => {
  const row = await db
    .selectFrom('bulk_rows')
    .where('centre_id', '=', centreId)
    .where('job_id', '=', jobId)
    .where('state', '=', 'changed')
    .orderBy('position', 'desc')
    .limit(1)
    .select('position')
    .executeTakeFirst()
  return row?.position ?? 0
}
