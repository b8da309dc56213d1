import { describe, expect, test } from 'vitest'
import { newId, randomId } from '../../src/lib/ids.ts'
import { encodeCursor } from '../../src/lib/paging.ts'
import { addDays, dayOf } from '../../src/lib/time.ts'
import { testApp } from '../support/app.ts'
import { aContact } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { aDesk, errorIn, everythingOf, fieldIn } from './desk.ts'

const { appDb, ownerDb } = testDatabase()
const app = testApp(appDb)
const today = dayOf(new Date())

const aContactPage = async (facts: Parameters<typeof aContact>[2] = {}) => {
  const desk = await aDesk(ownerDb, app)
  const contact = await aContact(ownerDb, desk.centre, facts)
  return { desk, contact, path: `/contacts/${contact.id}`, now: () => everythingOf(ownerDb, contact.id) }
}

describe('noting what happened', () => {
  test('puts it on the timeline, at the time it happened, with who noted it', async () => {
    const { desk, path, now } = await aContactPage()
    const { status, location } = await desk.send(`${path}/activities`, {
      kind: 'phone_call',
      body: ' Volala.\r\nChce domů. ',
      occurred_at: '2026-07-01T18:30',
      idempotency_key: randomId(),
    })
    expect([status, location]).toEqual([303, `${desk.base}${path}?done=noted`])
    expect((await now()).activities).toEqual([
      {
        kind: 'phone_call',
        body: 'Volala.\nChce domů.',
        particulars: {},
        member_id: desk.member.id,
        occurred_at: new Date('2026-07-01T16:30:00Z'),
      },
    ])
    const { html } = await desk.page(`${path}?done=noted`)
    for (const said of ['<p>Volala.<br>\nChce domů.</p>', desk.member.name, '1. 7. 2026']) expect(html).toContain(said)
  })

  test.each(['note', 'phone_call', 'email', 'meeting'])('takes a %s, now where no time is given', async (kind) => {
    const { desk, path, now } = await aContactPage()
    const began = Date.now()
    await desk.send(`${path}/activities`, { kind, body: 'x', occurred_at: '' })
    const [activity] = (await now()).activities
    expect(activity).toMatchObject({ kind, body: 'x' })
    expect(Number(activity?.occurred_at) - began).toBeGreaterThanOrEqual(-1000)
  })

  test.each([
    ['kind', 'stage_moved'],
    ['kind', 'created'],
    ['kind', ''],
    ['body', ''],
    ['body', '  \n '],
    ['body', 'x'.repeat(5001)],
    ['occurred_at', 'yesterday'],
    ['occurred_at', '2026-02-30T10:00'],
    ['occurred_at', '+275760-09-13T00:00'],
    ['occurred_at', '-271821-04-20T00:00'],
    ['occurred_at', '0001-01-01T00:00'],
    ['idempotency_key', 'x'],
  ])('refuses %s %j and keeps the rest of what was typed', async (field, value) => {
    const { desk, path, now } = await aContactPage()
    const before = await now()
    const fields = {
      kind: 'note',
      body: 'Řekla, že se ozve.',
      occurred_at: '2026-07-01T18:30',
      idempotency_key: randomId(),
      [field]: value,
    }
    const { status, html } = await desk.send(`${path}/activities`, fields)
    expect([status, html.includes('id="error-summary"')]).toEqual([422, true])
    if (field !== 'body') expect(fieldIn(html, 'body')).toBe('Řekla, že se ozve.')
    if (field !== 'idempotency_key') expect(errorIn(html, field)).toBeDefined()
    expect(await now()).toEqual(before)
  })

  test('by the same form twice, at once or later, is noted once', async () => {
    const { desk, path, now } = await aContactPage()
    const fields = {
      kind: 'note',
      body: 'Jednou.',
      idempotency_key: fieldIn((await desk.page(path)).html, 'idempotency_key') ?? '',
    }
    const answers = await Promise.all(Array.from({ length: 4 }, () => desk.send(`${path}/activities`, fields)))
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303])
    await desk.send(`${path}/activities`, fields)
    expect((await now()).activities).toHaveLength(1)
    expect((await now()).audit).toEqual([
      { action: 'contact.noted', subject_type: 'contact', fields: [], member_id: desk.member.id },
    ])
    await desk.send(`${path}/activities`, { ...fields, idempotency_key: randomId() })
    expect((await now()).activities).toHaveLength(2)
  })

  test('is shown latest first, a page at a time, each line once, also those of one moment', async () => {
    const { desk, contact, path } = await aContactPage()
    const at = new Date('2026-05-01T10:00:00.123Z')
    const rows = Array.from({ length: 65 }, (_, index) => ({
      centre_id: desk.centre.id,
      id: newId(),
      contact_id: contact.id,
      kind: 'note' as const,
      created_at: at,
      body: `řádek ${index}`,
      occurred_at: index < 40 ? at : new Date(at.getTime() + index),
    }))
    await ownerDb.insertInto('activities').values(rows).execute()
    const seen: string[] = []
    for (let next: string | undefined = ''; next !== undefined; ) {
      const { html } = await desk.page(`${path}${next}`)
      seen.push(...[...html.matchAll(/<p>(řádek \d+)<\/p>/g)].map(([, line]) => line ?? ''))
      next = /href="[^"]*(\?after=[^"]*)"/.exec(html)?.[1]
    }
    expect(seen).toEqual([...rows.slice(40).toReversed(), ...rows.slice(0, 40).toReversed()].map(({ body }) => body))
  })

  test('begins at its beginning with a cursor that is none', async () => {
    const { desk, path } = await aContactPage()
    await desk.send(`${path}/activities`, { kind: 'note', body: 'Jednou.' })
    const moments = [
      '2026-99-99 10:00:00+00',
      '2026-02-30 10:00:00+00',
      '2026-01-01 99:99:99+00',
      '2026-01-01 10:00:00+99',
      '2026-01-01 1.2.3:4+00',
      '9999-12-31T23:59:60Z',
      'now',
      '',
    ]
    for (const moment of [...moments, '0000-01-01 00:00:00Z']) {
      const { status, html } = await desk.page(`${path}?after=${encodeCursor([moment, newId()])}`)
      expect([moment, status, html.includes('<p>Jednou.</p>')]).toEqual([moment, 200, true])
    }
    expect(
      (await desk.page(`${path}?after=${encodeCursor(['2026-01-01 10:00:00.123456+01', newId()])}`)).html,
    ).not.toContain('<p>Jednou.</p>')
  })
})

