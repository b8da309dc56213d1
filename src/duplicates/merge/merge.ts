import { createActivity } from '../../contacts/queries/activities.ts'
import type { Scope } from '../../db/scope.ts'
import { waitForTurns } from '../../db/turn.ts'
import { newId } from '../../lib/ids.ts'
import { fullName } from '../../lib/names.ts'
import { recordAudit } from '../../privacy/queries.ts'
import { createMerge, createRemoval } from '../queries/merges.ts'
import { changeRow, dropRow, listEmails, lockBoth, type Two } from '../queries/moving.ts'
import { type Change, insertRows } from '../queries/rows.ts'
import { bringAll } from './bring.ts'
import { type Choices, changesOf, fieldsTaken, valuesLost } from './fields.ts'
import { tableOf } from './references.ts'

export type MergeForm = {
  winner: string
  loser: string
  winnerVersion: number
  loserVersion: number
  choices: Choices
}

export type Merged =
  | { kind: 'merged'; id: string; winner: string }
  /** one of the two was changed since they were looked at */
  | { kind: 'stale' }
  /** one of the two is there no more */
  | { kind: 'gone' }

/**
 * Makes one person of two: all that belongs to the loser comes to belong to the winner, the loser's record goes, and its
 * id leads on. What changed is kept row by row, so that it can be taken back.
 */
export const merge = async (scope: Scope, memberId: string, form: MergeForm): Promise<Merged> => {
  const { db, centreId, now } = scope
  const two: Two = form
  // those who come by one of these addresses meanwhile wait, and then find who stays
  await waitForTurns(db, centreId, await listEmails(db, centreId, two))
  const both = await lockBoth(db, centreId, two)
  const winner = both.find(({ id }) => id === two.winner)
  const loser = both.find(({ id }) => id === two.loser)
  if (!winner || !loser) return { kind: 'gone' }
  if (winner.version !== form.winnerVersion || loser.version !== form.loserVersion) return { kind: 'stale' }

  const id = newId()
  const brought = await bringAll(scope, id, two)
  const set = { ...changesOf(winner, loser, form.choices), version: winner.version + 1, updated_at: now }
  const changed = await changeRow(db, centreId, tableOf('contacts'), winner.id, set)
  const gone = await removeLoser(scope, two)
  await createMerge(db, centreId, {
    ...{ id, winner_id: winner.id, loser_id: loser.id, member_id: memberId, merged_at: now },
    changes: [...brought, ...changed, ...gone],
  })
  await createActivity(db, centreId, {
    contact_id: winner.id,
    kind: 'merged',
    occurred_at: now,
    member_id: memberId,
    body: [fullName(loser), ...valuesLost(winner, loser, form.choices)].join(' · '),
    particulars: { merge: id },
  })
  const audited = { action: 'contact.merged', subject_type: 'contact' as const, member_id: memberId }
  const fields = fieldsTaken(winner, loser, form.choices)
  await recordAudit(scope, { ...audited, subject_id: winner.id, fields })
  await recordAudit(scope, { ...audited, subject_id: loser.id })
  return { kind: 'merged', id, winner: winner.id }
}

/** The record goes; links and addresses of before lead on. */
const removeLoser = async ({ db, centreId, now }: Scope, { winner, loser }: Two): Promise<Change[]> => {
  const alias = { centre_id: centreId, old_id: loser, new_id: winner, created_at: now }
  const [led] = await Promise.all([
    insertRows(db, tableOf('contact_aliases'), [alias]),
    createRemoval(db, centreId, newId(), loser, now),
  ])
  return [...led, ...(await dropRow(db, centreId, tableOf('contacts'), loser))]
}
