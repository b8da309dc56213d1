import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { type ContactSort, directionOf } from '../../lib/contact-query.ts'
import { aDay, aMoment, anId, anyText, type CursorShape, decodeCursor, encodeCursor } from '../../lib/paging.ts'
import { dueOn } from './contacts.ts'
import type { ContactFilter, Contacts } from './filter.ts'
import type { ContactRow } from './rows.ts'

/** From where a page is taken: behind a row, before it, or from the beginning. */
export type Place = { cursor: string[] | undefined; backwards: boolean; descending: boolean; order: Order }

type Order = {
  columns: readonly { column: RawBuilder<unknown>; as: string }[]
  shape: CursorShape
  key: (row: ContactRow) => string[]
}

const czech = (column: string) => sql`${sql.ref(column)} collate "cs-x-icu"`
const id = { column: sql`c.id`, as: 'uuid' }

/** An index stands behind each of these, so that every page costs the same. */
const orders: Record<ContactSort, Order> = {
  name: {
    columns: [{ column: czech('c.family_name'), as: 'text' }, { column: czech('c.given_name'), as: 'text' }, id],
    shape: [anyText, anyText, anId],
    key: (row) => [row.family_name, row.given_name, row.id],
  },
  newest: { columns: [id], shape: [anId], key: (row) => [row.id] },
  next_step: {
    columns: [{ column: dueOn, as: 'date' }, id],
    shape: [aDay, anId],
    key: (row) => [row.next_step_on ?? 'infinity', row.id],
  },
  touched: {
    columns: [{ column: sql`c.touched_on`, as: 'date' }, id],
    shape: [(value) => value === '-infinity' || aDay(value), anId],
    key: (row) => [row.touched_on ?? '-infinity', row.id],
  },
  residence: {
    columns: [{ column: czech('c.residence'), as: 'text' }, id],
    shape: [anyText, anId],
    key: (row) => [row.residence, row.id],
  },
  stage_since: {
    columns: [{ column: sql`e.stage_since`, as: 'timestamptz' }, id],
    shape: [aMoment, anId],
    key: (row) => [row.stage_since ?? '', row.id],
  },
}

export const placeOf = (filter: ContactFilter): Place => {
  const sort = sortOf(filter)
  const order = orders[sort]
  const before = decodeCursor(filter.before, order.shape)
  const after = decodeCursor(filter.after, order.shape)
  const descending = directionOf({ sort, dir: filter.dir }) === 'desc'
  return { cursor: after ?? before, backwards: !after && before !== undefined, descending, order }
}

/** How long somebody has stood in a stage orders a list only where all stand in one. */
export const sortOf = ({ sort, stage }: Pick<ContactFilter, 'sort' | 'stage'>): ContactSort =>
  sort === 'stage_since' && !stage?.length ? 'name' : sort

/** The contacts from a place on, in the order in which they are fetched: backwards before a row. */
export const inOrder = (contacts: Contacts, { cursor, backwards, descending, order }: Place): Contacts => {
  const downwards = descending !== backwards
  const sorted = order.columns.reduce(
    (query, { column }) => query.orderBy(sql`${column}`, downwards ? 'desc' : 'asc'),
    cursor ? contacts.where(beyond(order, cursor, downwards)) : contacts,
  )
  return sorted
}

const beyond = ({ columns }: Order, cursor: readonly string[], downwards: boolean) => {
  const here = sql.join(columns.map(({ column }) => column))
  const there = sql.join(columns.map(({ as }, at) => sql`${cursor[at]}::${sql.raw(as)}`))
  return columns.length === 1
    ? sql<SqlBool>`${here} ${sql.raw(downwards ? '<' : '>')} ${there}`
    : sql<SqlBool>`(${here}) ${sql.raw(downwards ? '<' : '>')} (${there})`
}

export type ListPage = { rows: ContactRow[]; next: string | undefined; previous: string | undefined }

/** Turns `size + 1` rows, in the order in which they are read, into a page and the ways on from it. */
export const pageAround = (fetched: ContactRow[], size: number, { cursor, backwards, order }: Place): ListPage => {
  const more = fetched.length > size
  const rows = !more ? fetched : backwards ? fetched.slice(1) : fetched.slice(0, size)
  const [first, last] = [rows[0], rows.at(-1)]
  const way = (row: ContactRow | undefined, open: boolean) => (open && row ? encodeCursor(order.key(row)) : undefined)
  return {
    rows,
    next: way(last, backwards || more),
    previous: way(first, backwards ? more : cursor !== undefined),
  }
}
