import { type Scope, timeIn } from '../db/scope.ts'
import { waitForTurn } from '../db/turn.ts'

/**
 * Answers, withdrawals and recalls of one referral come one after another, wherever they come from: the turn is
 * always that of the centre that sent it, so two centres never wait for each other.
 */
export const takeTurn = async (scope: Scope, sendingCentreId: string, referralId: string): Promise<Scope> => {
  await waitForTurn(scope.db, sendingCentreId, `referral ${referralId}`)
  return { ...scope, now: await timeIn(scope) }
}
