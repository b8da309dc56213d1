import type { Scope } from '../../db/scope.ts'

/** For the person themselves: what we meant to do for them. */
export const tasksData = async ({ db, centreId }: Pick<Scope, 'db' | 'centreId'>, contactId: string) => ({
  tasks: await db
    .selectFrom('tasks')
    .where('centre_id', '=', centreId)
    .where('contact_id', '=', contactId)
    .select(['title', 'due_on', 'due_time', 'state', 'closed_at', 'created_at'])
    .orderBy('id')
    .execute(),
})
