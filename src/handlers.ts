import { bulkHandler } from './bulk/apply.ts'
import { undoHandler } from './bulk/undo.ts'
import { scanHandler } from './duplicates/scan.ts'
import { checkHandler } from './imports/check.ts'
import { revertHandler } from './imports/revert.ts'
import { runHandler } from './imports/run.ts'
import type { JobHandler } from './jobs/job.ts'

/** Everything that takes longer than a request; both homes work through it, and its pages name it. */
export const jobHandlers: readonly JobHandler[] = [
  checkHandler,
  runHandler,
  revertHandler,
  bulkHandler,
  undoHandler,
  scanHandler,
]
