import { sql } from 'kysely'
import { afterEach, describe, expect, test } from 'vitest'
import { barrierQuestions } from '../../../seeds/data/barriers-survey.ts'
import { newId } from '../../../src/lib/ids.ts'
import { openLog } from '../../../src/log.ts'
import { prepareReleases } from '../../../src/node/preparing.ts'
import type { Settings } from '../../../src/settings.ts'
import { approveRelease, rejectRelease } from '../../../src/sharing/approval.ts'
import { checkPackage } from '../../../src/sharing/checker/check.mjs'
import { lightOf } from '../../../src/sharing/light.ts'
import { requestRelease } from '../../../src/sharing/preparing.ts'
import { listKeys } from '../../../src/sharing/queries/catalogue.ts'
import { claimRelease, keepInHand, listToPrepare } from '../../../src/sharing/queries/preparations.ts'
import { findRelease, readReleaseFiles } from '../../../src/sharing/queries/releases.ts'
import { testDatabase } from '../../support/database.ts'
import { inside, setScene, settings } from './scene.ts'

const database = testDatabase()
const lines: string[] = []
const log = await openLog('warning', (line) => lines.push(line))
afterEach(() => lines.splice(0))

const prepare = (by: Partial<Settings> = {}, signal?: AbortSignal) =>
  prepareReleases(database.appDb, {
    ...{ counterUrl: database.counterUrl, settings: { ...settings, ...by }, log },
    ...(signal ? { signal } : {}),
  })

const short = barrierQuestions.filter(({ code }) => ['considered', 'in_touch', 'age', 'household'].includes(code))
type Scene = Awaited<ReturnType<typeof setScene>>

const aScene = async (people: number, questions = short) => {
  const scene = await setScene(database, questions)
  await scene.answer(people)
  return scene
}
const ask = (scene: Scene, by?: Partial<Settings>) =>
  scene.as((scope) => requestRelease(scope, { waveId: scene.waveId, memberId: scene.first.id }), scene.first.id, by)
const idOf = async (asked: ReturnType<typeof ask>) => {
  const outcome = await asked
  if (!outcome || !('id' in outcome)) throw new Error(`Nothing was asked for: ${JSON.stringify(outcome)}`)
  return outcome.id
}
const found = (scene: Scene, id: string) => scene.as(({ db, centreId }) => findRelease(db, centreId, id))
const filesOf = (scene: Scene, id: string) => scene.as(({ db, centreId }) => readReleaseFiles(db, centreId, id))
const keysOf = async (scene: Scene) =>
  (await scene.as(({ db }) => listKeys(db))).filter(({ centre }) => centre === scene.centre.slug)
const decide = async (scene: Scene, id: string, how: typeof approveRelease, member = scene.second) => {
  const version = (await found(scene, id))?.version ?? 0
  return (await scene.as((scope) => how(scope, { id, version, memberId: member.id }), member.id))?.kind
}

