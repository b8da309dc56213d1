import { type Insertable, sql } from 'kysely'
import type { Db } from '../../db/connection.ts'
import type { Scope } from '../../db/scope.ts'
import type { Merges } from '../../db/types.generated.ts'
import type { Change } from './rows.ts'

export type NewMerge = Omit<Insertable<Merges>, 'centre_id' | 'changes'> & { changes: readonly Change[] }

export const createMerge = async (db: Db, centreId: string, { changes, ...merge }: NewMerge) => {
  await db
    .insertInto('merges')
    .values({ centre_id: centreId, ...merge, changes: sql`${JSON.stringify(changes)}::jsonb` })
    .execute()
}

/** Why a contact goes; without this nobody can be removed. */
export const createRemoval = async (db: Db, centreId: string, id: string, contactId: string, now: Date) => {
  await db
    .insertInto('contact_removals')
    .values({ centre_id: centreId, id, contact_id: contactId, reason: 'merged', removed_at: now })
    .execute()
}

export type MergeRecord = Awaited<ReturnType<typeof findMerge>> & {}

export const findMerge = async (db: Db, centreId: string, id: string) => {
  const row = await db
    .selectFrom('merges as g')
    .leftJoin('members as m', 'm.id', 'g.member_id')
    .where('g.centre_id', '=', centreId)
    .where('g.id', '=', id)
    .select(['g.id', 'g.winner_id', 'g.loser_id', 'g.merged_at', 'g.changes', 'g.undone_at', 'm.name as member_name'])
    .executeTakeFirst()
  // written by createMerge alone
  return row && { ...row, changes: row.changes as unknown as Change[] }
}

/** The latest merge that either of the two had a part in and that still holds. */
export const findLatestMerge = async (db: Db, centreId: string, contactId: string) =>
  db
    .selectFrom('merges')
    .where('centre_id', '=', centreId)
    .where('winner_id', '=', contactId)
    .where('undone_at', 'is', null)
    .select(['id', 'merged_at'])
    .orderBy('merged_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

/** False when somebody else has taken it back meanwhile. */
export const markUndone = async ({ db, centreId, now }: Scope, id: string, memberId: string): Promise<boolean> => {
  const row = await db
    .updateTable('merges')
    .set({ undone_at: now, undone_by: memberId })
    .where('centre_id', '=', centreId)
    .where('id', '=', id)
    .where('undone_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Merges that can no longer be taken back, with all they kept of people. */
export const deleteOldMerges = async (db: Db, centreId: string, before: Date) => {
  await db.deleteFrom('merges').where('centre_id', '=', centreId).where('merged_at', '<', before).execute()
}

/** What came to a contact since then, by kind: it stays where it is when the merge is taken back. */
export const countSince = async (db: Db, centreId: string, contactId: string, since: Date) => {
  const { rows } = await sql<{ kind: string; count: number }>`
    select kind, count(*)::int as count from activities
    where centre_id = ${centreId} and contact_id = ${contactId} and created_at > ${since} and kind <> 'merged'
    group by kind order by kind`.execute(db)
  return rows
}

/** For the person themselves: records of theirs that were merged, as they were; of one taken back they were another's. */
export const mergesData = async ({ db, centreId }: Pick<Scope, 'db' | 'centreId'>, contactId: string) => ({
  merges: await db
    .selectFrom('merges')
    .where('centre_id', '=', centreId)
    .where('winner_id', '=', contactId)
    .select(['id', 'merged_at', 'undone_at'])
    .select(sql`case when undone_at is null then changes end`.as('changes'))
    .orderBy('merged_at')
    .execute(),
})
