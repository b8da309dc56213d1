import type { Scope } from '../../db/scope.ts'
import { undoableSince } from '../../lib/retention.ts'
import { deleteOldMerges } from '../queries/merges.ts'

/** What was kept to take a merge back goes with the days in which it could be. */
export const forgetOldMerges = ({ db, centreId, now }: Scope) => deleteOldMerges(db, centreId, undoableSince(now))
