import { describe, expect, test } from 'vitest'
import { inCentre } from '../../src/db/scope.ts'
import { addDays, dayOf } from '../../src/lib/time.ts'
import { parkingOf } from '../../src/pipelines/parking.ts'
import { wakeDue, wakeSleepers } from '../../src/pipelines/waking.ts'
import { aDesk, errorIn, everythingOf } from '../contacts/desk.ts'
import { testApp, testSettings } from '../support/app.ts'
import { aContact, aMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'

const { appDb, ownerDb } = testDatabase()
const app = testApp(appDb)
const today = dayOf(new Date())
const inTenDays = addDays(today, 10)
const clock = (days: number) => (moment: Date) => new Date(moment.getTime() + days * 86_400_000)
const rest = { park_reason: 'studies', park_trigger: 'studies_end', park_day: inTenDays, park_note: 'Dopíše diplomku' }

const someone = async (facts: Parameters<typeof aContact>[2] = {}) => {
  const desk = await aDesk(ownerDb, app)
  const contact = { owner_id: desk.member.id, ...facts }
  const { id, enrolmentId } = await aContact(ownerDb, desk.centre, contact)
  const now = () => ownerDb.selectFrom('enrolments').selectAll().where('id', '=', enrolmentId).executeTakeFirstOrThrow()
  const path = `/enrolments/${enrolmentId}`
  const park = (fields = {}) => desk.send(`${path}/stage`, { stage: 'not_now', version: '1', ...rest, ...fields })
  return { desk, id, enrolmentId, path, now, park }
}

describe('the day somebody wakes', () => {
  const form = { park_reason: 'other' as const, park_day: '', park_year: '', park_note: '' }
  const day = (fields: object, on = '2026-11-20') => {
    const read = parkingOf({ ...form, ...fields } as Parameters<typeof parkingOf>[0], on) // some lack a trigger
    return 'parking' in read ? read.parking.parked_until : read.faults
  }

  test.each([
    [{ park_trigger: 'date', park_day: '2027-01-15' }, '2027-01-15'],
    [{ park_trigger: 'stipend_ends', park_day: '2028-06-30' }, '2028-06-30'],
    [{ park_trigger: 'child_starts_school', park_year: '2028' }, '2028-09-01'],
    [{ park_trigger: 'home_coming_days' }, '2026-12-27'],
    [{ park_trigger: 'date', park_day: '2029-11-19' }, '2029-11-19'],
    [{ park_trigger: 'date', park_day: '2029-11-21' }, { park_day: 'too_far' }],
    [{ park_trigger: 'date', park_day: '2026-11-20' }, { park_day: 'past' }],
    [{ park_trigger: 'date', park_day: '2027-02-30' }, { park_day: 'date' }],
    [{ park_trigger: 'date' }, { park_day: 'required' }],
    [{ park_trigger: 'child_starts_school' }, { park_year: 'required' }],
    [{ park_trigger: 'child_starts_school', park_year: '2026' }, { park_year: 'past' }],
    [{ park_trigger: 'child_starts_school', park_year: 'soon' }, { park_year: 'date' }],
    [{}, { park_trigger: 'required' }],
  ])('%o', (fields, said) => {
    expect(day(fields)).toEqual(said)
  })

  test('is next year for who rests until Christmas on that very day', () => {
    expect(day({ park_trigger: 'home_coming_days' }, '2026-12-27')).toBe('2027-12-27')
  })
})

describe('parking', () => {
  test('asks for a reason and a day, and keeps what was typed', async () => {
    const { desk, path, now } = await someone()
    const first = await desk.send(`${path}/stage`, { stage: 'not_now', version: '1' })
    expect([
      first.status,
      first.html.includes('name="park_reason"'),
      first.html.includes('class="field-error"'),
    ]).toEqual([422, true, false])
    const fields = { stage: 'not_now', version: '1', asked: 'restless', park_trigger: 'date', park_note: 'Má dvojčata' }
    const second = await desk.send(`${path}/stage`, fields)
    expect([second.status, errorIn(second.html, 'park_reason'), errorIn(second.html, 'park_day')]).toEqual([
      422,
      'Tohle prosím vyplňte.',
      'Tohle prosím vyplňte.',
    ])
    expect(second.html).toContain('Má dvojčata')
    expect((await now()).stage).toBe('considering')
  })

  test('keeps the reason, the day and where they came from, and waking up clears it all', async () => {
    const { desk, path, now, park } = await someone()
    expect((await park()).status).toBe(303)
    expect(await now()).toMatchObject({
      stage: 'not_now',
      park_reason: 'studies',
      park_trigger: 'studies_end',
      parked_until: inTenDays,
      park_note: 'Dopíše diplomku',
      parked_from: 'considering',
    })
    await desk.send(`${path}/stage`, { stage: 'in_touch', version: '2', ...rest })
    expect(await now()).toMatchObject({ stage: 'in_touch', parked_from: 'considering' })
    await desk.send(`${path}/stage`, { stage: 'considering', version: '3' })
    expect(await now()).toMatchObject({ parked_until: null, park_reason: null, park_note: '', parked_from: null })
  })

  test('lists who wakes first on top, with the reason, and lets the day be changed unless somebody was faster', async () => {
    const { desk, path, park, now, id } = await someone({ given_name: 'Eva', family_name: 'Pozdní' })
    await park({ park_day: addDays(today, 30) })
    const other = await aContact(ownerDb, desk.centre, { given_name: 'Jan', family_name: 'Brzký' })
    await desk.send(`/enrolments/${other.enrolmentId}/stage`, { stage: 'not_now', version: '1', ...rest })
    const { html } = await desk.page('/pipelines/return/parked')
    expect(html.indexOf('Brzký')).toBeLessThan(html.indexOf('Pozdní'))
    expect(html).toContain('Dopíše diplomku')

    expect((await desk.page(`${path}/park`)).html).toContain(`value="${addDays(today, 30)}"`)
    const wrong = await desk.send(`${path}/park`, { version: '2', ...rest, park_day: today })
    expect([wrong.status, errorIn(wrong.html, 'park_day')]).toEqual([422, 'Den musí být až po dnešku.'])
    expect((await desk.send(`${path}/park`, { version: '2', ...rest })).location).toContain('done=parked')
    const stale = await desk.send(`${path}/park`, { version: '2', ...rest, park_note: 'Později' })
    expect([stale.status, stale.html.includes('Teď platí'), stale.html.includes('Později')]).toEqual([409, true, true])
    expect([(await now()).parked_until, (await now()).version]).toEqual([inTenDays, 3])
    expect((await everythingOf(ownerDb, id)).activities.map(({ kind }) => kind)).toEqual(['stage_moved', 'parked'])
  })

  test('anew somebody who woke up meanwhile changes nothing, says so, and leads to them', async () => {
    const { desk, id, path, park, now } = await someone()
    await park()
    const parked = await now()
    await desk.send(`${path}/wake`, { version: '2' })
    const awake = await now()
    expect([parked.stage, awake.stage]).toEqual(['not_now', 'considering'])
    const list = `${desk.base}/pipelines/return/parked?done=awake&who=${id}`
    const asked: Record<string, string>[] = [{}, { 'hx-request': 'true', 'hx-request-type': 'partial' }]
    for (const headers of asked) {
      const opened = await desk.get(`${path}/park`, headers)
      expect([opened.status, opened.headers.get('location')]).toEqual([303, list])
    }
    const sent = await desk.send(`${path}/park`, { version: '2', ...rest })
    expect([sent.status, sent.location]).toEqual([303, list])
    expect(await now()).toEqual(awake)
    const { html } = await desk.page(list.slice(desk.base.length))
    expect(html).toContain('už neodpočívá')
    expect(html).toContain(`href="${desk.base}/contacts/${id}"`)
    expect((await desk.page(list.slice(desk.base.length).replace(id, '"><script>'))).html).not.toContain('"><script>')
  })

  test('of who rests without a day is told apart, and only who rests can be parked anew', async () => {
    const { desk, path } = await someone({ family_name: 'Bezedná', stage: 'in_touch' })
    expect((await desk.page('/pipelines/return/parked')).html).not.toContain('Bezedná')
    expect((await desk.page('/pipelines/return/parked?when=undated')).html).toContain('Bezedná')
    const active = await someone()
    const asked = await active.desk.get(`${active.path}/park`)
    expect([asked.status, asked.headers.get('location')?.includes('done=awake')]).toEqual([303, true])
    const before = await active.now()
    expect((await active.desk.send(`${active.path}/park`, { version: '1', ...rest })).location).toContain('done=awake')
    expect(await active.now()).toEqual(before)
    const reader = await aMember(ownerDb, [desk.centre], 'reader')
    const elsewhere = await aDesk(ownerDb, app)
    const refused = [
      await app.post(`${desk.base}${path}/park`, { version: '1', ...rest }, reader.cookie),
      await app.post(`${desk.base}${path}/wake`, { version: '1' }, reader.cookie),
      await app.get(`${desk.base}/pipelines/return/parked`, reader.cookie),
      await app.get(`${desk.base}${path}/park`, elsewhere.member.cookie),
    ]
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 200, 404])
    expect((await elsewhere.send(`${path}/wake`, { version: '1' })).status).toBe(404)
  })
})

