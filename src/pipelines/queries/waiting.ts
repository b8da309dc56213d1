import { sql } from 'kysely'
import type { Db } from '../../db/connection.ts'

export type WaitingContact = {
  id: string
  given_name: string
  family_name: string
  next_step: string
  next_step_on: string | null
  owner_name: string | null
}

/** Whose next step is due on `today` or before, the most overdue first; at most `most`. */
export const listWaiting = async (db: Db, centreId: string, today: string, most: number): Promise<WaitingContact[]> => {
  const { rows } = await sql<WaitingContact>`
    select c.id, c.given_name, c.family_name, c.next_step, c.next_step_on, m.name as owner_name
      from contacts c left join members m on m.id = c.owner_id
      where c.centre_id = ${centreId} and coalesce(c.next_step_on, 'infinity') <= ${today}::date
      order by coalesce(c.next_step_on, 'infinity'), c.id limit ${most}`.execute(db)
  return rows
}
