import { describe, expect, test } from 'vitest'
import { addDays, dayOf } from '../../src/lib/time.ts'
import { aDesk } from '../contacts/desk.ts'
import { textOf } from '../events/scene.ts'
import { testApp } from '../support/app.ts'
import { aContact, aMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { aTask, taskOf } from './list.ts'

const { appDb, ownerDb } = testDatabase()
const app = testApp(appDb)
const today = dayOf(new Date())

const free = async () => {
  const desk = await aDesk(ownerDb, app)
  const { id: contact_id } = await aContact(ownerDb, desk.centre)
  const id = await aTask(ownerDb, desk, { title: 'Volný úkol', assignee_id: null, contact_id })
  return { desk, id, contact_id }
}

const historyOf = (contactId: string) =>
  ownerDb.selectFrom('activities').select(['kind', 'member_id']).where('contact_id', '=', contactId).execute()

describe('a task nobody does yet', () => {
  test('stands on the day of everybody who may do it, on the home page’s number and in a list of its own', async () => {
    const { desk, id } = await free()
    const colleague = await aMember(ownerDb, [desk.centre], 'admin')
    const reader = await aMember(ownerDb, [desk.centre], 'reader')
    const strangers = await aDesk(ownerDb, app)
    const day = (cookie: string, base = desk.base) => textOf(app.get(`${base}/day`, cookie))
    for (const { cookie } of [desk.member, colleague]) {
      expect(await day(cookie)).toContain(`id="task-${id}"`)
      expect(await day(cookie)).toContain('Zatím nikdo')
      expect(await textOf(app.get(desk.base, cookie))).toMatch(/>1<|1 věc/)
    }
    expect(await day(reader.cookie)).not.toContain(id)
    expect(await day(strangers.member.cookie, strangers.base)).not.toContain(id)
    const taken = await aTask(ownerDb, desk)
    const listed = (await desk.page('/tasks?who=nobody')).html
    expect([listed.includes(id), listed.includes(taken)]).toEqual([true, false])
  })

  test('stands before the week to come, and is taken from there', async () => {
    const { desk } = await free()
    const dueLater = { due_on: addDays(today, 3) }
    const waiting = await aTask(ownerDb, desk, { ...dueLater, assignee_id: null })
    const mine = await aTask(ownerDb, desk, dueLater)
    const colleague = await aMember(ownerDb, [desk.centre])
    const html = await textOf(app.get(`${desk.base}/day`, desk.member.cookie))
    const [nobodys = '', soon = ''] = html.slice(html.indexOf('id="nobody"')).split('id="soon"')
    expect([nobodys.includes(`task-${waiting}`), nobodys.includes(`task-${mine}`)]).toEqual([true, false])
    expect([soon.includes(`task-${waiting}`), soon.includes(`task-${mine}`)]).toEqual([false, true])
    expect(html).toContain(`action="${desk.base}/tasks/${waiting}/take"`)
    expect(html).not.toContain(`action="${desk.base}/tasks/${mine}/take"`)
    const theirs = await textOf(app.get(`${desk.base}/day`, colleague.cookie))
    expect([theirs.includes(waiting), theirs.includes(mine)]).toEqual([true, false])
  })

  test('is taken by whoever is first, once, and stands in the history', async () => {
    const { desk, id, contact_id } = await free()
    const colleague = await aMember(ownerDb, [desk.centre])
    const take = (cookie: string) => app.post(`${desk.base}/tasks/${id}/take`, { version: '1' }, cookie)
    const answers = await Promise.all([desk.member, colleague].map(({ cookie }) => take(cookie)))
    const said = answers.map((answer) => new URL(`http://x${answer.headers.get('location')}`).searchParams.get('done'))
    expect(said.toSorted()).toEqual(['overtaken', 'taken'])
    const winner = said[0] === 'taken' ? desk.member : colleague
    expect(await taskOf(ownerDb, id)).toMatchObject({ assignee_id: winner.id, version: 2 })
    expect(await historyOf(contact_id)).toEqual([{ kind: 'task_changed', member_id: winner.id }])
    // again by the same one
    expect((await take(winner.cookie)).headers.get('location')).toContain('done=taken')
    expect(await taskOf(ownerDb, id)).toMatchObject({ version: 2 })
  })

  test('that is done, or somebody’s, is not taken', async () => {
    const { desk } = await free()
    const colleague = await aMember(ownerDb, [desk.centre])
    const theirs = await aTask(ownerDb, desk, { assignee_id: colleague.id })
    const done = await aTask(ownerDb, desk, { assignee_id: null, state: 'done', closed_at: new Date() })
    for (const id of [theirs, done])
      expect((await desk.send(`/tasks/${id}/take`, { version: '1' })).location).toContain('done=overtaken')
    expect([(await taskOf(ownerDb, theirs)).assignee_id, (await taskOf(ownerDb, done)).assignee_id]).toEqual([
      colleague.id,
      null,
    ])
  })

  test('may be changed and stay nobody’s, but nobody can be reminded of it', async () => {
    const { desk, id } = await free()
    const change = (more: Record<string, string>) =>
      desk.send(`/tasks/${id}`, { title: 'Jinak', due_on: today, assignee_id: '', version: '1', ...more })
    expect((await change({ remind_at: '2099-01-01T10:00' })).status).toBe(422)
    expect((await change({})).status).toBe(303)
    expect(await taskOf(ownerDb, id)).toMatchObject({ title: 'Jinak', assignee_id: null, remind_at: null })
    const reminded = ownerDb.updateTable('tasks').set({ remind_at: new Date() }).where('id', '=', id).execute()
    await expect(reminded).rejects.toMatchObject({ constraint_name: 'tasks_reminded' })
    const closed = await desk.send(`/tasks/${id}/done`, { version: '2', from: 'tasks' })
    expect([closed.status, (await taskOf(ownerDb, id)).state]).toEqual([303, 'done'])
  })
})
