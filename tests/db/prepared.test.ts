import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { prepared } from '../../src/db/prepared.ts'
import { testDatabase } from '../support/database.ts'

const asked: string[] = []
const { appDb } = testDatabase({ onQuery: (event) => void asked.push(event.query.sql) })

test('a statement is built once and filled with what each asks, in the right places', async () => {
  let built = 0
  const pair = prepared((db, [first, second]: [string, string]) => {
    built += 1
    return db.selectNoFrom([
      sql<string>`${second}::text || '-' || ${first}::text || '-' || ${second}::text`.as('said'),
      sql<string>`${'constant'}::text`.as('same'),
    ])
  })
  asked.length = 0
  expect(await pair(appDb, ['a', 'b'])).toEqual([{ said: 'b-a-b', same: 'constant' }])
  expect(await pair(appDb, ['c', "d'; drop table x; --"])).toEqual([
    { said: "d'; drop table x; ---c-d'; drop table x; --", same: 'constant' },
  ])
  expect([built, new Set(asked).size]).toEqual([1, 1])
})

test('what somebody types is never taken for a place', async () => {
  const echo = prepared((db, [text]: [string]) => db.selectNoFrom(sql<string>`${text}::text`.as('said')))
  for (const typed of ['\u0001value 0', '\u0001value 1', ''])
    expect(await echo(appDb, [typed])).toEqual([{ said: typed }])
})
