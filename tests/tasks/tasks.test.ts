import { describe, expect, test } from 'vitest'
import { newId, randomId } from '../../src/lib/ids.ts'
import { addDays, dayOf } from '../../src/lib/time.ts'
import { aDesk, chosenIn, errorIn, fieldIn } from '../contacts/desk.ts'
import { testApp } from '../support/app.ts'
import { aContact, aMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { aTask, taskOf } from './list.ts'

const { appDb, ownerDb } = testDatabase()
const app = testApp(appDb)
const today = dayOf(new Date())

const fields = (changed: Record<string, string> = {}) => ({
  title: 'Zavolat do školky',
  due_on: addDays(today, 2),
  idempotency_key: randomId(),
  ...changed,
})

const tasksOf = (centreId: string) =>
  ownerDb.selectFrom('tasks').selectAll().where('centre_id', '=', centreId).orderBy('id').execute()

const historyOf = async (contactId: string) =>
  (
    await ownerDb
      .selectFrom('activities')
      .select(['kind', 'body', 'member_id'])
      .where('contact_id', '=', contactId)
      .orderBy('id')
      .execute()
  ).map(({ kind, body }) => [kind, body])

describe('a new task', () => {
  test('about somebody is kept, stands in their history and on their page', async () => {
    const desk = await aDesk(ownerDb, app)
    const contact = await aContact(ownerDb, desk.centre)
    const { status, location } = await desk.send('/tasks', {
      ...fields({ contact_id: contact.id, from: 'contact', due_time: '14:30' }),
    })
    expect([status, location]).toEqual([303, `${desk.base}/contacts/${contact.id}?done=task_added`])
    const [task] = await tasksOf(desk.centre.id)
    expect(task).toMatchObject({
      title: 'Zavolat do školky',
      contact_id: contact.id,
      assignee_id: desk.member.id,
      created_by: desk.member.id,
      due_on: addDays(today, 2),
      due_time: '14:30',
      state: 'open',
    })
    expect(await historyOf(contact.id)).toEqual([['task_added', 'Zavolat do školky']])
    expect((await desk.page(`/contacts/${contact.id}`)).html).toContain(`/tasks/${task?.id}/done`)
  })

  test('by the same form twice, at once or later, is one', async () => {
    const desk = await aDesk(ownerDb, app)
    const contact = await aContact(ownerDb, desk.centre)
    const form = fields({ contact_id: contact.id })
    const answers = await Promise.all(Array.from({ length: 4 }, () => desk.send('/tasks', form)))
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303])
    expect(await tasksOf(desk.centre.id)).toHaveLength(1)
    expect(await historyOf(contact.id)).toHaveLength(1)
  })

  test('can be given to a colleague who may write, and to nobody else', async () => {
    const desk = await aDesk(ownerDb, app)
    const colleague = await aMember(ownerDb, [desk.centre], 'admin', 'Petr Kolega')
    const reader = await aMember(ownerDb, [desk.centre], 'reader')
    const stranger = await aDesk(ownerDb, app)
    for (const assignee_id of [reader.id, stranger.member.id, newId()]) {
      const { status, html } = await desk.send('/tasks', fields({ assignee_id }))
      expect([status, errorIn(html, 'assignee_id') !== undefined]).toEqual([422, true])
    }
    expect((await desk.send('/tasks', fields({ assignee_id: colleague.id }))).status).toBe(303)
    expect((await tasksOf(desk.centre.id)).map(({ assignee_id }) => assignee_id)).toEqual([colleague.id])
    // a colleague learns of it from their day, not by a letter at once
    const mails = await ownerDb.selectFrom('mails').select('id').where('centre_id', '=', desk.centre.id).execute()
    expect(mails).toEqual([])
  })

  test.each([
    ['title', ''],
    ['title', 'x'.repeat(201)],
    ['due_on', ''],
    ['due_on', '2026-02-30'],
    ['due_time', '25:00'],
    ['due_time', 'poledne'],
    ['remind_at', 'zítra'],
    ['remind_at', '2020-01-01T10:00'],
    ['assignee_id', 'x'],
    ['contact_id', newId()],
    ['idempotency_key', 'x'],
  ])('with %s %j is refused and keeps what was typed', async (field, value) => {
    const desk = await aDesk(ownerDb, app)
    const { status, html } = await desk.send('/tasks', { ...fields(), [field]: value })
    expect([status, html.includes('id="error-summary"')]).toEqual([422, true])
    if (field !== 'title') expect(fieldIn(html, 'title')).toBe('Zavolat do školky')
    expect(await tasksOf(desk.centre.id)).toEqual([])
  })

  test('is not for readers, and nobody reads of a person of another centre', async () => {
    const reader = await aDesk(ownerDb, app, { role: 'reader' })
    expect((await reader.send('/tasks', fields())).status).toBe(403)
    const [desk, other] = [await aDesk(ownerDb, app), await aDesk(ownerDb, app)]
    const contact = await aContact(ownerDb, other.centre, { family_name: 'Cizí' })
    expect((await desk.page(`/tasks/new?contact=${contact.id}`)).html).not.toContain('Cizí')
    expect((await desk.send('/tasks', fields({ contact_id: contact.id }))).status).toBe(422)
  })
})

