import { sql } from 'kysely'
import type { Db } from '../../db/connection.ts'
import type { Scope } from '../../db/scope.ts'
import type { BulkState } from '../../lib/words.ts'
import type { Action } from '../forms.ts'

export type BulkChange = Awaited<ReturnType<typeof findBulkChange>> & {}

/** A change with its job, and the undoing of it that is under way. */
export const findBulkChange = async (db: Db, centreId: string, jobId: string) => {
  const row = await db
    .selectFrom('bulk_changes as b')
    .innerJoin('jobs as j', (join) => join.onRef('j.centre_id', '=', 'b.centre_id').onRef('j.id', '=', 'b.job_id'))
    .leftJoin('members as m', 'm.id', 'j.member_id')
    .where('b.centre_id', '=', centreId)
    .where('b.job_id', '=', jobId)
    .select([
      'j.id',
      'b.action',
      'b.query',
      'j.state',
      'j.total',
      'j.created_at',
      'j.ended_at',
      'm.name as member_name',
    ])
    .select('b.forgotten_at')
    .select(
      sql<string | null>`(select u.id from jobs u where u.centre_id = ${centreId} and u.kind = 'bulk_undo'
        and u.state in ('waiting', 'running') and u.particulars->>'of' = ${jobId} limit 1)`.as('undoing'),
    )
    .executeTakeFirst()
  return row && { ...row, action: row.action as Action } // written by `createBulkChange` alone
}

export const countStates = async (db: Db, centreId: string, jobId: string): Promise<Record<BulkState, number>> => {
  const rows = await db
    .selectFrom('bulk_rows')
    .where('centre_id', '=', centreId)
    .where('job_id', '=', jobId)
    .groupBy('state')
    .select(['state', sql<number>`count(*)::int`.as('count')])
    .execute()
  const counts = { waiting: 0, changed: 0, skipped: 0, failed: 0, undone: 0, kept: 0 }
  for (const { state, count } of rows) counts[state] = count
  return counts
}

export type ResultRow = {
  position: number
  contact_id: string
  state: BulkState
  reason: string
  given_name: string | null
  family_name: string | null
}

/** The people whom one thing became of, in the order they were gone through. */
export const listResults = async (
  db: Db,
  centreId: string,
  { jobId, states, after, size }: { jobId: string; states: readonly BulkState[]; after: number; size: number },
): Promise<ResultRow[]> =>
  db
    .selectFrom('bulk_rows as r')
    .leftJoin('contacts as c', (join) =>
      join.onRef('c.centre_id', '=', 'r.centre_id').onRef('c.id', '=', 'r.contact_id'),
    )
    .where('r.centre_id', '=', centreId)
    .where('r.job_id', '=', jobId)
    .where('r.state', 'in', [...states])
    .where('r.position', '>', after)
    .select(['r.position', 'r.contact_id', 'r.state', 'r.reason', 'c.given_name', 'c.family_name'])
    .orderBy('r.position')
    .limit(size)
    .execute()

/** For the person themselves: what was changed of them together with others, and what was before. */
export const bulkData = async ({ db, centreId }: Pick<Scope, 'db' | 'centreId'>, contactId: string) => ({
  bulk_rows: await db
    .selectFrom('bulk_rows as r')
    .innerJoin('jobs as j', (join) => join.onRef('j.centre_id', '=', 'r.centre_id').onRef('j.id', '=', 'r.job_id'))
    .where('r.centre_id', '=', centreId)
    .where('r.contact_id', '=', contactId)
    .select(['j.created_at', 'r.state', 'r.reason', 'r.before'])
    .orderBy('j.created_at')
    .execute(),
  bulk_changes: await db
    .selectFrom('bulk_changes as b')
    .innerJoin('bulk_rows as r', (join) =>
      join.onRef('r.centre_id', '=', 'b.centre_id').onRef('r.job_id', '=', 'b.job_id'),
    )
    .where('b.centre_id', '=', centreId)
    .where('r.contact_id', '=', contactId)
    .select(['b.action'])
    .execute(),
})
