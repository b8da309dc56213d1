import { beforeEach, describe, expect, test } from 'vitest'
import { momentOf } from '../../src/lib/time.ts'
import { isFirstWorkdayOfWeek, isWorkday } from '../../src/lib/working-days.ts'
import { tellTheDay } from '../../src/tasks/reminders.ts'
import { fieldIn } from '../contacts/desk.ts'
import { rowsOf, settings } from '../mail/post-office.ts'
import { publicUrl, testApp } from '../support/app.ts'
import { aCentre, aContact, aMember, type TestCentre, type TestMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { aTask } from './list.ts'

const { appDb, ownerDb } = testDatabase()
const app = testApp(appDb)
let centre: TestCentre
let member: TestMember

beforeEach(async () => {
  await ownerDb.updateTable('memberships').set({ digest: 'never' }).execute()
  centre = await aCentre(ownerDb)
  member = await aMember(ownerDb, [centre])
})

/** The clock of the sweep, at a wall time in Prague. */
const strike = (wall: string) => tellTheDay(appDb, { settings, clock: () => momentOf(wall) ?? new Date(0) })
const mails = () => rowsOf(appDb, centre.id)
const want = (wanted: { digest?: 'daily' | 'weekly' | 'never'; digest_hour?: number }) =>
  ownerDb.updateTable('memberships').set(wanted).where('member_id', '=', member.id).execute()
const something = (due_on: string) => aTask(ownerDb, { centre, member }, { due_on, title: 'Zavolat do školky' })

describe('the morning mail', () => {
  test('says what is due and overdue and how many people have no next step, and leads to the day', async () => {
    await something('2026-11-18')
    await something('2026-11-20')
    await something('2026-11-21')
    const step = { next_step: 'Poslat nabídku', next_step_on: '2026-11-20', owner_id: member.id }
    await aContact(ownerDb, centre, { given_name: 'Eva', family_name: 'Malá', ...step })
    await aContact(ownerDb, centre, { owner_id: member.id })
    await aContact(ownerDb, centre, { family_name: 'Cizí', next_step: 'Tajné', next_step_on: '2026-11-20' })
    await strike('2026-11-20T07:05')
    const [mail, ...more] = await mails()
    expect([more, mail?.class, mail?.kind, mail?.to_address]).toEqual([[], 'reminder', 'day_reminder', member.email])
    expect(mail?.subject).toBe('Na řadě 3 věci, 20. 11. 2026')
    for (const said of [
      'Na dnešek: 2. Po termínu: 1.',
      '1 z vašich lidí nemá další krok.',
      'Poslat nabídku – Eva Malá',
      `${settings.publicUrl}/app/${centre.slug}/day`,
    ])
      expect(mail?.body.replaceAll('\u00a0', ' ')).toContain(said)
    expect(mail?.body).not.toContain('Tajné')
  })

  test('comes once a day, whoever strikes and how often', async () => {
    await something('2026-11-20')
    await Promise.all(Array.from({ length: 4 }, () => strike('2026-11-20T07:00')))
    await strike('2026-11-20T12:00')
    expect(await mails()).toHaveLength(1)
    await strike('2026-11-23T07:00')
    expect((await mails()).map(({ dedupe_key }) => dedupe_key.slice(-10))).toEqual(['2026-11-20', '2026-11-23'])
  })

  test('does not come to who has nothing to do', async () => {
    await something('2026-11-24')
    await strike('2026-11-20T07:00')
    expect(await mails()).toEqual([])
  })

  test.each([
    ['2026-11-20', true],
    ['2026-11-21', false],
    ['2026-11-22', false],
    ['2026-11-17', false],
    ['2026-12-24', false],
    ['2026-04-03', false],
    ['2026-04-06', false],
    ['2026-03-29', false],
    ['2026-03-30', true],
    ['2026-10-25', false],
    ['2026-10-26', true],
    ['2026-10-28', false],
  ])('on %s, working day or not: %s', async (day, comes) => {
    await something('2026-01-05')
    await strike(`${day}T07:00`)
    expect([isWorkday(day), (await mails()).length]).toEqual([comes, comes ? 1 : 0])
  })

  test.each([
    ['2026-03-27', '06:59', '07:00'],
    ['2026-03-30', '06:59', '07:00'],
    ['2026-10-23', '06:59', '07:00'],
    ['2026-10-26', '06:59', '07:00'],
  ])('on %s not at %s in Prague, but at %s, before and after the clocks change', async (day, early, right) => {
    await something('2026-01-05')
    await strike(`${day}T${early}`)
    expect(await mails()).toEqual([])
    await strike(`${day}T${right}`)
    expect(await mails()).toHaveLength(1)
  })

  test('comes at the hour each member chose, also when the clock was late', async () => {
    await something('2026-11-20')
    await want({ digest_hour: 16 })
    await strike('2026-11-20T15:59')
    expect(await mails()).toEqual([])
    await strike('2026-11-20T19:30')
    const [mail] = await mails()
    expect(mail?.not_after).toEqual(momentOf('2026-11-21T00:00'))
  })

  test('does not come to a colleague whose hour has not come, though another’s in the same centre has', async () => {
    await something('2026-11-20')
    const early = await aMember(ownerDb, [centre])
    await aTask(ownerDb, { centre, member: early }, { due_on: '2026-11-20' })
    await want({ digest_hour: 16 })
    await strike('2026-11-20T07:00')
    expect((await mails()).map(({ to_address }) => to_address)).toEqual([early.email])
    await strike('2026-11-20T16:00')
    expect((await mails()).map(({ to_address }) => to_address)).toEqual([early.email, member.email])
  })

  test('once a week comes on the first working day of it', async () => {
    await something('2026-01-05')
    await want({ digest: 'weekly' })
    // Easter Monday is a holiday
    for (const day of ['2026-04-06', '2026-04-07', '2026-04-08', '2026-04-13', '2026-04-14'])
      await strike(`${day}T08:00`)
    expect((await mails()).map(({ dedupe_key }) => dedupe_key.slice(-10))).toEqual(['2026-04-07', '2026-04-13'])
    expect([isFirstWorkdayOfWeek('2026-04-07'), isFirstWorkdayOfWeek('2026-04-08')]).toEqual([true, false])
  })

  test.each(['never', 'closed', 'not accepted'])('does not come to somebody: %s', async (why) => {
    await something('2026-11-20')
    if (why === 'never') await want({ digest: 'never' })
    const changes = why === 'closed' ? { disabled_at: new Date() } : { accepted_at: null }
    if (why !== 'never')
      await ownerDb.updateTable('memberships').set(changes).where('member_id', '=', member.id).execute()
    await strike('2026-11-20T08:00')
    expect(await mails()).toEqual([])
  })
})

describe('how often it comes', () => {
  const send = (fields: Record<string, string>) => app.post('/account/digest', fields, member.cookie)
  const kept = () =>
    ownerDb
      .selectFrom('memberships')
      .select(['centre_id', 'digest', 'digest_hour'])
      .where('member_id', '=', member.id)
      .orderBy('centre_id')
      .execute()

  test('is each member’s own choice, in each centre for itself', async () => {
    const other = await aCentre(ownerDb)
    member = await aMember(ownerDb, [centre, other])
    const page = await (await app.get('/account', member.cookie)).text()
    expect([fieldIn(page, 'centre') !== undefined, page.split('action="/account/digest"').length - 1]).toEqual([
      true,
      2,
    ])
    const answer = await send({ centre: other.slug, digest: 'weekly', digest_hour: '9' })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/account?done=saved#digest'])
    expect(await kept()).toEqual([
      { centre_id: centre.id, digest: 'daily', digest_hour: 7 },
      { centre_id: other.id, digest: 'weekly', digest_hour: 9 },
    ])
  })

  test.each([
    [{ digest: 'hourly' }, 422],
    [{ digest: '' }, 422],
    [{ digest_hour: '4' }, 422],
    [{ digest_hour: '21' }, 422],
    [{ digest_hour: 'x' }, 422],
    [{ centre: 'jinde' }, 404],
  ])('with %j is refused', async (changed, status) => {
    await want({ digest: 'daily' })
    const answer = await send({ centre: centre.slug, digest: 'weekly', digest_hour: '9', ...changed })
    expect(answer.status).toBe(status)
    expect(await kept()).toEqual([{ centre_id: centre.id, digest: 'daily', digest_hour: 7 }])
  })

  test('cannot be chosen for a colleague, nor by a stranger', async () => {
    const elsewhere = await aCentre(ownerDb)
    const colleague = await aMember(ownerDb, [centre, elsewhere])
    await send({ centre: centre.slug, digest: 'never', digest_hour: '9' })
    expect((await send({ centre: elsewhere.slug, digest: 'never', digest_hour: '9' })).status).toBe(404)
    const theirs = await ownerDb
      .selectFrom('memberships')
      .select('digest')
      .where('member_id', '=', colleague.id)
      .execute()
    expect(theirs).toEqual([{ digest: 'daily' }, { digest: 'daily' }])
    const stranger = await app.post('/account/digest', { centre: centre.slug, digest: 'never', digest_hour: '9' })
    expect([stranger.status, stranger.headers.get('location')?.replace(publicUrl, '')]).toEqual([
      303,
      '/sign-in?next=%2Fapp',
    ])
  })
})