describe('the next step', () => {
  const planned = { next_step: 'Zavolat kvůli školce', next_step_on: addDays(today, 3) }

  test('is set with a line on the timeline and in the audit', async () => {
    const { desk, path, now } = await aContactPage()
    const { status, location } = await desk.send(`${path}/next-step`, { ...planned, version: '1' })
    expect([status, location]).toEqual([303, `${desk.base}${path}?done=planned`])
    const { contact, activities, audit } = await now()
    expect(contact).toMatchObject({ ...planned, version: 2 })
    expect(activities.map(({ kind, body, particulars }) => [kind, body, particulars])).toEqual([
      ['next_step_set', planned.next_step, { on: planned.next_step_on }],
    ])
    expect(audit).toEqual([
      { action: 'contact.next_step', subject_type: 'contact', fields: ['next_step'], member_id: desk.member.id },
    ])
    expect((await desk.page(path)).html).toContain(planned.next_step)
  })

  test('set to the same again changes nothing', async () => {
    const { desk, path, now } = await aContactPage()
    await desk.send(`${path}/next-step`, { ...planned, version: '1' })
    const once = await now()
    expect((await desk.send(`${path}/next-step`, { ...planned, version: '1' })).status).toBe(303)
    expect(await now()).toEqual(once)
  })

  test('that somebody else set meanwhile is told and kept, with what was typed', async () => {
    const { desk, path, now } = await aContactPage()
    await desk.send(`${path}/next-step`, { ...planned, version: '1' })
    const before = await now()
    const { status, html } = await desk.send(`${path}/next-step`, {
      next_step: 'Něco jiného',
      next_step_on: today,
      version: '1',
    })
    expect([
      status,
      fieldIn(html, 'next_step'),
      fieldIn(html, 'next_step_on'),
      html.includes(planned.next_step),
    ]).toEqual([409, 'Něco jiného', today, true])
    expect(await now()).toEqual(before)
    expect(fieldIn(html.slice(html.indexOf('/next-step"')), 'version')).toBe('2')
  })

  test.each([
    ['next_step', ''],
    ['next_step', 'x'.repeat(301)],
    ['next_step_on', ''],
    ['next_step_on', 'tomorrow'],
    ['next_step_on', '2026-02-30'],
    ['next_step_on', '0001-01-01'],
    ['next_step_on', '+02026-01-01'],
    ['version', 'x'],
    ['version', ''],
    ['version', '3000000000'],
  ])('with %s %j is refused and keeps what was typed', async (field, value) => {
    const { desk, path, now } = await aContactPage()
    const before = await now()
    const fields: Record<string, string> = { ...planned, version: '1', [field]: value }
    const { status, html } = await desk.send(`${path}/next-step`, fields)
    expect([status, html.includes('id="error-summary"')]).toEqual([422, true])
    expect([fieldIn(html, 'next_step'), fieldIn(html, 'next_step_on')]).toEqual([fields.next_step, fields.next_step_on])
    expect(await now()).toEqual(before)
  })

  test('done leaves the contact without one, and says on the timeline what it was', async () => {
    const { desk, path, now } = await aContactPage({ ...planned })
    const { status, location } = await desk.send(`${path}/next-step/done`, { version: '1' })
    expect([status, location]).toEqual([303, `${desk.base}${path}?done=finished`])
    const { contact, activities } = await now()
    expect(contact).toMatchObject({ next_step: '', next_step_on: null, version: 2 })
    expect(activities.map(({ kind, body }) => [kind, body])).toEqual([['next_step_done', planned.next_step]])
    const once = await now()
    expect((await desk.send(`${path}/next-step/done`, { version: '1' })).status).toBe(303)
    expect(await now()).toEqual(once)
  })

  test('done by who saw another one is told, and by garbage refused; the step stays', async () => {
    const { desk, path, now } = await aContactPage({ ...planned })
    await desk.send(`${path}/next-step`, { next_step: 'Novější krok', next_step_on: today, version: '1' })
    const before = await now()
    const stale = await desk.send(`${path}/next-step/done`, { version: '1' })
    expect([stale.status, stale.html.includes('Novější krok')]).toEqual([409, true])
    for (const version of ['x', '', '0', '3000000000'])
      expect([version, (await desk.send(`${path}/next-step/done`, { version })).status]).toEqual([version, 422])
    expect(await now()).toEqual(before)
  })

  test('that is due stands on the home page, the most overdue first, and one of tomorrow does not', async () => {
    const { desk, contact } = await aContactPage({ family_name: 'Dnešní', next_step: 'dnes', next_step_on: today })
    const overdue = await aContact(ownerDb, desk.centre, {
      family_name: 'Včerejší',
      next_step: 'včera',
      next_step_on: addDays(today, -1),
    })
    await aContact(ownerDb, desk.centre, {
      family_name: 'Zítřejší',
      next_step: 'zítra',
      next_step_on: addDays(today, 1),
    })
    const { html } = await desk.page('')
    const ids = [...new Set([...html.matchAll(/\/contacts\/([0-9a-f-]{36})"/g)].map(([, id]) => id))]
    expect(ids.slice(0, 2)).toEqual([overdue.id, contact.id])
    expect(html).not.toContain('Zítřejší')
  })
})
