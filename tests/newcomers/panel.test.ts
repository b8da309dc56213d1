import { describe, expect, test } from 'vitest'
import { randomId } from '../../src/lib/ids.ts'
import { dayOf, momentOf } from '../../src/lib/time.ts'
import { errorIn, fieldIn } from '../contacts/desk.ts'
import { textOf } from '../events/scene.ts'
import { aContact } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { aSurvey } from '../surveys/scene.ts'
import { openGate, panelFields } from './scene.ts'

const database = testDatabase()
const { ownerDb } = database
const midnight = () => momentOf(`${dayOf(new Date())}T00:00`)?.toISOString()

describe('an address left for later surveys', () => {
  test('becomes somebody known with a consent to that alone, once it is proven', async () => {
    const gate = await openGate(database)
    const answer = await gate.join()
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${gate.base}/panel/check-your-email`])
    expect(await gate.people()).toEqual([])
    expect((await gate.letters()).map(({ kind, to_name }) => [kind, to_name])).toEqual([['panel_proof', '']])
    expect((await gate.press()).status).toBe(303)
    const [person] = await gate.people()
    expect(person).toMatchObject({ given_name: 'Eva', family_name: 'Malá', source: 'survey' })
    expect(await gate.consents()).toMatchObject([
      { contact_id: person?.id, purpose: 'surveys', state: 'granted', source: 'panel' },
    ])
    expect((await gate.consents())[0]?.wording).toContain('bude mě zvát k\u00a0dotazníkům')
    expect((await gate.history()).map(({ kind }) => kind).sort()).toEqual(['consent_given', 'created'])
    expect([await gate.enrolments(), await gate.tasks()]).toEqual([[], []])
  })

  test('of somebody known is a consent of theirs, once', async () => {
    const gate = await openGate(database)
    const { id } = await aContact(ownerDb, gate.centre, { email: 'eva@example.org', given_name: 'Evička' })
    for (const idempotency_key of [randomId(), randomId()]) {
      await gate.join({ idempotency_key })
      expect((await gate.press(await gate.linkOf(idempotency_key))).status).toBe(303)
    }
    expect((await gate.newcomers()).map(({ contact_id }) => contact_id)).toEqual([id, id])
    expect((await gate.people()).map(({ given_name }) => given_name)).toEqual(['Evička'])
    expect((await gate.consents()).map(({ contact_id }) => contact_id)).toEqual([id])
    expect((await gate.history()).filter(({ kind }) => kind === 'consent_given').length).toBe(1)
  })

  test('says the day and never the minute, wherever it is kept', async () => {
    const gate = await openGate(database)
    await gate.join()
    await gate.press()
    const [newcomer] = await gate.newcomers()
    const [person] = await gate.people()
    const [consent] = await gate.consents()
    const [point] = await gate.points()
    const moments = [
      newcomer?.created_at,
      newcomer?.proven_at,
      person?.created_at,
      consent?.granted_at,
      point?.verified_at,
    ]
    const told = (await gate.history()).map(({ occurred_at }) => occurred_at)
    for (const moment of [...moments, ...told]) expect(moment?.toISOString()).toBe(midnight())
    // a time-ordered id would say the rest
    expect(newcomer?.id[14]).toBe('4')
  })

  test('is withdrawn on the own page', async () => {
    const gate = await openGate(database)
    await gate.join()
    await gate.press()
    const [person] = await gate.people()
    const [consent] = await gate.consents()
    await gate.app.post(`${gate.base}/my-data`, { email: person ? 'eva@example.org' : '' })
    const link = /\/me\/[\w-]{43}/.exec((await gate.letters()).at(-1)?.body ?? '')?.[0]
    expect(await textOf(gate.app.get(`${link}?lang=cs`))).toContain('Pozvánky k dotazníkům')
    await gate.app.post(`${link}/withdraw`, { consent: consent?.id ?? '' })
    expect((await gate.consents()).map(({ state }) => state)).toEqual(['withdrawn'])
  })

  test.each([
    ['name', { name: '' }],
    ['email', { email: 'x' }],
    ['agree', { agree: '' }],
  ])('with a wrong %s is refused beside the field, and what was typed is kept', async (field, wrong) => {
    const gate = await openGate(database)
    const answer = await gate.app.post(`${gate.base}/panel`, panelFields({ email: 'psana@example.org', ...wrong }))
    const html = await answer.text()
    expect([answer.status, errorIn(html, field) !== undefined]).toEqual([422, true])
    if (field !== 'email') expect(fieldIn(html, 'email')).toBe('psana@example.org')
    expect(await gate.newcomers()).toEqual([])
  })
})

test('three hundred join from one network in ten minutes, as at a meeting, and no more', async () => {
  const gate = await openGate(database, { settings: { rateLimits: true } })
  const join = (nth: number) => gate.join({ email: `kdo${nth}@example.org`, agree: '' })
  const statuses = new Map<number, number>()
  for (let nth = 0; nth < 301; nth++) {
    const { status } = await join(nth)
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
  }
  expect([...statuses]).toEqual([
    [422, 300],
    [429, 1],
  ])
}, 30_000)

describe('below a survey’s thanks', () => {
  test('the form knows nothing of the survey, its wave or its answers, and its page sends no address along', async () => {
    const gate = await openGate(database)
    const survey = await aSurvey(ownerDb, gate.centre)
    const answer = await gate.app.get(`${gate.base}/surveys/${survey.slug}/thanks`)
    const html = await textOf(answer)
    const form = /<form[^>]*action="[^"]*\/panel".*?<\/form>/s.exec(html)?.[0] ?? ''
    expect(html).toContain('Vaše odpovědi zůstávají beze jména')
    expect([...form.matchAll(/name="([^"]*)"/g)].map(([, name]) => name)).toEqual([
      'idempotency_key',
      'name',
      'email',
      'agree',
    ])
    expect(form).not.toContain(survey.slug)
    expect(answer.headers.get('referrer-policy')).toBe('strict-origin')
    const waves = await ownerDb.selectFrom('waves').select('id').where('centre_id', '=', gate.centre.id).execute()
    await gate.join()
    await gate.press()
    const kept = JSON.stringify([
      await gate.newcomers(),
      await gate.people(),
      await gate.history(),
      await gate.consents(),
      await gate.letters(),
    ])
    for (const word of [survey.slug, ...waves.map(({ id }) => id)]) expect(kept).not.toContain(word)
  })

  test('the cookie of a survey is not for the page that takes the address', async () => {
    const gate = await openGate(database)
    const survey = await aSurvey(ownerDb, gate.centre)
    const answered = await gate.app.post(`${gate.base}/surveys/${survey.slug}`, { page: '1', q_considered: 'yes' })
    const paths = answered.headers.getSetCookie().map((cookie) => /path=([^;]*)/i.exec(cookie)?.[1] ?? '')
    expect(paths.length).toBeGreaterThan(0)
    expect(paths.filter((path) => `${gate.base}/panel`.startsWith(path))).toEqual([])
  })
})
