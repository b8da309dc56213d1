import { expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { type Scene, setScene, textOf } from './scene.ts'

const database = testDatabase()

const fill = async (scene: Scene, seats: number) => {
  for (let seat = 1; seat <= seats; seat++) await scene.come(`host${seat}@example.org`)
}

test('whoever comes to a full event waits, is told so only by mail, and holds nothing', async () => {
  const scene = await setScene(database, { capacity: 1 })
  await fill(scene, 1)
  await scene.register('jana@example.org')
  const [waiter] = await scene.registrationsOf('jana@example.org')
  expect(waiter).toMatchObject({ state: 'waitlisted', queue_no: 1, held_until: null, email_verified_at: null })
  expect(await scene.places()).toEqual({ capacity: 1, taken: 1, waiting: 1 })
  expect(await scene.kinds('jana@example.org')).toEqual(['registration_waiting'])
  expect(await textOf(scene.app.get(await scene.linkOf('jana@example.org')))).toContain('Potvrďte svůj zájem')
  await scene.press('jana@example.org', 'confirm')
  expect(await scene.kinds('jana@example.org')).toEqual(['registration_waiting', 'registration_queued'])
  expect(await textOf(scene.app.get(await scene.linkOf('jana@example.org')))).toContain('Jste na čekací listině')
})

test('free places go to those who wait in the order they came', async () => {
  const scene = await setScene(database, { capacity: 2 })
  await fill(scene, 2)
  for (const name of ['prvni', 'druhy', 'treti']) await scene.come(`${name}@example.org`)
  const everybody = ['prvni@example.org', 'druhy@example.org', 'treti@example.org'] as const
  await scene.press('host1@example.org', 'cancel')
  expect(await scene.states(...everybody)).toEqual(['confirmed', 'waitlisted', 'waitlisted'])
  await scene.press('host2@example.org', 'cancel')
  expect(await scene.states(...everybody)).toEqual(['confirmed', 'confirmed', 'waitlisted'])
  expect((await scene.kinds('prvni@example.org')).at(-1)).toBe('registration_promoted')
  const timeline = await database.ownerDb
    .selectFrom('activities as a')
    .innerJoin('contact_points as p', 'p.contact_id', 'a.contact_id')
    .where('p.value_norm', '=', 'prvni@example.org')
    .where('a.centre_id', '=', scene.centre.id)
    .select('a.kind')
    .orderBy('a.id')
    .execute()
  expect(timeline.map(({ kind }) => kind).slice(-2)).toEqual(['registration_waitlisted', 'registration_promoted'])
})

test('a place given to the queue cannot be taken back by undoing', async () => {
  const scene = await setScene(database, { capacity: 1 })
  await fill(scene, 1)
  await scene.come('jana@example.org')
  await scene.press('host1@example.org', 'cancel')
  await scene.press('host1@example.org', 'restore')
  expect(await scene.states('jana@example.org', 'host1@example.org')).toEqual(['confirmed', 'waitlisted'])
  expect((await scene.registrationsOf('host1@example.org'))[0]?.queue_no).toBe(2)
  expect((await scene.kinds('host1@example.org')).at(-1)).toBe('registration_queued')
})

test('a party too large for the free places is not overtaken by a smaller one behind it', async () => {
  const scene = await setScene(database, { capacity: 3 })
  await fill(scene, 3)
  await scene.come('rodina@example.org', { party_size: '2' })
  await scene.come('sam@example.org')
  await scene.press('host1@example.org', 'cancel')
  expect(await scene.states('rodina@example.org', 'sam@example.org')).toEqual(['waitlisted', 'waitlisted'])
  expect(await scene.places()).toEqual({ capacity: 3, taken: 2, waiting: 2 })
  await scene.press('host2@example.org', 'cancel')
  expect(await scene.states('rodina@example.org', 'sam@example.org')).toEqual(['confirmed', 'waitlisted'])
})

test('a newcomer does not jump the queue although a place is free', async () => {
  const scene = await setScene(database, { capacity: 3 })
  await fill(scene, 3)
  await scene.come('rodina@example.org', { party_size: '2' })
  await scene.press('host1@example.org', 'cancel')
  await scene.come('pozde@example.org')
  expect(await scene.states('rodina@example.org', 'pozde@example.org')).toEqual(['waitlisted', 'waitlisted'])
})

test('who has not proved their address comes after those who did, and then has the place held for an hour', async () => {
  const scene = await setScene(database, { capacity: 1 })
  await fill(scene, 1)
  await scene.register('neovereny@example.org')
  await scene.come('overeny@example.org')
  await scene.press('host1@example.org', 'cancel')
  expect(await scene.states('neovereny@example.org', 'overeny@example.org')).toEqual(['waitlisted', 'confirmed'])
  await scene.press('overeny@example.org', 'cancel')
  expect(await scene.states('neovereny@example.org')).toEqual(['pending_email'])
  expect((await scene.kinds('neovereny@example.org')).at(-1)).toBe('registration_received')
  await scene.press('neovereny@example.org', 'confirm')
  expect(await scene.states('neovereny@example.org')).toEqual(['confirmed'])
})

test('somebody who never answers keeps nobody from a free place for longer than an hour', async () => {
  const scene = await setScene(database, { capacity: 2 })
  await fill(scene, 2)
  await scene.register('nikdo@example.org')
  await scene.press('host1@example.org', 'cancel')
  await scene.press('host2@example.org', 'cancel')
  expect(await scene.places()).toEqual({ capacity: 2, taken: 1, waiting: 0 })
  await scene.come('jana@example.org')
  expect(await scene.states('jana@example.org')).toEqual(['confirmed'])
  scene.pass(61)
  await scene.come('petr@example.org')
  expect(await scene.states('nikdo@example.org', 'petr@example.org')).toEqual(['expired', 'confirmed'])
})

test('who waits may prove the address days later and is not shut out', async () => {
  const scene = await setScene(database, { capacity: 1 })
  await fill(scene, 1)
  await scene.register('jana@example.org')
  scene.pass(5 * 24 * 60)
  expect((await scene.press('jana@example.org', 'confirm')).status).toBe(303)
  expect((await scene.registrationsOf('jana@example.org'))[0]?.email_verified_at).not.toBeNull()
})

test('a lapsed hold moves the queue by the clock alone', async () => {
  const scene = await setScene(database, { capacity: 1 })
  await scene.register('pan@example.org')
  await scene.come('jana@example.org')
  expect(await scene.states('jana@example.org')).toEqual(['waitlisted'])
  scene.pass(61)
  await scene.tick()
  expect(await scene.states('pan@example.org', 'jana@example.org')).toEqual(['expired', 'confirmed'])
  expect(await scene.places()).toEqual({ capacity: 1, taken: 1, waiting: 0 })
})

test('whoever leaves the queue lets the next one be the first', async () => {
  const scene = await setScene(database, { capacity: 2 })
  await fill(scene, 2)
  await scene.come('rodina@example.org', { party_size: '2' })
  await scene.come('sam@example.org')
  await scene.press('host1@example.org', 'cancel')
  await scene.press('rodina@example.org', 'cancel')
  expect(await scene.states('rodina@example.org', 'sam@example.org')).toEqual(['cancelled', 'confirmed'])
  expect(await scene.places()).toEqual({ capacity: 2, taken: 2, waiting: 0 })
})

test('nobody is promoted once the event has begun', async () => {
  const scene = await setScene(database, { capacity: 1 })
  await fill(scene, 1)
  await scene.come('jana@example.org')
  scene.pass(21 * 24 * 60 + 10)
  await scene.press('host1@example.org', 'cancel')
  expect(await scene.states('host1@example.org', 'jana@example.org')).toEqual(['cancelled', 'waitlisted'])
})

test('who moves up twice is written to twice', async () => {
  const scene = await setScene(database, { capacity: 1 })
  await fill(scene, 1)
  await scene.come('jana@example.org')
  await scene.press('host1@example.org', 'cancel')
  await scene.come('petr@example.org')
  await scene.press('jana@example.org', 'cancel')
  await scene.press('jana@example.org', 'restore')
  await scene.press('petr@example.org', 'cancel')
  expect(await scene.states('jana@example.org', 'petr@example.org')).toEqual(['confirmed', 'cancelled'])
  expect((await scene.kinds('jana@example.org')).filter((kind) => kind === 'registration_promoted').length).toBe(2)
})
