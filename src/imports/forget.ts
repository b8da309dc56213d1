import type { Scope } from '../db/scope.ts'
import { undoableSince } from '../lib/retention.ts'
import { deleteIdle, forgetImport, holdIdle, listImportsToForget } from './queries/forgetting.ts'

const atOnce = 10

/** What stood in a list, and what is kept to take it back, goes with the days in which it could be. */
export const forgetOldImports = async ({ db, centreId, now }: Scope) => {
  const ended = undoableSince(now)
  for (const id of await listImportsToForget(db, centreId, ended, atOnce)) {
    const list = await holdIdle(db, centreId, id, ended)
    if (!list) continue
    const isTakenOver = ['running', 'done', 'reverting', 'reverted'].includes(list.state)
    await (isTakenOver ? forgetImport(db, centreId, id, now) : deleteIdle(db, centreId, id))
  }
}
