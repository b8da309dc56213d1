import { sql } from 'kysely'
import type { Db } from '../../db/connection.ts'
import type { Stage } from '../../lib/words.ts'
import { toDoUntil } from './day.ts'
import { countedForgotten, forgotten } from './without-next-step.ts'

type Named = { id: string; given_name: string; family_name: string; owner_name: string | null }
export type DueStep = Named & { next_step: string; next_step_on: string }
export type ForgottenPerson = Named & { stage: Stage }

export type Work = {
  /** Whose next step is due, the most overdue first. */
  due: DueStep[]
  /** Some of those without a next step, who have waited longest first, and how many there are. */
  forgotten: ForgottenPerson[]
  withoutStep: number
  /** How much the one member has to do. */
  toDo: number
}

/** What waits in a centre on a day, in one question; `most` people of each kind. */
export const findWork = async (db: Db, centreId: string, memberId: string, today: string, most: number) => {
  const { rows } = await sql<Work>`
    select
      (select coalesce(jsonb_agg(d), '[]') from (
        select c.id, c.given_name, c.family_name, c.next_step, c.next_step_on, m.name as owner_name
          from contacts c left join members m on m.id = c.owner_id
          where c.centre_id = ${centreId} and coalesce(c.next_step_on, 'infinity') <= ${today}::date
          order by coalesce(c.next_step_on, 'infinity'), c.id limit ${most}) d) as due,
      (select coalesce(jsonb_agg(w), '[]') from (
        select c.id, c.given_name, c.family_name, e.stage, (select m.name from members m where m.id = c.owner_id) as owner_name
          from (select e.* from ${forgotten(centreId, undefined)} order by e.stage_since, e.id limit ${most}) e
          join contacts c on c.centre_id = e.centre_id and c.id = e.contact_id order by e.stage_since, e.id) w) as forgotten,
      (${countedForgotten(centreId, undefined)}) as "withoutStep",
      (${toDoUntil(centreId, memberId, today)}) as "toDo"`.execute(db)
  return rows[0] ?? { due: [], forgotten: [], withoutStep: 0, toDo: 0 }
}