describe('waking up', () => {
  const wake = (days: number) => wakeSleepers(appDb, { clock: clock(days), settings: testSettings })

  test('happens on the day: back where they were, with something to do, seen by the owner', async () => {
    const { id, now, park, desk } = await someone()
    await park()
    await wake(9)
    expect((await now()).stage).toBe('not_now')
    await wake(10)
    expect(await now()).toMatchObject({ stage: 'considering', parked_until: null, parked_from: null, version: 3 })
    const { contact, activities } = await everythingOf(ownerDb, id)
    expect([contact?.next_step, contact?.next_step_on]).toEqual(['Ozvat se: probuzeno z odložení', inTenDays])
    expect(activities.at(-1)).toMatchObject({
      kind: 'woken',
      member_id: null,
      particulars: { track: 'return', from: 'not_now', to: 'considering' },
    })
    const thatDay = await testApp(appDb, { clock: clock(10) }).get(desk.base, desk.member.cookie)
    expect(await thatDay.text()).toContain('Ozvat se: probuzeno z odložení')
    await wake(20)
    expect((await now()).version).toBe(3)
  })

  test('twice in parallel wakes once', async () => {
    const { enrolmentId, id, now, park, desk } = await someone()
    await park()
    const times = { clock: clock(11), settings: testSettings }
    const woken = await Promise.all([1, 2, 3].map(() => inCentre(appDb, { centreId: desk.centre.id }, times, wakeDue)))
    expect(woken.reduce((sum: number, count) => sum + (count ?? 0), 0)).toBe(1)
    expect((await now()).version).toBe(3)
    const changes = await ownerDb
      .selectFrom('stage_changes')
      .select('id')
      .where('enrolment_id', '=', enrolmentId)
      .execute()
    expect(changes).toHaveLength(2)
    expect((await everythingOf(ownerDb, id)).activities.filter(({ kind }) => kind === 'woken')).toHaveLength(1)
  })

  test('keeps what is due already, and remembers what was planned for later', async () => {
    const due = await someone({ next_step: 'Zavolat', next_step_on: today })
    const planned = await someone({ next_step: 'Poslat nabídky', next_step_on: addDays(today, 90) })
    await due.park()
    await planned.park()
    await wake(10)
    expect((await everythingOf(ownerDb, due.id)).contact?.next_step).toBe('Zavolat')
    const { contact } = await everythingOf(ownerDb, planned.id)
    expect([contact?.next_step.includes('Poslat nabídky'), contact?.next_step_on]).toEqual([true, inTenDays])
  })

  test('goes to the first stage under way where the old one was retired', async () => {
    const { desk, now, park } = await someone({ stage: 'matching' })
    await park()
    const stages = ownerDb.updateTable('stages').where('centre_id', '=', desk.centre.id)
    await stages.where('code', '=', 'matching').set({ retired_at: new Date() }).execute()
    await wake(10)
    expect((await now()).stage).toBe('considering')
  })

  test('can be done by hand before the day, once', async () => {
    const { desk, path, now, park } = await someone()
    await park()
    expect((await desk.send(`${path}/wake`, { version: '1' })).location).toContain('done=stale')
    expect((await desk.send(`${path}/wake`, { version: '2' })).location).toContain('done=woken')
    expect(await now()).toMatchObject({ stage: 'considering', version: 3 })
    expect((await desk.send(`${path}/wake`, { version: '3' })).location).toContain('done=stale')
    expect((await now()).version).toBe(3)
  })
})
