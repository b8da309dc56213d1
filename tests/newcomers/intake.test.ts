import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { add, receive } from '../../src/contacts/person.ts'
import { NewContactForm } from '../../src/contacts/person-forms.ts'
import { inCentre, type Scope } from '../../src/db/scope.ts'
import { randomId } from '../../src/lib/ids.ts'
import { anImportDesk, type ImportDesk, rowsOf } from '../imports/desk.ts'
import { testApp, testSettings } from '../support/app.ts'
import { aCentre, aMember, anEvent, registrationFields, type TestCentre, type TestMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { enquiryFields, type Gate, openGate, panelFields } from './scene.ts'

const database = testDatabase({ max: 8, waitMs: 60_000 })
const { ownerDb, appDb } = database
let member: TestMember
beforeAll(async () => {
  member = await aMember(ownerDb, [await aCentre(ownerDb)])
})

const ways = ['staff', 'registration', 'import', 'hand_over', 'enquiry', 'panel'] as const
const intake = fc.record({
  way: fc.constantFrom(...ways),
  address: fc.integer({ min: 0, max: 5 }),
  spelling: fc.constantFrom('plain', 'capitals', 'blanks'),
  given_name: fc.constantFrom('Jan', 'Honza', 'Jana'),
  family_name: fc.constantFrom('Novák', 'Nováková', 'Zapletal'),
  /** who writes on a public page may never open the letter, or press its button twice */
  presses: fc.constantFrom(0, 1, 1, 2),
})
type Intake = typeof intake extends fc.Arbitrary<infer One> ? One : never

const plain = ({ address }: Intake) => `kdo${address}@example.org`
const typed = (one: Intake) => {
  if (one.spelling === 'capitals') return plain(one).toUpperCase()
  return one.spelling === 'blanks' ? ` ${plain(one)} ` : plain(one)
}

type Door = Gate & { event: { id: string; slug: string } }
const doorOf = async (centre?: TestCentre): Promise<Door> => {
  const gate = await openGate(database, centre ? { centre } : {})
  return { ...gate, event: await anEvent(ownerDb, gate.centre, { capacity: null }) }
}

const inside = <Result>({ id }: TestCentre, work: (scope: Scope) => Promise<Result>) =>
  inCentre(appDb, { centreId: id }, { settings: testSettings }, work)

/** Somebody comes one way or another; answers whose record it went to, nobody's where the address was not proven. */
const come = async (door: Door, one: Intake): Promise<string | undefined> => {
  if (one.way === 'enquiry' || one.way === 'panel') return write(door, one, one.way)
  if (one.way === 'registration') return register(door, one)
  const { given_name, family_name, way } = one
  const form = NewContactForm.parse({ given_name, family_name, email: typed(one), someone_else: 'on' })
  return inside(door.centre, async (scope) => {
    const added =
      way === 'staff'
        ? await add(scope, member.id, form, undefined)
        : await receive(scope, member.id, form, undefined, way)
    if (added.kind === 'likely') return undefined
    return added.kind === 'known' ? added.contact.id : added.id
  })
}

const write = async (door: Door, one: Intake, kind: 'enquiry' | 'panel') => {
  const fields = { name: `${one.given_name} ${one.family_name}`, email: typed(one), idempotency_key: randomId() }
  const sent = await door.app.post(
    `${door.base}/${kind}`,
    kind === 'enquiry' ? enquiryFields({ ...fields, phone: '' }) : panelFields(fields),
  )
  expect(sent.status).toBe(303)
  const link = await door.linkOf(fields.idempotency_key)
  for (let nth = 0; link && nth < one.presses; nth++) expect((await door.press(link)).status).toBe(303)
  const row = ownerDb.selectFrom('newcomers').select('contact_id').where('idempotency_key', '=', fields.idempotency_key)
  return (await row.executeTakeFirst())?.contact_id ?? undefined
}

const register = async (door: Door, one: Intake) => {
  const name = `${one.given_name} ${one.family_name}`
  const address = `${door.base}/events/${door.event.slug}`
  await door.app.post(address, registrationFields({ name, email: typed(one) }))
  const row = () =>
    ownerDb
      .selectFrom('registrations')
      .select(['id', 'contact_id'])
      .where('event_id', '=', door.event.id)
      .where('email_norm', '=', plain(one))
      .executeTakeFirst()
  const asked = await row()
  const letter = (await door.letters()).find(({ registration_id }) => registration_id === asked?.id)
  const link = /\/r\/[\w-]{43}/.exec(letter?.body ?? '')?.[0]
  for (let nth = 0; nth < one.presses; nth++) await door.app.post(`${link}/confirm?lang=cs`, {})
  return (await row())?.contact_id ?? undefined
}

const isProven = ({ way, presses }: Intake) => presses > 0 || !['registration', 'enquiry', 'panel'].includes(way)

/** A letter is withheld after the fifth of a day. */
const mostLetters = 5

/** Every address belongs to one person, nobody is there without one, and whoever came is there. */
const holds = async (door: Door, intakes: Intake[], met: (string | undefined)[]) => {
  const points = await door.points()
  const holder = new Map(points.map(({ value, contact_id }) => [value.trim().toLowerCase(), contact_id]))
  expect(holder.size).toBe(points.length)
  const people = (await door.people()).map(({ id }) => id)
  expect([...holder.values()].sort()).toEqual(people.sort())
  for (const [nth, one] of intakes.entries()) {
    const wrote = intakes.filter(({ way, address }) => ['enquiry', 'panel'].includes(way) && address === one.address)
    const mayBeLost = !isProven(one) || wrote.length > mostLetters
    if (!(mayBeLost && met[nth] === undefined)) expect([nth, met[nth]]).toEqual([nth, holder.get(plain(one))])
  }
}

const runs = Number(process.env.INTAKE_RUNS ?? 12)
let steps = 0

test('anybody comes any number of times any way, in any order or at once, and is there once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(intake, { minLength: 1, maxLength: 12 }), fc.boolean(), async (intakes, atOnce) => {
      const door = await doorOf()
      const met = atOnce
        ? await Promise.all(intakes.map((one) => come(door, one)))
        : await inTurn(intakes.map((one) => () => come(door, one)))
      steps += intakes.length
      await holds(door, intakes, met)
    }),
    { numRuns: runs },
  )
  if (process.env.INTAKE_RUNS) console.info(`${steps} steps in ${runs} sequences`)
}, 3_000_000)

