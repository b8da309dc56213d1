import { expect, test } from 'vitest'
import { aCentre } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { setScene, textOf } from './scene.ts'

const database = testDatabase()

test('a registration holds a place for an hour and the mail’s button makes it firm', async () => {
  const scene = await setScene(database, { capacity: 5 })
  const answer = await scene.register('jana@example.org', { party_size: '2', note: 'přijedu vlakem' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `${scene.address}/check-your-email`])
  expect(await scene.places()).toEqual({ capacity: 5, taken: 2, waiting: 0 })
  const [held] = await scene.registrationsOf('jana@example.org')
  expect(held).toMatchObject({ state: 'pending_email', party_size: 2, note: 'přijedu vlakem', email_verified_at: null })
  expect(held?.held_until?.getTime()).toBe((held?.created_at.getTime() ?? 0) + 3_600_000)

  const page = await textOf(scene.app.get(`${await scene.linkOf('jana@example.org')}?lang=cs`))
  expect(page).toContain('Zbývá jediný krok')
  expect(page).toContain('/confirm?lang=cs')
  const confirmed = await scene.press('jana@example.org', 'confirm')
  expect([confirmed.status, confirmed.headers.get('location')]).toEqual([
    303,
    `${await scene.linkOf('jana@example.org', 'registration_received')}?lang=cs`,
  ])
  const [firm] = await scene.registrationsOf('jana@example.org')
  expect(firm).toMatchObject({ state: 'confirmed', held_until: null })
  expect(firm?.email_verified_at).not.toBeNull()
  expect(await scene.places()).toEqual({ capacity: 5, taken: 2, waiting: 0 })
  expect(await scene.kinds('jana@example.org')).toEqual(['registration_received', 'registration_confirmed'])
  expect(await textOf(scene.app.get(await scene.linkOf('jana@example.org')))).toContain('Máte místo')
})

test('pressing the button twice is one confirmation and one mail', async () => {
  const scene = await setScene(database)
  await scene.come('petr@example.org')
  const again = await scene.press('petr@example.org', 'confirm', 'registration_received')
  expect(again.status).toBe(303)
  expect(await scene.kinds('petr@example.org')).toEqual(['registration_received', 'registration_confirmed'])
  const changes = await database.ownerDb
    .selectFrom('registration_changes')
    .select(['from_state', 'to_state', 'actor'])
    .where('centre_id', '=', scene.centre.id)
    .orderBy('id')
    .execute()
  expect(changes).toEqual([
    { from_state: null, to_state: 'pending_email', actor: 'attendee' },
    { from_state: 'pending_email', to_state: 'confirmed', actor: 'attendee' },
  ])
})

test('the same form sent twice is one registration, and one mail', async () => {
  const scene = await setScene(database)
  const key = { idempotency_key: crypto.randomUUID() }
  const first = await scene.register('eva@example.org', key)
  const second = await scene.register('eva@example.org', key)
  expect([second.status, second.headers.get('location')]).toEqual([first.status, first.headers.get('location')])
  expect((await scene.registrationsOf('eva@example.org')).length).toBe(1)
  expect(await scene.kinds('eva@example.org')).toEqual(['registration_received'])
})

test('a form filled in again by another person of the house is not taken for a repeat', async () => {
  const scene = await setScene(database)
  const key = { idempotency_key: crypto.randomUUID() }
  await scene.register('eva@example.org', key)
  await scene.register('adam@example.org', key)
  expect(await scene.states('eva@example.org', 'adam@example.org')).toEqual(['pending_email', 'pending_email'])
  expect(await scene.kinds('adam@example.org')).toEqual(['registration_received'])
})

test('a hold lapses after sixty minutes, not before, frees the place and takes back the mail', async () => {
  const scene = await setScene(database, { capacity: 1 })
  await scene.register('jana@example.org')
  scene.pass(59)
  await scene.tick()
  expect([await scene.states('jana@example.org'), await scene.places()]).toEqual([
    ['pending_email'],
    { capacity: 1, taken: 1, waiting: 0 },
  ])
  scene.pass(2)
  await scene.tick()
  expect([await scene.states('jana@example.org'), await scene.places()]).toEqual([
    ['expired'],
    { capacity: 1, taken: 0, waiting: 0 },
  ])
  expect((await scene.mailsTo('jana@example.org')).map(({ state }) => state)).toEqual(['skipped_obsolete'])
})

