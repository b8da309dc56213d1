import { describe, expect, test } from 'vitest'
import { newId } from '../../src/lib/ids.ts'
import { aDesk, everythingOf } from '../contacts/desk.ts'
import { testApp } from '../support/app.ts'
import { aContact, aMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'

const stages = {
  return: ['known', 'in_touch', 'considering', 'exploring', 'matching', 'moving', 'returned', 'settled', 'lost'],
  relocation: ['enquiry', 'pre_arrival', 'arrived', 'landing', 'settling', 'integrated', 'one_off', 'left'],
}

const { appDb, ownerDb } = testDatabase()
const app = testApp(appDb)

const anEnrolment = async (facts: Parameters<typeof aContact>[2] = {}) => {
  const desk = await aDesk(ownerDb, app, { tracks: ['return', 'relocation'] })
  const { id, enrolmentId } = await aContact(ownerDb, desk.centre, facts)
  // what a stage asks for has tests of its own
  await ownerDb.updateTable('stages').set({ needs: [] }).where('centre_id', '=', desk.centre.id).execute()
  const history = () =>
    ownerDb
      .selectFrom('stage_changes')
      .select(['from_stage', 'to_stage', 'member_id', 'at'])
      .where('enrolment_id', '=', enrolmentId)
      .orderBy('id')
      .execute()
  const audit = () =>
    ownerDb
      .selectFrom('audit_entries')
      .select(['action', 'subject_type', 'fields', 'member_id'])
      .where('subject_id', '=', enrolmentId)
      .execute()
  const now = async () => ({ ...(await everythingOf(ownerDb, id)), history: await history(), moves: await audit() })
  return { desk, id, path: `/enrolments/${enrolmentId}/stage`, now }
}

describe('moving a contact to another stage', () => {
  test('moves it, with its history, a line on the timeline and a row in the audit', async () => {
    const { desk, id, path, now } = await anEnrolment()
    const { status, location } = await desk.send(path, { stage: 'exploring', version: '1' })
    expect([status, location]).toEqual([303, `${desk.base}/contacts/${id}?done=moved`])
    const { enrolments, activities, history, moves } = await now()
    expect(enrolments).toEqual([{ track: 'return', stage: 'exploring', version: 2, parked_until: null }])
    expect(history).toMatchObject([{ from_stage: 'considering', to_stage: 'exploring', member_id: desk.member.id }])
    expect(activities).toMatchObject([
      {
        kind: 'stage_moved',
        body: '',
        member_id: desk.member.id,
        particulars: { track: 'return', from: 'considering', to: 'exploring' },
      },
    ])
    expect(activities[0]?.occurred_at).toEqual(history[0]?.at)
    expect(moves).toEqual([
      { action: 'enrolment.moved', subject_type: 'enrolment', fields: ['stage'], member_id: desk.member.id },
    ])
    expect((await desk.page(`/contacts/${id}?done=moved`)).html).toContain('Přesunuto do fáze Hledá cestu.')
  })

  test('to where it is changes nothing, so the same click twice is one move', async () => {
    const { desk, path, now } = await anEnrolment()
    await desk.send(path, { stage: 'exploring', version: '1' })
    const once = await now()
    for (const version of ['1', '2']) expect((await desk.send(path, { stage: 'exploring', version })).status).toBe(303)
    expect(await now()).toEqual(once)
  })

  test('that somebody else moved first names both stages and moves nothing, and can be done from there', async () => {
    const { desk, path, now } = await anEnrolment({ given_name: 'Jana', family_name: 'Dvořáková' })
    const colleague = await aMember(ownerDb, [desk.centre])
    await app.post(`${desk.base}${path}`, { stage: 'exploring', version: '1' }, colleague.cookie)
    const before = await now()
    const { status, html } = await desk.send(path, { stage: 'moving', version: '1' })
    expect(status).toBe(409)
    for (const said of ['Jana Dvořáková', 'Hledá cestu', 'Stěhuje se', 'name="version" value="2"'])
      expect(html).toContain(said)
    expect(await now()).toEqual(before)
    expect((await desk.send(path, { stage: 'moving', version: '2' })).status).toBe(303)
    expect((await now()).enrolments).toMatchObject([{ stage: 'moving', version: 3 }])
  })

  test('by several at once is done by one of them', async () => {
    const { desk, path, now } = await anEnrolment()
    const answers = await Promise.all(
      ['exploring', 'matching', 'moving', 'known'].map((stage) => desk.send(path, { stage, version: '1' })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409, 409, 409])
    const { enrolments, history, activities, moves } = await now()
    expect([enrolments[0]?.version, history.length, activities.length, moves.length]).toEqual([2, 1, 1, 1])
  })

  test('reaches every stage of its own pipeline and none of the other', async () => {
    const { desk, path, now } = await anEnrolment({ track: 'relocation', stage: 'enquiry' })
    for (const [index, stage] of stages.relocation.entries()) {
      const fields = { stage, version: String(Math.max(1, index)), outcome: 'other' }
      expect((await desk.send(path, fields)).status).toBe(303)
    }
    expect((await now()).history.map(({ to_stage }) => to_stage)).toEqual(stages.relocation.slice(1))
    const before = await now()
    const version = String(before.enrolments[0]?.version)
    for (const stage of stages.return)
      expect([stage, (await desk.send(path, { stage, version })).status]).toEqual([stage, 422])
    expect(await now()).toEqual(before)
  })

  test.each([
    [{ stage: 'nowhere', version: '1' }],
    [{ stage: '', version: '1' }],
    [{ version: '1' }],
    [{ stage: 'exploring' }],
    [{ stage: 'exploring', version: 'x' }],
    [{ stage: 'exploring', version: '0' }],
    [{ stage: 'exploring', version: '3000000000' }],
    [{ stage: 'explor\0ing\0'.repeat(9), version: '1' }],
    [{ stage: 'x'.repeat(100_000), version: '1' }],
  ])('refuses garbage and moves nothing', async (fields) => {
    const { desk, path, now } = await anEnrolment()
    const before = await now()
    const { status, html } = await desk.send(path, fields as Record<string, string>) // some lack a field
    expect([status, html.includes('<h1')]).toEqual([422, true])
    expect(await now()).toEqual(before)
  })

  test('asks again beside the field where no stage was chosen, on the way back to where one came from', async () => {
    const { desk, id, path, now } = await anEnrolment()
    const before = await now()
    const [fromBoard, fromContact] = await Promise.all([
      desk.send(path, { stage: '', version: '1', back: 'board' }),
      desk.send(path, { stage: '', version: '1' }),
    ])
    for (const { status, html } of [fromBoard, fromContact]) {
      expect([status, /class="field-error"[^>]*>.*?Vyberte jednu z.nabízených možností\./.test(html)]).toEqual([
        422,
        true,
      ])
      expect(html).toContain('<option value="">Vyberte fázi…</option>')
    }
    const backLink = /class="back-link" href="([^"]+)"/
    expect([fromBoard, fromContact].map(({ html }) => backLink.exec(html)?.[1])).toEqual([
      `${desk.base}/pipelines/return`,
      `${desk.base}/contacts/${id}`,
    ])
    expect(await now()).toEqual(before)
  })

  test('refuses two stages at once', async () => {
    const { desk, path, now } = await anEnrolment()
    const before = await now()
    expect(
      (
        await desk.send(path, [
          ['stage', 'exploring'],
          ['stage', 'moving'],
          ['version', '1'],
        ])
      ).status,
    ).toBe(422)
    expect(await now()).toEqual(before)
  })

  test('is not for readers, not for strangers, and not across centres', async () => {
    const { desk, path, now } = await anEnrolment()
    const before = await now()
    const fields = { stage: 'exploring', version: '1' }
    const reader = await aMember(ownerDb, [desk.centre], 'reader')
    const elsewhere = await aDesk(ownerDb, app)
    expect((await app.post(`${desk.base}${path}`, fields, reader.cookie)).status).toBe(403)
    expect((await app.post(`${desk.base}${path}`, fields)).headers.get('location')).toBe('/sign-in?next=%2Fapp')
    expect((await app.post(`${desk.base}${path}`, fields, elsewhere.member.cookie)).status).toBe(404)
    expect((await elsewhere.send(path, fields)).status).toBe(404)
    expect((await desk.send(`/enrolments/${newId()}/stage`, fields)).status).toBe(404)
    expect(await now()).toEqual(before)
    expect((await desk.send(path, fields)).status).toBe(303)
  })
})
