import { type RawBuilder, sql } from 'kysely'
import { type ContactFilter, filtered, searching } from '../../contacts/queries/filter.ts'
import type { Db } from '../../db/connection.ts'

/** Who is chosen, by id or by what a list finds. */
export type Chosen = { ids: readonly string[] } | { filter: ContactFilter }

/** The ids of the chosen who are there, no more than `most`. */
export const chosen = (db: Db, centreId: string, who: Chosen, most: number): RawBuilder<{ id: string }> =>
  'ids' in who
    ? sql`(select id from contacts where centre_id = ${centreId} and id = any(${[...who.ids]}::uuid[]) limit ${most})`
    : sql`(${filtered(searching(db, who.filter), centreId, who.filter).select('c.id').limit(most)})`
