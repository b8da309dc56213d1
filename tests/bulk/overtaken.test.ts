import { expect, test } from 'vitest'
import { randomId } from '../../src/lib/ids.ts'
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

test('more than five thousand ticked one by one are refused in a sentence, never some of them changed', async () => {
  const desk = await aBulkDesk(database, testApp(appDb))
  const people = await desk.people(1, { tags: ['x'] })
  const strangers = (many: number) => Array.from({ length: many }, () => randomId())
  const ids = (many: number) => [...people.map(({ id }) => id), ...strangers(many - 1)].join(',')
  const action = { what: 'add_tag', tag: 'nový' }
  const form = { ...action, seen: 'd'.repeat(32), idempotency_key: randomId() }
  for (const path of ['/bulk/new', '/bulk/preview', '/bulk']) {
    const { status, html } = await desk.send(path, { ids: ids(5_001), ...form })
    const said = html.replaceAll('\u00a0', ' ')
    expect([path, status, said.includes('nejvýš 5 000 lidí'), said.includes('Nikdo se nezměnil')]).toEqual([
      ...[path, 422, true, true],
    ])
  }
  expect((await desk.preview({ ids: ids(5_000) }, action)).status).toBe(200)
  // ticked twice is ticked once, and who is chosen by the list is not chosen by ticks
  expect((await desk.preview({ ids: `${ids(5_000)},${people[0]?.id}` }, action)).status).toBe(200)
  expect((await desk.preview({ all: '1', query: 'tag=x', ids: ids(5_001) }, action)).status).toBe(200)
  const jobs = await ownerDb.selectFrom('jobs').where('centre_id', '=', desk.centre.id).selectAll().execute()
  expect(jobs).toEqual([])
})
