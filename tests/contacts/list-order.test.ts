import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { listContacts } from '../../src/contacts/queries/list.ts'
import { contactSorts, readContactQuery } from '../../src/lib/contact-query.ts'
import { newId } from '../../src/lib/ids.ts'
import { testApp } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { aDesk, type Desk, idsIn, nextIn } from './desk.ts'

const { appDb, ownerDb } = testDatabase()
const app = testApp(appDb)
const towns = ['Chrudim', 'Hodonín', 'Cheb', 'Ústí nad Labem', 'Uničov', '', 'Aš']
let desk: Desk
let people: {
  id: string
  residence: string
  touched_on: string
  since: string
  next: string | null
  family_name: string
}[]

/** Forty in a stage: with equal and with empty values of all that a list is sorted by. */
beforeAll(async () => {
  desk = await aDesk(ownerDb, app)
  const now = new Date()
  people = Array.from({ length: 40 }, (_, index) => ({
    id: newId(),
    family_name: ['Novák', 'Čáp', 'Chalupa', 'Hůlka', 'Hulka'][index % 5] ?? '',
    residence: towns[index % 7] ?? '',
    touched_on: ['-infinity', '2026-01-02', '2025-12-30'][index % 3] ?? '',
    since: ['2026-01-02T03:04:05.123456Z', '2026-01-02T03:04:05.123457Z'][index % 2] ?? '',
    next: [null, '2026-03-01', '2026-02-01'][index % 3] ?? null,
  }))
  for (const { since, next, ...person } of people) {
    await ownerDb
      .insertInto('contacts')
      .values({
        ...{ ...person, centre_id: desk.centre.id, source: 'staff', created_at: now, updated_at: now },
        ...{ next_step_on: next, next_step: next ? 'Zavolat' : '' },
      })
      .execute()
    await sql`insert into enrolments (centre_id, id, contact_id, track, stage, stage_since, created_at)
      values (${desk.centre.id}, ${newId()}, ${person.id}, 'return', 'considering', ${since}, now())`.execute(ownerDb)
  }
})

const read = (query: string, extent: Parameters<typeof listContacts>[3]) =>
  listContacts(ownerDb, desk.centre.id, { ...readContactQuery(query), track: 'return' }, extent)

/** Whether a list was found by its filters and sorted, or along an index past those who do not pass. */
const ways = [
  ['sorted', { size: 7, cap: 1000 }],
  ['walked', { size: 7, cap: 5 }],
] as const

const czech = new Intl.Collator('cs')
const before: Record<string, (a: (typeof people)[number], b: (typeof people)[number]) => number> = {
  name: (a, b) => czech.compare(a.family_name, b.family_name),
  newest: (a, b) => (a.id < b.id ? -1 : 1),
  next_step: (a, b) => (a.next ?? '9').localeCompare(b.next ?? '9'),
  touched: (a, b) =>
    a.touched_on.replace('-infinity', '0') < b.touched_on.replace('-infinity', '0')
      ? -1
      : a.touched_on === b.touched_on
        ? 0
        : 1,
  residence: (a, b) => czech.compare(a.residence, b.residence),
  stage_since: (a, b) => (a.since < b.since ? -1 : a.since === b.since ? 0 : 1),
}

describe('every order', () => {
  for (const sort of contactSorts)
    for (const dir of ['asc', 'desc'] as const)
      test(`by ${sort}, ${dir}, gives everybody once, forwards and backwards, whichever way they are found`, async () => {
        for (const [way, extent] of ways) {
          const query = `stage=considering&has=&sort=${sort}&dir=${dir}`
          const pages: string[][] = []
          let last = await read(query, extent)
          for (let page = last; ; ) {
            pages.push(page.rows.map(({ id }) => id))
            last = page
            if (!page.next) break
            page = await read(`${query}&after=${page.next}`, extent)
          }
          const ids = pages.flat()
          expect([way, new Set(ids).size, ids.length]).toEqual([way, 40, 40])
          const shown = ids
            .map((id) => people.find((person) => person.id === id))
            .filter((person) => person !== undefined)
          const sorted = shown.toSorted((a, b) => (dir === 'asc' ? 1 : -1) * (before[sort]?.(a, b) ?? 0))
          expect(shown).toEqual(sorted)
          const back: string[][] = [last.rows.map(({ id }) => id)]
          for (let page = last; page.previous; ) {
            page = await read(`${query}&before=${page.previous}`, extent)
            back.unshift(page.rows.map(({ id }) => id))
          }
          expect(back).toEqual(pages)
        }
      })
})

test('the page before and the page after lead to each other, and to the beginning', async () => {
  await sql`insert into contacts (centre_id, id, family_name, source, created_at, updated_at)
    select ${desk.centre.id}, gen_random_uuid(), 'Z' || lpad(n::text, 3, '0'), 'import', now(), now()
    from generate_series(1, 80) n`.execute(ownerDb)
  const first = await desk.page('/contacts?source=import')
  const second = await desk.page(`/contacts${nextIn(first.html)}`)
  const [, back] = /href="[^"]*\/contacts(\?[^"]*)" rel="prev"/.exec(second.html) ?? []
  expect(idsIn((await desk.page(`/contacts${back?.replaceAll('&amp;', '&')}`)).html)).toEqual(idsIn(first.html))
  expect(first.html).not.toContain('rel="prev"')
  const columns = await desk.page('/contacts?cols=touched&cols=residence&stage=considering')
  const heads = [...columns.html.matchAll(/<th scope="col"[^>]*>(?:<a[^>]*>|<span[^>]*>)([^<]*)/g)].map(
    ([, text]) => text,
  )
  expect(heads).toEqual(['Výběr', 'Jméno', 'Poslední kontakt', 'Kde teď žije'])
})
