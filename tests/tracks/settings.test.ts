import { describe, expect, test } from 'vitest'
import { aDesk as aDeskOf, chosenIn, errorIn, fieldIn } from '../contacts/desk.ts'
import { testApp } from '../support/app.ts'
import { aContact, aMember, anEvent } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'

const { appDb, ownerDb } = testDatabase()
const app = testApp(appDb)
const path = '/settings/pipelines'

const aDesk = async () => {
  const desk = await aDeskOf(ownerDb, app, { role: 'admin', tracks: ['return', 'relocation'] })
  const stages = () =>
    ownerDb
      .selectFrom('stages')
      .selectAll()
      .where('centre_id', '=', desk.centre.id)
      .where('track', '=', 'return')
      .orderBy('position')
      .execute()
  const used = async () => (await stages()).filter(({ retired_at }) => !retired_at).map(({ code }) => code)
  const stage = async (code: string) => (await stages()).find((one) => one.code === code)
  const edition = async () => fieldIn((await desk.page(path)).html, 'edition') ?? ''
  return { ...desk, stages, used, stage, edition }
}

const considering = {
  version: '1',
  name_cs: 'Přemýšlí',
  name_en: 'Thinking it over',
  name_de: 'Überlegt',
  name_uk: 'Думає',
  category: 'active',
  clock_days: '21',
  need_owner: 'on',
  need_horizon: 'on',
}

const shipped = [
  'known',
  'in_touch',
  'considering',
  'exploring',
  'matching',
  'moving',
  'returned',
  'settled',
  'ambassador',
  'not_now',
  'lost',
]

