import { type KyselyPlugin, sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import type { Db } from '../../src/db/connection.ts'
import { testApp } from '../support/app.ts'
import { registrationFields } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { recount, type Scene, setScene } from './scene.ts'

vi.setConfig({ testTimeout: 120_000 })

const database = testDatabase({ max: 10, waitMs: 60_000 })
const { ownerDb } = database

const everyone = (scene: Scene) =>
  ownerDb
    .selectFrom('registrations')
    .select(['id', 'state', 'party_size', 'queue_no'])
    .where('event_id', '=', scene.event.id)
    .orderBy('queue_no')
    .execute()
const times = <Result>(count: number, work: (n: number) => Result | Promise<Result>) =>
  Promise.all(Array.from({ length: count }, (_, n) => work(n)))

test('of fifty who want the last place at once one holds it and forty-nine wait in an order', async () => {
  const scene = await setScene(database, { capacity: 1 })
  const answers = await times(50, (n) => scene.register(`host${n}@example.org`))
  expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(303))
  const people = await everyone(scene)
  expect(people.filter(({ state }) => state === 'pending_email').length).toBe(1)
  const queue = people.filter(({ state }) => state === 'waitlisted').map(({ queue_no }) => queue_no)
  expect(queue).toEqual(Array.from({ length: 49 }, (_, n) => n + 1))
  expect(await scene.places()).toEqual({ capacity: 1, taken: 1, waiting: 49 })
})

test('two hundred parties on sixty places never take more than there are, at any moment', async () => {
  const scene = await setScene(database, { capacity: 60 })
  let running = true
  let polls = 0
  let most = 0
  const watch = async () => {
    while (running) {
      const counted = await recount(database, scene.event.id)
      most = Math.max(most, counted?.taken ?? 0)
      polls += 1
    }
  }
  const watching = watch()
  const began = performance.now()
  const answers = await times(200, (n) => scene.register(`host${n}@example.org`, { party_size: String((n % 4) + 1) }))
  const seconds = (performance.now() - began) / 1000
  running = false
  await watching
  console.info(`200 registrations at once: ${seconds.toFixed(2)} s, watched ${polls} times`)
  expect(answers.map(({ status }) => status)).toEqual(Array(200).fill(303))
  expect(polls).toBeGreaterThan(10)
  expect(most).toBeLessThanOrEqual(60)
  const { taken, waiting } = await scene.places()
  expect({ taken, waiting }).toEqual(await recount(database, scene.event.id))
  expect(taken).toBeGreaterThan(56)
  expect((await everyone(scene)).length).toBe(200)
})

test('one form sent fifty times at once is one registration and one mail', async () => {
  const scene = await setScene(database)
  const fields = registrationFields({ email: 'jana@example.org' })
  const answers = await times(50, () => scene.app.post(scene.address, fields))
  expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(303))
  expect((await everyone(scene)).length).toBe(1)
  expect(await scene.kinds('jana@example.org')).toEqual(['registration_received'])
})

test('one address typed fifty times at once is one registration', async () => {
  const scene = await setScene(database)
  await times(50, () => scene.register('jana@example.org'))
  expect((await everyone(scene)).length).toBe(1)
  expect(await scene.kinds('jana@example.org')).toEqual(['registration_received', 'registration_again'])
})

