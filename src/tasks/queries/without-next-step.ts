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
 * on longest. The list and the count are this one condition. It asks for sets, which are read once and hashed, and joins
 * nothing: of a centre that was empty a minute ago the planner knows nothing, and would go through all of it for each row.
 */
export const forgotten = (centreId: string, owner: string | undefined) => sql`
  enrolments e where e.centre_id = ${centreId} and ${isUnderWay('e', centreId)}
    ${owner ? sql`and (e.contact_id in (select c.id from contacts c where c.centre_id = ${centreId} and c.owner_id = ${owner})) is true` : sql``}
    and e.contact_id not in (select c.id from contacts c where c.centre_id = ${centreId} and c.next_step_on is not null)
    and e.contact_id not in (select t.contact_id from tasks t
      where t.centre_id = ${centreId} and t.state = 'open' and t.contact_id is not null)
    and (e.contact_id not in (select b.contact_id from enrolments b
        where b.centre_id = ${centreId} group by b.contact_id having count(*) > 1)
      or not exists (select from enrolments o where o.centre_id = ${centreId} and o.contact_id = e.contact_id
        and (o.stage_since, o.id) < (e.stage_since, e.id) and ${isUnderWay('o', centreId)}))`

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
      from (select e.* from ${forgotten(centreId, owner)} ${beyond} order by e.stage_since, e.id limit ${size + 1}) e
      join contacts c on c.centre_id = e.centre_id and c.id = e.contact_id
      order by e.stage_since, e.id`.execute(db)
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
