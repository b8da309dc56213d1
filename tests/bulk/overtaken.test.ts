import { expect, test } from 'vitest'
import { testApp } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { aBulkDesk } from './bulk-desk.ts'

const database = testDatabase()
const { appDb, ownerDb } = database

test('a stage that is retired before the work comes to it takes nobody in any more', async () => {
  const desk = await aBulkDesk(database, testApp(appDb), ['return', 'relocation'])
  const people = await desk.people(2)
  const who = { ids: people.map(({ id }) => id).join(',') }
  const id = await desk.start(who, { what: 'enrol', to: 'relocation:settling' })
  await ownerDb
    .updateTable('stages')
    .set({ retired_at: new Date() })
    .where('centre_id', '=', desk.centre.id)
    .where('code', '=', 'settling')
    .execute()
  await desk.work()
  const rows = await desk.rows(id)
  expect(rows.map(({ state, reason }) => [state, reason])).toEqual([
    ['failed', 'no_such_stage'],
    ['failed', 'no_such_stage'],
  ])
  const there = await ownerDb.selectFrom('enrolments').select('id').where('stage', '=', 'settling').execute()
  expect(there).toEqual([])
})
