import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { addDays, dayOf } from '../../src/lib/time.ts'
import { testApp } from '../support/app.ts'
import { aContact, aMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { aDesk } from './desk.ts'

const { appDb, ownerDb } = testDatabase()
let shift = 0
const app = testApp(appDb, { clock: (now) => new Date(now.getTime() + shift) })

/** A list and a board that somebody has just looked at, with one person on them. */
const aLookedAtList = async () => {
  shift = 0
  const desk = await aDesk(ownerDb, app)
  const owner = await aMember(ownerDb, [desk.centre], 'coordinator', 'Olga Dosavadní')
  const today = dayOf(new Date())
  const planned = { stage: 'considering' as const, next_step: 'Zavolat', next_step_on: addDays(today, 1) }
  const facts = { family_name: 'Hledaná', owner_id: owner.id, ...planned }
  const { id } = await aContact(ownerDb, desk.centre, facts)
  const paths = ['/contacts?view=all', '/contacts?stage=considering', '/pipelines/return']
  const seenBy = async (cookie: string) =>
    Promise.all(paths.map(async (path) => (await app.get(`${desk.base}${path}`, cookie)).text()))
  for (const html of await seenBy(desk.member.cookie)) expect(html).toContain('Hledaná')
  return { desk, owner, id, seenBy, seen: () => seenBy(desk.member.cookie) }
}

/** What changes somebody's page is looked for in the line that was remembered. */
const lineIn = (html: string) =>
  /<tr>(?:(?!<\/tr>).)*Hledaná.*?<\/tr>|<li class="board-card".*?<\/li>/s.exec(html)?.[0] ?? ''

describe('what a colleague was shown', () => {
  test('gives a reader nothing to do, and nobody of another centre anything at all', async () => {
    const { desk, id, seenBy } = await aLookedAtList()
    const reader = await aMember(ownerDb, [desk.centre], 'reader')
    for (const html of await seenBy(reader.cookie)) {
      expect(lineIn(html)).toContain(`/contacts/${id}`)
      expect(lineIn(html)).not.toMatch(/name="ids"|\/edit\?version/)
    }
    const other = await aDesk(ownerDb, app)
    const elsewhere = await Promise.all(['/contacts?view=all', '/pipelines/return'].map(other.page))
    for (const { html } of elsewhere) expect(html).not.toMatch(/Hledaná|Olga/)
    for (const html of await seenBy(other.member.cookie)) expect(html).not.toContain('Hledaná')
  })

  test('is said in the language of who asks', async () => {
    const { desk, seenBy } = await aLookedAtList()
    const english = await aMember(ownerDb, [desk.centre])
    await ownerDb.updateTable('members').set({ lang: 'en' }).where('id', '=', english.id).execute()
    const [list = '', , board = ''] = (await seenBy(english.cookie)).map(lineIn)
    expect(list).toContain('Considering')
    expect(list).not.toContain('Zvažuje')
    expect(board).toContain('Move to')
  })

  test('has the names of today: of a stage, of its owner, of the person', async () => {
    const { desk, owner, id, seen } = await aLookedAtList()
    await sql`update stages set names = names || '{"cs": "Rozmýšlí se"}'
      where centre_id = ${desk.centre.id} and code = 'considering'`.execute(ownerDb)
    expect(lineIn((await seen())[0] ?? '')).toContain('Rozmýšlí se')
    await ownerDb.updateTable('members').set({ name: 'Olga Nová' }).where('id', '=', owner.id).execute()
    await ownerDb.updateTable('contacts').set({ given_name: 'Přejmenovaná' }).where('id', '=', id).execute()
    const [list = '', , board = ''] = await seen()
    for (const told of ['Rozmýšlí se', 'Olga Nová', 'Přejmenovaná']) expect(lineIn(list)).toContain(told)
    expect([list, board].join()).not.toMatch(/Zvažuje návrat|Olga Dosavadní/)
    expect(lineIn(board)).toContain('Přejmenovaná')
  })

  test('is overdue when its day has come and gone', async () => {
    const { seen } = await aLookedAtList()
    for (const html of await seen()) expect(lineIn(html)).not.toContain('Po termínu')
    shift = 2 * 86_400_000
    for (const html of await seen()) expect(lineIn(html)).toMatch(/[Pp]o termínu/)
  })
})