describe('the stages of a centre', () => {
  test('begin as shipped, differ from centre to centre, and are called anew everywhere at once', async () => {
    const [desk, other] = await Promise.all([aDesk(), aDesk()])
    expect(await desk.used()).toEqual(shipped)
    const { id } = await aContact(ownerDb, desk.centre)
    const before = await desk.page('/pipelines/return')
    expect((await desk.send(`${path}/considering`, considering)).location).toContain('done=saved')
    expect(await desk.stage('considering')).toMatchObject({
      names: { cs: 'Přemýšlí', en: 'Thinking it over', de: 'Überlegt', uk: 'Думає' },
      needs: ['owner', 'horizon'],
      clock_days: 21,
      version: 2,
    })
    expect([before.html.includes('Zvažuje návrat'), before.html.includes('Přemýšlí')]).toEqual([true, false])
    for (const page of ['/pipelines/return', `/contacts/${id}`, '/events/new', '/contacts', path])
      expect([page, (await desk.page(page)).html.includes('Přemýšlí')]).toEqual([page, true])
    expect((await other.page('/pipelines/return')).html).not.toContain('Přemýšlí')
    await ownerDb.updateTable('members').set({ lang: 'en' }).where('id', '=', desk.member.id).execute()
    expect((await desk.page('/pipelines/return')).html).toContain('Thinking it over')
  })

  test('show what was typed beside what is saved now where somebody was faster', async () => {
    const desk = await aDesk()
    await desk.send(`${path}/considering`, considering)
    const late = await desk.send(`${path}/considering`, { ...considering, name_cs: 'Váhá', category: 'open' })
    expect(late.status).toBe(409)
    expect([fieldIn(late.html, 'name_cs'), fieldIn(late.html, 'version')]).toEqual(['Váhá', '2'])
    expect(late.html).toContain('Teď je uloženo: Přemýšlí'.slice(-8))
    expect((await desk.stage('considering'))?.names.cs).toBe('Přemýšlí')
    expect((await desk.send(`${path}/considering`, { ...considering, version: '1' })).status).toBe(303)
    expect((await desk.stage('considering'))?.version).toBe(2)
  })

  test.each([
    [{ name_cs: '' }, 'name_cs'],
    [{ name_cs: 'x'.repeat(61) }, 'name_cs'],
    [{ name_cs: 'Známe' }, 'name_cs'],
    [{ clock_days: '0' }, 'clock_days'],
    [{ clock_days: '1001' }, 'clock_days'],
    [{ clock_days: 'brzy' }, 'clock_days'],
    [{ category: 'nonsense' }, 'category'],
  ])('refuse %o beside its field', async (wrong, field) => {
    const desk = await aDesk()
    const before = await desk.stages()
    const { status, html } = await desk.send(`${path}/considering`, { ...considering, name_de: 'Getippt', ...wrong })
    expect([status, errorIn(html, field) !== undefined, fieldIn(html, 'name_de')]).toEqual([422, true, 'Getippt'])
    expect(await desk.stages()).toEqual(before)
  })

  test('keep one beginning, one good end and one bad one', async () => {
    const desk = await aDesk()
    const known = { ...considering, name_cs: 'Známe', category: 'active' }
    const refused = await desk.send(`${path}/known`, known)
    expect([refused.status, errorIn(refused.html, 'category')?.includes('Začátek')]).toEqual([422, true])
    const lost = await desk.send(`${path}/lost/retire`, { version: '1' })
    expect([lost.status, (await desk.used()).includes('lost')]).toEqual([422, true])
    expect((await desk.send(`${path}/ambassador/retire`, { version: '1' })).status).toBe(303)
    expect((await desk.send(`${path}/settled/retire`, { version: '1' })).status).toBe(422)
    expect((await desk.stage('settled'))?.retired_at).toBeNull()
  })

  test('can be added, once under one name, and people can go there', async () => {
    const desk = await aDesk()
    const { version: _, ...facts } = considering
    const added = await desk.send(path, { ...facts, track: 'return', name_cs: 'Na zkušené' })
    expect(added.location).toContain('done=added')
    expect((await desk.used()).slice(6, 9)).toEqual(['returned', 'stage_1', 'settled'])
    const again = await desk.send(path, { ...facts, track: 'return', name_cs: 'na zkušené' })
    expect([again.status, errorIn(again.html, 'name_cs') !== undefined]).toEqual([422, true])
    await desk.send(path, { ...facts, track: 'relocation', name_cs: 'Na zkušené' })
    const { enrolmentId } = await aContact(ownerDb, desk.centre, { stage: 'lost' })
    const moved = await desk.send(`/enrolments/${enrolmentId}/stage`, { stage: 'stage_1', version: '1' })
    expect(moved.status).toBe(303)
    expect((await desk.send(`/enrolments/${enrolmentId}/stage`, { stage: 'stage_2', version: '2' })).status).toBe(422)
  })
})

describe('the order of stages', () => {
  test('changes by one place, or as a hand put them, and not where somebody was faster', async () => {
    const desk = await aDesk()
    const edition = await desk.edition()
    const up = { track: 'return', edition, stage: 'matching', step: 'up' }
    expect((await desk.send(`${path}/order`, up)).location).toContain('done=ordered')
    expect((await desk.used()).slice(2, 5)).toEqual(['considering', 'matching', 'exploring'])
    expect((await desk.send(`${path}/order`, up)).status).toBe(409)
    expect((await desk.used()).slice(2, 5)).toEqual(['considering', 'matching', 'exploring'])
    const order = [...shipped].reverse().join(' ')
    await desk.send(`${path}/order`, { track: 'return', edition: await desk.edition(), order })
    expect(await desk.used()).toEqual([...shipped].reverse())
    const html = (await desk.page('/pipelines/return')).html
    expect(html.indexOf('id="in-lost"')).toBeLessThan(html.indexOf('id="in-known"'))
  })

  test.each([
    [{ order: 'known lost' }, 409],
    [{ order: shipped.map(() => 'known').join(' ') }, 409],
    [{ order: 'nonsense' }, 409],
    [{ order: '../../etc' }, 422],
    [{ stage: 'known', step: 'up' }, 303],
    [{ stage: 'nonsense', step: 'down' }, 303],
    [{ edition: 'x', stage: 'known', step: 'down' }, 422],
  ])('is left as it is by %o', async (fields, status) => {
    const desk = await aDesk()
    const sent = await desk.send(`${path}/order`, { track: 'return', edition: await desk.edition(), ...fields })
    expect([sent.status, await desk.used()]).toEqual([status, shipped])
  })
})

