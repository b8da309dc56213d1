import { sql } from 'kysely'
import type { Db } from '../../db/connection.ts'

/** Changes that ended before a moment and still keep what was before. */
export const listChangesToForget = async (db: Db, centreId: string, ended: Date, most: number): Promise<string[]> => {
  const rows = await db
    .selectFrom('bulk_changes as b')
    .innerJoin('jobs as j', (join) => join.onRef('j.centre_id', '=', 'b.centre_id').onRef('j.id', '=', 'b.job_id'))
    .where('b.centre_id', '=', centreId)
    .where('b.forgotten_at', 'is', null)
    .where('j.ended_at', '<', ended)
    .select('b.job_id')
    .orderBy('b.job_id')
    .limit(most)
    .execute()
  return rows.map(({ job_id }) => job_id)
}

/**
 * Empties what a change keeps of people: what it overwrote, what it wrote, whom it asked for. What became of how many
 * stays. A change that is just being undone is left until that has ended.
 */
export const forgetChange = async (db: Db, centreId: string, jobId: string, now: Date) => {
  const { rows } = await sql`
    update bulk_changes b set forgotten_at = ${now}, query = null, action = b.action || (
      select coalesce(jsonb_object_agg(word, ''), '{}') from unnest(array['body', 'next_step', 'title']) word where b.action ? word)
    where b.centre_id = ${centreId} and b.job_id = ${jobId} and b.forgotten_at is null and not exists (
      select from jobs u where u.centre_id = ${centreId} and u.kind = 'bulk_undo' and u.state in ('waiting', 'running')
        and u.particulars->>'of' = ${jobId})
    returning b.job_id`.execute(db)
  if (rows.length === 0) return
  await db
    .updateTable('bulk_rows')
    .set({ before: sql`'{}'::jsonb` })
    .where('centre_id', '=', centreId)
    .where('job_id', '=', jobId)
    .where('before', '<>', sql<string>`'{}'::jsonb`)
    .execute()
}
