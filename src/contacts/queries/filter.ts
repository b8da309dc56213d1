import { type SelectQueryBuilder, sql } from 'kysely'
import type { Db } from '../../db/connection.ts'
import type { DB } from '../../db/types.generated.ts'
import type { Stage, Track } from '../../lib/words.ts'

export const contactSorts = ['name', 'newest', 'next_step'] as const
export type ContactSort = (typeof contactSorts)[number]

export type ContactFilter = {
  q: string
  track: Track
  stage?: Stage | undefined
  owner?: string | undefined
  tag?: string | undefined
  municipality?: string | undefined
  sort: ContactSort
  after?: string | undefined
  /** to the end, because somebody asked for it: it takes longer than the list itself */
  count?: 'exact' | undefined
}

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
  const { q, track, stage, owner, tag, municipality } = filter
  const contacts = db
    .selectFrom('contacts as c')
    .leftJoin('enrolments as e', (join) =>
      join.onRef('e.centre_id', '=', 'c.centre_id').onRef('e.contact_id', '=', 'c.id').on('e.track', '=', track),
    )
    .where('c.centre_id', '=', centreId)
    .$if(q !== '', (query) => query.where('c.id', 'in', sql<string>`(select id from found)`))
    .$if(stage !== undefined, (query) => query.where('e.centre_id', '=', centreId).where('e.stage', '=', stage ?? null))
    .$if(owner !== undefined, (query) => query.where('c.owner_id', '=', owner ?? null))
    .$if(tag !== undefined, (query) => query.where('c.tags', '@>', sql<string[]>`array[${tag}]::text[]`))
    .$if(municipality !== undefined, (query) => query.where('c.municipality_origin', '=', municipality ?? ''))
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
    .where('p.stage', '=', stage ?? sql<never>`null`)

export const isStageOnly = ({ q, stage, owner, tag, municipality }: ContactFilter) =>
  stage !== undefined && q === '' && !owner && !tag && !municipality

export const isSearchOnly = ({ q, stage, owner, tag, municipality }: ContactFilter) =>
  q !== '' && !stage && !owner && !tag && !municipality
