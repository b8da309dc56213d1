import { type SqlBool, sql } from 'kysely'
import type { Condition } from './conditions.ts'
import type { ContactFilter } from './filter.ts'

/** Who came to events, or was expected and did not: how often, where and when. */
export const attendance = (asked: ContactFilter & { centreId: string }): Condition => {
  const { centreId, attended, absent, event_town, event_from, event_to } = asked
  const about = [
    ...(event_town?.length ? [sql`ev.town = any(${event_town}::text[])`] : []),
    ...(event_from ? [sql`ev.starts_at >= (${event_from}::date::timestamp at time zone 'Europe/Prague')`] : []),
    ...(event_to ? [sql`ev.starts_at < ((${event_to}::date + 1)::timestamp at time zone 'Europe/Prague')`] : []),
  ]
  if (!attended && !absent && about.length === 0) return undefined
  const registered = (state: 'attended' | 'no_show', least: number) => sql<SqlBool>`c.id in (
    select r.contact_id from registrations r
    ${about.length > 0 ? sql`join events ev on ev.centre_id = r.centre_id and ev.id = r.event_id` : sql``}
    where r.centre_id = ${centreId} and r.state = ${sql.lit(state)} and r.contact_id is not null
    ${about.length > 0 ? sql`and ev.centre_id = ${centreId} and ${sql.join(about, sql` and `)}` : sql``}
    ${least > 1 ? sql`group by r.contact_id having count(distinct r.event_id) >= ${least}` : sql``})`
  const wanted = [
    ...(attended || !absent ? [registered('attended', attended ?? 1)] : []),
    ...(absent ? [registered('no_show', 1)] : []),
  ]
  return sql<SqlBool>`${sql.join(wanted, sql` and `)}`
}

/** Who can be reached by mail or by phone, or cannot. */
export const contactPoints = (centreId: string, kinds: readonly string[] | undefined, has: boolean): Condition => {
  if (!kinds?.length) return undefined
  const each = kinds.map((kind) => {
    const point = sql`(select from contact_points p where p.centre_id = ${centreId} and p.kind = ${kind} and p.contact_id = c.id)`
    return has ? sql`exists ${point}` : sql`not exists ${point}`
  })
  return sql<SqlBool>`${sql.join(each, sql` and `)}`
}

export const relations = (centreId: string, kinds: readonly string[] | undefined): Condition =>
  kinds?.length
    ? sql<SqlBool>`c.id in (
        select n.from_id from contact_relations n where n.centre_id = ${centreId} and n.kind = any(${kinds}::text[])
        union all
        select n.to_id from contact_relations n where n.centre_id = ${centreId} and n.kind = any(${kinds}::text[]))`
    : undefined

export const referrals = (centreId: string, referred: 'yes' | 'accepted' | 'no' | undefined): Condition => {
  if (!referred) return undefined
  const sent = sql`exists (select from referrals f where f.centre_id = ${centreId} and f.contact_id = c.id
    ${referred === 'accepted' ? sql`and f.state = 'accepted'` : sql``})`
  return referred === 'no' ? sql<SqlBool>`not ${sent}` : sql<SqlBool>`${sent}`
}
