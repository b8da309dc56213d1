import type { Scope } from '../../db/scope.ts'
import {
  dropBetween,
  dropPairs,
  dropRow,
  dropSame,
  listStandings,
  moveHistory,
  movePoints,
  moveRows,
  raiseLanguages,
  type Standing,
  type Two,
} from '../queries/moving.ts'
import { type Change, insertRows } from '../queries/rows.ts'
import { pairOf } from '../suggest.ts'
import { restrict } from './consents.ts'
import { references, tableOf } from './references.ts'

/** Brings all that belongs to the loser to the winner; answers what changed, in the order in which it did. */
export const bringAll = async (scope: Scope, mergeId: string, two: Two): Promise<Change[]> => {
  const own = [
    await bringEnrolments(scope, two),
    await restrict(scope, two),
    await bringLanguages(scope, two),
    await bringPoints(scope, two),
    await bringRelations(scope, two),
    await bringPairs(scope, two),
    await moveRows(scope.db, scope.centreId, tableOf('activities'), 'contact_id', two, { merge_id: mergeId }),
  ]
  const byRule = Object.entries(references).map(async ([reference, rule]) => {
    const [table = '', column = ''] = reference.split('.')
    if (rule.how === 'union') return union(scope, table, column, two, rule.same)
    return rule.how === 'move' ? moveRows(scope.db, scope.centreId, tableOf(table), column, two) : []
  })
  return [...own, ...(await Promise.all(byRule))].flat()
}

const union = async ({ db, centreId }: Scope, name: string, column: string, two: Two, same: readonly string[]) => {
  const table = tableOf(name)
  const [dropped, moved] = await Promise.all([
    dropSame(db, centreId, table, column, two, same),
    moveRows(db, centreId, table, column, two),
  ])
  return [...dropped, ...moved]
}

/** On a track both are on, the winner's enrolment stays unless it stands where the track begins and the other does not. */
const bringEnrolments = async (scope: Scope, two: Two): Promise<Change[]> => {
  const standings = await listStandings(scope.db, scope.centreId, two)
  const changes: Change[] = []
  for (const theirs of standings.filter(({ contact_id }) => contact_id === two.loser)) {
    const ours = standings.find(({ contact_id, track }) => contact_id === two.winner && track === theirs.track)
    if (ours) changes.push(...(await oneEnrolment(scope, ours, theirs)))
  }
  return [...changes, ...(await moveRows(scope.db, scope.centreId, tableOf('enrolments'), 'contact_id', two))]
}

const oneEnrolment = async ({ db, centreId }: Scope, ours: Standing, theirs: Standing): Promise<Change[]> => {
  const [stays, goes] = ours.is_first && !theirs.is_first ? [theirs, ours] : [ours, theirs]
  return [
    ...(await moveHistory(db, centreId, tableOf('stage_changes'), goes.id, stays.id)),
    ...(await dropRow(db, centreId, tableOf('enrolments'), goes.id)),
  ]
}

const bringLanguages = async (scope: Scope, two: Two): Promise<Change[]> => {
  const raised = await raiseLanguages(scope.db, scope.centreId, tableOf('contact_languages'), two)
  return [...raised, ...(await union(scope, 'contact_languages', 'contact_id', two, ['lang']))]
}

const bringPoints = async ({ db, centreId }: Scope, two: Two): Promise<Change[]> => {
  const table = tableOf('contact_points')
  const dropped = await dropSame(db, centreId, table, 'contact_id', two, ['kind', 'value_norm'])
  return [...dropped, ...(await movePoints(db, centreId, table, two))]
}

const bringRelations = async (scope: Scope, two: Two): Promise<Change[]> => {
  const between = await dropBetween(scope.db, scope.centreId, tableOf('contact_relations'), two)
  const from = await union(scope, 'contact_relations', 'from_id', two, ['to_id', 'kind'])
  return [...between, ...from, ...(await union(scope, 'contact_relations', 'to_id', two, ['from_id', 'kind']))]
}

/** Who was told apart from the loser is told apart from the winner; all else is compared anew. */
const bringPairs = async ({ db, centreId }: Scope, two: Two): Promise<Change[]> => {
  const table = tableOf('duplicate_pairs')
  const dropped = await dropPairs(db, centreId, table, two)
  const apart = dropped.flatMap(({ before }) => {
    const other = [before?.a_id, before?.b_id].find((id) => id !== two.loser)
    if (before?.state !== 'dismissed' || typeof other !== 'string' || other === two.winner) return []
    return [{ ...before, ...pairOf(two.winner, other) }]
  })
  return [...dropped, ...(await insertRows(db, table, apart))]
}
