import { sql } from 'kysely'
import type { StaffLang } from '../../../views/messages/index.ts'
import type { Db } from '../../db/connection.ts'

export type DueReminder = {
  id: string
  title: string
  due_on: string
  due_time: string | null
  remind_at: Date
  person: string | null
  member_id: string
  email: string
  name: string
  lang: StaffLang
}

/** Centres in which somebody is to be reminded, through the door. */
export const listCentresToRemind = async (db: Db, now: Date): Promise<string[]> => {
  const { rows } = await sql<{ centre_id: string }>`select centre_id from centres_with_reminders(${now}, 200)`.execute(
    db,
  )
  return rows.map(({ centre_id }) => centre_id)
}

/** Reminders whose time has come, held until the transaction ends; what another process holds is its own to promise. */
export const takeDueReminders = async (db: Db, centreId: string, now: Date, most: number): Promise<DueReminder[]> => {
  const { rows } = await sql<DueReminder>`
    with due as (select id from tasks
      where centre_id = ${centreId} and state = 'open' and remind_at <= ${now} and reminder_queued_at is null
      order by remind_at, id limit ${most} for update skip locked)
    update tasks t set reminder_queued_at = ${now}
      from due, members m
      where t.centre_id = ${centreId} and t.id = due.id and m.id = t.assignee_id
      returning t.id, t.title, t.due_on, t.due_time, t.remind_at, t.assignee_id as member_id, m.email, m.name, m.lang,
        (select trim(c.given_name || ' ' || c.family_name) from contacts c
          where c.centre_id = ${centreId} and c.id = t.contact_id) as person`.execute(db)
  return rows
}

export type Awaiting = { id: string; email: string; name: string; lang: StaffLang }

/** Centres in which somebody waits for the mail of this day, through the door. */
export const listCentresToTell = async (db: Db, day: string, hour: number, weekly: boolean): Promise<string[]> => {
  const { rows } = await sql<{ centre_id: string }>`
    select centre_id from centres_with_digests(${day}, ${hour}, ${weekly}, 200)`.execute(db)
  return rows.map(({ centre_id }) => centre_id)
}

/** Who has waited for the mail of this day until this hour; nobody is taken twice for one day. */
export const takeAwaiting = async (
  db: Db,
  centreId: string,
  { day, hour, weekly }: { day: string; hour: number; weekly: boolean },
): Promise<Awaiting[]> => {
  const { rows } = await sql<Awaiting>`
    with due as (select member_id from memberships w
      where centre_id = ${centreId} and disabled_at is null and accepted_at is not null and digest_hour <= ${hour}
        and (digest = 'daily' or digest = 'weekly' and ${weekly})
        and (digested_on is null or digested_on < ${day}::date)
        and exists (select from members known where known.id = w.member_id and known.disabled_at is null)
      order by member_id limit 50 for update skip locked)
    update memberships ms set digested_on = ${day}
      from due, members m
      where ms.centre_id = ${centreId} and ms.member_id = due.member_id and m.id = ms.member_id and m.disabled_at is null
      returning m.id, m.email, m.name, m.lang`.execute(db)
  return rows
}