test('one address comes by a registration, enquiries, surveys, lists and colleagues at the same moment and is one person', async () => {
  for (let round = 0; round < 3; round++) {
    const desk = await anImportDesk(database, testApp(appDb))
    const door = await doorOf(desk.centre)
    const email = `spech${round}@example.org`
    const [lists, links] = [await readyLists(desk, email), await readyLinks(door, email)]
    await door.app.post(`${door.base}/events/${door.event.slug}`, registrationFields({ email }))
    const mine = /\/r\/[\w-]{43}/.exec((await door.letters()).at(-1)?.body ?? '')?.[0]
    const form = NewContactForm.parse({ given_name: 'Petr', family_name: 'Spěch', email, someone_else: 'on' })
    const pressed = await Promise.all([
      ...links.map((link) => door.press(link)),
      door.app.post(`${mine}/confirm?lang=cs`, {}),
      desk.work(),
      inside(door.centre, (scope) => add(scope, desk.member.id, form, undefined)),
      desk.work(),
      inside(door.centre, (scope) => receive(scope, desk.member.id, form, undefined, 'hand_over')),
    ])
    expect(pressed.filter((answer) => answer instanceof Response).map(({ status }) => status)).toEqual(
      Array(5).fill(303),
    )
    const [person, ...others] = await door.people()
    expect(others).toEqual([])
    const emails = (await door.points()).filter(({ kind }) => kind === 'email')
    expect(emails.map(({ value, contact_id }) => [value, contact_id])).toEqual([[email, person?.id]])
    const rows = (await Promise.all(lists.map((id) => rowsOf(ownerDb, id)))).flat()
    const whose = [...rows, ...(await door.newcomers())].map(({ contact_id }) => contact_id)
    expect(whose).toEqual(Array(6).fill(person?.id))
  }
}, 120_000)

/** Two lists with the same address on them, checked while it was still unknown and waiting to be written. */
const readyLists = async (desk: ImportDesk, email: string) => {
  const lists: string[] = []
  for (const given of ['Pavel', 'Petra']) {
    const { id } = await desk.upload(`Jméno;Příjmení;E-mail\n${given};Spěch;${email}\n`)
    await desk.map(id)
    expect(await desk.check(id)).toEqual({ create: 1 })
    lists.push(id)
  }
  for (const id of lists) expect((await desk.send(`/imports/${id}/run`, {})).status).toBe(303)
  return lists
}

const readyLinks = async (door: Door, email: string) => {
  const links: (string | undefined)[] = []
  for (const kind of ['enquiry', 'panel', 'enquiry', 'panel'] as const) {
    const fields = { email, idempotency_key: randomId() }
    await door.app.post(`${door.base}/${kind}`, kind === 'enquiry' ? enquiryFields(fields) : panelFields(fields))
    links.push(await door.linkOf(fields.idempotency_key))
  }
  return links
}

const inTurn = async <Result>(works: (() => Promise<Result>)[]): Promise<Result[]> => {
  const results: Result[] = []
  for (const work of works) results.push(await work())
  return results
}
