import type { Scope } from '../db/scope.ts'
import { waitForTurn } from '../db/turn.ts'
import { undoableSince } from '../lib/retention.ts'
import { forgetChange, listChangesToForget } from './queries/forgetting.ts'
import { undoTurn } from './start.ts'

const atOnce = 20

/** What was kept to take a change back goes with the days in which it could be. */
export const forgetOldChanges = async ({ db, centreId, now }: Scope) => {
  for (const id of await listChangesToForget(db, centreId, undoableSince(now), atOnce)) {
    await waitForTurn(db, centreId, undoTurn(id))
    await forgetChange(db, centreId, id, now)
  }
}
