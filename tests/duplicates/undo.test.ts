import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { aCentre, aMember, type TestCentre, type TestMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { idOf, mergingIn, settled } from './merging.ts'
import { aWholeContact, wholeOf } from './whole.ts'

const database = testDatabase()
const { ownerDb } = database
let centre: TestCentre
let member: TestMember
const { mergeNow, undoNow } = mergingIn(
  database,
  () => centre,
  () => member,
)

beforeAll(async () => {
  centre = await aCentre(ownerDb)
  member = await aMember(ownerDb, [centre])
})

/** What somebody may do with who stayed, and what of it the undo is to tell. */
const edits = {
  contacts: (id: string) => sql`update contacts set field = 'sklář', version = version + 1 where id = ${id}`,
  contact_points: (id: string) =>
    sql`update contact_points set label = 'práce' where id = (select id from contact_points where contact_id = ${id} order by id limit 1)`,
  tasks: (id: string) =>
    sql`update tasks set title = 'Napsat' where id = (select max(id::text)::uuid from tasks where contact_id = ${id})`,
  obligations: (id: string) =>
    sql`update obligations set note = 'odklad' where id = (select max(id::text)::uuid from obligations where contact_id = ${id})`,
  consents: (id: string) =>
    sql`update consents set state = 'withdrawn', withdrawn_at = now() where contact_id = ${id} and state = 'granted'`,
  affiliations: (id: string) =>
    sql`delete from affiliations where id = (select max(id::text)::uuid from affiliations where contact_id = ${id})`,
}
type Edit = keyof typeof edits

const side = fc.constantFrom('winner' as const, 'loser' as const)
const story = fc.record({
  choices: fc.record({ family_name: side, residence: side, field: side, born: side, next_step: side }),
  edited: fc.subarray(Object.keys(edits) as Edit[]),
  stages: fc.tuple(fc.constantFrom('known', 'considering'), fc.constantFrom('known', 'moving')),
})

describe('a merge taken back', () => {
  test('leaves both as they were but for what was changed since, and tells that', async () => {
    await fc.assert(
      fc.asyncProperty(story, async ({ choices, edited, stages }) => {
        const winner = await aWholeContact(ownerDb, centre, {
          stage: stages[0],
          facts: { family_name: 'Malá', field: 'lékařka', next_step: 'Zavolat', next_step_on: '2027-01-01' },
        })
        const loser = await aWholeContact(ownerDb, centre, {
          stage: stages[1],
          lang: 'C1',
          facts: { family_name: 'Velká', residence: 'Brno', born: '1985' },
        })
        const before = settled(await wholeOf(ownerDb, [winner, loser]))
        const id = idOf(await mergeNow(winner, loser, choices))
        for (const edit of edited) await edits[edit](winner).execute(ownerDb)
        const undone = await undoNow(id)
        const after = settled(await wholeOf(ownerDb, [winner, loser]))
        const differing = new Set(
          Object.keys(before)
            .filter((table) => JSON.stringify(before[table]) !== JSON.stringify(after[table]))
            .map((table) => table.split('.')[0]),
        )
        const told = new Set(undone.kind === 'undone' ? undone.differences.map(({ table }) => table) : [])
        expect(undone.kind).toBe('undone')
        for (const table of differing) expect(edited).toContain(table)
        // what touched only the winner's own rows changed nothing that the merge had changed
        for (const table of told) expect(edited).toContain(table)
      }),
      { numRuns: 12 },
    )
  }, 60_000)

  test('is taken back once, and not when a later merge stands upon it', async () => {
    const [a, b, c] = [
      await aWholeContact(ownerDb, centre),
      await aWholeContact(ownerDb, centre),
      await aWholeContact(ownerDb, centre),
    ]
    const first = idOf(await mergeNow(a, b))
    const second = idOf(await mergeNow(a, c))
    expect(await undoNow(first)).toEqual({ kind: 'merged_again' })
    expect(await undoNow(second)).toMatchObject({ kind: 'undone' })
    expect(await undoNow(first)).toMatchObject({ kind: 'undone' })
    expect(await undoNow(first)).toEqual({ kind: 'over' })
  })

  test('of consents the stricter holds, and each receipt is kept', async () => {
    const [winner, loser] = [await aWholeContact(ownerDb, centre), await aWholeContact(ownerDb, centre)]
    await sql`update consents set state = 'withdrawn', withdrawn_at = now() where contact_id = ${loser}`.execute(
      ownerDb,
    )
    const id = idOf(await mergeNow(winner, loser))
    const states = () => ownerDb.selectFrom('consents').select('state').where('contact_id', '=', winner).execute()
    expect((await states()).map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn'])
    await undoNow(id)
    expect((await states()).map(({ state }) => state)).toEqual(['granted'])
  })

  test('who asked at one address not to be written to is written to at none', async () => {
    const [winner, loser] = [await aWholeContact(ownerDb, centre), await aWholeContact(ownerDb, centre)]
    await sql`insert into suppressions (centre_id, address_hash, reason, at)
      values (${centre.id}, sha256(${`${loser}@example.org`}::bytea), 'asked', now())`.execute(ownerDb)
    await mergeNow(winner, loser)
    const { rows } = await sql<{
      count: number
    }>`select count(*)::int as count from suppressions where centre_id = ${centre.id}
      and address_hash = sha256(${`${winner}@example.org`}::bytea) and reason = 'asked'`.execute(ownerDb)
    expect(rows[0]?.count).toBe(1)
    const live = await ownerDb
      .selectFrom('consents')
      .select('id')
      .where('contact_id', '=', winner)
      .where('state', '=', 'granted')
      .execute()
    expect(live).toEqual([])
  })

  test('of two consents in force the newer one is, the older one is kept', async () => {
    const [winner, loser] = [
      await aWholeContact(ownerDb, centre, { updated: new Date('2026-01-01') }),
      await aWholeContact(ownerDb, centre),
    ]
    await mergeNow(winner, loser)
    const rows = await ownerDb
      .selectFrom('consents')
      .select('state')
      .where('contact_id', '=', winner)
      .orderBy('granted_at')
      .execute()
    expect(rows.map(({ state }) => state)).toEqual(['superseded', 'granted'])
  })
})
