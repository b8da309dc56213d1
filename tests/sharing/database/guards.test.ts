import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { Db } from '../../../src/db/connection.ts'
import { newId } from '../../../src/lib/ids.ts'
import { keepPlan } from '../../../src/sharing/queries/releases.ts'
import { testDatabase } from '../../support/database.ts'
import { inside, setScene } from './scene.ts'
import { aRelease } from './scene-releases.ts'

const database = testDatabase()

/** The name of the constraint that refused, or what came of it. */
const refusedBy = async (db: Db, centre: { id: string }, work: (db: Db) => Promise<unknown>): Promise<string> =>
  inside(db, centre, async (scope) => work(scope.db)).then(
    () => 'taken',
    (error) => error.constraint_name ?? error.message,
  )
type Scene = Awaited<ReturnType<typeof setScene>>

const snapshot =
  (scene: Scene, number: number, counted: number, last_batch = counted) =>
  (db: Db) =>
    sql`insert into snapshots (centre_id, wave_id, number, last_batch, counted, answers_hash, taken_at)
    values (${scene.centre.id}, ${scene.waveId}, ${number}, ${last_batch}, ${counted}, '\\x00', now())`.execute(db)

const release =
  (scene: Scene, more: Record<string, unknown> = {}) =>
  (db: Db) => {
    const row = {
      centre_id: scene.centre.id,
      id: newId(),
      wave_id: scene.waveId,
      prepared_by: scene.first.id,
      requested_at: new Date(),
    }
    return sql`insert into releases select * from jsonb_populate_record(null::releases, ${JSON.stringify({
      ...{ regime: 'lcr', status: 'waiting', progress: 0, step: 'waiting', tries: 0, version: 1 },
      ...row,
      ...more,
    })}::jsonb)`.execute(db)
  }

describe('a snapshot', () => {
  test('comes only with thirty new answers and a tenth more than the last', async () => {
    const scene = await setScene(database)
    const take = (number: number, counted: number, last?: number) =>
      refusedBy(database.counterDb, scene.centre, snapshot(scene, number, counted, last))
    expect(await take(1, 29)).toBe('snapshot_has_grown')
    expect(await take(2, 100)).toBe('snapshot_has_grown')
    expect(await take(1, 100)).toBe('taken')
    expect([await take(2, 129), await take(2, 130)]).toEqual(['snapshot_has_grown', 'taken'])
    expect(await take(3, 1000)).toBe('taken')
    expect([await take(4, 1099), await take(4, 1100, 1000), await take(4, 1100)]).toEqual([
      ...['snapshot_has_grown', 'snapshot_has_grown', 'taken'],
    ])
  })

  test('of two taken at once one stays', async () => {
    const scene = await setScene(database)
    const both = Promise.withResolvers<void>()
    const first = refusedBy(database.counterDb, scene.centre, async (db) => {
      await snapshot(scene, 1, 100)(db)
      await both.promise
    })
    const second = refusedBy(database.counterDb, scene.centre, async (db) => {
      // it has looked, and waits for the first
      setTimeout(both.resolve, 200)
      await snapshot(scene, 1, 100)(db)
    })
    expect((await Promise.all([first, second])).sort()).toEqual(['snapshots_pkey', 'taken'])
  })
})

describe('a wave', () => {
  test('has one regime for ever, and a release of another is refused', async () => {
    const scene = await setScene(database)
    const set = (regime: string) => (db: Db) =>
      sql`update waves set regime = ${regime} where id = ${scene.waveId}`.execute(db)
    expect(await refusedBy(database.appDb, scene.centre, set('exact'))).toBe('regime_is_for_ever')
    expect(await refusedBy(database.ownerDb, scene.centre, set('exact'))).toBe('regime_is_for_ever')
    expect(await refusedBy(database.appDb, scene.centre, set('lcr'))).toBe('taken')
    expect(await refusedBy(database.appDb, scene.centre, release(scene, { regime: 'exact' }))).toMatch(/regime_fkey$/)
  })

  test('has one release under way, and none while one waits for a decision', async () => {
    const scene = await setScene(database)
    const ask = () => refusedBy(database.appDb, scene.centre, release(scene))
    expect((await Promise.all([ask(), ask(), ask()])).sort()).toEqual([
      'releases_under_way',
      'releases_under_way',
      'taken',
    ])
    const other = await setScene(database)
    await aRelease(database, other, { status: 'ready' })
    expect(await refusedBy(database.appDb, other.centre, release(other))).toBe('releases_under_way')
  })

  test('keeps its plan once something was made by it', async () => {
    const scene = await setScene(database)
    const plan = (hash: string) => (db: Db) =>
      keepPlan(db, scene.centre.id, scene.waveId, {
        // what a plan says does not matter here
        plan: {} as Parameters<typeof keepPlan>[3]['plan'],
        ...{ leftOut: [], hash: hash.repeat(64), now: new Date() },
      })
    expect(await refusedBy(database.appDb, scene.centre, plan('a'))).toBe('taken')
    expect(await refusedBy(database.appDb, scene.centre, plan('b'))).toBe('taken')
    await aRelease(database, scene)
    expect(await refusedBy(database.appDb, scene.centre, plan('b'))).toBe('taken')
    expect(await refusedBy(database.appDb, scene.centre, plan('c'))).toBe('plan_is_fixed')
    const remove = (db: Db) => sql`delete from release_plans where wave_id = ${scene.waveId}`.execute(db)
    expect(await refusedBy(database.ownerDb, scene.centre, remove)).toBe('plan_is_fixed')
  })
})

