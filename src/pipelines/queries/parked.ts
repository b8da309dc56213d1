import { sql } from 'kysely'
import type { Db } from '../../db/connection.ts'
import { aDay, aMoment, anId, decodeCursor, type Page, pageOf } from '../../lib/paging.ts'
import type { ParkReason, ParkTrigger } from '../../lib/stages.ts'
import type { Stage, Track } from '../../lib/words.ts'

export type ParkedPerson = {
  id: string
  contact_id: string
  version: number
  given_name: string
  family_name: string
  stage: Stage
  parked_until: string | null
  park_reason: ParkReason | null
  park_trigger: ParkTrigger | null
  park_note: string
  owner_name: string | null
  exactly: string
}

type Asked = { resting: readonly Stage[]; after: string | undefined; size?: number }

const columns = sql`e.id, e.contact_id, e.version, c.given_name, c.family_name, e.stage, e.parked_until, e.park_reason,
  e.park_trigger, e.park_note, m.name as owner_name, e.stage_since::text as exactly`
const people = sql`enrolments e join contacts c on c.centre_id = e.centre_id and c.id = e.contact_id
  left join members m on m.id = c.owner_id`

/** Who rests until a day, the first to wake on top. */
export const listSleepers = async (db: Db, centreId: string, track: Track, { after, size = 50 }: Asked) => {
  const cursor = decodeCursor(after, [aDay, anId])
  const { rows } = await sql<ParkedPerson>`
    select ${columns} from ${people} where e.centre_id = ${centreId} and e.track = ${track} and e.parked_until is not null
      ${cursor ? sql`and (e.parked_until, e.id) > (${cursor[0]}::date, ${cursor[1]}::uuid)` : sql``}
    order by e.parked_until, e.id limit ${size + 1}`.execute(db)
  return pageOf(rows, size, (row) => [row.parked_until ?? '', row.id])
}

/** Who rests without a day, so that nothing will wake them; the longest resting on top. */
export const listEndlessSleepers = async (
  db: Db,
  centreId: string,
  track: Track,
  { resting, after, size = 50 }: Asked,
): Promise<Page<ParkedPerson>> => {
  const cursor = decodeCursor(after, [aMoment, anId])
  const { rows } = await sql<ParkedPerson>`
    select ${columns} from ${people} where e.centre_id = ${centreId} and e.track = ${track}
      and e.stage = any(${sql.val(resting)}::text[]) and e.parked_until is null
      ${cursor ? sql`and (e.stage_since, e.id) > (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)` : sql``}
    order by e.stage_since, e.id limit ${size + 1}`.execute(db)
  return pageOf(rows, size, (row) => [row.exactly, row.id])
}

/** Centres in which somebody's day has come, through the door. */
export const listCentresWithSleepers = async (db: Db, today: string, most: number): Promise<string[]> => {
  const { rows } = await sql<{ centre_id: string }>`
    select centre_id from centres_with_sleepers(${today}::date, ${most})`.execute(db)
  return rows.map(({ centre_id }) => centre_id)
}

export type Sleeper = {
  id: string
  contact_id: string
  track: Track
  stage: Stage
  version: number
  parked_from: Stage | null
  next_step: string
  next_step_on: string | null
  owner_lang: string | null
}

/**
 * Takes up to `most` whose day has come, the people before their places as a merge does, held until the transaction
 * ends; who is held elsewhere is left there.
 */
export const takeSleepers = async (db: Db, centreId: string, today: string, most: number): Promise<Sleeper[]> => {
  const due = sql`e.centre_id = ${centreId} and e.parked_until <= ${today}::date`
  const held = await holdPeople(
    db,
    sql`c.centre_id = ${centreId} and c.id in (
      select e.contact_id from enrolments e where ${due} order by e.parked_until, e.id limit ${most})`,
    sql`skip locked`,
  )
  return held.length > 0 ? sleepers(db, sql`${due} and e.contact_id = any(${held}::uuid[])`, most) : []
}

/** One who rests, whatever their day; held, the person first. Undefined when they were merged away meanwhile. */
export const takeSleeper = async (db: Db, centreId: string, id: string): Promise<Sleeper | undefined> => {
  const which = sql`e.centre_id = ${centreId} and e.id = ${id}`
  const held = await holdPeople(
    db,
    sql`c.centre_id = ${centreId} and c.id = (select e.contact_id from enrolments e where ${which})`,
    sql``,
  )
  return (await sleepers(db, sql`${which} and e.contact_id = any(${held}::uuid[])`, 1))[0]
}

type Sql = ReturnType<typeof sql>

const holdPeople = async (db: Db, which: Sql, others: Sql): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select c.id from contacts c where ${which} order by c.id for no key update ${others}`.execute(db)
  return rows.map(({ id }) => id)
}

const sleepers = async (db: Db, which: Sql, most: number): Promise<Sleeper[]> => {
  const { rows } = await sql<Sleeper>`
    select e.id, e.contact_id, e.track, e.stage, e.version, e.parked_from, c.next_step, c.next_step_on, m.lang as owner_lang
    from ${people} where ${which} order by e.parked_until, e.id limit ${most} for no key update of e skip locked`.execute(
    db,
  )
  return rows
}

/** What comes next with a contact, unless something is due already. */
export const planFirst = async (db: Db, centreId: string, contactId: string, step: string, today: string) => {
  await db
    .updateTable('contacts')
    .set(({ eb }) => ({ next_step: step, next_step_on: today, version: eb('version', '+', 1) }))
    .where('centre_id', '=', centreId)
    .where('id', '=', contactId)
    .where(sql<boolean>`(next_step_on is null or next_step_on > ${today}::date)`)
    .execute()
}
