import { sql } from 'kysely'
import type { Db } from '../../db/connection.ts'
import type { Scope } from '../../db/scope.ts'
import { newId } from '../../lib/ids.ts'

export type SavedView = {
  id: string
  name: string
  query: string
  shared: boolean
  version: number
  member_id: string
  member_name: string | null
  is_default: boolean
  is_deleted: boolean
}

/** The views a member has: their own and those that others share, by Czech alphabet. */
export const listViews = (db: Db, centreId: string, memberId: string): Promise<SavedView[]> =>
  viewsOf(db, centreId, memberId).where('v.deleted_at', 'is', null).limit(100).execute()

/** One of them; also one that was deleted, so that it can be brought back. */
export const findView = (db: Db, centreId: string, memberId: string, id: string): Promise<SavedView | undefined> =>
  viewsOf(db, centreId, memberId).where('v.id', '=', id).executeTakeFirst()

const viewsOf = (db: Db, centreId: string, memberId: string) =>
  db
    .selectFrom('saved_views as v')
    .leftJoin('members as m', 'm.id', 'v.member_id')
    .leftJoin('default_views as d', (join) =>
      join.onRef('d.centre_id', '=', 'v.centre_id').onRef('d.view_id', '=', 'v.id').on('d.member_id', '=', memberId),
    )
    .where('v.centre_id', '=', centreId)
    .where(({ or, eb }) => or([eb('v.shared', '=', true), eb('v.member_id', '=', memberId)]))
    .select(['v.id', 'v.name', 'v.query', 'v.shared', 'v.version', 'v.member_id', 'm.name as member_name'])
    .select(({ eb }) => [
      eb('d.view_id', 'is not', null).$castTo<boolean>().as('is_default'),
      eb('v.deleted_at', 'is not', null).$castTo<boolean>().as('is_deleted'),
    ])
    .orderBy(sql`v.name collate "cs-x-icu"`)
    .orderBy('v.id')

type NewView = { name: string; query: string; shared: boolean; member_id: string; idempotency_key?: string | undefined }

/** The id of the view; of the same form sent twice the view it made the first time. */
export const createView = async (
  { db, centreId, now }: Scope,
  view: NewView,
): Promise<{ id: string; isNew: boolean }> => {
  const made = await db
    .insertInto('saved_views')
    .values({ centre_id: centreId, id: newId(), ...view, created_at: now, updated_at: now })
    .onConflict((conflict) => conflict.columns(['centre_id', 'idempotency_key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made) return { id: made.id, isNew: true }
  const known = await db
    .selectFrom('saved_views')
    .select('id')
    .where('centre_id', '=', centreId)
    .where('idempotency_key', '=', view.idempotency_key ?? '')
    .executeTakeFirstOrThrow()
  return { id: known.id, isNew: false }
}

type Change = { name?: string; shared?: boolean; query?: string; deleted_at?: Date | null }

/** False when somebody changed it since that version. */
export const changeView = async ({ db, centreId, now }: Scope, id: string, version: number, change: Change) => {
  const changed = await db
    .updateTable('saved_views')
    .set((eb) => ({ ...change, version: eb('version', '+', 1), updated_at: now }))
    .where('centre_id', '=', centreId)
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  return changed !== undefined
}

export const setDefaultView = async ({ db, centreId }: Scope, memberId: string, viewId: string) => {
  await db
    .insertInto('default_views')
    .values({ centre_id: centreId, member_id: memberId, view_id: viewId })
    .onConflict((conflict) => conflict.columns(['centre_id', 'member_id']).doUpdateSet({ view_id: viewId }))
    .execute()
}

/** Nobody's default any more where no member is named. */
export const dropDefaultView = async ({ db, centreId }: Scope, viewId: string, memberId?: string) => {
  await db
    .deleteFrom('default_views')
    .where('centre_id', '=', centreId)
    .where('view_id', '=', viewId)
    .$if(memberId !== undefined, (rows) => rows.where('member_id', '=', memberId ?? ''))
    .execute()
}
