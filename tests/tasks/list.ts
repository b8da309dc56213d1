import type { Insertable } from 'kysely'
import type { Db } from '../../src/db/connection.ts'
import type { Tasks } from '../../src/db/types.generated.ts'
import { newId } from '../../src/lib/ids.ts'
import { dayOf } from '../../src/lib/time.ts'

type Holder = { centre: { id: string }; member: { id: string } }

/** A task of whoever sits at the desk, due today. */
export const aTask = async (ownerDb: Db, { centre, member }: Holder, task: Partial<Insertable<Tasks>> = {}) => {
  const id = newId()
  const now = new Date()
  await ownerDb
    .insertInto('tasks')
    .values({
      centre_id: centre.id,
      id,
      assignee_id: member.id,
      title: 'Zavolat do školky',
      due_on: dayOf(now),
      created_at: now,
      ...task,
    })
    .execute()
  return id
}

export const taskOf = (ownerDb: Db, id: string) =>
  ownerDb.selectFrom('tasks').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