describe('a release that is asked for', () => {
  test('is made in a thread, can be checked by anybody, and is let go by a second person', async () => {
    const scene = await aScene(400)
    const id = await idOf(ask(scene))
    expect([await prepare(), lines]).toEqual([1, []])
    const release = await found(scene, id)
    expect(release).toMatchObject({
      status: 'ready',
      step: 'done',
      progress: 100,
      snapshot: 1,
      counted: 400,
      reason: null,
    })
    expect(release && lightOf(release)).toMatch(/green|amber/)
    const [key] = await keysOf(scene)
    expect(checkPackage(await filesOf(scene, id), { publicKeyPem: key?.public_key ?? '' })).toMatchObject({
      good: true,
    })
    expect([await ask(scene), await prepare()]).toEqual([{ kind: 'undecided', id }, 0])
    expect(await decide(scene, id, approveRelease, scene.first)).toBe('same_person')
    expect(await decide(scene, id, approveRelease)).toBe('done')
    expect(await decide(scene, id, approveRelease)).toBe('done')
    expect(await decide(scene, id, rejectRelease)).toBe('not_ready')
    expect(await ask(scene)).toEqual({ kind: 'not_grown', counted: 400, needed: 440 })
    const { rows } = await sql<{ action: string }>`
      select action from audit_entries where centre_id = ${scene.centre.id} and subject_id = ${id} order by at`.execute(
      database.ownerDb,
    )
    expect(rows.map(({ action }) => action)).toEqual(['release.requested', 'release.approved'])
  }, 60_000)

  test('again after enough new answers is checked together with the first, and stands on its numbers', async () => {
    const scene = await aScene(400)
    const first = await idOf(ask(scene))
    await prepare()
    await decide(scene, first, approveRelease)
    await scene.answer(100)
    const second = await idOf(ask(scene))
    expect([await prepare(), lines]).toEqual([1, []])
    expect(await found(scene, second)).toMatchObject({ status: 'ready', snapshot: 2, counted: 500 })
    const [one, two] = [await filesOf(scene, first), await filesOf(scene, second)]
    const [key] = await keysOf(scene)
    expect(checkPackage(two, { publicKeyPem: key?.public_key ?? '', previous: [one] })).toMatchObject({
      good: true,
      checked: { earlier: 1 },
    })
  }, 120_000)

  test('by several people at once is made once, and they all see the same', async () => {
    const scene = await aScene(400)
    const asked = await Promise.all([ask(scene), ask(scene), ask(scene), ask(scene)])
    expect(asked.map((outcome) => outcome?.kind).sort()).toEqual(['requested', 'under_way', 'under_way', 'under_way'])
    expect(new Set(asked.map((outcome) => outcome && 'id' in outcome && outcome.id)).size).toBe(1)
    const made = await Promise.all([prepare(), prepare(), prepare()])
    expect([made.sort(), lines]).toEqual([[0, 0, 1], []])
    const { rows } = await sql<{
      snapshots: number
      releases: number
    }>`select (select count(*)::int from snapshots where wave_id = ${scene.waveId}) as snapshots,
      (select count(*)::int from releases where wave_id = ${scene.waveId}) as releases`.execute(database.ownerDb)
    expect(rows).toEqual([{ snapshots: 1, releases: 1 }])
  }, 60_000)
})

describe('a preparation whose maker stops', () => {
  const lapse = (id: string) =>
    sql`update releases set lease_until = now() - interval '1 second' where id = ${id}`.execute(database.ownerDb)
  const waiting = async () => (await listToPrepare(database.appDb)).map(({ release_id }) => release_id)
  const claim = (scene: Scene, id: string, lease: string) =>
    inside(database.counterDb, scene.centre, ({ db, centreId }) => claimRelease(db, centreId, id, lease))

  test('is taken again when its lease is over, and the one who had it cannot go on', async () => {
    const scene = await aScene(400)
    const id = await idOf(ask(scene))
    const [dead, other] = [newId(), newId()]
    expect(await claim(scene, id, dead)).toEqual({ wave_id: scene.waveId, tries: 1 })
    expect([await waiting(), await claim(scene, id, other), await prepare()]).toEqual([[], undefined, 0])
    await lapse(id)
    expect(await waiting()).toEqual([id])
    expect(await prepare()).toBe(1)
    expect((await found(scene, id))?.status).toBe('ready')
    const held = { id, lease: dead }
    const late = inside(database.counterDb, scene.centre, ({ db, centreId }) =>
      keepInHand(db, centreId, held, { step: 'counting', progress: 1 }),
    )
    expect(await late).toBe(false)
  }, 60_000)

  test('on a signal is let go at once and counts as no try', async () => {
    const scene = await aScene(400)
    const id = await idOf(ask(scene))
    const stop = new AbortController()
    const running = prepare({}, stop.signal)
    await expect.poll(async () => (await found(scene, id))?.status, { timeout: 10_000, interval: 5 }).toBe('preparing')
    stop.abort()
    expect([await running, lines]).toEqual([0, []])
    const { rows } = await sql<{ tries: number }>`select tries from releases where id = ${id}`.execute(database.ownerDb)
    expect([rows, await waiting()]).toEqual([[{ tries: 0 }], [id]])
    expect(await prepare()).toBe(1)
    expect((await found(scene, id))?.status).toBe('ready')
  }, 60_000)

  test('three times over is given up with a reason', async () => {
    const scene = await aScene(400)
    const id = await idOf(ask(scene))
    for (const _ of [1, 2, 3]) {
      await claim(scene, id, newId())
      await lapse(id)
    }
    expect(await prepare()).toBe(0)
    expect(await found(scene, id)).toMatchObject({ status: 'refused', reason: { code: 'crashed', tries: 3 } })
    expect((await ask(scene))?.kind).toBe('requested')
    await prepare()
  }, 60_000)
})

