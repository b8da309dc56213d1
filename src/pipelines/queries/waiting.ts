import { sql } from 'kysely'
import type { Db } from '../../db/connection.ts'
import { type Stage, stageCategories } from '../../lib/words.ts'

export type WaitingContact = {
  id: string
  given_name: string
  family_name: string
  next_step: string
  next_step_on: string | null
  stage: Stage | null
  owner_name: string | null
}

/**
 * Who waits for us: people whose next step is due on `today` or before, the most overdue first, and people still on
 * their way without any next step, the longest waiting first. One query, at most `most` of each.
 */
export const listWaiting = async (db: Db, centreId: string, today: string, most: number) => {
  const { rows } = await sql<WaitingContact & { list: 'due' | 'forgotten' }>`
    (select 'due' as list, c.id, c.given_name, c.family_name, c.next_step, c.next_step_on, null as stage, m.name as owner_name
      from contacts c left join members m on m.id = c.owner_id
      where c.centre_id = ${centreId} and coalesce(c.next_step_on, 'infinity') <= ${today}::date
      order by coalesce(c.next_step_on, 'infinity'), c.id limit ${most})
    union all
    (select 'forgotten', c.id, c.given_name, c.family_name, '', null, e.stage, m.name
      from enrolments e join contacts c on c.centre_id = e.centre_id and c.id = e.contact_id
      left join members m on m.id = c.owner_id
      where e.centre_id = ${centreId} and c.next_step_on is null and e.stage = any(${sql.val(openStages)}::text[])
      order by e.stage_since, e.id limit ${most})`.execute(db)
  return { due: rows.filter(({ list }) => list === 'due'), forgotten: rows.filter(({ list }) => list === 'forgotten') }
}

const openStages = Object.entries(stageCategories)
  .filter(([, category]) => category === 'open')
  .map(([stage]) => stage)
