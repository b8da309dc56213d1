import { type Insertable, sql } from 'kysely'
import type { Db } from '../../db/connection.ts'
import { prepared } from '../../db/prepared.ts'
import type { Activities } from '../../db/types.generated.ts'
import { newId } from '../../lib/ids.ts'
import { aMoment, anId, decodeCursor, type Page, pageOf } from '../../lib/paging.ts'
import { kindsIn, type TimelineGroup } from '../../lib/timeline.ts'
import { notedKinds } from '../../lib/words.ts'

export type NewActivity = Omit<Insertable<Activities>, 'id' | 'centre_id' | 'created_at'> & { created_at?: Date }

/** Writes on a contact's timeline; false when this very command has written already. */
export const createActivity = async (db: Db, centreId: string, activity: NewActivity): Promise<boolean> => {
  const row = await db
    .insertInto('activities')
    .values({ centre_id: centreId, id: newId(), created_at: activity.occurred_at, ...activity })
    .onConflict((conflict) => conflict.columns(['centre_id', 'idempotency_key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** A contact's timeline, or one group of it, latest first, a page at a time. */
export const listActivities = async (
  db: Db,
  centreId: string,
  contactId: string,
  { after, group, size = 30 }: { after?: string | undefined; group?: TimelineGroup | undefined; size?: number } = {},
) => {
  const cursor = decodeCursor(after, [aMoment, anId])
  const rows =
    cursor || group
      ? await activitiesOf(db, centreId, contactId)
          .$if(group !== undefined, (query) => query.where('a.kind', 'in', group ? kindsIn(group) : []))
          .$if(cursor !== undefined, (query) =>
            query.where(sql<boolean>`(a.occurred_at, a.id) < (${cursor?.[0]}::timestamptz, ${cursor?.[1]}::uuid)`),
          )
          .limit(size + 1)
          .execute()
      : await latestOf(db, [centreId, contactId, String(size + 1)])
  return pageOf(rows, size, (row) => [row.exactly, row.id])
}

/** Something a colleague wrote down about this contact. */
export const findNote = (db: Db, centreId: string, contactId: string, id: string) =>
  db
    .selectFrom('activities')
    .where('centre_id', '=', centreId)
    .where('contact_id', '=', contactId)
    .where('id', '=', id)
    .where('kind', 'in', notedKinds)
    .select(['id', 'kind'])
    .executeTakeFirst()

const activitiesOf = (db: Db, centreId: string, contactId: string) =>
  db
    .selectFrom('activities as a')
    .leftJoin('members as m', 'm.id', 'a.member_id')
    .where('a.centre_id', '=', centreId)
    .where('a.contact_id', '=', contactId)
    .select(['a.id', 'a.kind', 'a.occurred_at', 'a.body', 'a.particulars', 'a.merge_id', 'm.name as member_name'])
    .select(sql<string>`a.occurred_at::text`.as('exactly'))
    // nothing written is ever changed: a later entry bears the id of what it strikes out
    .select(
      sql<boolean>`exists (select from activities s
      where s.centre_id = a.centre_id and s.idempotency_key = a.id and s.kind = 'note_struck')`.as('is_struck'),
    )
    // what was kept of a merge goes after a while, and its page with it
    .select(
      sql<string | null>`case when a.kind = 'merged' then (select g.id from merges g
        where g.centre_id = a.centre_id and g.id = (a.particulars->>'merge')::uuid) end`.as('kept_merge'),
    )
    .orderBy('a.occurred_at', 'desc')
    .orderBy('a.id', 'desc')

const latestOf = prepared((db, [centreId, contactId, most]: [string, string, string]) =>
  activitiesOf(db, centreId, contactId).limit(sql<number>`${most}::int`),
)

export type Activity = Awaited<ReturnType<typeof listActivities>> extends Page<infer Row> ? Row : never
