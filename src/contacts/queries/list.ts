import { type SelectQueryBuilder, sql } from 'kysely'
import type { Db } from '../../db/connection.ts'
import type { DB } from '../../db/types.generated.ts'
import { aDay, anId, anyText, type CursorShape, decodeCursor, type Page, pageOf } from '../../lib/paging.ts'
import type { Stage, Track } from '../../lib/words.ts'
import { dueOn } from './contacts.ts'

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
}

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
}

/** One page of contacts in the order asked for: by Czech alphabet, newest first, or by the day of the next step. */
export const listContacts = async (
  db: Db,
  centreId: string,
  filter: ContactFilter,
  size = 50,
): Promise<Page<ContactRow>> => {
  const { after, rows: sorted, key } = orders[filter.sort]
  const cursor = decodeCursor(filter.after, after)
  const rows = await sorted(filtered(db, centreId, filter), cursor)
    .leftJoin('members as owner', 'owner.id', 'c.owner_id')
    .select(['c.id', 'c.given_name', 'c.family_name', 'c.municipality_origin', 'c.residence', 'c.tags', 'e.stage'])
    .select(['c.next_step', 'c.next_step_on', 'owner.name as owner_name'])
    .limit(size + 1)
    .execute()
  return pageOf(rows, size, key)
}

/** How many fit the filter, counted no further than `cap` + 1. */
export const countContacts = async (db: Db, centreId: string, filter: ContactFilter, cap = 1000): Promise<number> => {
  const counted = filtered(db, centreId, filter)
    .select('c.id')
    .limit(cap + 1)
    .as('counted')
  const { count } = await db
    .selectFrom(counted)
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/**
 * What the list can be filtered by, in one query: the members, the municipalities people come from (read by hopping
 * through their index, not through the contacts), and the tags of the newest 5 000 contacts.
 */
export const listFilterValues = async (db: Db, centreId: string) => {
  const { rows } = await sql<{ kind: 'owner' | 'tag' | 'municipality'; value: string; label: string }>`
    with recursive origins (name) as (
      (select municipality_origin from contacts where centre_id = ${centreId} and municipality_origin > ''
        order by municipality_origin limit 1)
      union all
      select (select c.municipality_origin from contacts c
        where c.centre_id = ${centreId} and c.municipality_origin > origins.name order by c.municipality_origin limit 1)
      from origins where origins.name is not null
    )
    (select 'owner' as kind, m.id::text as value, m.name as label from memberships ms join members m on m.id = ms.member_id
      where ms.centre_id = ${centreId} order by m.name collate "cs-x-icu" limit 200)
    union all
    (select 'municipality', name, name from origins where name is not null order by name collate "cs-x-icu" limit 500)
    union all
    (select 'tag', tag, tag from (select tags from contacts where centre_id = ${centreId} order by id desc limit 5000) newest,
        unnest(newest.tags) as tag
      group by tag order by tag collate "cs-x-icu" limit 100)`.execute(db)
  const of = (kind: string) => rows.filter((row) => row.kind === kind)
  return {
    owners: of('owner').map(({ value, label }) => ({ id: value, name: label })),
    tags: of('tag').map(({ value }) => value),
    municipalities: of('municipality').map(({ value }) => value),
  }
}

type Tables = DB & { c: DB['contacts']; e: { [Column in keyof DB['enrolments']]: DB['enrolments'][Column] | null } }
type Contacts = SelectQueryBuilder<Tables, 'c' | 'e', object>
type Order = {
  after: CursorShape
  rows: (contacts: Contacts, cursor: string[] | undefined) => Contacts
  key: (row: ContactRow) => string[]
}

const filtered = (db: Db, centreId: string, { q, track, stage, owner, tag, municipality }: ContactFilter): Contacts => {
  const contacts = db
    .selectFrom('contacts as c')
    .leftJoin('enrolments as e', (join) =>
      join.onRef('e.centre_id', '=', 'c.centre_id').onRef('e.contact_id', '=', 'c.id').on('e.track', '=', track),
    )
    .where('c.centre_id', '=', centreId)
    .$if(q !== '', (query) => query.where('c.id', 'in', sql<string>`(select search_contacts(${q}))`))
    .$if(stage !== undefined, (query) => query.where('e.centre_id', '=', centreId).where('e.stage', '=', stage ?? null))
    .$if(owner !== undefined, (query) => query.where('c.owner_id', '=', owner ?? null))
    .$if(tag !== undefined, (query) => query.where('c.tags', '@>', sql<string[]>`array[${tag}]::text[]`))
    .$if(municipality !== undefined, (query) => query.where('c.municipality_origin', '=', municipality ?? ''))
  // kysely names a left-joined table's nullable columns by a type of its own
  return contacts as unknown as Contacts
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
