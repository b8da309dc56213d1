import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../db/connection.ts'
import { aDay, anId, anyText, type CursorShape, decodeCursor, type Page, pageOf } from '../../lib/paging.ts'
import type { Stage, Track } from '../../lib/words.ts'
import { dueOn } from './contacts.ts'
import {
  type ContactFilter,
  type ContactSort,
  type Contacts,
  counted,
  filtered,
  isSearchOnly,
  isStageOnly,
  searching,
  standing,
} from './filter.ts'

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
}

type Extent = { size?: number; cap?: number | undefined }

/**
 * One page of contacts in the order asked for: by Czech alphabet, newest first, or by the day of the next step; and how
 * many there are in all, counted no further than `cap` + 1, to the end where no cap is given.
 */
export const listContacts = async (
  db: Db,
  centreId: string,
  filter: ContactFilter,
  { size = 50, cap }: Extent = {},
): Promise<Page<ContactRow> & { count: number }> => {
  const { after, rows: sorted, key } = orders[filter.sort]
  const cursor = decodeCursor(filter.after, after)
  const rows =
    (await newest(db, centreId, filter, { most: size + 1, cap, before: cursor?.[0] })) ??
    (await sorted(filtered(searching(db, filter), centreId, filter), cursor)
      .leftJoin('members as owner', 'owner.id', 'c.owner_id')
      .select(['c.id', 'c.given_name', 'c.family_name', 'c.municipality_origin', 'c.residence', 'c.tags', 'e.stage'])
      .select(['c.next_step', 'c.next_step_on', 'owner.name as owner_name'])
      .select(counted(db, centreId, filter, cap).as('count'))
      .limit(size + 1)
      .execute())
  return { ...pageOf(rows, size, key), count: rows[0]?.count ?? 0 }
}

type Stretch = { most: number; cap: number | undefined; before: string | undefined }

/** The two lists opened most have ways of their own: who stands in a stage, and who bears a name. */
const newest = (db: Db, centreId: string, filter: ContactFilter, { most, cap, before }: Stretch) => {
  if (filter.sort !== 'newest') return undefined
  const { q, track } = filter
  if (isSearchOnly(filter) && cap === searchCap)
    return inOrder(db, centreId, track, sql`newest_contacts_like(${q}, ${before ?? null}, ${most})`)
  if (!isStageOnly(filter)) return undefined
  const ids = standing(db, centreId, filter)
    .$if(before !== undefined, (rows) => rows.where('p.contact_id', '<', before ?? ''))
    .select(['p.contact_id as id', counted(db, centreId, filter, cap).as('found_in_all')])
    .orderBy('p.contact_id', 'desc')
    .limit(most)
  return inOrder(db, centreId, track, sql`${ids}`)
}

const inOrder = async (db: Db, centreId: string, track: Track, ids: RawBuilder<unknown>) => {
  const { rows } = await sql<ContactRow>`
    select c.id, c.given_name, c.family_name, c.municipality_origin, c.residence, c.tags, e.stage, c.next_step,
      c.next_step_on, owner.name as owner_name, n.found_in_all as count
    from ${ids} n join contacts c on c.centre_id = ${centreId} and c.id = n.id
      left join enrolments e on e.centre_id = ${centreId} and e.contact_id = n.id and e.track = ${track}
      left join members owner on owner.id = c.owner_id
    order by n.id desc`.execute(db)
  return rows
}

/** How far the search itself counts. */
export const searchCap = 1000

type Order = {
  after: CursorShape
  rows: (contacts: Contacts, cursor: string[] | undefined) => Contacts
  key: (row: ContactRow) => string[]
}

const czech = (column: string) => sql<string>`${sql.ref(column)} collate "cs-x-icu"`

const orders: Record<ContactSort, Order> = {
  name: {
    after: [anyText, anyText, anId],
    key: (row) => [row.family_name, row.given_name, row.id],
    rows: (contacts, cursor) =>
      contacts
        .$if(cursor !== undefined, (query) =>
          query.where(
            sql<boolean>`(${czech('c.family_name')}, ${czech('c.given_name')}, c.id) > (${cursor?.[0]}, ${cursor?.[1]}, ${cursor?.[2]}::uuid)`,
          ),
        )
        .orderBy(czech('c.family_name'))
        .orderBy(czech('c.given_name'))
        .orderBy('c.id'),
  },
  newest: {
    after: [anId],
    key: (row) => [row.id],
    rows: (contacts, cursor) =>
      contacts
        .$if(cursor !== undefined, (query) => query.where('c.id', '<', sql<string>`${cursor?.[0]}::uuid`))
        .orderBy('c.id', 'desc'),
  },
  next_step: {
    after: [aDay, anId],
    key: (row) => [row.next_step_on ?? 'infinity', row.id],
    rows: (contacts, cursor) =>
      contacts
        .$if(cursor !== undefined, (query) =>
          query.where(sql<boolean>`(${dueOn}, c.id) > (${cursor?.[0]}::date, ${cursor?.[1]}::uuid)`),
        )
        .orderBy(dueOn)
        .orderBy('c.id'),
  },
}