describe('a task that is there', () => {
  const aTaskPage = async (changed: Parameters<typeof aTask>[2] = {}) => {
    const desk = await aDesk(ownerDb, app)
    const contact = await aContact(ownerDb, desk.centre)
    const id = await aTask(ownerDb, desk, { contact_id: contact.id, ...changed })
    return { desk, contact, id, path: `/tasks/${id}`, now: () => taskOf(ownerDb, id) }
  }

  test('is ticked off once, comes back by undo, and both stand in the history', async () => {
    const { desk, contact, id, path, now } = await aTaskPage()
    const ticks = await Promise.all([1, 2].map(() => desk.send(`${path}/done`, { version: '1', from: 'contact' })))
    expect(ticks.map(({ status }) => status).toSorted()).toEqual([303, 303])
    expect(await now()).toMatchObject({ state: 'done', version: 2, closed_by: desk.member.id })
    const { html } = await desk.page(`/contacts/${contact.id}?done=task_done&about=${id}`)
    expect(html).toContain(`${path}/reopen`)
    await desk.send(`${path}/reopen`, { from: 'contact' })
    expect(await now()).toMatchObject({ state: 'open', closed_at: null, closed_by: null })
    expect((await historyOf(contact.id)).map(([kind]) => kind)).toEqual(['task_done', 'task_reopened'])
  })

  test('is changed, and what did not change is not written', async () => {
    const { desk, contact, path, now } = await aTaskPage()
    const { html } = await desk.page(path)
    const same = {
      title: fieldIn(html, 'title') ?? '',
      due_on: fieldIn(html, 'due_on') ?? '',
      assignee_id: chosenIn(html, 'assignee_id') ?? '',
      version: '1',
    }
    expect((await desk.send(path, same)).status).toBe(303)
    expect(await now()).toMatchObject({ version: 1 })
    expect((await desk.send(path, { ...same, title: 'Něco jiného' })).location).toBe(`${desk.base}${path}?done=changed`)
    expect(await now()).toMatchObject({ title: 'Něco jiného', version: 2 })
    expect((await historyOf(contact.id)).map(([kind]) => kind)).toEqual(['task_changed'])
  })

  test('that somebody else changed meanwhile is told, with what was typed', async () => {
    const { desk, path, now } = await aTaskPage()
    const form = { title: 'První', due_on: today, assignee_id: desk.member.id, version: '1' }
    await desk.send(path, form)
    const { status, html } = await desk.send(path, { ...form, title: 'Druhá' })
    expect([status, fieldIn(html, 'title'), html.includes('První')]).toEqual([409, 'Druhá', true])
    expect(await now()).toMatchObject({ title: 'První', version: 2 })
    for (const deed of ['done', 'drop', 'postpone'])
      expect([deed, (await desk.send(`${path}/${deed}`, { version: '1', to: 'week' })).status]).toEqual([deed, 409])
    expect(await now()).toMatchObject({ state: 'open', version: 2 })
  })

  test.each(['done', 'drop', 'postpone', 'reopen'])('by garbage is not %s', async (deed) => {
    const { desk, path, now } = await aTaskPage()
    const before = await now()
    for (const version of ['x', '', '0', '3000000000'])
      expect([version, (await desk.send(`${path}/${deed}`, { version, to: 'day' })).status]).toEqual([version, 422])
    expect(await now()).toEqual(before)
  })

  test('is dropped, and history says so', async () => {
    const { desk, contact, path, now } = await aTaskPage()
    expect((await desk.send(`${path}/drop`, { version: '1' })).status).toBe(303)
    expect(await now()).toMatchObject({ state: 'dropped' })
    expect((await historyOf(contact.id)).map(([kind]) => kind)).toEqual(['task_dropped'])
  })
})

describe('the list', () => {
  const idsIn = (html: string) => [...html.matchAll(/id="task-([0-9a-f-]{36})"/g)].map(([, id]) => id)

  test('shows mine, of a colleague, all, what is overdue and what is closed', async () => {
    const desk = await aDesk(ownerDb, app)
    const colleague = await aMember(ownerDb, [desk.centre], 'coordinator')
    const late = await aTask(ownerDb, desk, { due_on: addDays(today, -1) })
    const mine = await aTask(ownerDb, desk, { due_on: addDays(today, 1) })
    const theirs = await aTask(ownerDb, desk, { assignee_id: colleague.id, due_on: today })
    const closed = await aTask(ownerDb, desk, { state: 'done', closed_at: new Date() })
    const shown = async (query: string) => idsIn((await desk.page(`/tasks${query}`)).html)
    expect(await shown('')).toEqual([late, mine])
    expect(await shown('?who=all')).toEqual([late, theirs, mine])
    expect(await shown(`?who=${colleague.id}`)).toEqual([theirs])
    expect(await shown('?show=overdue&who=all')).toEqual([late])
    expect(await shown('?show=closed')).toEqual([closed])
    expect(await shown('?who=x&show=y&after=z')).toEqual([late, mine])
  })

  test.each(['open', 'closed'] as const)('gives each %s task once, a page at a time', async (show) => {
    const desk = await aDesk(ownerDb, app)
    const closed_at = new Date('2026-11-01T10:00:00.123Z')
    const state = show === 'closed' ? ({ state: 'done', closed_at } as const) : {}
    const ids: string[] = []
    for (let n = 0; n < 120; n++) ids.push(await aTask(ownerDb, desk, { due_on: addDays(today, n % 3), ...state }))
    const seen: (string | undefined)[] = []
    for (let next: string | undefined = `?show=${show}`; next !== undefined; ) {
      const { html } = await desk.page(`/tasks${next}`)
      seen.push(...idsIn(html))
      next = /href="[^"]*\/tasks(\?[^"]*)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
    }
    expect(seen.toSorted()).toEqual(ids.toSorted())
  })
})
