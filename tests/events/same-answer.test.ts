import { expect, test } from 'vitest'
import { testApp } from '../support/app.ts'
import { registrationFields } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { fingerprint, type Scene, setScene } from './scene.ts'

const database = testDatabase()

/** All that the one who asks can see, without what is different in every answer. */
const seen = async (scene: Scene, answer: Response) => {
  const page = await scene.app.get(answer.headers.get('location') ?? '')
  const facts = async (response: Response) => ({
    status: response.status,
    headers: [...response.headers].filter(([name]) => name !== 'x-request-id'),
    body: await response.text(),
  })
  return { answer: await facts(answer), page: await facts(page) }
}

test('the answer is the same for a new address, a known one, one that waits and one that asked too often', async () => {
  const scene = await setScene(database, { capacity: 2 })
  const fresh = await seen(scene, await scene.register('nova@example.org'))
  await scene.come('znama@example.org')
  const known = await seen(scene, await scene.register('znama@example.org'))
  const waiting = await seen(scene, await scene.register('ceka@example.org'))
  for (let time = 0; time < 5; time++) {
    await scene.register('porad@example.org')
    await scene.press('porad@example.org', 'cancel')
  }
  const often = await seen(scene, await scene.register('porad@example.org'))
  expect(fresh.answer).toMatchObject({ status: 303, body: '' })
  expect([known, waiting, often]).toEqual([fresh, fresh, fresh])
})

test('an address that is registered gets one mail about it, at most one a day, and nothing else changes', async () => {
  const scene = await setScene(database)
  await scene.come('jana@example.org')
  const before = await scene.registrationsOf('jana@example.org')
  await scene.register('jana@example.org', { name: 'Někdo Jiný', party_size: '9' })
  expect((await scene.kinds('jana@example.org')).slice(2)).toEqual(['registration_again'])
  const after = await fingerprint(database)
  await scene.register('jana@example.org', { name: 'Někdo Jiný', party_size: '9' })
  expect(await fingerprint(database)).toEqual(after)
  scene.pass(24 * 60)
  await scene.register('JANA@example.org')
  expect((await scene.kinds('jana@example.org')).slice(2)).toEqual(['registration_again', 'registration_again'])
  expect(await scene.registrationsOf('jana@example.org')).toEqual(before)
  expect(await scene.places()).toEqual({ capacity: 60, taken: 1, waiting: 0 })
})

test('the mail about being registered already leads to the registration there is', async () => {
  const scene = await setScene(database)
  await scene.register('jana@example.org')
  await scene.register('jana@example.org')
  expect((await scene.press('jana@example.org', 'confirm', 'registration_again')).status).toBe(303)
  expect(await scene.states('jana@example.org')).toEqual(['confirmed'])
})

test('the sixth registration of an address within a day has no effect, the next day has', async () => {
  const scene = await setScene(database)
  for (let time = 0; time < 5; time++) {
    await scene.register('porad@example.org')
    await scene.press('porad@example.org', 'cancel')
  }
  expect((await scene.registrationsOf('porad@example.org')).length).toBe(5)
  const before = await fingerprint(database)
  await scene.register('porad@example.org')
  expect(await fingerprint(database)).toEqual(before)
  scene.pass(24 * 60 + 1)
  await scene.register('porad@example.org')
  expect((await scene.registrationsOf('porad@example.org')).length).toBe(6)
})

test('a network that sends hundreds of forms is asked to wait, in the language of the page', async () => {
  const scene = await setScene(database, { capacity: null }, { settings: { rateLimits: true } })
  const statuses: number[] = []
  const bad = () => scene.app.post(scene.address.replace('/cs/', '/de/'), registrationFields({ email: 'x' }))
  for (let time = 0; time < 300; time++) statuses.push((await bad()).status)
  expect(new Set(statuses)).toEqual(new Set([422]))
  const refused = await bad()
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '600'])
  expect(await refused.text()).toContain('<html lang="de"')
  expect((await scene.app.get(scene.address)).status).toBe(200)
})

test('many people sending the form at once are all served although each is counted', async () => {
  const scene = await setScene(database, { capacity: null }, { settings: { rateLimits: true } })
  const app = testApp(database.appDb, { settings: { rateLimits: true }, addressOf: () => '198.51.100.7' })
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, n) =>
      app.post(scene.address, registrationFields({ email: `host${n}@example.org` })),
    ),
  )
  expect(answers.map(({ status }) => status)).toEqual(Array(30).fill(303))
  expect(await scene.places()).toEqual({ capacity: null, taken: 30, waiting: 0 })
})
