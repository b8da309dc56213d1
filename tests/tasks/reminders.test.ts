import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { momentOf } from '../../src/lib/time.ts'
import { remind } from '../../src/tasks/reminders.ts'
import { deliver, later, rowsOf, settings } from '../mail/post-office.ts'
import { aCentre, aContact, aMember, type TestCentre, type TestMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { type Mailersend, startMailersend } from '../support/mailersend.ts'
import { aTask, taskOf } from './list.ts'

const database = testDatabase()
const { appDb, ownerDb } = database
let api: Mailersend
let centre: TestCentre
let member: TestMember

beforeAll(async () => {
  api = await startMailersend()
})
afterAll(() => api.close())
beforeEach(async () => {
  api.reset()
  await ownerDb.updateTable('tasks').set({ remind_at: null }).execute()
  await ownerDb.updateTable('mails').set({ state: 'cancelled', lease_token: null, lease_until: null }).execute()
  centre = await aCentre(ownerDb)
  member = await aMember(ownerDb, [centre])
})

const past = () => new Date(Date.now() - 60_000)
const aDueTask = (task: Parameters<typeof aTask>[2] = {}) =>
  aTask(ownerDb, { centre, member }, { remind_at: past(), ...task })
const now = { clock: later(0), settings }
const send = (minutes = 0) => deliver(appDb, { url: api.url, clock: later(minutes) })
const mails = () => rowsOf(appDb, centre.id)

describe('a reminder', () => {
  test('is one letter in the member’s language: the title, the person’s name and the way to it, no more', async () => {
    const contact = await aContact(ownerDb, centre, { given_name: 'Eva', family_name: 'Malá', phone: '+420777123456' })
    const id = await aDueTask({ contact_id: contact.id, due_on: '2026-12-09', due_time: '14:30' })
    await remind(appDb, now)
    await send()
    const [mail, ...more] = await mails()
    expect([more, mail?.state, mail?.class, mail?.kind, mail?.to_address]).toEqual([
      [],
      'accepted',
      'reminder',
      'task_reminder',
      member.email,
    ])
    expect(mail).toMatchObject({ task_id: id, member_id: member.id, contact_id: null })
    for (const said of [
      'Zavolat do školky',
      'Eva Malá',
      'středa 9. prosince 2026',
      '14:30',
      `/app/${centre.slug}/tasks/${id}`,
    ])
      expect(mail?.body).toContain(said)
    expect(mail?.body).not.toContain('777')
    expect(api.taken()).toHaveLength(1)
  })

  test('speaks English to who reads English', async () => {
    await ownerDb.updateTable('members').set({ lang: 'en' }).where('id', '=', member.id).execute()
    await aDueTask()
    await remind(appDb, now)
    expect((await mails())[0]).toMatchObject({ lang: 'en', subject: 'Reminder: Zavolat do školky' })
  })

  test('waits for its moment, is promised once, and the task says what the ledger says', async () => {
    const id = await aDueTask({ remind_at: new Date(Date.now() + 600_000) })
    await remind(appDb, now)
    expect(await mails()).toEqual([])
    for (let n = 0; n < 3; n++) await remind(appDb, { ...now, clock: later(11) })
    expect((await mails()).map(({ state }) => state)).toEqual(['ready'])
    expect((await taskOf(ownerDb, id)).reminder_queued_at).not.toBeNull()
  })

  test('of two clocks that strike at once is one', async () => {
    for (let n = 0; n < 5; n++) await aDueTask()
    await Promise.all(Array.from({ length: 4 }, () => remind(appDb, now)))
    await Promise.all([send(), send()])
    expect((await mails()).map(({ state }) => state)).toEqual(Array(5).fill('accepted'))
    expect(api.taken()).toHaveLength(5)
  })

  test('set again for another moment is another letter', async () => {
    const id = await aDueTask()
    await remind(appDb, now)
    await ownerDb
      .updateTable('tasks')
      .set({ remind_at: new Date(Date.now() + 60_000), reminder_queued_at: null })
      .where('id', '=', id)
      .execute()
    await remind(appDb, { ...now, clock: later(2) })
    expect(await mails()).toHaveLength(2)
  })

  test.each(['done', 'dropped'] as const)(
    'of a task that is %s before the letter leaves does not leave',
    async (state) => {
      const id = await aDueTask()
      await remind(appDb, now)
      const closed = { state, closed_at: new Date() }
      await ownerDb.updateTable('tasks').set(closed).where('id', '=', id).execute()
      await send()
      expect([(await mails()).map((mail) => mail.state), api.taken().length]).toEqual([['skipped_obsolete'], 0])
    },
  )

  test('of a task that somebody else has by then does not go to who had it', async () => {
    const id = await aDueTask()
    await remind(appDb, now)
    const other = await aMember(ownerDb, [centre])
    await ownerDb.updateTable('tasks').set({ assignee_id: other.id }).where('id', '=', id).execute()
    await send()
    expect((await mails()).map(({ state }) => state)).toEqual(['skipped_obsolete'])
  })

  test.each(['membership', 'account'])('does not leave to somebody whose %s was closed', async (what) => {
    await aDueTask()
    await remind(appDb, now)
    const closed = { disabled_at: new Date() }
    if (what === 'account') await ownerDb.updateTable('members').set(closed).where('id', '=', member.id).execute()
    else await ownerDb.updateTable('memberships').set(closed).where('member_id', '=', member.id).execute()
    await send()
    expect([(await mails()).map(({ state }) => state), api.taken().length]).toEqual([['skipped_obsolete'], 0])
  })

  test('that the mail service refuses for now is tried again by the ledger', async () => {
    await aDueTask()
    await remind(appDb, now)
    api.script({ kind: 'refusal', status: 503 })
    await send()
    expect((await mails()).map(({ state, attempts }) => [state, attempts])).toEqual([['ready', 1]])
    await remind(appDb, { ...now, clock: later(5) })
    await send(5)
    expect((await mails()).map(({ state, attempts }) => [state, attempts])).toEqual([['accepted', 2]])
  })
})

describe('when the clock is killed', () => {
  const start = (point: string) => {
    const script = fileURLToPath(new URL('reminding.ts', import.meta.url))
    const child = spawn(process.execPath, ['--import', 'tsx', script, database.appUrl, centre.id, point], {
      stdio: 'inherit',
    })
    return once(child, 'exit').then(([code, signal]) => signal ?? code)
  }

  test.each([
    ['taken', 0],
    ['queued', 0],
    ['none', 1],
  ])('at the point "%s", there is one reminder afterwards', async (point, before) => {
    const id = await aDueTask()
    expect(await start(point)).toBe(point === 'none' ? 0 : 'SIGKILL')
    expect(await mails()).toHaveLength(before)
    await remind(appDb, now)
    await send()
    await remind(appDb, now)
    await send()
    expect((await mails()).map(({ state }) => state)).toEqual(['accepted'])
    expect((await taskOf(ownerDb, id)).reminder_queued_at).not.toBeNull()
    expect(api.taken()).toHaveLength(1)
  })
})

describe('on the days the clocks change', () => {
  test.each([
    ['2026-03-29T01:59', '2026-03-29T00:59:00Z'],
    // does not exist: the clock goes from 2 to 3
    ['2026-03-29T02:30', '2026-03-29T01:30:00Z'],
    ['2026-03-29T03:00', '2026-03-29T01:00:00Z'],
    // comes twice: the first one counts
    ['2026-10-25T02:30', '2026-10-25T00:30:00Z'],
    ['2026-10-25T03:30', '2026-10-25T02:30:00Z'],
  ])('a reminder for %s in Prague is one letter at %s', async (wall, moment) => {
    const remind_at = momentOf(wall)
    expect(remind_at?.toISOString()).toBe(new Date(moment).toISOString())
    await aDueTask({ remind_at: remind_at ?? null })
    const at = (ms: number) => () => new Date(Date.parse(moment) + ms)
    await remind(appDb, { ...now, clock: at(-1000) })
    expect(await mails()).toEqual([])
    await remind(appDb, { ...now, clock: at(0) })
    await remind(appDb, { ...now, clock: at(3_600_000) })
    expect(await mails()).toHaveLength(1)
  })
})
