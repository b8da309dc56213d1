import { createActivity } from '../../contacts/queries/activities.ts'
import { updateContact } from '../../contacts/queries/contacts.ts'
import type { Scope } from '../../db/scope.ts'
import { waitForTurns } from '../../db/turn.ts'
import { undoableUntil } from '../../lib/retention.ts'
import { recordAudit } from '../../privacy/queries.ts'
import { findLatestMerge, type MergeRecord, markUndone } from '../queries/merges.ts'
import { dropInserted, listEmails, lockBoth } from '../queries/moving.ts'
import { type Change, existsIn, insertRows, restoreRows } from '../queries/rows.ts'
import { byEffect, type Difference, inspect } from './differences.ts'
import { fieldGroups } from './fields.ts'
import { needed, tableOf } from './references.ts'

export type Undone =
  | { kind: 'undone'; differences: Difference[] }
  /** somebody else took it back meanwhile, its days are over, or the person was merged again since */
  | { kind: 'over' | 'late' | 'merged_again' }

/**
 * Makes two people of one again. What was not changed since is as it was, byte for byte; what was changed stays changed,
 * goes to whom it belonged, and is told.
 */
export const undo = async (scope: Scope, memberId: string, merge: MergeRecord): Promise<Undone> => {
  const { db, centreId, now } = scope
  if (undoableUntil(merge.merged_at) < now) return { kind: 'late' }
  const two = { winner: merge.winner_id, loser: merge.loser_id }
  await waitForTurns(db, centreId, await listEmails(db, centreId, two))
  const [winner] = await lockBoth(db, centreId, two)
  const latest = await findLatestMerge(db, centreId, merge.winner_id)
  if (!winner || (latest && latest.id !== merge.id)) return { kind: 'merged_again' }
  if (!(await markUndone(scope, merge.id, memberId))) return { kind: 'over' }

  const differences = await inspect(scope, merge.changes)
  for (const group of byEffect(merge.changes.toReversed())) await reverse(scope, group)
  await updateContact(db, centreId, winner.id, winner.version, {})
  const told = { occurred_at: now, member_id: memberId, particulars: { merge: merge.id } }
  await createActivity(db, centreId, { ...told, contact_id: merge.winner_id, kind: 'unmerged' })
  await createActivity(db, centreId, { ...told, contact_id: merge.loser_id, kind: 'unmerged' })
  const audited = { action: 'contact.unmerged', subject_type: 'contact' as const, member_id: memberId }
  await recordAudit(scope, { ...audited, subject_id: merge.winner_id })
  await recordAudit(scope, { ...audited, subject_id: merge.loser_id })
  return { kind: 'undone', differences }
}

/** Takes back changes of one table that did the same. */
const reverse = async (scope: Scope, group: readonly Change[]) => {
  const [first] = group
  if (!first) return
  const { db, centreId } = scope
  const table = tableOf(first.table)
  if (!first.after) return putBack(scope, group)
  if (!first.before) return dropInserted(db, centreId, table, group)
  const keys = group.map(({ key }) => key)
  for (const columns of together(first.table, Object.keys(first.before))) {
    const { before, after } = { before: only(first.before, columns), after: only(first.after, columns) }
    await restoreRows(db, centreId, table, { keys, before, after })
  }
}

/** Columns that hold only with each other come back together, every other one by itself; a version only ever rises. */
const together = (table: string, columns: readonly string[]): string[][] => {
  const bound: readonly (readonly string[])[] =
    table === 'contacts' ? Object.values(fieldGroups) : table === 'consents' ? [['state', 'withdrawn_at']] : []
  const alone = columns.filter((column) => column !== 'version' && !bound.some((group) => group.includes(column)))
  return [
    ...bound.map((group) => group.filter((column) => columns.includes(column))),
    ...alone.map((column) => [column]),
  ].filter((group) => group.length > 0)
}

const only = (row: Record<string, unknown>, columns: readonly string[]) =>
  Object.fromEntries(columns.map((column) => [column, row[column]]))

/** Rows a merge dropped come back, unless what they refer to has gone since. */
const putBack = async ({ db, centreId }: Scope, group: readonly Change[]) => {
  const rows: Record<string, unknown>[] = []
  for (const { table, before } of group) {
    const others = Object.entries(needed[table] ?? {})
    const there = await Promise.all(
      others.map(([column, other]) => existsIn(db, centreId, other, String(before?.[column]))),
    )
    if (before && there.every(Boolean)) rows.push(before)
  }
  await insertRows(db, tableOf(group[0]?.table ?? ''), rows)
}
