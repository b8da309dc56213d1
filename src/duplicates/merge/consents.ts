import { listSuppressed } from '../../contacts/queries/matching.ts'
import type { Scope } from '../../db/scope.ts'
import { addressHash } from '../../mail/ledger.ts'
import { changeRow, listEmails, listReceipts, moveRows, type Receipt, type Two } from '../queries/moving.ts'
import { type Change, insertRows } from '../queries/rows.ts'
import { tableOf } from './references.ts'

/**
 * Every receipt goes along, and the most restrictive state holds: who took a consent back on either record, or asked at
 * either address not to be written to, has taken it back.
 */
export const restrict = async (scope: Scope, two: Two): Promise<Change[]> => {
  const { db, centreId, now } = scope
  const emails = await listEmails(db, centreId, two)
  const hashes = emails.map(addressHash)
  const [receipts, suppressed] = await Promise.all([
    listReceipts(db, centreId, two),
    listSuppressed(db, centreId, hashes),
  ])
  const changes: Change[] = []
  for (const [id, state] of newStates(receipts, suppressed.length > 0)) {
    const set = { state, ...(state === 'withdrawn' ? { withdrawn_at: now } : {}) }
    changes.push(...(await changeRow(db, centreId, tableOf('consents'), id, set)))
  }
  const moved = await moveRows(db, centreId, tableOf('consents'), 'contact_id', two)
  return [...changes, ...moved, ...(await silence(scope, suppressed.length > 0 ? hashes : []))]
}

/** What becomes of consents in force: all are withdrawn where one person withdrew, else the newest holds alone. */
export const newStates = (receipts: readonly Receipt[], asked: boolean): Map<string, 'withdrawn' | 'superseded'> => {
  const states = new Map<string, 'withdrawn' | 'superseded'>()
  for (const purpose of new Set(receipts.map((receipt) => receipt.purpose))) {
    const those = receipts.filter((receipt) => receipt.purpose === purpose)
    const granted = those.filter(({ state }) => state === 'granted')
    if (asked || hasWithdrawn(those)) for (const { id } of granted) states.set(id, 'withdrawn')
    else for (const { id } of granted.slice(0, -1)) states.set(id, 'superseded')
  }
  return states
}

/** Whether one of the two records says no: what was withdrawn there was not granted again. */
const hasWithdrawn = (receipts: readonly Receipt[]): boolean =>
  [...new Set(receipts.map(({ contact_id }) => contact_id))].some((contactId) =>
    receipts.filter(({ contact_id }) => contact_id === contactId).every(({ state }) => state === 'withdrawn'),
  )

/** Who asked at one of their addresses not to be written to asked for all of them. */
const silence = ({ db, centreId, now }: Scope, hashes: readonly Buffer[]): Promise<Change[]> =>
  insertRows(
    db,
    tableOf('suppressions'),
    hashes.map((hash) => ({
      ...{ centre_id: centreId, address_hash: `\\x${hash.toString('hex')}`, reason: 'asked', at: now },
    })),
  )
