import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { newId } from '../../src/lib/ids.ts'
import { addDays, dayOf } from '../../src/lib/time.ts'
import { aDesk, type Desk } from '../contacts/desk.ts'
import { testApp } from '../support/app.ts'
import { aContact, aMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { aTask, taskOf } from './list.ts'

const { appDb, ownerDb } = testDatabase()
const app = testApp(appDb)
const today = dayOf(new Date())

/** What stands on the page, in its order. */
const linesIn = (html: string) =>
  [...html.matchAll(/<li class="task-line" id="(step|task)-([0-9a-f-]{36})"/g)].map(([, kind, id]) => [kind, id])

const aStep = (desk: Desk, next_step_on: string, facts: Parameters<typeof aContact>[2] = {}) =>
  aContact(ownerDb, desk.centre, { owner_id: desk.member.id, next_step: 'Ozvat se', next_step_on, ...facts })

const contactOf = (id: string) =>
  ownerDb
    .selectFrom('contacts')
    .select(['next_step', 'next_step_on', 'version'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()

describe('my day', () => {
  test('is one list of my next steps and tasks, the most urgent first, a week ahead', async () => {
    const desk = await aDesk(ownerDb, app)
    const colleague = await aMember(ownerDb, [desk.centre])
    const soon = await aStep(desk, addDays(today, 7))
    await aStep(desk, addDays(today, 8))
    await aStep(desk, today, { owner_id: colleague.id })
    await aTask(ownerDb, desk, { assignee_id: colleague.id })
    await aTask(ownerDb, desk, { state: 'done', closed_at: new Date() })
    const late = await aTask(ownerDb, desk, { due_on: addDays(today, -3) })
    const later = await aTask(ownerDb, desk, { due_on: today, due_time: '16:00' })
    const early = await aTask(ownerDb, desk, { due_on: today, due_time: '08:00' })
    const older = await aStep(desk, addDays(today, -9), { phone: '+420777123456' })
    const { html } = await desk.page('/day')
    expect(linesIn(html)).toEqual([
      ['step', older.id],
      ['task', late],
      ['task', early],
      ['task', later],
      ['step', soon.id],
    ])
    expect(html).toContain('href="tel:+420777123456"')
  })

  test('of who has nothing to do is a pleasant sentence', async () => {
    const desk = await aDesk(ownerDb, app)
    const { html } = await desk.page('/day')
    expect([html.includes('Dnes máte volno'), linesIn(html)]).toEqual([true, []])
  })

  test('ticks a next step and a task off in place', async () => {
    const desk = await aDesk(ownerDb, app)
    const step = await aStep(desk, today)
    const task = await aTask(ownerDb, desk)
    const done = await desk.send(`/day/steps/${step.id}/done`, { version: '1', from: 'day' })
    expect([done.status, done.location]).toEqual([303, `${desk.base}/day?done=step_done&about=${step.id}`])
    expect(await contactOf(step.id)).toMatchObject({ next_step: '', next_step_on: null })
    const ticked = await desk.send(`/tasks/${task}/done`, { version: '1', from: 'day' })
    expect(ticked.location).toBe(`${desk.base}/day?done=task_done&about=${task}`)
    expect((await desk.page(`/day?done=task_done&about=${task}`)).html).toContain(`/tasks/${task}/reopen`)
    expect(linesIn((await desk.page('/day')).html)).toEqual([])
  })

  test.each([
    ['tomorrow', '', 1],
    ['week', '', 7],
    ['day', addDays(today, 40), 40],
  ])('puts off: %s %s', async (to, on, days) => {
    const desk = await aDesk(ownerDb, app)
    const step = await aStep(desk, addDays(today, -5))
    const task = await aTask(ownerDb, desk)
    for (const path of [`/day/steps/${step.id}`, `/tasks/${task}`]) {
      const { status, location } = await desk.send(`${path}/postpone`, { to, on, version: '1', from: 'day' })
      expect([status, location]).toEqual([303, `${desk.base}/day?done=postponed&about=${addDays(today, days)}`])
    }
    expect(await contactOf(step.id)).toEqual({ next_step: 'Ozvat se', next_step_on: addDays(today, days), version: 2 })
    expect(await taskOf(ownerDb, task)).toMatchObject({ due_on: addDays(today, days), version: 2 })
  })

  test.each([
    [{ to: 'day', on: '' }],
    [{ to: 'day', on: '2026-02-30' }],
    [{ to: 'never' }],
    [{ to: 'week', version: 'x' }],
  ])('does not put off by %j, and says so beside it', async (fields) => {
    const desk = await aDesk(ownerDb, app)
    const step = await aStep(desk, today)
    const task = await aTask(ownerDb, desk)
    for (const [path, id] of [
      [`/day/steps/${step.id}`, step.id],
      [`/tasks/${task}`, task],
    ]) {
      const { status, html } = await desk.send(`${path}/postpone`, { version: '1', ...fields })
      expect([status, html.includes(`id="on-${id}-error"`)]).toEqual([422, true])
    }
    expect([await contactOf(step.id), await taskOf(ownerDb, task)]).toMatchObject([{ version: 1 }, { version: 1 }])
  })

  test('tells who saw an older state, and changes nothing', async () => {
    const desk = await aDesk(ownerDb, app)
    const step = await aStep(desk, today)
    await desk.send(`/contacts/${step.id}/next-step`, { next_step: 'Jinak', next_step_on: today, version: '1' })
    for (const deed of ['done', 'postpone'])
      expect((await desk.send(`/day/steps/${step.id}/${deed}`, { version: '1', to: 'week' })).status).toBe(409)
    expect(await contactOf(step.id)).toEqual({ next_step: 'Jinak', next_step_on: today, version: 2 })
  })

  test('tells who of mine woke or was answered, and who registered, since yesterday', async () => {
    const desk = await aDesk(ownerDb, app)
    const [mine, other] = [
      await aContact(ownerDb, desk.centre, { family_name: 'Moje', owner_id: desk.member.id }),
      await aContact(ownerDb, desk.centre, { family_name: 'Jiná' }),
    ]
    const at = (occurred_at: Date) => ({ centre_id: desk.centre.id, id: newId(), occurred_at, created_at: occurred_at })
    const now = new Date()
    const old = new Date(now.getTime() - 3 * 86_400_000)
    await ownerDb
      .insertInto('activities')
      .values([
        { ...at(now), contact_id: mine.id, kind: 'woken' },
        { ...at(now), contact_id: other.id, kind: 'woken' },
        { ...at(old), contact_id: mine.id, kind: 'referral_accepted', particulars: { recipient: 'Stará firma' } },
        { ...at(now), contact_id: mine.id, kind: 'referral_declined', particulars: { recipient: 'Nová firma' } },
      ])
      .execute()
    const { html } = await desk.page('/day')
    expect([html.includes('Moje'), html.includes('Nová firma')]).toEqual([true, true])
    expect([html.includes('Jiná'), html.includes('Stará firma')]).toEqual([false, false])
  })
})

describe('people without a next step', () => {
  const idsOf = (html: string) =>
    [...html.matchAll(/<th scope="row"[^>]*><a href="[^"]*\/contacts\/([0-9a-f-]{36})"/g)].map(([, id]) => id)
  const numberOn = async (desk: Desk) =>
    /without-next-step">[^<]*<\/a><\/span><span class="stat-value">([^<]*)</.exec((await desk.page('')).html)?.[1]

  test('are those under way with whom nothing is planned, each once, and the number counts them', async () => {
    const desk = await aDesk(ownerDb, app, { tracks: ['return', 'relocation'] })
    const forgotten = await aContact(ownerDb, desk.centre)
    const onBoth = await aContact(ownerDb, desk.centre)
    const second = { id: newId(), contact_id: onBoth.id, track: 'relocation' as const, stage: 'enquiry' }
    const now = new Date()
    await ownerDb
      .insertInto('enrolments')
      .values({ centre_id: desk.centre.id, ...second, stage_since: now, created_at: now })
      .execute()
    await aContact(ownerDb, desk.centre, { next_step: 'Ozvat se', next_step_on: today })
    await aContact(ownerDb, desk.centre, { stage: 'in_touch' })
    await aContact(ownerDb, desk.centre, { stage: 'settled' })
    await aContact(ownerDb, desk.centre, { stage: 'lost' })
    const busy = await aContact(ownerDb, desk.centre)
    const task = await aTask(ownerDb, desk, { contact_id: busy.id })
    const shown = async () => idsOf((await desk.page('/tasks/without-next-step')).html)
    expect(await shown()).toEqual([forgotten.id, onBoth.id])
    expect(await numberOn(desk)).toBe('2')
    const mine = onBoth
    await ownerDb.updateTable('contacts').set({ owner_id: desk.member.id }).where('id', '=', mine.id).execute()
    expect(idsOf((await desk.page('/tasks/without-next-step?who=me')).html)).toEqual([mine.id])
    const { html } = await desk.page('/day')
    expect(/without-next-step\?who=me">([^<]*)</.exec(html)?.[1]).toBe('1 člověk bez dalšího kroku')
    await desk.send(`/tasks/${task}/done`, { version: '1' })
    expect((await shown()).toSorted()).toEqual([forgotten.id, onBoth.id, busy.id].toSorted())
    expect(await numberOn(desk)).toBe('3')
  })

  test('are listed once each over all pages, and counted to a thousand', async () => {
    const desk = await aDesk(ownerDb, app)
    const now = new Date()
    const ids = Array.from({ length: 1003 }, () => newId())
    const row = { centre_id: desk.centre.id, created_at: now }
    await ownerDb
      .insertInto('contacts')
      .values(ids.map((id) => ({ ...row, id, given_name: 'X', source: 'staff' as const, updated_at: now })))
      .execute()
    await ownerDb
      .insertInto('enrolments')
      .values(
        ids.map((contact_id) => ({
          ...row,
          id: newId(),
          contact_id,
          track: 'return' as const,
          stage: 'considering',
          stage_since: now,
        })),
      )
      .execute()
    // as the server does by itself soon after many rows came
    await sql`analyze contacts, enrolments, tasks, stages`.execute(ownerDb)
    expect((await numberOn(desk))?.replace(/\s/g, ' ')).toBe('1 000+')
    const seen: (string | undefined)[] = []
    for (let next: string | undefined = ''; next !== undefined; ) {
      const { html } = await desk.page(`/tasks/without-next-step${next}`)
      seen.push(...idsOf(html))
      next = /href="[^"]*\/without-next-step(\?[^"]*)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
    }
    expect([seen.length, new Set(seen).size]).toEqual([1003, 1003])
  })
})
