import { describe, expect, test } from 'vitest'
import { aDesk as aDeskOf, fieldIn } from '../contacts/desk.ts'
import { testApp } from '../support/app.ts'
import { aContact } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'

const { appDb, ownerDb } = testDatabase()
const app = testApp(appDb)
const path = '/settings/pipelines'
const facts = { category: 'active', name_en: '', name_de: '', name_uk: '', clock_days: '' }

const aDesk = async () => {
  const desk = await aDeskOf(ownerDb, app, { role: 'admin' })
  const stages = () =>
    ownerDb
      .selectFrom('stages')
      .select(['code', 'position', 'version', 'retired_at', 'names'])
      .where('centre_id', '=', desk.centre.id)
      .where('track', '=', 'return')
      .orderBy('position')
      .execute()
  const stage = async (code: string) => (await stages()).find((one) => one.code === code)
  const audited = async () =>
    (
      await ownerDb
        .selectFrom('audit_entries')
        .select('action')
        .where('subject_id', '=', desk.centre.id)
        .orderBy('id')
        .execute()
    ).map(({ action }) => action)
  const edition = async () => fieldIn((await desk.page(path)).html, 'edition') ?? ''
  return { ...desk, stages, stage, audited, edition }
}

describe('a stage', () => {
  test('retired or brought back a second time stays as it is, and nothing is written down', async () => {
    const desk = await aDesk()
    await desk.send(`${path}/matching/retire`, { version: '1' })
    const retired = await desk.stage('matching')
    for (const version of ['1', '2']) await desk.send(`${path}/matching/retire`, { version })
    expect([await desk.stage('matching'), await desk.audited()]).toEqual([retired, ['stage.retired']])
    await desk.send(`${path}/matching/return`, { version: '2' })
    const back = await desk.stage('matching')
    for (const version of ['2', '3']) await desk.send(`${path}/matching/return`, { version })
    expect([await desk.stage('matching'), await desk.audited()]).toEqual([back, ['stage.retired', 'stage.returned']])
  })

  test('that somebody changed meanwhile is not retired as it was', async () => {
    const desk = await aDesk()
    await desk.send(`${path}/matching`, { ...facts, name_cs: 'Hledáme spolu', version: '1' })
    const late = await desk.send(`${path}/matching/retire`, { version: '1' })
    expect([late.status, (await desk.stage('matching'))?.retired_at]).toEqual([409, null])
  })

  test('sends nobody to a stage that is retired itself', async () => {
    const desk = await aDesk()
    const { enrolmentId } = await aContact(ownerDb, desk.centre, { stage: 'matching' })
    await desk.send(`${path}/exploring/retire`, { version: '1' })
    expect((await desk.send(`${path}/matching/retire`, { version: '1', to: 'exploring' })).status).toBe(422)
    const place = ownerDb.selectFrom('enrolments').select('stage').where('id', '=', enrolmentId)
    expect([await place.execute(), (await desk.stage('matching'))?.retired_at]).toEqual([[{ stage: 'matching' }], null])
  })

  test('offers the stages of its own track that are in use, but for those of rest and of a bad end', async () => {
    const desk = await aDesk()
    for (const stage of ['matching', 'in_touch']) await aContact(ownerDb, desk.centre, { stage })
    await desk.send(`${path}/exploring/retire`, { version: '1' })
    const offered = async (stage: string) => {
      const { html } = await desk.page(`${path}/${stage}/retire`)
      return [...html.matchAll(/<option value="([a-z_]+)"/g)].map(([, code]) => code)
    }
    const onTheWay = ['considering', 'moving', 'returned', 'settled', 'ambassador']
    expect(await offered('matching')).toEqual(['known', ...onTheWay])
    // both are places to rest at
    expect(await offered('in_touch')).toEqual(['known', 'considering', 'matching', ...onTheWay.slice(1), 'not_now'])
  })

  test('nobody stands in is not retired where the form names a stage to go to that cannot be gone to', async () => {
    const desk = await aDesk()
    for (const to of ['lost', 'matching', 'landing', 'nonsense'])
      expect([to, (await desk.send(`${path}/matching/retire`, { version: '1', to })).status]).toEqual([to, 422])
    expect([(await desk.stage('matching'))?.retired_at, await desk.audited()]).toEqual([null, []])
  })

  test('that is retired has its place behind those in use, each place being one stage’s', async () => {
    const desk = await aDesk()
    await desk.send(`${path}/known`, { ...facts, name_cs: 'Známe', category: 'open', version: '1' })
    await desk.send(`${path}/exploring/retire`, { version: '1' })
    const used = (await desk.stages()).filter(({ retired_at }) => !retired_at).map(({ code }) => code)
    const order = used.toReversed()
    await desk.send(`${path}/order`, { track: 'return', edition: await desk.edition(), order: order.join(' ') })
    const stages = await desk.stages()
    expect(stages.map(({ code }) => code)).toEqual([...order, 'exploring'])
    expect(stages.map(({ position }) => position)).toEqual(stages.map((_, index) => index + 1))
  })
})

test('an order that is the same already is not written down', async () => {
  const desk = await aDesk()
  const sent = { track: 'return', edition: await desk.edition(), stage: 'known', step: 'up' }
  expect((await desk.send(`${path}/order`, sent)).status).toBe(303)
  expect(await desk.audited()).toEqual([])
})

describe('two administrators at once', () => {
  test('add one stage of a name, not two', async () => {
    for (let round = 0; round < 4; round++) {
      const desk = await aDesk()
      const added = { ...facts, track: 'return', name_cs: 'Na zkušené' }
      const sent = await Promise.all([1, 2, 3].map(() => desk.send(path, added)))
      expect(sent.map(({ status }) => status).sort()).toEqual([303, 422, 422])
      expect((await desk.stages()).filter(({ names }) => names.cs === 'Na zkušené')).toHaveLength(1)
    }
  })

  test('leave one good end, though each retires another', async () => {
    for (let round = 0; round < 4; round++) {
      const desk = await aDesk()
      const ends = ['settled', 'ambassador']
      const sent = await Promise.all(ends.map((code) => desk.send(`${path}/${code}/retire`, { version: '1' })))
      expect(sent.map(({ status }) => status).sort()).toEqual([303, 422])
      const left = (await desk.stages()).filter(({ code, retired_at }) => ends.includes(code) && !retired_at)
      expect(left).toHaveLength(1)
    }
  })
})
