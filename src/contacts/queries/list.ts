import { sql } from 'kysely'
import type { Db } from '../../db/connection.ts'
import { isFiltered } from '../../lib/contact-query.ts'
import {
  among,
  type ContactFilter,
  counted,
  filtered,
  isSearchOnly,
  isStageOnly,
  searching,
  standing,
} from './filter.ts'
import { inOrder, type ListPage, type Place, pageAround, placeOf } from './order.ts'
import { type ContactRow, numbered, rowsOf } from './rows.ts'

export type { ContactRow } from './rows.ts'

type Extent = { size?: number; cap?: number | undefined }

/**
 * One page of contacts in the order asked for; and how many there are in all, counted no further than `cap` + 1, to the
 * end where no cap is given.
 */
export const listContacts = async (
  db: Db,
  centreId: string,
  filter: ContactFilter,
  { size = 50, cap }: Extent = {},
): Promise<ListPage & { count: number }> => {
  const place = placeOf(filter)
  const stretch = { most: size + 1, cap, place }
  const rows =
    (await newest(db, centreId, filter, stretch)) ??
    (isFiltered(filter) ? await sifted(db, centreId, filter, stretch) : await walked(db, centreId, filter, stretch))
  return { ...pageAround(rows, size, place), count: rows[0]?.count ?? 0 }
}

type Stretch = { most: number; cap: number | undefined; place: Place }

/** The two lists opened most have ways of their own: who stands in a stage, and who bears a name. */
const newest = (db: Db, centreId: string, filter: ContactFilter, { most, cap, place }: Stretch) => {
  if (filter.sort !== 'newest' || !place.descending || place.backwards) return undefined
  const before = place.cursor?.[0]
  if (isSearchOnly(filter) && cap === searchCap)
    return rowsOf(
      db,
      centreId,
      filter,
      numbered(sql`newest_contacts_like(${filter.q}, ${before ?? null}, ${most})`),
      place,
    )
  if (!isStageOnly(filter)) return undefined
  const ids = standing(db, centreId, filter)
    .$if(before !== undefined, (rows) => rows.where('p.contact_id', '<', before ?? ''))
    .select(['p.contact_id as id', counted(db, centreId, filter, cap).as('found_in_all')])
    .orderBy('p.contact_id', 'desc')
    .limit(most)
  return rowsOf(db, centreId, filter, numbered(sql`${ids}`), place)
}

/**
 * A few are found by their filters and sorted; of many, a page is soon found along the order. Which of the two it is
 * cannot be known beforehand, so the filters are asked first, no further than the count goes.
 */
const sifted = async (db: Db, centreId: string, filter: ContactFilter, stretch: Stretch): Promise<ContactRow[]> => {
  const few = stretch.cap ?? searchCap
  const passing = filtered(searching(db, filter), centreId, filter)
    .select('c.id')
    .limit(few + 1)
  const [, found] = await Promise.all([planForTheseValues(db), passing.execute()])
  const ids = found.map(({ id }) => id)
  if (ids.length === 0) return []
  if (ids.length > few) {
    const walk = () => walked(db, centreId, filter, stretch, stretch.cap && ids.length)
    return isAskedByRow(filter) ? (await Promise.all([alongTheOrder(db), walk()]))[1] : walk()
  }
  return walked(
    db,
    centreId,
    { track: filter.track, q: '', sort: filter.sort, ...shown(filter) },
    stretch,
    ids.length,
    ids,
  )
}

const shown = ({ dir, cols, stage }: ContactFilter) => ({ dir, cols, stage })

/** Along the order, past those who do not pass, until a page is full. */
const walked = (
  db: Db,
  centreId: string,
  filter: ContactFilter,
  { most, cap, place }: Stretch,
  count?: number,
  ids?: readonly string[],
) => {
  const people = filtered(searching(db, filter), centreId, filter)
  const page = inOrder(ids ? people.where(among(ids)) : people, place)
    .select('c.id')
    .select(
      count === undefined
        ? counted(db, centreId, filter, cap).as('found_in_all')
        : sql`${count}::int`.as('found_in_all'),
    )
    .limit(most)
  return rowsOf(db, centreId, filter, numbered(sql`${page}`), place)
}

/**
 * What suits one tag does not suit the next: a plan made once for all values would read the centre. And a page is not
 * worth the other processors: workers read far past its end.
 */
const planForTheseValues = (db: Db) =>
  sql`select set_config('plan_cache_mode', 'force_custom_plan', true),
    set_config('max_parallel_workers_per_gather', '0', true)`.execute(db)

/** What can be answered for one person by an index; the others are found all at once and compared. */
const isAskedByRow = ({ q, attended = 1, tag = [], tag_all = [] }: ContactFilter) =>
  q === '' && attended === 1 && tag.length + tag_all.length === 0

/** Many pass, so a page is near; row-level security hides from the planner how many, and it would fetch and sort them all. */
const alongTheOrder = (db: Db) =>
  sql`select set_config('enable_sort', 'off', true), set_config('enable_hashjoin', 'off', true)`.execute(db)

/** How far the search itself counts. */
export const searchCap = 1000

/** Everybody who passes, in order: what an export holds, whatever changes while it is written. */
export const passingIds = async (db: Db, centreId: string, filter: ContactFilter, most: number): Promise<string[]> => {
  const everywhere = { ...filter, after: undefined, before: undefined }
  const people = inOrder(filtered(searching(db, filter), centreId, filter), placeOf(everywhere))
  const [, found] = await Promise.all([planForTheseValues(db), people.select('c.id').limit(most).execute()])
  return found.map(({ id }) => id)
}

/** Some of them again, with all a list shows of them. */
export const contactsByIds = (db: Db, centreId: string, filter: ContactFilter, ids: readonly string[]) =>
  rowsOf(
    db,
    centreId,
    filter,
    sql`(select id, 0 as found_in_all, nth from unnest(${ids}::uuid[]) with ordinality as given (id, nth))`,
    placeOf(filter),
  )