test('confirming, cancelling, lapsing and moving up at once end in one outcome with every place counted', async () => {
  const outcomes = new Set<string>()
  for (let round = 0; round < 24; round++) {
    const scene = await setScene(database, { capacity: 2 })
    await scene.come('host@example.org')
    await scene.register('jana@example.org')
    await scene.come('ceka@example.org')
    await scene.register('neovereny@example.org')
    const lapses = round % 2 === 0
    if (lapses) scene.pass(61)
    const link = await scene.linkOf('jana@example.org')
    const press = (button: string) => scene.app.post(`${link}/${button}?lang=cs`, {})
    const acts = [
      () => press('confirm'),
      () => press('cancel'),
      () => press('confirm'),
      () => scene.tick(),
      () => scene.press('host@example.org', 'cancel'),
      () => scene.press('neovereny@example.org', 'confirm'),
      () => scene.press('ceka@example.org', 'cancel'),
    ]
    const order = acts.map((act, n) => ({ act, rank: Math.sin(round * 7 + n) })).sort((a, b) => a.rank - b.rank)
    await Promise.all(order.map(({ act }) => act()))
    const { capacity, taken, waiting } = await scene.places()
    expect({ taken, waiting }).toEqual(await recount(database, scene.event.id))
    expect(taken).toBeLessThanOrEqual(capacity ?? 0)
    const [jana] = await scene.registrationsOf('jana@example.org')
    const changes = await ownerDb
      .selectFrom('registration_changes')
      .select(['from_state', 'to_state'])
      .where('registration_id', '=', jana?.id ?? '')
      .orderBy('id')
      .execute()
    // the history is one unbroken line that ends where the registration stands
    expect(changes.map(({ from_state }) => from_state)).toEqual([
      null,
      ...changes.slice(0, -1).map(({ to_state }) => to_state),
    ])
    expect(changes.at(-1)?.to_state).toBe(jana?.state)
    const mails = (await scene.kinds('jana@example.org')).filter((kind) => kind === 'registration_cancelled').length
    expect(mails).toBe(changes.filter(({ to_state }) => to_state === 'cancelled').length)
    outcomes.add(String(jana?.state))
  }
  expect(outcomes.size).toBeGreaterThan(1)
})

/** Takes FOR UPDATE off every statement, as if nobody had thought of it. */
const withoutRowLocks: KyselyPlugin = {
  transformQuery: ({ node }) => {
    if (node.kind !== 'SelectQueryNode' || !node.endModifiers) return node
    const { endModifiers: _, ...unlocked } = node
    return unlocked
  },
  transformResult: async ({ result }) => result,
}
const registerAtOnce = async (db: Db, scene: Scene) => {
  const app = testApp(db, { settings: { mail: 'ready' } })
  const answers = await times(20, (n) => app.post(scene.address, registrationFields({ email: `host${n}@example.org` })))
  return answers.map(({ status }) => status)
}

test('the guards are what keeps the promise: without the row lock the trigger refuses, without both too many come in', async () => {
  const unlocked = database.appDb.withPlugin(withoutRowLocks)
  await slowDownInserts()
  const guarded = await setScene(database, { capacity: 1 })
  const refused = await registerAtOnce(unlocked, guarded)
  expect(refused).toContain(500)
  expect((await guarded.places()).taken).toBe(1)

  const { rows } = await sql<{ source: string }>`select pg_get_functiondef('count_places'::regproc) as source`.execute(
    ownerDb,
  )
  const source = rows[0]?.source ?? ''
  expect(source).toContain('place.taken > place.capacity')
  try {
    await sql.raw(source.replace('place.taken > place.capacity', 'false')).execute(ownerDb)
    const bare = await setScene(database, { capacity: 1 })
    await registerAtOnce(unlocked, bare)
    expect((await bare.places()).taken).toBeGreaterThan(1)
    const locked = await setScene(database, { capacity: 1 })
    expect(await registerAtOnce(database.appDb, locked)).toEqual(Array(20).fill(303))
    expect((await locked.places()).taken).toBe(1)
  } finally {
    await sql.raw(source).execute(ownerDb)
    await sql`drop trigger take_time on registrations`.execute(ownerDb)
  }
})

/** Between looking at the places and taking one there is time for everybody else to look: the race is certain. */
const slowDownInserts = async () => {
  await sql`create or replace function take_time() returns trigger language plpgsql as
    'begin perform pg_sleep(0.25); return new; end'`.execute(ownerDb)
  await sql`create trigger take_time before insert on registrations for each row execute function take_time()`.execute(
    ownerDb,
  )
}
