import { type RawBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely'
import type { Db } from '../../db/connection.ts'
import type { DB } from '../../db/types.generated.ts'
import { type ContactQuery, isFiltered } from '../../lib/contact-query.ts'
import type { Track } from '../../lib/words.ts'
import { conditionsOf } from './conditions.ts'

export { ContactQuery, readContactQuery } from '../../lib/contact-query.ts'

/** A list's question with who asks it and when: `me` and "this week" mean something only then. */
export type ContactFilter = Partial<ContactQuery> &
  Pick<ContactQuery, 'q' | 'sort'> & { track: Track; me?: string; today?: string }

type Tables = DB & { c: DB['contacts']; e: { [Column in keyof DB['enrolments']]: DB['enrolments'][Column] | null } }
export type Contacts = SelectQueryBuilder<Tables, 'c' | 'e', object>

/** Begins a statement in which `found` are those with the words looked for: looked for once, however often it is used. */
export const searching = (db: Db, { q }: ContactFilter): Db => {
  if (q === '') return db
  const found = db.with(
    (cte) => cte('found').materialized(),
    () => sql<{ id: string }>`(select search_contacts(${q}) as id)`,
  )
  // what it can select from is told by name only, in `filtered`
  return found as unknown as Db
}

/** Contacts that pass the filter, each with its place on the filter's track where it has one. */
export const filtered = (db: Db, centreId: string, filter: ContactFilter): Contacts => {
  const { q, track } = filter
  const passing = conditionsOf(centreId, filter)
  const contacts = db
    .selectFrom('contacts as c')
    .leftJoin('enrolments as e', (join) =>
      join.onRef('e.centre_id', '=', 'c.centre_id').onRef('e.contact_id', '=', 'c.id').on('e.track', '=', track),
    )
    .where('c.centre_id', '=', centreId)
    .$if(q !== '', (query) => query.where('c.id', 'in', sql<string>`(select id from found)`))
    .$if(passing.length > 0, (query) => query.where(sql<SqlBool>`${sql.join(passing, sql` and `)}`))
  // kysely names a left-joined table's nullable columns by a type of its own
  return contacts as unknown as Contacts
}

/** How many pass the filter, counted no further than `cap` + 1 where a cap is given. */
export const counted = (db: Db, centreId: string, filter: ContactFilter, cap: number | undefined) => {
  const one = sql<1>`1`.as('one')
  const rows = isStageOnly(filter)
    ? standing(db, centreId, filter).select(one)
    : filtered(db, centreId, filter).select(one)
  return sql<number>`(select count(*)::int from (${rows} ${cap === undefined ? sql`` : sql`limit ${cap + 1}`}) passing)`
}

/** Those in one stage, found without looking at the contacts. */
export const standing = (db: Db, centreId: string, { track, stage }: ContactFilter) =>
  db
    .selectFrom('enrolments as p')
    .where('p.centre_id', '=', centreId)
    .where('p.track', '=', track)
    .where('p.stage', '=', stage?.[0] ?? sql<never>`null`)

export const isStageOnly = (filter: ContactFilter) =>
  filter.stage?.length === 1 && !isFiltered({ ...filter, stage: [] })

export const isSearchOnly = (filter: ContactFilter) => filter.q !== '' && !isFiltered({ ...filter, q: '' })

/** The same people again, by their ids. */
export const among = (ids: readonly string[]): RawBuilder<SqlBool> => sql<SqlBool>`c.id = any(${ids}::uuid[])`
