import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { inCentre, type Scope } from '../../src/db/scope.ts'
import { inspect } from '../../src/duplicates/merge/differences.ts'
import { type Merged, type MergeForm, merge } from '../../src/duplicates/merge/merge.ts'
import { undo } from '../../src/duplicates/merge/undo.ts'
import { findAlias, findMerge } from '../../src/duplicates/queries/merges.ts'
import { newId } from '../../src/lib/ids.ts'
import { testSettings } from '../support/app.ts'
import { aCentre, aMember, type TestCentre, type TestMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { aWholeContact, countRows, wholeOf } from './whole.ts'

const database = testDatabase()
let centre: TestCentre
let member: TestMember

beforeAll(async () => {
  centre = await aCentre(database.ownerDb)
  member = await aMember(database.ownerDb, [centre])
})

const inside = async <Result>(work: (scope: Scope) => Promise<Result>): Promise<Result> => {
  const result = await inCentre(database.appDb, { centreId: centre.id }, { settings: testSettings }, work)
  if (result === undefined) throw new Error('no centre')
  return result
}

const versionOf = async (id: string) =>
  (await database.ownerDb.selectFrom('contacts').select('version').where('id', '=', id).executeTakeFirst())?.version ??
  0

const formOf = async (winner: string, loser: string, choices: MergeForm['choices'] = {}): Promise<MergeForm> => ({
  ...{ winner, loser, choices },
  winnerVersion: await versionOf(winner),
  loserVersion: await versionOf(loser),
})

const mergeNow = async (winner: string, loser: string, choices?: MergeForm['choices']): Promise<Merged> => {
  const form = await formOf(winner, loser, choices)
  return inside((scope) => merge(scope, member.id, form))
}

const mergeId = (merged: Merged): string => {
  if (merged.kind !== 'merged') throw new Error(merged.kind)
  return merged.id
}

const undoNow = (id: string) =>
  inside(async (scope) => {
    const found = await findMerge(scope.db, scope.centreId, id)
    if (!found) throw new Error('no merge')
    return undo(scope, member.id, found)
  })

describe('a merge', () => {
  test('loses no row: all that belonged to either belongs to who stays, or was there twice', async () => {
    const [winner, loser] = [
      await aWholeContact(database.ownerDb, centre),
      await aWholeContact(database.ownerDb, centre, { phone: '+420602000001', lang: 'C1' }),
    ]
    const before = await wholeOf(database.ownerDb, [winner, loser])
    const merged = await mergeNow(winner, loser)
    const after = await wholeOf(database.ownerDb, [winner])
    const kept = Object.fromEntries(
      Object.keys(before).map((table) => [table, [before[table]?.length, after[table]?.length]]),
    )
    expect(kept).toMatchObject({
      contacts: [2, 1],
      'stage_changes.enrolment_id': [2, 2],
      'enrolments.contact_id': [2, 1],
      'contact_languages.contact_id': [4, 3],
      'contact_points.contact_id': [4, 4],
      'household_members.contact_id': [2, 1],
      'contact_motives.contact_id': [2, 1],
      'contact_addresses.contact_id': [2, 1],
      'contact_statuses.contact_id': [2, 1],
      'affiliations.contact_id': [2, 2],
      'activities.contact_id': [4, 5],
      'mails.contact_id': [2, 2],
      'tasks.contact_id': [2, 2],
      'personal_tokens.contact_id': [2, 2],
      'consents.contact_id': [2, 2],
      'contact_aliases.new_id': [0, 1],
    })
    expect(await inside((scope) => findAlias(scope.db, scope.centreId, loser))).toBe(winner)
    expect(mergeId(merged)).toBeTruthy()
    expect(await wholeOf(database.ownerDb, [loser]).then(countRows)).toBe(0)
  })

  test('taken back, both are as they were, byte for byte', async () => {
    const [winner, loser] = [
      await aWholeContact(database.ownerDb, centre),
      await aWholeContact(database.ownerDb, centre, { lang: 'C1', facts: { residence: 'Brno' } }),
    ]
    const before = await wholeOf(database.ownerDb, [winner, loser])
    const id = mergeId(await mergeNow(winner, loser, { residence: 'loser', family_name: 'loser' }))
    expect(await undoNow(id)).toEqual({ kind: 'undone', differences: [] })
    const after = await wholeOf(database.ownerDb, [winner, loser])
    expect(settled(after)).toEqual(settled(before))
  })
})

/** Versions only rise, and the timeline tells that people were merged and taken apart. */
const settled = (whole: Record<string, unknown[]>) =>
  JSON.parse(
    JSON.stringify(whole, (key, value) => (key === 'version' || key === 'search' ? undefined : value)),
    (key, value) =>
      key === 'activities.contact_id' ? value.filter((row: { kind: string }) => !row.kind.endsWith('merged')) : value,
  )
