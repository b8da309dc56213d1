import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../db/connection.ts'
import { newId } from '../../lib/ids.ts'
import type { Action } from '../forms.ts'

/** Actions that change columns of the contact itself. */
export type FieldAction = Extract<
  Action,
  { what: 'add_tag' | 'remove_tag' | 'owner' | 'next_step' | 'residence' | 'horizon' }
>

/** Changes the named people, who are locked and were looked at. */
export const changeContacts = (db: Db, centreId: string, ids: readonly string[], action: FieldAction, now: Date) =>
  sql`update contacts c set ${changed(action)}, version = c.version + 1, updated_at = ${now}
    where c.centre_id = ${centreId} and c.id = any(${[...ids]}::uuid[])`.execute(db)

/** Puts back what a change overwrote of the people at these positions, who are locked and were looked at. */
export const restoreContacts = (
  db: Db,
  centreId: string,
  { jobId, positions }: { jobId: string; positions: readonly number[] },
  action: FieldAction,
  now: Date,
) =>
  sql`update contacts c set ${restored(action)}, version = c.version + 1, updated_at = ${now}
    from bulk_rows r where r.centre_id = ${centreId} and r.job_id = ${jobId} and r.position = any(${[...positions]}::int[])
      and c.centre_id = r.centre_id and c.id = r.contact_id`.execute(db)

const changed = (action: FieldAction): RawBuilder<unknown> => {
  switch (action.what) {
    case 'add_tag':
      return sql`tags = array_append(c.tags, ${action.tag}::text)`
    case 'remove_tag':
      return sql`tags = array_remove(c.tags, ${action.tag}::text)`
    case 'owner':
      return sql`owner_id = ${action.owner_id}::uuid`
    case 'next_step':
      return sql`next_step = ${action.next_step}::text, next_step_on = ${action.next_step_on}::date`
    case 'residence':
      return sql`residence_region = ${action.area.residence_region}::text, residence_country = ${action.area.residence_country}::text`
    case 'horizon':
      return sql`horizon = ${action.horizon}::text`
  }
}

const restored = (action: FieldAction): RawBuilder<unknown> => {
  switch (action.what) {
    // the tag stood last where it was added, and nothing else is touched by taking it away
    case 'add_tag':
      return sql`tags = array_remove(c.tags, ${action.tag}::text)`
    // back to its place, unless the tags are others by now
    case 'remove_tag':
      return sql`tags = case when c.tags = array_remove(${tagsBefore}, ${action.tag}::text) then ${tagsBefore}
        else array_append(c.tags, ${action.tag}::text) end`
    case 'owner':
      return sql`owner_id = (r.before->>'owner_id')::uuid`
    case 'next_step':
      return sql`next_step = r.before->>'next_step', next_step_on = (r.before->>'next_step_on')::date`
    case 'residence':
      return sql`residence_region = r.before->>'residence_region', residence_country = r.before->>'residence_country'`
    case 'horizon':
      return sql`horizon = r.before->>'horizon'`
  }
}

const tagsBefore = sql`array(select tag from jsonb_array_elements_text(r.before->'tags') with ordinality t (tag, nth) order by nth)`

type Enrolling = { track: string; stage: string; now: Date; memberId: string | null }

/** Puts people on a track; those already there are left out of the answer, and everybody where the stage was retired. */
export const createEnrolments = async (
  db: Db,
  centreId: string,
  contactIds: readonly string[],
  { track, stage, now, memberId }: Enrolling,
) => {
  const { rows } = await sql<{ id: string; contact_id: string }>`
    with held as (
      select code from stages where centre_id = ${centreId} and track = ${track} and code = ${stage} and retired_at is null
      for key share),
    made as (
      insert into enrolments (centre_id, id, contact_id, track, stage, stage_since, created_at)
      select ${centreId}, x.id, x.contact_id, ${track}, ${stage}, ${now}, ${now}
      from held, unnest(${contactIds.map(() => newId())}::uuid[], ${[...contactIds]}::uuid[]) x (id, contact_id)
      on conflict (centre_id, contact_id, track) do nothing returning id, contact_id)
    select id, contact_id from made`.execute(db)
  await sql`
    insert into stage_changes (centre_id, id, enrolment_id, from_stage, to_stage, at, member_id)
    select ${centreId}, x.id, x.enrolment, null, ${stage}, ${now}, ${memberId}
    from unnest(${rows.map(() => newId())}::uuid[], ${rows.map(({ id }) => id)}::uuid[]) x (id, enrolment)`.execute(db)
  return rows
}

/** Strikes out the notes at these positions, as somebody would one by one. */
export const strikeNotes = async (
  db: Db,
  centreId: string,
  { jobId, positions }: { jobId: string; positions: readonly number[] },
  { now, memberId }: { now: Date; memberId: string | null },
) =>
  sql`
    insert into activities (centre_id, id, contact_id, kind, particulars, occurred_at, created_at, member_id, idempotency_key)
    select ${centreId}, x.id, r.contact_id, 'note_struck', jsonb_build_object('struck', r.made, 'was', 'note'), ${now}, ${now},
      ${memberId}, r.made
    from unnest(${positions.map(() => newId())}::uuid[], ${[...positions]}::int[]) x (id, position)
    join bulk_rows r on r.centre_id = ${centreId} and r.job_id = ${jobId} and r.position = x.position
    on conflict (centre_id, idempotency_key) do nothing`.execute(db)

/** Takes people off a track again; answers the places that are no more. */
export const takeOffTrack = async (db: Db, jobId: string, enrolments: readonly string[]): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select take_off_track(${jobId}, ${[...enrolments]}::uuid[]) as id`.execute(db)
  return rows.map(({ id }) => id)
}

/** Brings places on a track back to where they were, with all that stood beside; their history tells of both ways. */
export const restoreEnrolments = async (
  db: Db,
  centreId: string,
  { jobId, positions }: { jobId: string; positions: readonly number[] },
  { now, memberId }: { now: Date; memberId: string | null },
) => {
  const ids = positions.map(() => newId())
  await sql`
    with back as (
      select r.made as enrolment_id, r.before, x.id from unnest(${ids}::uuid[], ${[...positions]}::int[]) x (id, position)
      join bulk_rows r on r.centre_id = ${centreId} and r.job_id = ${jobId} and r.position = x.position),
    told as (
      insert into stage_changes (centre_id, id, enrolment_id, from_stage, to_stage, at, member_id)
      select e.centre_id, b.id, e.id, e.stage, b.before->>'stage', ${now}, ${memberId}
      from back b join enrolments e on e.centre_id = ${centreId} and e.id = b.enrolment_id)
    update enrolments e set version = e.version + 1, stage = b.before->>'stage',
      stage_since = (b.before->>'stage_since')::timestamptz, parked_until = (b.before->>'parked_until')::date,
      park_reason = b.before->>'park_reason', park_trigger = b.before->>'park_trigger',
      park_note = coalesce(b.before->>'park_note', ''), parked_at = (b.before->>'parked_at')::timestamptz,
      parked_from = b.before->>'parked_from', outcome = b.before->>'outcome', moved_in_on = (b.before->>'moved_in_on')::date
    from back b where e.centre_id = ${centreId} and e.id = b.enrolment_id`.execute(db)
}