describe('a stage that is retired', () => {
  test('first sends everybody on, in one go and with their history, and events with them', async () => {
    const desk = await aDesk()
    const people = await Promise.all([1, 2, 3].map(() => aContact(ownerDb, desk.centre, { stage: 'matching' })))
    const event = await anEvent(ownerDb, desk.centre, { entry_stage: 'matching' })
    const asked = await desk.send(`${path}/matching/retire`, { version: '1' })
    expect([asked.status, errorIn(asked.html, 'to') !== undefined]).toEqual([422, true])
    expect((await desk.page(`${path}/matching/retire`)).html).toContain('Jsou v\u00a0ní 3 lidé')
    const done = await desk.send(`${path}/matching/retire`, { version: '1', to: 'exploring' })
    expect(done.location).toContain('done=retired')

    const ids = people.map(({ enrolmentId }) => enrolmentId)
    const stood = await ownerDb.selectFrom('enrolments').select(['stage', 'version']).where('id', 'in', ids).execute()
    const changes = await ownerDb
      .selectFrom('stage_changes')
      .select(['from_stage', 'to_stage', 'member_id'])
      .where('enrolment_id', 'in', ids)
      .execute()
    const change = { from_stage: 'matching', to_stage: 'exploring', member_id: desk.member.id }
    expect([stood, changes]).toEqual([ids.map(() => ({ stage: 'exploring', version: 2 })), ids.map(() => change)])
    const led = await ownerDb.selectFrom('events').select('entry_stage').where('id', '=', event.id).executeTakeFirst()
    expect(led?.entry_stage).toBe('exploring')
    const { html } = await desk.page(`/contacts/${people[0]?.id}`)
    expect([html.includes('Propojujeme'), html.includes('value="matching"')]).toEqual([true, false])
  })

  test('takes nobody any more until it is brought back', async () => {
    const desk = await aDesk()
    const { enrolmentId } = await aContact(ownerDb, desk.centre, { stage: 'lost' })
    const to = { stage: 'matching', version: '1' }
    await desk.send(`${path}/matching/retire`, { version: '1' })
    expect((await desk.send(`/enrolments/${enrolmentId}/stage`, to)).status).toBe(422)
    const form = await desk.page('/events/new')
    expect([chosenIn(form.html, 'entry_stage'), form.html.includes('value="matching"')]).toEqual(['considering', false])
    expect((await desk.send(`${path}/matching/return`, { version: '1' })).status).toBe(409)
    expect((await desk.send(`${path}/matching/return`, { version: '2' })).location).toContain('done=returned')
    expect((await desk.send(`/enrolments/${enrolmentId}/stage`, to)).status).toBe(303)
  })

  test('cannot send a crowd to rest or to the end, where everybody has a reason of their own', async () => {
    const desk = await aDesk()
    await aContact(ownerDb, desk.centre, { stage: 'matching' })
    for (const to of ['not_now', 'lost', 'matching', 'landing', 'nonsense'])
      expect([to, (await desk.send(`${path}/matching/retire`, { version: '1', to })).status]).toEqual([to, 422])
    expect(await desk.used()).toEqual(shipped)
  })

  test('at the moment somebody comes to it ends up empty or in use, never both', async () => {
    for (let round = 0; round < 4; round++) {
      const desk = await aDesk()
      const { enrolmentId } = await aContact(ownerDb, desk.centre, { stage: 'lost' })
      await Promise.all([
        desk.send(`${path}/matching/retire`, { version: '1' }),
        desk.send(`/enrolments/${enrolmentId}/stage`, { stage: 'matching', version: '1' }),
      ])
      const { stage } = await ownerDb
        .selectFrom('enrolments')
        .select('stage')
        .where('id', '=', enrolmentId)
        .executeTakeFirstOrThrow()
      const isRetired = (await desk.stage('matching'))?.retired_at !== null
      expect([stage === 'matching', isRetired]).not.toEqual([true, true])
    }
  })
})

