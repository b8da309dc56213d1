import type { Scope } from '../db/scope.ts'
import type { JobHandler } from '../jobs/job.ts'
import { createJob } from '../jobs/queries.ts'
import { countChanged, markAll, putScan } from './queries/pairs.ts'
import { suggestChanged } from './suggest.ts'

const pieceSize = 1000

/** Everybody in a centre is compared with whoever shares a key with them. */
export const scanHandler: JobHandler = {
  kind: 'duplicate_scan',
  title: 'duplicates.scan_job',
  piece: async (scope, job) => {
    const done = await suggestChanged(scope, pieceSize)
    if (done < pieceSize) await putScan(scope.db, scope.centreId, scope.now)
    return { done, failed: 0, cursor: job.cursor, finished: done < pieceSize }
  },
  result: () => ({ path: '/duplicates', label: 'duplicates.scan_result' }),
}

export const scanAll = async (scope: Scope, memberId: string): Promise<string> => {
  await markAll(scope.db, scope.centreId)
  const total = await countChanged(scope.db, scope.centreId)
  return createJob(scope, { kind: scanHandler.kind, particulars: {}, total, memberId })
}
