import { listCentreIds } from '../centres/queries.ts'
import type { Db } from '../db/connection.ts'
import { inEachCentre, type Times } from '../db/each-centre.ts'
import type { Scope } from '../db/scope.ts'
import { waitForTurn } from '../db/turn.ts'
import { deleteOldDrafts, listCentresWithOldDrafts } from './queries/drafts.ts'
import { listWavesToCount, takeBatch } from './queries/responses.ts'

/** Results move only when so many new answers came, so that nobody can read one person's off the difference. */
export const batchSize = 10

/** Counts the waiting answers of a wave if they are enough; at its close, however few. Answers how many it counted. */
export const countWaiting = async (scope: Scope, waveId: string, { closed = false } = {}): Promise<number> => {
  const [, counted] = await Promise.all([
    waitForTurn(scope.db, scope.centreId, `wave ${waveId}`),
    takeBatch(scope.db, scope.centreId, waveId, closed ? 1 : batchSize),
  ])
  return counted
}

/**
 * What staff see of how many came: at least so many, in steps of a batch, so that nobody watches a single answer come.
 */
export const inSteps = <Row extends { counted: number; waiting: number }>({ waiting, ...row }: Row) => {
  const steps = Math.floor((row.counted + waiting) / batchSize) * batchSize
  return { ...row, received: Math.max(row.counted, steps) }
}

/** What time does to surveys: forgotten drafts and those of closed waves go, closed waves are counted to the last answer. */
export const sweepSurveys = async (db: Db, times: Times) => {
  await inEachCentre(db, await listCentresWithOldDrafts(db, times.clock(new Date())), times, (scope) =>
    deleteOldDrafts(scope.db, scope.centreId, scope.now),
  )
  await inEachCentre(db, await listCentreIds(db), times, async (scope) => {
    for (const { id, closed } of await listWavesToCount(scope.db, scope.centreId, scope.now))
      await countWaiting(scope, id, { closed })
  })
}
