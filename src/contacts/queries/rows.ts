import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../db/connection.ts'
import type { ContactColumn } from '../../lib/contact-query.ts'
import type { ContactSource, Horizon, Stage } from '../../lib/words.ts'
import type { ContactFilter } from './filter.ts'
import { type Place, sortOf } from './order.ts'

export type ContactRow = {
  id: string
  given_name: string
  family_name: string
  municipality_origin: string
  residence: string
  tags: string[]
  stage: Stage | null
  next_step: string
  next_step_on: string | null
  owner_name: string | null
  /** the same in every row */
  count: number
  nth: string
  /** what was asked for with columns or the order */
  touched_on?: string | null
  stage_since?: string | null
  field?: string
  horizon?: Horizon | null
  source?: ContactSource
  created_at?: Date
  email?: string | null
  phone?: string | null
  languages?: string[]
}

/** Each with its place: the order is known where they are found and is not made a second time around all they say. */
export const numbered = (ids: RawBuilder<unknown>) =>
  sql`(select found.id, found.found_in_all, row_number() over () as nth from ${ids} found)`

/** What a column needs besides what stands in every row. */
const further: Partial<Record<ContactColumn, RawBuilder<unknown>>> = {
  touched: sql`nullif(c.touched_on, '-infinity') as touched_on`,
  stage_since: sql`e.stage_since::text as stage_since`,
  field: sql`c.field`,
  horizon: sql`c.horizon`,
  source: sql`c.source`,
  created: sql`c.created_at`,
  email: sql`(select p.value from contact_points p where p.centre_id = c.centre_id and p.contact_id = c.id
    and p.kind = 'email' order by p.position, p.created_at, p.id limit 1) as email`,
  phone: sql`(select p.value from contact_points p where p.centre_id = c.centre_id and p.contact_id = c.id
    and p.kind = 'phone' order by p.position, p.created_at, p.id limit 1) as phone`,
  languages: sql`array(select l.lang || ' ' || l.level from contact_languages l
    where l.centre_id = c.centre_id and l.contact_id = c.id order by l.level = 'native' desc, l.level desc, l.lang) as languages`,
}

/** All a list shows of the people whose ids (with how many there are in all, and the place of each) the statement `ids` gives. */
export const rowsOf = async (
  db: Db,
  centreId: string,
  filter: ContactFilter,
  ids: RawBuilder<unknown>,
  place: Place,
) => {
  const columns = new Set<ContactColumn>(filter.cols ?? [])
  const sort = sortOf(filter)
  if (sort === 'touched' || sort === 'stage_since') columns.add(sort)
  const more = [...columns].flatMap((column) => further[column] ?? [])
  const { rows } = await sql<ContactRow>`
    select c.id, c.given_name, c.family_name, c.municipality_origin, c.residence, c.tags, e.stage, c.next_step,
      c.next_step_on, owner.name as owner_name, n.found_in_all as count, n.nth${more.length > 0 ? sql`, ${sql.join(more)}` : sql``}
    from ${ids} n join contacts c on c.centre_id = ${centreId} and c.id = n.id
      left join enrolments e on e.centre_id = ${centreId} and e.contact_id = n.id and e.track = ${filter.track}
      left join members owner on owner.id = c.owner_id
    `.execute(db)
  return rows.sort((one, other) => (place.backwards ? -1 : 1) * (Number(one.nth) - Number(other.nth)))
}
