import { expect, test } from 'vitest'
import { logged, testApp } from '../support/app.ts'
import { aCentre, aMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { recount, type Scene, setScene } from './scene.ts'

const database = testDatabase({ max: 10, waitMs: 60_000 })
const { ownerDb } = database
const soakSeconds = 20

const pick = <Item>(items: readonly Item[]): Item => {
  const item = items[Math.floor(Math.random() * items.length)]
  if (item === undefined) throw new Error('nothing to pick from')
  return item
}

test('twenty seconds of everybody doing everything at once: no deadlock, no error, every place counted', async () => {
  logged.length = 0
  const centre = await aCentre(ownerDb)
  const scenes = await Promise.all([3, 8, null].map((capacity) => setScene(database, { capacity }, { centre })))
  const member = await aMember(ownerDb, [centre])
  const people = Array.from({ length: 12 }, (_, n) => `host${n}@example.org`)
  const app = testApp(database.appDb, { settings: { mail: 'ready' } })
  const statuses = new Map<number, number>()

  const resize = (scene: Scene) => {
    const fields = { title_cs: 'x', venue: 'x', town: 'x', starts_at: '2027-05-05T18:00', ends_at: '2027-05-05T21:00' }
    const version = String(Math.ceil(Math.random() * 5))
    const path = `/app/${centre.slug}/events/${scene.event.slug}`
    return app.post(path, { ...fields, capacity: pick(['1', '3', '8', '']), version }, member.cookie)
  }
  const cancelFor = async (scene: Scene, email: string) => {
    const [registration] = await scene.registrationsOf(email)
    return app.post(
      `/app/${centre.slug}/events/${scene.event.slug}/registrations/${registration?.id}/cancel`,
      {},
      member.cookie,
    )
  }
  const note = (email: string) =>
    app.post(
      `/app/${centre.slug}/contacts`,
      { given_name: 'Jana', family_name: 'Nová', email, track: 'return' },
      member.cookie,
    )
  const lapseOne = async (scene: Scene, email: string) => {
    await ownerDb
      .updateTable('registrations')
      .set({ held_until: new Date(Date.now() - 1000) })
      .where('event_id', '=', scene.event.id)
      .where('email_norm', '=', email)
      .where('state', '=', 'pending_email')
      .execute()
    await scene.tick()
    return undefined
  }
  const acts: ((scene: Scene, email: string) => Promise<Response | undefined> | Response)[] = [
    (scene, email) => scene.register(email, { party_size: pick(['1', '2', '4']) }),
    (scene, email) => scene.register(email.toUpperCase()),
    (scene, email) => scene.press(email, pick(['confirm', 'cancel', 'restore'])),
    (scene, email) => scene.press(email, 'confirm', 'registration_received'),
    (scene, email) => scene.press(email, 'confirm', 'registration_waiting'),
    ...[lapseOne, cancelFor, resize, (_scene: Scene, email: string) => note(email)],
    (scene) => app.get(scene.address),
  ]

  const until = performance.now() + soakSeconds * 1000
  const play = async () => {
    while (performance.now() < until) {
      const answer = await pick(acts)(pick(scenes), pick(people))
      if (answer) statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
    }
  }
  await Promise.all(Array.from({ length: 16 }, play))

  console.info('soak:', Object.fromEntries(statuses))
  const trouble = logged.filter(({ level }) => level === 'error' || level === 'warning')
  expect(trouble.map(({ properties }) => properties)).toEqual([])
  expect([...statuses.keys()].filter((status) => status >= 500)).toEqual([])
  for (const { event, places } of scenes) {
    const { taken, waiting } = await places()
    expect({ taken, waiting }).toEqual(await recount(database, event.id))
  }
  const doubled = await ownerDb
    .selectFrom('contact_points')
    .select('value_norm')
    .where('centre_id', '=', centre.id)
    .groupBy('value_norm')
    .having(({ fn }) => fn.countAll(), '>', 1)
    .execute()
  expect(doubled).toEqual([])
}, 120_000)
