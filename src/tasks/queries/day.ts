import { sql } from 'kysely'
import type { Db } from '../../db/connection.ts'

/** A next step of somebody's or a task: the same thing to whoever has to do it today. */
export type DayItem = {
  kind: 'step' | 'task'
  /** of the contact or of the task */
  id: string
  version: number
  title: string
  due_on: string
  due_time: string | null
  contact_id: string | null
  given_name: string | null
  family_name: string | null
  phone: string | null
  /** nobody does it yet, so it stands on everybody's day */
  is_free: boolean
}

/** What one member has to do until that day, the most urgent first; at most `most`. */
export const listDay = async (db: Db, centreId: string, memberId: string, until: string, most: number) => {
  const { rows } = await sql<DayItem>`
    with due as (
      (select 'step' as kind, c.id, c.version, c.next_step as title, c.next_step_on as due_on, null as due_time,
          c.id as contact_id, false as is_free
        from contacts c
        where c.centre_id = ${centreId} and c.owner_id = ${memberId} and c.next_step_on <= ${until}::date
        order by c.next_step_on, c.id limit ${most})
      union all
      (select 'task', t.id, t.version, t.title, t.due_on, t.due_time, t.contact_id, false
        from tasks t
        where t.centre_id = ${centreId} and t.assignee_id = ${memberId} and t.state = 'open' and t.due_on <= ${until}::date
        order by t.due_on, t.id limit ${most})
      union all
      (select 'task', t.id, t.version, t.title, t.due_on, t.due_time, t.contact_id, true
        from tasks t
        where ${isFree(centreId, memberId, until)}
        order by t.due_on, t.id limit ${most})
      order by due_on, due_time nulls last, id limit ${most})
    select d.*, c.given_name, c.family_name, (select p.value from contact_points p
        where p.centre_id = ${centreId} and p.contact_id = d.contact_id and p.kind = 'phone'
        order by p.position, p.created_at, p.id limit 1) as phone
      from due d left join contacts c on c.centre_id = ${centreId} and c.id = d.contact_id
      order by d.due_on, d.due_time nulls last, d.id`.execute(db)
  return rows
}

/** Nobody does it yet, and this member may. */
const isFree = (centreId: string, memberId: string, until: string) => sql`
  t.centre_id = ${centreId} and t.assignee_id is null and t.state = 'open' and t.due_on <= ${until}::date
    and exists (select from memberships ms
      where ms.centre_id = ${centreId} and ms.member_id = ${memberId} and ms.role <> 'reader')`

/** How much one member has to do until that day, counted to a hundred of each. */
export const toDoUntil = (centreId: string, memberId: string, until: string) => sql`
  select (select count(*)::int from (select 1 from contacts c where c.centre_id = ${centreId}
        and c.owner_id = ${memberId} and c.next_step_on <= ${until}::date limit 100) steps)
    + (select count(*)::int from (select 1 from tasks t where t.centre_id = ${centreId}
        and t.assignee_id = ${memberId} and t.state = 'open' and t.due_on <= ${until}::date limit 100) tasks)
    + (select count(*)::int from (select 1 from tasks t where ${isFree(centreId, memberId, until)} limit 100) free)`

export type DayNews = {
  kind: 'woken' | 'referral_accepted' | 'referral_declined' | 'registered'
  at: Date
  contact_id: string | null
  name: string
  /** the event, or who answered */
  about: string
  event_slug: string | null
}

/** What happened without us since then: who of mine woke or was answered, who registered. */
export const listNews = async (db: Db, centreId: string, memberId: string, since: Date) => {
  const { rows } = await sql<DayNews>`
    (select a.kind, a.occurred_at as at, a.contact_id, trim(c.given_name || ' ' || c.family_name) as name,
        coalesce(a.particulars ->> 'recipient', '') as about, null as event_slug
      from activities a join contacts c on c.centre_id = a.centre_id and c.id = a.contact_id
      where a.centre_id = ${centreId} and a.occurred_at >= ${since}
        and a.kind in ('woken', 'referral_accepted', 'referral_declined') and c.owner_id = ${memberId}
      order by a.occurred_at desc, a.id limit 10)
    union all
    (select 'registered', r.created_at, r.contact_id, r.name, coalesce((select x.title from event_texts x
          where x.centre_id = r.centre_id and x.event_id = r.event_id order by x.lang <> 'cs', x.lang limit 1), ''), v.slug
      from (select * from registrations where centre_id = ${centreId} order by id desc limit 20) r
      join events v on v.centre_id = r.centre_id and v.id = r.event_id
      where r.created_at >= ${since} and r.state in ('confirmed', 'waitlisted', 'offered')
      order by r.id desc limit 5)
    order by at desc`.execute(db)
  return rows
}
