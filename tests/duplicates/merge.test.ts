import { beforeAll, describe, expect, test } from 'vitest'
import { aCentre, aMember, type TestCentre, type TestMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { idOf, mergingIn, settled } from './merging.ts'
import { aWholeContact, countRows, wholeOf } from './whole.ts'

const database = testDatabase()
let centre: TestCentre
let member: TestMember

beforeAll(async () => {
  centre = await aCentre(database.ownerDb)
  member = await aMember(database.ownerDb, [centre])
})

const { mergeNow, undoNow } = mergingIn(
  database,
  () => centre,
  () => member,
)

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
    const alias = await database.ownerDb
      .selectFrom('contact_aliases')
      .selectAll()
      .where('old_id', '=', loser)
      .executeTakeFirst()
    expect(alias?.new_id).toBe(winner)
    expect(idOf(merged)).toBeTruthy()
    expect(await wholeOf(database.ownerDb, [loser]).then(countRows)).toBe(0)
  })

  test('taken back, both are as they were, byte for byte', async () => {
    const [winner, loser] = [
      await aWholeContact(database.ownerDb, centre),
      await aWholeContact(database.ownerDb, centre, { lang: 'C1', facts: { residence: 'Brno' } }),
    ]
    const before = await wholeOf(database.ownerDb, [winner, loser])
    const id = idOf(await mergeNow(winner, loser, { residence: 'loser', family_name: 'loser' }))
    expect(await undoNow(id)).toEqual({ kind: 'undone', differences: [] })
    const after = await wholeOf(database.ownerDb, [winner, loser])
    expect(settled(after)).toEqual(settled(before))
  })
})
