import type { Db } from '../db/connection.ts'
import { type Clock, inCentre, type Scope } from '../db/scope.ts'
import { waitForTurn } from '../db/turn.ts'
import { normalEmail } from '../lib/email.ts'
import { after } from '../lib/time.ts'
import { countMailsSince } from '../mail/ledger.ts'
import type { Settings } from '../settings.ts'
import { makeLink } from './invitation.ts'
import { findMemberOfCentre } from './queries/memberships.ts'

const mostADay = 3
/** Longer than looking a member up and writing to them takes, so that time tells nobody who is one. */
const answeredAfter = 500

/** Sends the way back in to an address of a member; who asks learns nothing of whether it is one. */
export const sendWayBack = async (db: Db, address: string, place: { settings: Settings; clock: Clock }) => {
  const sent = inCentre(db, { memberEmail: normalEmail(address) }, place, (scope) => sendLink(scope, address))
  await Promise.all([sent, new Promise((resolve) => setTimeout(resolve, answeredAfter))])
}

const sendLink = async (scope: Scope, address: string) => {
  const { db, centreId, now } = scope
  await waitForTurn(db, centreId, `password ${normalEmail(address)}`)
  const member = await findMemberOfCentre(db, centreId, normalEmail(address))
  if (!member) return
  if ((await countMailsSince(scope, address, ['member_reset'], after(now, { days: -1 }))) >= mostADay) return
  await makeLink(scope, member, 'reset', false)
}