test('a lapsed hold gives its place to the next registration even before the clock has passed by', async () => {
  const scene = await setScene(database, { capacity: 1 })
  await scene.register('jana@example.org')
  scene.pass(61)
  await scene.register('petr@example.org')
  expect(await scene.states('jana@example.org', 'petr@example.org')).toEqual(['expired', 'pending_email'])
})

test('who comes back after the hour gets a place if one is left', async () => {
  const scene = await setScene(database, { capacity: 1 })
  await scene.register('jana@example.org')
  scene.pass(47 * 60)
  await scene.tick()
  const page = await textOf(scene.app.get(await scene.linkOf('jana@example.org')))
  expect(page).toContain('Hodina na potvrzení uplynula')
  expect((await scene.press('jana@example.org', 'confirm')).status).toBe(303)
  expect(await scene.states('jana@example.org')).toEqual(['confirmed'])
  expect(await scene.places()).toEqual({ capacity: 1, taken: 1, waiting: 0 })
})

test('who comes back after the hour to a full event waits', async () => {
  const scene = await setScene(database, { capacity: 1 })
  await scene.register('jana@example.org')
  scene.pass(61)
  await scene.come('petr@example.org')
  await scene.press('jana@example.org', 'confirm')
  expect(await scene.states('petr@example.org', 'jana@example.org')).toEqual(['confirmed', 'waitlisted'])
  expect(await scene.kinds('jana@example.org')).toEqual(['registration_received', 'registration_queued'])
  expect(await scene.places()).toEqual({ capacity: 1, taken: 1, waiting: 1 })
})

test('two days later it is too late to confirm, and the page says so', async () => {
  const scene = await setScene(database)
  await scene.register('jana@example.org')
  scene.pass(48 * 60 + 1)
  await scene.tick()
  const answer = await scene.press('jana@example.org', 'confirm')
  expect(answer.status).toBe(409)
  expect(await textOf(answer)).toContain('Odkaz už nejde použít k potvrzení')
  expect(await scene.states('jana@example.org')).toEqual(['expired'])
  expect(await scene.places()).toEqual({ capacity: 60, taken: 0, waiting: 0 })
})

test('an older link gives way to a registration made since', async () => {
  const scene = await setScene(database)
  await scene.register('jana@example.org')
  const old = await scene.linkOf('jana@example.org')
  scene.pass(61)
  await scene.come('jana@example.org')
  const answer = await scene.app.post(`${old}/confirm?lang=cs`, {})
  expect([answer.status, (await textOf(answer)).includes('Platí novější přihláška')]).toEqual([409, true])
  expect((await scene.registrationsOf('jana@example.org')).map(({ state }) => state)).toEqual(['expired', 'confirmed'])
})

test('cancelling gives the place back and can be undone within a quarter of an hour', async () => {
  const scene = await setScene(database)
  await scene.come('jana@example.org', { party_size: '3' })
  await scene.press('jana@example.org', 'cancel')
  expect([await scene.states('jana@example.org'), await scene.places()]).toEqual([
    ['cancelled'],
    { capacity: 60, taken: 0, waiting: 0 },
  ])
  scene.pass(14)
  expect(await textOf(scene.app.get(await scene.linkOf('jana@example.org')))).toContain('/restore?')
  await scene.press('jana@example.org', 'restore')
  expect([await scene.states('jana@example.org'), await scene.places()]).toEqual([
    ['confirmed'],
    { capacity: 60, taken: 3, waiting: 0 },
  ])
  await scene.press('jana@example.org', 'cancel')
  scene.pass(16)
  expect(await textOf(scene.app.get(await scene.linkOf('jana@example.org')))).not.toContain('/restore?')
  expect((await scene.press('jana@example.org', 'restore')).status).toBe(409)
  expect(await scene.states('jana@example.org')).toEqual(['cancelled'])
  expect(await scene.kinds('jana@example.org')).toEqual([
    ...['registration_received', 'registration_confirmed', 'registration_cancelled', 'registration_confirmed'],
    'registration_cancelled',
  ])
})

test('cancelling twice is one cancellation and one mail', async () => {
  const scene = await setScene(database)
  await scene.come('jana@example.org')
  await scene.press('jana@example.org', 'cancel')
  await scene.press('jana@example.org', 'cancel')
  expect((await scene.kinds('jana@example.org')).filter((kind) => kind === 'registration_cancelled').length).toBe(1)
})

