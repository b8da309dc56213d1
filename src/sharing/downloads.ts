import type { Scope } from '../db/scope.ts'
import { newId } from '../lib/ids.ts'
import { createDownload } from './queries/offers.ts'

/**
 * Writes down that a file of a release was taken: by which centre and member, or by the public, of whom nothing is kept.
 * False, and nothing written, where it is not on offer to who asks. Needs a transaction that may write.
 */
export const logDownload = ({ db, now }: Scope, releaseId: string, path: string): Promise<boolean> =>
  createDownload(db, { id: newId(), releaseId, path, now })
