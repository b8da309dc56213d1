import type { Scope } from '../../db/scope.ts'
import { after } from '../../lib/time.ts'
import { deleteOldMerges } from '../queries/merges.ts'
import { undoableDays } from './undo.ts'

/** What was kept to take a merge back goes with the days in which it could be. */
export const forgetOldMerges = ({ db, centreId, now }: Scope) =>
  deleteOldMerges(db, centreId, after(now, { days: -undoableDays }))
