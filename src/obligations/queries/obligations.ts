import { sql } from 'kysely'
import type { Db } from '../../db/connection.ts'
import { aDay, anId, decodeCursor, type Page, pageOf } from '../../lib/paging.ts'

export type ListedObligation = {
  id: string
  contact_id: string
  given_name: string
  family_name: string
  owner_name: string | null
  agreement: string
  years_owed: number
  start_by: string
  started_on: string | null
  /** the day the duty will have been served, of who has begun */
  served_on: string | null
  state: 'open' | 'served' | 'repaid' | 'waived'
  closed_on: string | null
}

/** Duties still open, those that are to begin first on top; or the closed ones, the latest first. A page at a time. */
export const listObligations = async (
  db: Db,
  centreId: string,
  { closed, after }: { closed: boolean; after?: string | undefined },
  size = 50,
): Promise<Page<ListedObligation>> => {
  const cursor = decodeCursor(after, [aDay, anId])
  const [day, state, past, order] = closed
    ? [sql`o.closed_on`, sql`o.state <> 'open'`, sql`<`, sql`desc`]
    : [sql`o.start_by`, sql`o.state = 'open'`, sql`>`, sql`asc`]
  const { rows } = await sql<ListedObligation>`
    select o.id, o.contact_id, c.given_name, c.family_name, m.name as owner_name, o.agreement,
      o.years_owed::float8 as years_owed, o.start_by, o.started_on, o.state, o.closed_on,
      (o.started_on + make_interval(months => round(o.years_owed * 12)::int))::date as served_on
    from obligations o join contacts c on c.centre_id = o.centre_id and c.id = o.contact_id
    left join members m on m.id = c.owner_id
    where o.centre_id = ${centreId} and ${state}
      ${cursor ? sql`and (${day}, o.id) ${past} (${cursor[0]}::date, ${cursor[1]}::uuid)` : sql``}
    order by ${day} ${order}, o.id ${order} limit ${size + 1}`.execute(db)
  return pageOf(rows, size, (row) => [(closed ? row.closed_on : row.start_by) ?? '', row.id])
}
