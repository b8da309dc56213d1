import { describe, expect, test } from 'vitest'
import { inCentre } from '../../src/db/scope.ts'
import { newId } from '../../src/lib/ids.ts'
import { addDays, dayOf } from '../../src/lib/time.ts'
import { remindObligations, remindObligationsHere } from '../../src/obligations/remind.ts'
import { aDesk, type Desk } from '../contacts/desk.ts'
import { testSettings as settings, testApp } from '../support/app.ts'
import { aContact, aMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'

const { appDb, ownerDb } = testDatabase()
const app = testApp(appDb)
const today = dayOf(new Date())

type Facts = { start_by: string; started_on?: string; years_owed?: string; agreement?: string; state?: 'served' }

const owes = async ({ centre }: Desk, facts: Facts, person: Parameters<typeof aContact>[2] = {}) => {
  const contact = await aContact(ownerDb, centre, person)
  const { years_owed = '3', state, ...rest } = facts
  const closed = state ? { state, closed_on: today } : {}
  const row = {
    centre_id: centre.id,
    id: newId(),
    contact_id: contact.id,
    kind: 'stipend' as const,
    years_owed,
    created_at: new Date(),
  }
  await ownerDb
    .insertInto('obligations')
    .values({ ...row, ...rest, ...closed })
    .execute()
  return contact.id
}

const tasksOf = ({ centre }: Desk) =>
  ownerDb
    .selectFrom('tasks')
    .where('centre_id', '=', centre.id)
    .select(['contact_id', 'title', 'assignee_id', 'due_on'])
    .orderBy('id')
    .execute()

const onDay = (day: string) => ({ clock: () => new Date(`${day}T09:00:00Z`), settings })
const remindOn = ({ centre }: Desk, day: string) =>
  inCentre(appDb, { centreId: centre.id }, onDay(day), remindObligationsHere)

describe('who owes years for a stipend', () => {
  test('is asked about half a year and a month before the day, after it, and once each', async () => {
    const desk = await aDesk(ownerDb, app)
    const contact = await owes(desk, { start_by: '2027-09-01', agreement: 'KK-12' }, { owner_id: desk.member.id })
    const titles = async () => (await tasksOf(desk)).map(({ title }) => title)
    await remindOn(desk, '2027-02-01')
    expect(await titles()).toEqual([])
    await remindOn(desk, '2027-03-10')
    await remindOn(desk, '2027-03-11')
    expect(await tasksOf(desk)).toEqual([
      {
        contact_id: contact,
        title: 'Stipendium KK-12: nastoupit má do 1. 9. 2027, zeptejte se na plány',
        assignee_id: desk.member.id,
        due_on: '2027-03-17',
      },
    ])
    await remindOn(desk, '2027-08-05')
    await remindOn(desk, '2027-09-02')
    expect(await titles()).toEqual([
      'Stipendium KK-12: nastoupit má do 1. 9. 2027, zeptejte se na plány',
      'Stipendium KK-12: nastoupit má do 1. 9. 2027, domluvte konkrétní den',
      'Stipendium KK-12: nastoupit mělo být do 1. 9. 2027, ozvěte se',
    ])
  })

  test('is left in peace after starting, until the years are served; closed duties remind nobody', async () => {
    const desk = await aDesk(ownerDb, app)
    await owes(desk, { start_by: '2026-09-01', started_on: '2026-08-15', years_owed: '2.5' })
    await owes(desk, { start_by: '2020-01-01', state: 'served' })
    await remindOn(desk, '2029-02-14')
    expect(await tasksOf(desk)).toEqual([])
    await remindOn(desk, '2029-02-15')
    expect((await tasksOf(desk)).map(({ title }) => title)).toEqual([
      'Stipendium: 15. 2. 2029 bylo odslouženo, uzavřete závazek',
    ])
  })

  test('without somebody who looks after them is the task of who works in the centre, in their language', async () => {
    const desk = await aDesk(ownerDb, app)
    await aMember(ownerDb, [desk.centre], 'reader')
    await ownerDb.updateTable('members').set({ lang: 'en' }).where('id', '=', desk.member.id).execute()
    await owes(desk, { start_by: '2020-01-01' })
    await remindOn(desk, today)
    expect(await tasksOf(desk)).toMatchObject([
      { title: 'Stipend: was to start by 01/01/2020, get in touch', assignee_id: desk.member.id },
    ])
  })

  test('gets one task from two clocks, by mail as well, and stands in the history', async () => {
    const desk = await aDesk(ownerDb, app)
    const contact = await owes(desk, { start_by: '2020-01-01' })
    await Promise.all([remindObligations(appDb, onDay(today)), remindObligations(appDb, onDay(today))])
    const tasks = await ownerDb
      .selectFrom('tasks')
      .where('contact_id', '=', contact)
      .select(['remind_at', 'reminder_queued_at'])
      .execute()
    expect(tasks).toEqual([{ remind_at: expect.any(Date), reminder_queued_at: null }])
    const history = await ownerDb.selectFrom('activities').where('contact_id', '=', contact).select('kind').execute()
    expect(history).toEqual([{ kind: 'task_added' }])
  })
})

describe('the list of obligations', () => {
  test('shows the open ones by their day and the closed ones apart, of this centre alone', async () => {
    const desk = await aDesk(ownerDb, app)
    const elsewhere = await aDesk(ownerDb, app)
    await owes(desk, { start_by: addDays(today, 100) }, { family_name: 'Pozdní' })
    await owes(desk, { start_by: addDays(today, -1) }, { family_name: 'Zmeškaná' })
    await owes(desk, { start_by: '2020-01-01', state: 'served' }, { family_name: 'Hotová' })
    await owes(elsewhere, { start_by: '2020-01-01' }, { family_name: 'Cizí' })
    const names = async (query: string) => {
      const { html } = await desk.page(`/obligations${query}`)
      return [...html.matchAll(/#obligations">[^<]* (\p{L}+)<\/a>/gu)].map(([, name]) => name)
    }
    expect(await names('')).toEqual(['Zmeškaná', 'Pozdní'])
    expect(await names('?show=closed')).toEqual(['Hotová'])
    expect(await names('?show=nonsense&after=x')).toEqual(['Zmeškaná', 'Pozdní'])
  })

  test('is paged', async () => {
    const desk = await aDesk(ownerDb, app)
    for (let nth = 0; nth < 51; nth++) await owes(desk, { start_by: addDays(today, nth) })
    const { html } = await desk.page('/obligations')
    const next = /href="[^"]*\/obligations\?(show=open&amp;after=[^"]*)" rel="next"/
      .exec(html)?.[1]
      ?.replaceAll('&amp;', '&')
    expect((await desk.page(`/obligations?${next}`)).html.match(/#obligations"/g)).toHaveLength(1)
  })
})
