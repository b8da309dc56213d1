import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { admissions } from './model.ts'
import { setScene } from './scene.ts'

const database = testDatabase()
const { ownerDb } = database

type Action =
  | { kind: 'register'; person: number; party: number }
  | { kind: 'confirm' | 'cancel' | 'restore'; which: number }
  | { kind: 'pass'; sevens: number }
  | { kind: 'capacity'; capacity: number | null }
  | { kind: 'tick' }

const which = fc.nat(9)
const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('register' as const),
      person: fc.nat(3),
      party: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constantFrom('confirm' as const, 'cancel' as const, 'restore' as const), which }),
  },
  // multiples of seven minutes never meet an hour, a quarter of one, or a day to the minute
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('pass' as const), sevens: fc.constantFrom(1, 5, 9, 100) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('capacity' as const), capacity: fc.constantFrom(1, 2, 4, 6, null) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('tick' as const) }) },
)

const starts_at = () => new Date(Math.ceil(Date.now() / 60_000) * 60_000 + 21 * 86_400_000)

const stage = async () => {
  const scene = await setScene(database, { capacity: 4, starts_at: starts_at() })
  const member = await aMember(ownerDb, [scene.centre])
  const edit = `/app/${scene.centre.slug}/events/${scene.event.slug}`
  const registrations = () =>
    ownerDb
      .selectFrom('registrations')
      .select(['id', 'state', 'party_size', 'queue_no', 'email_verified_at'])
      .where('event_id', '=', scene.event.id)
      .orderBy('id')
      .execute()
  const linkOf = async (id: string) => {
    const mail = await ownerDb
      .selectFrom('mails')
      .select('body')
      .where('registration_id', '=', id)
      .orderBy('id')
      .executeTakeFirst()
    return /\/r\/[\w-]{43}/.exec(mail?.body ?? '')?.[0] ?? '/r/none'
  }
  const press = async (place: number, button: string) => {
    const all = await registrations()
    const one = all[place % Math.max(all.length, 1)]
    if (one) await scene.app.post(`${await linkOf(one.id)}/${button}?lang=cs`, {})
  }
  const resize = async (capacity: number | null) => {
    const form = await (await scene.app.get(`${edit}/edit`, member.cookie)).text()
    const typed = (name: string) => new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(form)?.[1] ?? ''
    const names = ['title_cs', 'venue', 'town', 'starts_at', 'ends_at', 'version', 'entry_stage']
    const fields = Object.fromEntries(names.map((name) => [name, typed(name)]))
    const answer = await scene.app.post(edit, { ...fields, capacity: String(capacity ?? '') }, member.cookie)
    expect(answer.status).toBe(303)
  }
  const act = async (step: Action) => {
    if (step.kind === 'register')
      await scene.register(`p${step.person}@example.org`, { party_size: String(step.party) })
    else if (step.kind === 'pass') scene.pass(step.sevens * 7)
    else if (step.kind === 'capacity') await resize(step.capacity)
    else if (step.kind === 'tick') await scene.tick()
    else await press(step.which, step.kind)
  }
  const shown = async () => ({
    places: await scene.places(),
    registrations: (await registrations()).map(({ state, party_size, queue_no, email_verified_at }) => ({
      ...{ state, party: party_size, verified: email_verified_at !== null },
      queue: state === 'waitlisted' ? queue_no : null,
    })),
  })
  return { act, shown }
}

test('whatever people, members and the clock do, the registrations stand as the rules say', async () => {
  const seen = new Set<string>()
  const property = fc.asyncProperty(fc.array(action, { minLength: 3, maxLength: 18 }), async (steps) => {
    const real = await stage()
    const model = admissions(4)
    for (const step of steps) {
      await real.act(step)
      if (step.kind === 'register') model.register(step.person, step.party)
      else if (step.kind === 'pass') model.pass(step.sevens * 7)
      else if (step.kind === 'capacity') model.resize(step.capacity)
      else if (step.kind === 'tick') model.tick()
      else model.press(step.which, step.kind)
      const shown = await real.shown()
      expect(shown).toEqual(model.shown())
      for (const { state } of shown.registrations) seen.add(state)
    }
  })
  await fc.assert(property, { numRuns: Number(process.env.MODEL_RUNS ?? 200), endOnFailure: false })
  expect([...seen].sort()).toEqual(['cancelled', 'confirmed', 'expired', 'pending_email', 'waitlisted'])
}, 300_000)
