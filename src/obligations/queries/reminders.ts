import { sql } from 'kysely'
import type { StaffLang } from '../../../views/messages/index.ts'
import type { Db } from '../../db/connection.ts'

export const milestones = ['half_year', 'month', 'overdue', 'served'] as const
export type Milestone = (typeof milestones)[number]

export type DueObligation = {
  id: string
  contact_id: string
  agreement: string
  milestone: Milestone
  /** the day it is about: to begin by, or served on */
  day: string
  /** whoever looks after the person, else who has been in the centre longest; nobody where nobody works any more */
  member_id: string | null
  lang: StaffLang
}

/** Centres with a duty at a milestone nobody was told of, through the door. */
export const listCentresWithObligations = async (db: Db, today: string): Promise<string[]> => {
  const { rows } = await sql<{
    centre_id: string
  }>`select centre_id from centres_with_obligations(${today}, 200)`.execute(db)
  return rows.map(({ centre_id }) => centre_id)
}

/** Marks the duties that came to a milestone as told, and says whom to tell; one that another process holds is its own. */
export const takeDueObligations = async (db: Db, centreId: string, today: string, most: number) => {
  const { rows } = await sql<DueObligation>`
    with due as (
      select o.id, reached.milestone from obligations o
      cross join lateral obligation_milestone(o.start_by, o.started_on, o.years_owed, ${today}::date) reached (milestone)
      where o.centre_id = ${centreId} and o.state = 'open' and reached.milestone not in ('', o.reminded)
      order by o.start_by, o.id limit ${most} for update of o skip locked
    ), told as (
      update obligations o set reminded = due.milestone from due where o.centre_id = ${centreId} and o.id = due.id
      returning o.id, o.contact_id, o.agreement, due.milestone, case due.milestone
        when 'served' then (o.started_on + make_interval(months => round(o.years_owed * 12)::int))::date
        else o.start_by end as day
    ), at_work as (
      select m.id, m.lang, ms.accepted_at from memberships ms join members m on m.id = ms.member_id
      where ms.centre_id = ${centreId} and ms.accepted_at is not null and ms.disabled_at is null and m.disabled_at is null
        and ms.role <> 'reader'
    )
    select told.*, w.id as member_id, coalesce(w.lang, 'cs') as lang
    from told join contacts c on c.centre_id = ${centreId} and c.id = told.contact_id
    left join lateral (select * from at_work order by (id = c.owner_id) desc nulls last, accepted_at, id limit 1) w on true
    order by told.day, told.id`.execute(db)
  return rows
}
