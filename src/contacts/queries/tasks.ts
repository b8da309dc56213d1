import type { Db } from '../../db/connection.ts'

export type OpenTask = Awaited<ReturnType<typeof listOpenTasks>>[number]

/** What is still to be done for somebody, the most urgent first; at most 20. */
export const listOpenTasks = (db: Db, centreId: string, contactId: string) =>
  db
    .selectFrom('tasks as t')
    .leftJoin('members as m', 'm.id', 't.assignee_id')
    .where('t.centre_id', '=', centreId)
    .where('t.contact_id', '=', contactId)
    .where('t.state', '=', 'open')
    .select(['t.id', 't.title', 't.due_on', 't.due_time', 't.version', 'm.name as assignee_name'])
    .orderBy('t.due_on')
    .orderBy('t.id')
    .limit(20)
    .execute()