describe('no release is asked for', () => {
  test('of too few answers, in another regime, without a counter, in another centre', async () => {
    const scene = await aScene(39)
    expect(await ask(scene)).toEqual({ kind: 'too_few', counted: 39, needed: 40 })
    const foreign = await setScene(database, short)
    expect(
      await foreign.as((scope) => requestRelease(scope, { waveId: scene.waveId, memberId: foreign.first.id })),
    ).toBeUndefined()
    await scene.answer(1)
    const { counting: _, ...without } = settings
    expect(
      await inside(database.appDb, scene.centre, (scope) =>
        requestRelease({ ...scope, settings: without }, { waveId: scene.waveId, memberId: scene.first.id }),
      ),
    ).toEqual({ kind: 'no_counter' })
    expect((await ask(scene, { counting: 'elsewhere' }))?.kind).toBe('requested')
    const other = await aScene(100)
    await sql`alter table waves disable trigger regime_is_for_ever`.execute(database.ownerDb)
    await sql`update waves set regime = 'exact' where id = ${other.waveId}`.execute(database.ownerDb)
    await sql`alter table waves enable trigger regime_is_for_ever`.execute(database.ownerDb)
    expect(await ask(other)).toEqual({ kind: 'other_regime', regime: 'exact' })
    await prepare()
  })

  test('of answers that the shared lists have no word for', async () => {
    const scene = await aScene(100)
    await sql`update choices h set code = 'weekly' from questions q where q.id = h.question_id and q.survey_id = ${scene.surveyId}
      and q.code = 'in_touch' and h.code = 'yes'`.execute(database.ownerDb)
    expect(await ask(scene)).toEqual({ kind: 'unplannable', reason: 'unmapped', codes: ['in_touch.yes'] })
  })

  test('of a survey that has nothing to compare by, or nothing but that', async () => {
    const frames = short.filter(({ code_list }) => code_list)
    const items = short.filter(({ code_list }) => !code_list)
    expect(await ask(await aScene(100, frames))).toMatchObject({ kind: 'unplannable', reason: 'no_items' })
    expect(await ask(await aScene(100, items))).toMatchObject({ kind: 'unplannable', reason: 'no_frames' })
  })
})

test('with a lost key what was released stands, later releases are signed with a new one, and both are on the list', async () => {
  const scene = await aScene(400)
  const first = await idOf(ask(scene))
  await prepare()
  await decide(scene, first, approveRelease)
  const before = await filesOf(scene, first)
  await scene.answer(100)
  const second = await idOf(ask(scene))
  expect([await prepare({ secretKey: 'another secret, because the first one was lost' }), lines]).toEqual([1, []])
  expect(await found(scene, second)).toMatchObject({ status: 'ready' })
  expect((await keysOf(scene)).length).toBe(2)
  expect(await filesOf(scene, first)).toEqual(before)
}, 120_000)

test('what was certified once is that number for ever: a lost key cannot make another of it', async () => {
  const scene = await aScene(400)
  const first = await idOf(ask(scene))
  await prepare()
  expect(await decide(scene, first, rejectRelease, scene.first)).toBe('done')
  const again = await idOf(ask(scene))
  await prepare()
  expect(await found(scene, again)).toMatchObject({ status: 'ready', snapshot: 1 })
  const withoutNames = (files: ReadonlyMap<string, Uint8Array>) => Buffer.from(files.get('cells.csv') ?? '').toString()
  expect(withoutNames(await filesOf(scene, again))).toBe(withoutNames(await filesOf(scene, first)))
  expect(await filesOf(scene, again)).toEqual(await filesOf(scene, first))
  await decide(scene, again, rejectRelease)
  const other = await idOf(ask(scene))
  await prepare({ secretKey: 'another secret, because the first one was lost' })
  expect(await found(scene, other)).toMatchObject({ status: 'refused', reason: { code: 'registered_otherwise' } })
}, 120_000)