test('what was cancelled is not confirmed by the older link', async () => {
  const scene = await setScene(database)
  await scene.register('jana@example.org')
  await scene.press('jana@example.org', 'cancel')
  await scene.press('jana@example.org', 'confirm', 'registration_received')
  expect(await scene.states('jana@example.org')).toEqual(['cancelled'])
})

test('who cancelled may register anew, and the undo of the old one gives way', async () => {
  const scene = await setScene(database)
  await scene.come('jana@example.org')
  await scene.press('jana@example.org', 'cancel')
  const old = await scene.linkOf('jana@example.org')
  await scene.come('jana@example.org')
  const states = async () => (await scene.registrationsOf('jana@example.org')).map(({ state }) => state)
  expect(await states()).toEqual(['cancelled', 'confirmed'])
  expect((await scene.app.post(`${old}/restore?lang=cs`, {})).status).toBe(409)
  expect(await states()).toEqual(['cancelled', 'confirmed'])
})

test('nothing can be confirmed or cancelled once the event is over', async () => {
  const scene = await setScene(database)
  await scene.come('jana@example.org')
  await scene.register('petr@example.org')
  scene.pass(22 * 24 * 60)
  expect((await scene.press('jana@example.org', 'cancel')).status).toBe(409)
  expect((await scene.press('petr@example.org', 'confirm')).status).toBe(409)
  expect(await scene.states('jana@example.org', 'petr@example.org')).toEqual(['confirmed', 'expired'])
})

test('an address written with other letters is the same person', async () => {
  const scene = await setScene(database)
  await scene.come('jana@example.org')
  await scene.register(' JANA@Example.ORG ')
  expect((await scene.registrationsOf('jana@example.org')).length).toBe(1)
})

test('an event without a limit takes everybody', async () => {
  const scene = await setScene(database, { capacity: null })
  for (const name of ['a', 'b', 'c']) await scene.register(`${name}@example.org`, { party_size: '10' })
  expect(await scene.places()).toEqual({ capacity: null, taken: 30, waiting: 0 })
})

test('two centres know nothing of each other’s people', async () => {
  const centre = await aCentre(database.ownerDb)
  const mine = await setScene(database, {}, { centre })
  const foreign = await setScene(database)
  await mine.come('jana@example.org')
  await foreign.come('jana@example.org')
  const contacts = await database.ownerDb
    .selectFrom('contacts')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('centre_id', 'in', [mine.centre.id, foreign.centre.id])
    .groupBy('centre_id')
    .execute()
  expect(contacts.map(({ count }) => Number(count))).toEqual([1, 1])
})

test('a link stands in the database only when the mail with it does', async () => {
  const scene = await setScene(database)
  await scene.come('jana@example.org')
  for (let time = 0; time < 3; time++) await scene.register('jana@example.org')
  const tokens = await database.ownerDb
    .selectFrom('registration_tokens')
    .where('centre_id', '=', scene.centre.id)
    .select('token_hash')
    .execute()
  const kinds = await scene.kinds('jana@example.org')
  expect([tokens.length, kinds]).toEqual([3, ['registration_received', 'registration_confirmed', 'registration_again']])
})

test('who comes anew after the held hour is registered anew and not sent to what has lapsed', async () => {
  const scene = await setScene(database, { capacity: 1 })
  await scene.register('jana@example.org')
  scene.pass(61)
  await scene.register('jana@example.org')
  const people = await scene.registrationsOf('jana@example.org')
  expect(people.map(({ state }) => state)).toEqual(['expired', 'pending_email'])
  expect(await scene.kinds('jana@example.org')).toEqual(['registration_received', 'registration_received'])
  expect(await scene.places()).toEqual({ capacity: 1, taken: 1, waiting: 0 })
})

test('what a letter says is what became of the registration, also when the last place went meanwhile', async () => {
  const scene = await setScene(database, { capacity: 3 })
  const people = Array.from({ length: 12 }, (_, n) => `host${n}@example.org`)
  await Promise.all(people.map((email) => scene.register(email)))
  for (const email of people) {
    const [registration] = await scene.registrationsOf(email)
    const held = registration?.state === 'pending_email'
    expect(await scene.kinds(email)).toEqual([held ? 'registration_received' : 'registration_waiting'])
  }
  expect(await scene.places()).toEqual({ capacity: 3, taken: 3, waiting: 9 })
})
