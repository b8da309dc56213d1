import type { Settings } from '../settings.ts'
import type { Db } from './connection.ts'
import { type Clock, inCentre, type Scope } from './scope.ts'
import { isDatabaseUnavailable } from './unavailable.ts'

export type Times = {
  clock: Clock
  settings: Settings
  /** Told what went wrong in a centre; without it that is thrown. */
  onTrouble?: ((error: unknown, centreId: string) => void) | undefined
}

/**
 * Does something in these centres, each for itself: what goes wrong in one is told, and the others have their turn.
 * Answers what came of it where it went well.
 */
export const inEachCentre = async <Result>(
  db: Db,
  centreIds: readonly string[],
  { onTrouble, ...times }: Times,
  work: (scope: Scope) => Promise<Result>,
) => {
  const done: { centreId: string; result: Result | undefined }[] = []
  for (const centreId of centreIds) {
    try {
      done.push({ centreId, result: await inCentre(db, { centreId }, times, work) })
    } catch (error) {
      // a database that is gone is gone for all of them
      if (!onTrouble || isDatabaseUnavailable(error)) throw error
      onTrouble(error, centreId)
    }
  }
  return done
}
