import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { inCentre } from '../../src/db/scope.ts'
import { suggestChanged } from '../../src/duplicates/suggest.ts'
import { testSettings } from '../support/app.ts'
import { aCentre } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { plant } from './planting.ts'
import { truePairs, truthSet } from './truth.ts'

const { ownerDb, appDb } = testDatabase()

// weights and threshold were tuned on seeds 1 and 2; measured here: recall 0.935, precision 0.971
test('of 600 people written down twice nine in ten are found, and of what is suggested 95 in 100 are one person', async () => {
  const centre = await aCentre(ownerDb)
  const records = truthSet(3)
  const ids = await plant(ownerDb, centre, records)
  for (let done = 1; done > 0; )
    done =
      (await inCentre(appDb, { centreId: centre.id }, { settings: testSettings }, (scope) =>
        suggestChanged(scope, 1000),
      )) ?? 0

  const { rows } = await sql<{ pair: string }>`select a_id || ' ' || b_id as pair from duplicate_pairs
    where centre_id = ${centre.id}`.execute(ownerDb)
  const labelled = truePairs(records).map(([one, other]) => [ids[one], ids[other]].sort().join(' '))
  const found = new Set(rows.map(({ pair }) => pair))
  const right = labelled.filter((pair) => found.has(pair)).length
  expect(labelled.length).toBeGreaterThanOrEqual(500)
  expect(right / labelled.length).toBeGreaterThan(0.92)
  expect(right / found.size).toBeGreaterThan(0.955)
}, 60_000)
