import { sql } from 'kysely'
import type { Db } from '../../db/connection.ts'
import { newId } from '../../lib/ids.ts'
import type { Stage, Track } from '../../lib/words.ts'

export type NewEnrolment = { contact_id: string; track: Track; stage: Stage; at: Date; member_id: string | null }

/**
 * Puts a contact on a pipeline with the first line of its history; where that stage was retired meanwhile, at the
 * track's first one. Answers the stage, none when they are on it already.
 */
export const createEnrolment = async (
  db: Db,
  centreId: string,
  { at, member_id, contact_id, track, stage }: NewEnrolment,
): Promise<Stage | undefined> => {
  const { rows } = await sql<{ id: string; stage: Stage }>`
    with held as (
      select code from stages where centre_id = ${centreId} and track = ${track} and retired_at is null
      order by code = ${stage} desc, category = 'open' desc, position limit 1 for key share)
    insert into enrolments (centre_id, id, contact_id, track, stage, stage_since, created_at)
    select ${centreId}, ${newId()}, ${contact_id}, ${track}, code, ${at}, ${at} from held
    on conflict (centre_id, contact_id, track) do nothing returning id, stage`.execute(db)
  const [created] = rows
  if (!created) return undefined
  await createStageChange(db, centreId, {
    enrolment_id: created.id,
    from_stage: null,
    to_stage: created.stage,
    at,
    member_id,
  })
  return created.stage
}

export type NewStageChange = {
  enrolment_id: string
  from_stage: Stage | null
  to_stage: Stage
  at: Date
  member_id: string | null
}

export const createStageChange = async (db: Db, centreId: string, change: NewStageChange) => {
  await db
    .insertInto('stage_changes')
    .values({ centre_id: centreId, id: newId(), ...change })
    .execute()
}

export type Stay = { enrolment_id: string; stage: Stage; at: Date; until: Date | null; member_name: string | null }

/** Every stage a contact stood in, from when until when, the latest first. */
export const listStays = async (db: Db, centreId: string, contactId: string): Promise<Stay[]> => {
  const { rows } = await sql<Stay>`
    select s.enrolment_id, s.to_stage as stage, s.at, m.name as member_name,
      lead(s.at) over (partition by s.enrolment_id order by s.at, s.id) as until
    from enrolments e join stage_changes s on s.centre_id = e.centre_id and s.enrolment_id = e.id
      left join members m on m.id = s.member_id
    where e.centre_id = ${centreId} and e.contact_id = ${contactId}
    order by s.enrolment_id, s.at desc, s.id desc limit 200`.execute(db)
  return rows
}
