import { sql } from 'kysely'
import type { Db } from '../../db/connection.ts'
import { aMoment, anId, decodeCursor, pageOf } from '../../lib/paging.ts'
import type { Stage, Track } from '../../lib/words.ts'

export type Forgotten = {
  id: string
  given_name: string
  family_name: string
  track: Track
  stage: Stage
  stage_since: Date
  owner_name: string | null
  enrolment_id: string
  exactly: string
}

/**
 * People under way with whom nothing is planned: no next step and no open task. Each once, by the stage they have stood
 * on longest. The list and the count are this one condition, written so that only the index that begins with the person
 * can answer what is asked for each: of a centre that was empty a minute ago the planner knows nothing.
 */
export const forgotten = (centreId: string, owner: string | undefined) => sql`
  enrolments e join contacts c on c.centre_id = e.centre_id and c.id = e.contact_id
  where e.centre_id = ${centreId} and c.next_step_on is null and ${isUnderWay('e', centreId)}
    ${owner ? sql`and c.owner_id = ${owner}` : sql``}
    and not exists (select from tasks t
      where t.centre_id = ${centreId} and t.contact_id = e.contact_id and t.closed_at is null)
    and not exists (select from enrolments o
      where o.centre_id = ${centreId} and o.contact_id = e.contact_id and o.id <> e.id and ${isUnderWay('o', centreId)}
        and case when o.stage_since = e.stage_since then o.id < e.id else o.stage_since < e.stage_since end)`

const isUnderWay = (enrolment: 'e' | 'o', centreId: string) => sql`
  ${sql.ref(`${enrolment}.stage`)} = any(array(select s.code from stages s
    where s.centre_id = ${centreId} and s.category in ('open', 'active')))`

export type ForgottenFilter = { owner?: string | undefined; after?: string | undefined; size?: number }

/** Those who have waited longest first, of one member's or of all, a page at a time. */
export const listWithoutNextStep = async (
  db: Db,
  centreId: string,
  { owner, after, size = 50 }: ForgottenFilter = {},
) => {
  const cursor = decodeCursor(after, [aMoment, anId])
  const beyond = cursor ? sql`and (e.stage_since, e.id) > (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)` : sql``
  const { rows } = await sql<Forgotten>`
    select c.id, c.given_name, c.family_name, e.track, e.stage, e.stage_since, e.id as enrolment_id,
        e.stage_since::text as exactly, (select m.name from members m where m.id = c.owner_id) as owner_name
      from ${forgotten(centreId, owner)} ${beyond}
      order by e.stage_since, e.id limit ${size + 1}`.execute(db)
  return pageOf(rows, size, (row) => [row.exactly, row.enrolment_id])
}

/** Nobody reads more than this from a number. */
export const mostCounted = 1000

/** How many there are, of one member's or of all; more than `mostCounted` are told as one more. */
export const countWithoutNextStep = async (db: Db, centreId: string, owner?: string): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select (${countedForgotten(centreId, owner)}) as count`.execute(db)
  return rows[0]?.count ?? 0
}

export const countedForgotten = (centreId: string, owner: string | undefined) => sql`
  select count(*)::int from (select 1 from ${forgotten(centreId, owner)} limit ${mostCounted + 1}) f`
