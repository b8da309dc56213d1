import { type Insertable, sql, type Updateable } from 'kysely'
import type { Db } from '../../db/connection.ts'
import type { Tasks } from '../../db/types.generated.ts'
import { aDay, aMoment, anId, decodeCursor, type Page, pageOf } from '../../lib/paging.ts'

export type TaskRecord = Awaited<ReturnType<typeof findTask>> & {}

export const findTask = (db: Db, centreId: string, id: string) =>
  tasks(db, centreId).where('t.id', '=', id).executeTakeFirst()

/** `assignee` is a member, or `null` for what nobody does yet. */
export type TaskFilter = { assignee?: string | null; dueBefore?: string; closed?: boolean; after?: string | undefined }

/** Open ones by their day, closed ones the latest first; a page at a time. */
export const listTasks = async (db: Db, centreId: string, filter: TaskFilter, size = 50): Promise<Page<TaskRecord>> => {
  const { assignee, dueBefore, closed, after } = filter
  const wanted = tasks(db, centreId)
    .$if(assignee !== undefined, (query) =>
      assignee === null ? query.where('t.assignee_id', 'is', null) : query.where('t.assignee_id', '=', assignee ?? ''),
    )
    .limit(size + 1)
  if (closed) {
    const cursor = decodeCursor(after, [aMoment, anId])
    const rows = await wanted
      .where('t.state', '<>', sql.lit('open'))
      .$if(cursor !== undefined, (query) =>
        query.where(sql<boolean>`(t.closed_at, t.id) < (${cursor?.[0]}::timestamptz, ${cursor?.[1]}::uuid)`),
      )
      .orderBy('t.closed_at', 'desc')
      .orderBy('t.id', 'desc')
      .execute()
    return pageOf(rows, size, (row) => [row.closed_exactly ?? '', row.id])
  }
  const cursor = decodeCursor(after, [aDay, anId])
  const rows = await wanted
    .where('t.state', '=', sql.lit('open'))
    .$if(dueBefore !== undefined, (query) => query.where('t.due_on', '<', dueBefore ?? ''))
    .$if(cursor !== undefined, (query) =>
      query.where(sql<boolean>`(t.due_on, t.id) > (${cursor?.[0]}::date, ${cursor?.[1]}::uuid)`),
    )
    .orderBy('t.due_on')
    .orderBy('t.id')
    .execute()
  return pageOf(rows, size, (row) => [row.due_on, row.id])
}

export type NewTask = Omit<Insertable<Tasks>, 'centre_id'> & { id: string }

/** False when this very form has made one already. */
export const createTask = async (db: Db, centreId: string, task: NewTask): Promise<boolean> => {
  const row = await db
    .insertInto('tasks')
    .values({ centre_id: centreId, ...task })
    .onConflict((conflict) => conflict.columns(['centre_id', 'idempotency_key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export const findTaskByKey = async (db: Db, centreId: string, key: string): Promise<string | undefined> => {
  const row = await db
    .selectFrom('tasks')
    .where('centre_id', '=', centreId)
    .where('idempotency_key', '=', key)
    .select('id')
    .executeTakeFirst()
  return row?.id
}

/** Changes a task that still is at `version`; false when somebody else was faster. */
export const updateTask = async (
  db: Db,
  centreId: string,
  id: string,
  version: number,
  changes: Updateable<Tasks>,
): Promise<boolean> => {
  const row = await db
    .updateTable('tasks')
    .set({ ...changes, version: version + 1 })
    .where('centre_id', '=', centreId)
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** To whom something can be given to do: who works here and may write, and who has it already. */
export const listAssignees = (db: Db, centreId: string, present: string | null = null) =>
  db
    .selectFrom('memberships as ms')
    .innerJoin('members as m', 'm.id', 'ms.member_id')
    .where('ms.centre_id', '=', centreId)
    .where('ms.accepted_at', 'is not', null)
    .where(
      sql<boolean>`(ms.disabled_at is null and m.disabled_at is null and ms.role <> 'reader' or m.id = ${present}::uuid)`,
    )
    .select(['m.id', 'm.name'])
    .orderBy(sql`m.name collate "cs-x-icu"`)
    .limit(200)
    .execute()

/** What the ledger says of the last mail that reminded of a task. */
export const findReminder = (db: Db, centreId: string, taskId: string) =>
  db
    .selectFrom('mails')
    .where('centre_id', '=', centreId)
    .where('task_id', '=', taskId)
    .select(['id', 'state', 'accepted_at', 'created_at'])
    .orderBy('id', 'desc')
    .executeTakeFirst()

export const findPersonNamed = (db: Db, centreId: string, id: string) =>
  db
    .selectFrom('contacts')
    .where('centre_id', '=', centreId)
    .where('id', '=', id)
    .select(['id', 'given_name', 'family_name'])
    .executeTakeFirst()

const tasks = (db: Db, centreId: string) =>
  db
    .selectFrom('tasks as t')
    .leftJoin('contacts as c', (join) =>
      join.onRef('c.centre_id', '=', 't.centre_id').onRef('c.id', '=', 't.contact_id'),
    )
    .leftJoin('members as m', 'm.id', 't.assignee_id')
    .where('t.centre_id', '=', centreId)
    .select([
      't.id',
      't.title',
      't.due_on',
      't.due_time',
      't.remind_at',
      't.reminder_queued_at',
      't.state',
      't.version',
    ])
    .select([
      't.contact_id',
      't.assignee_id',
      't.closed_at',
      'm.name as assignee_name',
      'c.given_name',
      'c.family_name',
    ])
    .select(sql<string | null>`t.closed_at::text`.as('closed_exactly'))
