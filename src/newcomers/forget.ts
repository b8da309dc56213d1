import type { Db } from '../db/connection.ts'
import { inEachCentre, type Times } from '../db/each-centre.ts'
import type { Scope } from '../db/scope.ts'
import { after } from '../lib/time.ts'
import { forgetLetters } from './letters.ts'
import { deleteUnproven, listCentresWithUnproven } from './queries/newcomers.ts'

/** So long somebody's words wait for the proof of their address. */
export const daysKept = 7

/** Forgets whoever never proved their address. */
export const forgetUnproven = async (db: Db, times: Times) => {
  const centres = await listCentresWithUnproven(db, endOfWaiting(times.clock(new Date())))
  await inEachCentre(db, centres, times, forgetUnprovenHere)
}

export const forgetUnprovenHere = async (scope: Scope) => {
  const ids = await deleteUnproven(scope.db, scope.centreId, endOfWaiting(scope.now))
  await forgetLetters(scope, ids)
}

const endOfWaiting = (now: Date) => after(now, { days: -daysKept })
