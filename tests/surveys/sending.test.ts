import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { withConnection } from '../../src/db/one-connection.ts'
import { inCentre } from '../../src/db/scope.ts'
import { randomId } from '../../src/lib/ids.ts'
import { sha256 } from '../../src/lib/tokens.ts'
import { countWaiting, sweepSurveys } from '../../src/surveys/batches.ts'
import { weekOf } from '../../src/surveys/submission.ts'
import { testSettings } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { setScene } from './scene.ts'

const database = testDatabase()
type Scene = Awaited<ReturnType<typeof setScene>>

const sendAll = async (scene: Scene, people: number) => {
  for (let person = 0; person < people; person += 1) {
    const somebody = scene.person()
    await somebody.answer()
    await somebody.send()
  }
}

/** How many answers stand in each batch; those that wait come last, under null. */
const batches = async ({ survey }: Scene) => {
  const { rows } = await sql<{ batch: number | null; count: number }>`
    select batch, count(*)::int as count from (
      select batch from responses where wave_id = ${survey.waveId}
      union all select null from waiting_responses where wave_id = ${survey.waveId}) r
    group by batch order by batch`.execute(database.ownerDb)
  return rows.map(({ batch, count }) => [batch, count])
}

/** Until so many wait for a lock. */
const waiters = (many: number) =>
  withConnection(database.superUrl, async (client) => {
    for (let tries = 0; tries < 200; tries += 1) {
      const waiting = await client`
        select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
      if (waiting.length === many) return
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    throw new Error(`there are not ${many} waiting`)
  })

const sweep = (scene: Scene) => sweepSurveys(database.appDb, { settings: testSettings, clock: scene.clock })

describe('one form is one response', () => {
  test('from however many windows it is sent at once', async () => {
    const scene = await setScene(database)
    const jana = scene.person()
    await jana.answer()
    const cookie = jana.cookie()
    const sent = await Promise.all(
      Array.from({ length: 6 }, () => scene.app.post(scene.address, { page: '6' }, cookie)),
    )
    expect(sent.map(({ status }) => status)).toEqual(Array(6).fill(303))
    expect([(await scene.waiting()).length, (await scene.answers()).length, await scene.drafts()]).toEqual([1, 7, []])
  })

  test('also when both windows look for it before either has written', async () => {
    const scene = await setScene(database)
    const jana = scene.person()
    await jana.answer()
    const cookie = jana.cookie()
    // the lock lets everybody read and nobody write
    const sent = await database.ownerDb.transaction().execute(async (trx) => {
      await sql`lock table waiting_responses in exclusive mode`.execute(trx)
      const sending = [1, 2].map(() => scene.app.post(scene.address, { page: '6' }, cookie))
      await waiters(2)
      return () => Promise.all(sending)
    })
    expect((await sent()).map(({ status }) => status)).toEqual([303, 303])
    expect((await scene.waiting()).length).toBe(1)
  })

  test('and sent again after its draft is gone it is thanked for, not counted', async () => {
    const scene = await setScene(database)
    const jana = scene.person()
    await jana.answer()
    const cookie = jana.cookie()
    const [, key = ''] =
      /name="submission_key" value="([\w-]{36})"/.exec(await (await jana.get(`${scene.address}?page=6`)).text()) ?? []
    await jana.send()
    const again = await scene.app.post(scene.address, { page: '6', submission_key: key }, cookie)
    const stranger = await scene.app.post(scene.address, { page: '6', submission_key: crypto.randomUUID() }, cookie)
    expect([again, stranger].map((answer) => answer.headers.get('location'))).toEqual([
      `${scene.address}/thanks`,
      scene.address,
    ])
    expect((await scene.waiting()).length).toBe(1)
  })

  test('also when the process died before the draft was forgotten', async () => {
    const scene = await setScene(database)
    const jana = scene.person()
    await jana.answer()
    const cookie = jana.cookie()
    const [draft] = await scene.drafts()
    await jana.send()
    if (draft) await database.ownerDb.insertInto('survey_drafts').values(draft).execute()
    expect((await scene.app.post(scene.address, { page: '6' }, cookie)).headers.get('location')).toBe(
      `${scene.address}/thanks`,
    )
    expect([(await scene.waiting()).length, await scene.drafts()]).toEqual([1, []])
  })

  test('and when its answers were counted meanwhile', async () => {
    const scene = await setScene(database)
    const jana = scene.person()
    await jana.answer()
    const cookie = jana.cookie()
    const [draft] = await scene.drafts()
    await jana.send()
    await sendAll(scene, 9)
    if (draft) await database.ownerDb.insertInto('survey_drafts').values(draft).execute()
    expect((await scene.app.post(scene.address, { page: '6' }, cookie)).headers.get('location')).toBe(
      `${scene.address}/thanks`,
    )
    expect([await batches(scene), await scene.drafts()]).toEqual([[[1, 10]], []])
  }, 30_000)

  test('and a page that was on its way while it was sent does not bring the draft back', async () => {
    const scene = await setScene(database)
    const jana = scene.person()
    await jana.answer()
    const cookie = jana.cookie()
    // whoever holds the draft's row makes forgetting it wait, and the late page behind it
    const [sent, late] = await database.ownerDb.transaction().execute(async (trx) => {
      await trx.selectFrom('survey_drafts').selectAll().where('centre_id', '=', scene.centre.id).forUpdate().execute()
      const sending = scene.app.post(scene.address, { page: '6' }, cookie)
      await waiters(1)
      const saving = scene.app.post(scene.address, { page: '5', q_origin: 'sokolov' }, cookie)
      await waiters(2)
      return [sending, saving].map((answer) => () => answer)
    })
    expect([(await sent?.())?.status, (await late?.())?.status]).toEqual([303, 303])
    expect([(await scene.waiting()).length, await scene.drafts()]).toEqual([1, []])
  })

  test('while two people are two', async () => {
    const scene = await setScene(database)
    await sendAll(scene, 2)
    expect((await scene.waiting()).length).toBe(2)
  })
})

describe('a response leads to nobody', () => {
  test('it holds a random id, the Monday of its week, the language, and nothing else', async () => {
    const scene = await setScene(database)
    await sendAll(scene, 10)
    const responses = await scene.responses()
    const columns = ['batch', 'centre_id', 'id', 'lang', 'submission_hash', 'wave_id', 'week']
    expect([responses.length, Object.keys(responses[0] ?? {}).sort()]).toEqual([10, columns])
    for (const { id, week } of responses) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab]/)
      expect([week, new Date(`${week}T12:00:00Z`).getUTCDay()]).toEqual([weekOf(new Date()), 1])
    }
  }, 30_000)

  test('no column, key or value leads from a draft to it', async () => {
    const scene = await setScene(database)
    const jana = scene.person()
    await jana.answer()
    const [draft] = await scene.drafts()
    await jana.send()
    const { rows: references } = await sql<{ name: string }>`
      select conname as name from pg_constraint where contype = 'f'
        and 'survey_drafts'::regclass in (conrelid, confrelid)
        and array['responses', 'waiting_responses', 'answers']::regclass[] && array[conrelid, confrelid]::regclass[]`.execute(
      database.ownerDb,
    )
    expect(references).toEqual([])
    const [response] = await scene.waiting()
    const hash = response?.submission_hash.toString('hex')
    const key = draft?.answers['#']?.[0] ?? ''
    const { rows } = await sql<{ hash: string }>`
      select encode(sha256(convert_to(v, 'utf8')), 'hex') as hash from unnest(array[${key}, ${`submission ${key}`}, ${jana.token()}]::text[]) v
      union all select encode(${draft?.token_hash ?? null}::bytea, 'hex')`.execute(database.ownerDb)
    expect(key).toMatch(/^[\w-]{36}$/)
    expect(rows.map((row) => row.hash)).not.toContain(hash)
  })

  test('the draft is deleted by another transaction than the one that wrote it', async () => {
    const scene = await setScene(database)
    const jana = scene.person()
    await jana.answer()
    // a trigger of the test's own sees which transaction does what
    await sql
      .raw(`create table seen_deletions (xid xid8);
      create function see_deletion() returns trigger language plpgsql security definer as
        $$ begin insert into seen_deletions values (pg_current_xact_id()); return old; end $$;
      create trigger see_deletion after delete on survey_drafts for each row execute function see_deletion()`)
      .execute(database.ownerDb)
    await jana.send()
    const { rows } = await sql<{ deleted: string; written: string }>`
      select (select (xid::text::bigint % 4294967296)::text from seen_deletions) as deleted, r.xmin::text as written
      from waiting_responses r where wave_id = ${scene.survey.waveId}`.execute(database.ownerDb)
    await sql
      .raw('drop trigger see_deletion on survey_drafts; drop function see_deletion(); drop table seen_deletions')
      .execute(database.ownerDb)
    expect(rows.length).toBe(1)
    expect(rows[0]?.deleted).toMatch(/^\d+$/)
    expect(rows[0]?.deleted).not.toBe(rows[0]?.written)
  })
})

describe('results move in batches', () => {
  test('nine answers wait, the tenth counts them all, and the next nine wait again', async () => {
    const scene = await setScene(database)
    await sendAll(scene, 9)
    expect(await batches(scene)).toEqual([[null, 9]])
    await sendAll(scene, 1)
    expect(await batches(scene)).toEqual([[1, 10]])
    await sendAll(scene, 9)
    expect(await batches(scene)).toEqual([
      [1, 10],
      [null, 9],
    ])
    await sweep(scene)
    expect(await batches(scene)).toEqual([
      [1, 10],
      [null, 9],
    ])
    await sendAll(scene, 1)
    expect(await batches(scene)).toEqual([
      [1, 10],
      [2, 10],
    ])
  }, 60_000)

  test('twelve people who send at once are one batch of at least ten, never two small ones', async () => {
    const scene = await setScene(database)
    const people = Array.from({ length: 12 }, () => scene.person())
    for (const person of people) await person.answer()
    await Promise.all(people.map((person) => person.send()))
    await sweep(scene)
    const counted = (await batches(scene)).filter(([batch]) => batch !== null)
    expect(counted.length).toBe(1)
    expect(counted[0]?.[1]).toBeGreaterThanOrEqual(10)
    expect((await batches(scene)).reduce((sum, [, count]) => sum + (count ?? 0), 0)).toBe(12)
  }, 60_000)

  test('an answer that comes while ten are being counted is not slipped in behind them', async () => {
    const scene = await setScene(database)
    const { centre, survey } = scene
    const of = { centre_id: centre.id, wave_id: survey.waveId, week: '2026-11-16', lang: 'cs' as const }
    const write = (count: number) =>
      database.ownerDb
        .insertInto('waiting_responses')
        .values(Array.from({ length: count }, () => ({ ...of, submission_hash: sha256(randomId()), answers: {} })))
        .execute()
    await write(10)
    const count = (pause?: () => Promise<unknown>) =>
      inCentre(database.appDb, { centreId: centre.id }, { settings: testSettings }, async (scope) => {
        const counted = await countWaiting(scope, survey.waveId)
        await pause?.()
        return counted
      })
    let late: Promise<number | undefined> | undefined
    const early = await count(async () => {
      await write(1)
      late = count()
      await new Promise((resolve) => setTimeout(resolve, 300))
    })
    expect([early, await late]).toEqual([10, 0])
    expect(await batches(scene)).toEqual([
      [1, 10],
      [null, 1],
    ])
  })

  test('the close counts what is left, once', async () => {
    const scene = await setScene(database)
    await sendAll(scene, 3)
    scene.pass(29)
    await sweep(scene)
    expect(await batches(scene)).toEqual([[null, 3]])
    scene.pass(2)
    await sweep(scene)
    await sweep(scene)
    expect(await batches(scene)).toEqual([[1, 3]])
  })
})

test('time takes forgotten drafts, and leaves those somebody may come back to', async () => {
  const scene = await setScene(database)
  await scene.person().page(1, { q_considered: 'yes' })
  scene.pass(10)
  await scene.person().page(1, { q_considered: 'no' })
  await sweep(scene)
  expect((await scene.drafts()).length).toBe(2)
  scene.pass(5)
  await sweep(scene)
  expect((await scene.drafts()).map(({ answers }) => answers.considered)).toEqual([['no']])
})

test('and those of a closed wave, however young', async () => {
  const closing = await setScene(database, { closes_at: new Date(Date.now() + 86_400_000) })
  const byHand = await setScene(database)
  for (const scene of [closing, byHand]) await scene.person().page(1, { q_considered: 'yes' })
  await sweep(closing)
  expect([(await closing.drafts()).length, (await byHand.drafts()).length]).toEqual([1, 1])
  closing.pass(2)
  await sweep(closing)
  expect([(await closing.drafts()).length, (await byHand.drafts()).length]).toEqual([0, 1])
  await database.ownerDb.updateTable('surveys').set({ status: 'closed' }).where('id', '=', byHand.survey.id).execute()
  await sweep(byHand)
  expect(await byHand.drafts()).toEqual([])
})
