import { expect } from 'vitest'
import { inCentre, type Scope } from '../../src/db/scope.ts'
import { type Merged, type MergeForm, merge } from '../../src/duplicates/merge/merge.ts'
import { undo } from '../../src/duplicates/merge/undo.ts'
import { findMerge } from '../../src/duplicates/queries/merges.ts'
import { testSettings } from '../support/app.ts'
import type { TestCentre, TestMember } from '../support/cast.ts'
import type { TestDatabase } from '../support/database.ts'

/** A desk at which people are merged and taken apart, each in a transaction of its own. */
export const mergingIn = ({ appDb, ownerDb }: TestDatabase, centre: () => TestCentre, member: () => TestMember) => {
  const inside = async <Result>(work: (scope: Scope) => Promise<Result>): Promise<Result> => {
    const result = await inCentre(appDb, { centreId: centre().id }, { settings: testSettings }, work)
    if (result === undefined) throw new Error('no centre')
    return result
  }
  const versionOf = async (id: string) =>
    (await ownerDb.selectFrom('contacts').select('version').where('id', '=', id).executeTakeFirst())?.version ?? 0
  const formOf = async (winner: string, loser: string, choices: MergeForm['choices'] = {}): Promise<MergeForm> => ({
    ...{ winner, loser, choices },
    winnerVersion: await versionOf(winner),
    loserVersion: await versionOf(loser),
  })
  const mergeForm = (form: MergeForm): Promise<Merged> => inside((scope) => merge(scope, member().id, form))
  const mergeNow = async (winner: string, loser: string, choices?: MergeForm['choices']) =>
    mergeForm(await formOf(winner, loser, choices))
  const undoNow = (id: string) =>
    inside(async (scope) => {
      const found = await findMerge(scope.db, scope.centreId, id)
      if (!found) throw new Error('no merge')
      return undo(scope, member().id, found)
    })
  return { inside, formOf, mergeForm, mergeNow, undoNow }
}

export const idOf = (merged: Merged): string => {
  expect(merged.kind).toBe('merged')
  return merged.kind === 'merged' ? merged.id : ''
}

/** Versions only rise, and the timeline tells that people were merged and taken apart. */
export const settled = (whole: Record<string, unknown[]>): Record<string, unknown[]> =>
  JSON.parse(
    JSON.stringify(whole, (key, value) => (key === 'version' || key === 'search' ? undefined : value)),
    (key, value) =>
      key === 'activities.contact_id' ? value.filter((row: { kind: string }) => !row.kind.endsWith('merged')) : value,
  )