describe('the way back to the shipped model', () => {
  test('says first what will change, changes that, and leaves people where they are', async () => {
    const desk = await aDesk()
    const { version: _, ...facts } = considering
    await desk.send(`${path}/considering`, considering)
    await desk.send(path, { ...facts, track: 'return', name_cs: 'Prázdná' })
    await desk.send(path, { ...facts, track: 'return', name_cs: 'Obsazená' })
    await desk.send(`${path}/matching/retire`, { version: '1' })
    await desk.send(`${path}/order`, { track: 'return', edition: await desk.edition(), stage: 'known', step: 'down' })
    const { enrolmentId } = await aContact(ownerDb, desk.centre, { stage: 'stage_2' })
    const before = await desk.stages()
    const preview = await desk.page(`${path}/reset?track=return`)
    for (const said of ['„Přemýšlí“ se změní na „Zvažuje návrat“', 'Prázdná: vaše vlastní', 'Propojujeme: zrušená'])
      expect(preview.html).toContain(said)
    expect(await desk.stages()).toEqual(before)

    const edition = fieldIn(preview.html, 'edition') ?? ''
    expect((await desk.send(`${path}/reset`, { track: 'return', edition })).location).toContain('done=reset')
    expect(await desk.used()).toEqual([...shipped, 'stage_2'])
    expect(await desk.stage('considering')).toMatchObject({ clock_days: 30, needs: ['conversation'] })
    const stood = await ownerDb
      .selectFrom('enrolments')
      .select('stage')
      .where('id', '=', enrolmentId)
      .executeTakeFirst()
    expect(stood?.stage).toBe('stage_2')
    expect((await desk.page(`${path}/reset?track=return`)).html).toContain('Fáze jsou takové')
  })

  test('is asked again where somebody changed a stage meanwhile', async () => {
    const desk = await aDesk()
    await desk.send(`${path}/considering`, considering)
    const edition = await desk.edition()
    await desk.send(`${path}/exploring`, { ...considering, name_cs: 'Pátrá' })
    expect((await desk.send(`${path}/reset`, { track: 'return', edition })).status).toBe(409)
    expect((await desk.stage('considering'))?.names.cs).toBe('Přemýšlí')
  })
})

test('only administrators set stages, each in a centre of their own, and it is written down', async () => {
  const desk = await aDesk()
  const elsewhere = await aDesk()
  for (const role of ['coordinator', 'reader'] as const) {
    const member = await aMember(ownerDb, [desk.centre], role)
    const answers = await Promise.all([
      app.get(`${desk.base}${path}`, member.cookie),
      app.get(`${desk.base}${path}/considering`, member.cookie),
      app.post(`${desk.base}${path}/considering`, considering, member.cookie),
      app.post(`${desk.base}${path}/considering/retire`, { version: '1' }, member.cookie),
      app.post(`${desk.base}${path}/reset`, { track: 'return' }, member.cookie),
    ])
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403])
  }
  expect((await app.post(`${desk.base}${path}/considering`, considering, elsewhere.member.cookie)).status).toBe(404)
  expect((await app.get(`${desk.base}${path}`)).headers.get('location')).toContain('/sign-in')
  expect((await desk.page(`${path}/nonsense`)).status).toBe(404)
  await desk.send(`${path}/considering`, considering)
  const audit = await ownerDb
    .selectFrom('audit_entries')
    .select(['action', 'fields', 'member_id'])
    .where('subject_id', '=', desk.centre.id)
    .execute()
  const fields = ['name_cs', 'name_en', 'name_de', 'name_uk', 'needs', 'clock_days'].map(
    (name) => `considering.${name}`,
  )
  expect(audit).toEqual([{ action: 'stage.edited', fields, member_id: desk.member.id }])
})
