import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { jobHandlers } from '../../src/handlers.ts'
import { runPieces } from '../../src/jobs/job.ts'
import { newId } from '../../src/lib/ids.ts'
import { aDesk } from '../contacts/desk.ts'
import { times } from '../jobs/counting.ts'
import { testApp } from '../support/app.ts'
import type { TestCentre } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'

const { ownerDb, appDb } = testDatabase()
const app = testApp(appDb)

const namesakes = async ({ id }: TestCentre, family: string, many: number): Promise<string[]> => {
  const ids = Array.from({ length: many }, () => newId())
  await sql`insert into contacts (centre_id, id, given_name, family_name, source, created_at, updated_at)
    select ${id}, x, 'Jana', ${family}, 'staff', now(), now() from unnest(${ids}::uuid[]) x`.execute(ownerDb)
  return ids.sort()
}

const pairs = async ({ id }: TestCentre, ids: readonly string[], state = 'open') => {
  const [first, ...others] = ids
  await sql`insert into duplicate_pairs (centre_id, a_id, b_id, score, state, compared, found_at)
    select ${id}, ${first}, x, 5, ${state}, ''::bytea, now() from unnest(${others}::uuid[]) x`.execute(ownerDb)
}

const plain = (html: string) => html.replaceAll('\u00a0', ' ')

test('names that too many bear to be compared by are counted when everybody is compared, and told', async () => {
  const desk = await aDesk(ownerDb, app)
  const other = await aDesk(ownerDb, app)
  await namesakes(desk.centre, 'Nováková', 41)
  await namesakes(desk.centre, 'Svobodová', 40)
  await namesakes(other.centre, 'Dvořáková', 42)
  const said = async ({ page }: typeof desk) => plain((await page('/duplicates')).html)
  expect(await said(desk)).toContain('spočítá až úplné porovnání')
  await desk.send('/duplicates/scan', {})
  await runPieces(appDb, jobHandlers, times, { mostMs: 30_000 })
  expect(await said(desk)).toContain('1 jméno nese víc než 40 lidí.')
  expect(await said(other)).toContain('spočítá až úplné porovnání')

  await namesakes(desk.centre, 'Svobodová', 1)
  await desk.send('/duplicates/scan', {})
  await runPieces(appDb, jobHandlers, times, { mostMs: 30_000 })
  expect(await said(desk)).toContain('2 jména nese víc než 40 lidí.')
  await ownerDb.updateTable('duplicate_scans').set({ common_names: 0 }).execute()
  const none = await said(desk)
  expect([none.includes('Naposledy jsme porovnali úplně všechny'), none.includes('víc než 40')]).toEqual([true, false])
})

test('how many pairs wait stands beside the way to them, up to ninety-nine', async () => {
  const desk = await aDesk(ownerDb, app)
  const badge = async () => {
    const menu = /href="[^"]*\/duplicates"[^>]*>(.*?)<\/a>/s.exec((await desk.page('/contacts')).html)?.[1] ?? ''
    return menu
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()
  }
  const other = await aDesk(ownerDb, app)
  await pairs(other.centre, await namesakes(other.centre, 'Jinde', 5))
  const people = await namesakes(desk.centre, 'Nováková', 101)
  await pairs(desk.centre, await namesakes(desk.centre, 'Odlišná', 4), 'dismissed')
  expect(await badge()).toBe('Možné duplicity')
  await pairs(desk.centre, people.slice(0, 4))
  expect(await badge()).toBe('Možné duplicity 3 3 dvojice')
  await pairs(desk.centre, [people[0] ?? '', ...people.slice(4, 100)])
  expect(await badge()).toBe('Možné duplicity 99 99 dvojic')
  await pairs(desk.centre, [people[0] ?? '', ...people.slice(100)])
  expect(await badge()).toBe('Možné duplicity 99+ Více než 99 dvojic')
})