describe('a release', () => {
  const set = (id: string, assignment: string) => (db: Db) =>
    sql`update releases set ${sql.raw(assignment)} where id = ${id}`.execute(db)

  test('is not born certified, and the web role cannot certify it', async () => {
    const scene = await setScene(database)
    for (const status of ['ready', 'approved', 'preparing', 'refused'])
      expect([status, await refusedBy(database.appDb, scene.centre, release(scene, { status }))]).toEqual([
        status,
        'release_goes_on',
      ])
    await refusedBy(database.appDb, scene.centre, release(scene))
    const all = (assignment: string) => (db: Db) => sql`update releases set ${sql.raw(assignment)}`.execute(db)
    expect(await refusedBy(database.appDb, scene.centre, all(`status = 'preparing'`))).toBe('release_goes_on')
    const approved = `status = 'approved', decided_by = '${scene.second.id}', decided_at = now()`
    expect(await refusedBy(database.appDb, scene.centre, all(approved))).toBe('release_goes_on')
    expect(await refusedBy(database.counterDb, scene.centre, all(`status = 'ready'`))).toBe('release_goes_on')
  })

  test('is approved by somebody else than who prepared it, and by the counter not at all', async () => {
    const scene = await setScene(database)
    const id = await aRelease(database, scene, { status: 'ready' })
    const by = (member: string) => set(id, `status = 'approved', decided_by = '${member}', decided_at = now()`)
    expect(await refusedBy(database.appDb, scene.centre, by(scene.first.id))).toBe('two_people')
    expect(await refusedBy(database.ownerDb, scene.centre, by(scene.first.id))).toBe('two_people')
    expect(await refusedBy(database.appDb, scene.centre, set(id, `status = 'approved'`))).toBe('decided')
    expect(await refusedBy(database.counterDb, scene.centre, set(id, `status = 'approved'`))).toBe('release_goes_on')
    expect(await refusedBy(database.appDb, scene.centre, by(scene.second.id))).toBe('taken')
    expect(await refusedBy(database.appDb, scene.centre, set(id, `status = 'rejected'`))).toBe('release_goes_on')
  })

  test('that nobody approved is not offered, whoever writes', async () => {
    const scene = await setScene(database)
    const id = await aRelease(database, scene, { status: 'ready' })
    const offer = (db: Db) =>
      sql`insert into offers (centre_id, id, release_id, audience, agreement, offered_by, offered_at)
        values (${scene.centre.id}, ${newId()}, ${id}, 'public', 'x', ${scene.first.id}, now())`.execute(db)
    expect(await refusedBy(database.appDb, scene.centre, offer)).toBe('offer_of_approved')
    expect(await refusedBy(database.ownerDb, scene.centre, offer)).toBe('offer_of_approved')
  })
})

test('a registered number is a multiple of five, and there is one of it', async () => {
  const scene = await setScene(database)
  await refusedBy(database.counterDb, scene.centre, snapshot(scene, 1, 100))
  const register =
    (value: number | null, id = 1) =>
    (db: Db) =>
      sql`insert into statistics (centre_id, wave_id, snapshot, id, definition, value)
      values (${scene.centre.id}, ${scene.waveId}, 1, ${Buffer.alloc(32, id)}, '[]', ${value})`.execute(db)
  const take = (value: number | null, id?: number) => refusedBy(database.counterDb, scene.centre, register(value, id))
  expect([await take(12), await take(-5), await take(15)]).toEqual([
    ...['statistics_value_check', 'statistics_value_check'],
    'taken',
  ])
  expect([await take(20), await take(null, 2)]).toEqual(['statistics_pkey', 'taken'])
})

test('a choice of a shared question is a word of its list, whoever writes it and in whichever order', async () => {
  const { centre, surveyId } = await setScene(database)
  const { id } = await database.ownerDb
    .selectFrom('questions')
    .where('survey_id', '=', surveyId)
    .where('code', '=', 'age')
    .select('id')
    .executeTakeFirstOrThrow()
  const add = (code: string) => (db: Db) =>
    sql`insert into choices (centre_id, question_id, code, position, texts) values (${centre.id}, ${id}, ${code}, 9, '{}')`.execute(
      db,
    )
  const list = (name: string | null) => (db: Db) =>
    sql`update questions set code_list = ${name} where id = ${id}`.execute(db)
  expect(await refusedBy(database.ownerDb, centre, add('under_30'))).toBe('choices_of_list')
  // a group is no answer
  expect(await refusedBy(database.ownerDb, centre, add('under_35'))).toBe('choices_of_list')
  expect(await refusedBy(database.ownerDb, centre, list('fields'))).toBe('choices_of_list')
  expect(await refusedBy(database.ownerDb, centre, list('nobody_knows'))).toBe('questions_code_list_fkey')
  expect(await refusedBy(database.ownerDb, centre, list(null))).toBe('taken')
  expect(await refusedBy(database.ownerDb, centre, add('under_30'))).toBe('taken')
  expect(await refusedBy(database.ownerDb, centre, list('age_bands'))).toBe('choices_of_list')
})
