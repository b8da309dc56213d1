import type { Scope } from '../db/scope.ts'
import { recordAudit } from '../privacy/queries.ts'
import { putInformed } from './queries/informing.ts'

/** Notes that everybody on the list of those to be informed has been told today. */
export const inform = async (scope: Scope, importId: string, memberId: string) => {
  if ((await putInformed(scope.db, scope.centreId, importId, scope.now)) === 0) return
  await recordAudit(scope, {
    ...{ action: 'import.informed', subject_type: 'import', subject_id: importId, member_id: memberId },
  })
}
