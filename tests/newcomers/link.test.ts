import { describe, expect, test } from 'vitest'
import { sweep } from '../../src/clock.ts'
import { inCentre } from '../../src/db/scope.ts'
import { forgetUnprovenHere } from '../../src/newcomers/forget.ts'
import { idOf, mergingIn } from '../duplicates/merging.ts'
import { fingerprint, textOf } from '../events/scene.ts'
import { testSettings } from '../support/app.ts'
import { aContact, aMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { openGate } from './scene.ts'

const database = testDatabase()
const { appDb, ownerDb } = database

describe('the link', () => {
  test('shows what was written and a button, then thanks', async () => {
    const gate = await openGate(database)
    await gate.enquire()
    const link = `${await gate.linkOf()}?lang=cs`
    const answer = await gate.app.get(link)
    const html = await textOf(answer)
    expect([answer.headers.get('cache-control'), answer.headers.get('x-robots-tag')]).toEqual(['no-store', 'noindex'])
    expect(html).toContain('Hledáme byt v Chebu.')
    expect(html).toContain('Ano, předat dotaz')
    await gate.press()
    const after = await textOf(gate.app.get(link))
    expect([after.includes('Děkujeme, dotaz máme'), after.includes('Ano, předat dotaz')]).toEqual([true, false])
  })

  test('pressed again, or ten times at once, changes nothing more', async () => {
    const gate = await openGate(database)
    await gate.enquire()
    const pressed = await Promise.all(Array.from({ length: 10 }, () => gate.press()))
    expect(pressed.map(({ status }) => status)).toEqual(Array(10).fill(303))
    expect([(await gate.people()).length, (await gate.tasks()).length]).toEqual([1, 1])
    expect((await gate.history()).filter(({ kind }) => kind === 'enquired').length).toBe(1)
    const audits = ownerDb.selectFrom('audit_entries').select('action').where('centre_id', '=', gate.centre.id)
    const proofs = (await audits.execute()).filter(({ action }) => action === 'newcomer.proven')
    expect(proofs.length).toBe(1)
    const before = await fingerprint(database)
    gate.pass(10 * 24 * 60)
    expect((await gate.press()).status).toBe(303)
    expect(await fingerprint(database)).toEqual(before)
  })

  test.each([
    ['enquire', 'enquiry', 'Napsat znovu'],
    ['join', 'panel', 'Zadat adresu znovu'],
  ] as const)(
    'of somebody who let it expire says so, leads to the form, and makes nobody (%s)',
    async (way, place, said) => {
      const gate = await openGate(database)
      await gate[way]()
      gate.pass(3 * 24 * 60)
      const before = await fingerprint(database)
      const pressed = await gate.press()
      const html = await textOf(pressed)
      expect([pressed.status, html.includes('Tenhle odkaz už vypršel'), html.includes(said)]).toEqual([410, true, true])
      expect(html).toContain(`href="${gate.base}/${place}"`)
      expect(await fingerprint(database)).toEqual(before)
    },
  )

  test('is a key that no colleague reads in the ledger', async () => {
    const gate = await openGate(database)
    await gate.enquire()
    const [letter] = await gate.letters()
    const { cookie } = await aMember(ownerDb, [gate.centre], 'admin')
    const page = `/app/${gate.centre.slug}/mail/${letter?.id}`
    const read = await Promise.all([page, `${page}/html`].map((path) => textOf(gate.app.get(path, cookie))))
    expect(read.map((html) => [html.includes('Potvrďte svůj dotaz'), /\/n\/[\w-]{43}/.test(html)])).toEqual([
      [true, false],
      [true, false],
    ])
  })

  test('that never was is missing', async () => {
    const gate = await openGate(database)
    const never = `/n/${'x'.repeat(43)}`
    expect([(await gate.app.get(never)).status, (await gate.app.post(never, {})).status]).toEqual([404, 404])
  })

  test('is pressed forty times an hour at most', async () => {
    const gate = await openGate(database, { settings: { rateLimits: true } })
    await gate.enquire()
    const statuses: number[] = []
    for (let time = 0; time < 41; time++) statuses.push((await gate.press()).status)
    expect(statuses).toEqual([...Array(40).fill(303), 429])
  })
})

describe('who never proves the address', () => {
  test('is forgotten after seven days, in the ledger too, and whoever did stays', async () => {
    const gate = await openGate(database)
    const elsewhere = await openGate(database)
    await gate.enquire({ email: 'znama@example.org' })
    await gate.press()
    await gate.enquire({ email: 'nikdo@example.org' })
    await gate.join({ email: 'nikdo2@example.org' })
    await elsewhere.enquire({ email: 'jinde@example.org' })
    gate.pass(6 * 24 * 60 - 24 * 60)
    const at = { clock: gate.clock, settings: testSettings }
    const here = () => inCentre(appDb, { centreId: gate.centre.id }, at, forgetUnprovenHere)
    await here()
    expect((await gate.newcomers()).length).toBe(3)
    gate.pass(2 * 24 * 60 + 1)
    await here()
    expect((await gate.newcomers()).map(({ email }) => email)).toEqual(['znama@example.org'])
    const left = (await gate.letters()).map(({ to_address, body, html }) => [to_address, body !== '', html !== ''])
    expect(left).toEqual([
      ['znama@example.org', true, true],
      ['', false, false],
      ['', false, false],
    ])
    expect((await elsewhere.newcomers()).length).toBe(1)
  })

  test('is forgotten by the sweep, in every centre', async () => {
    const gates = [await openGate(database), await openGate(database)]
    for (const gate of gates) await gate.enquire()
    const clock = (now: Date) => new Date(now.getTime() + 8 * 86_400_000)
    const errors: unknown[] = []
    const log = { error: (...said: unknown[]) => errors.push(said) }
    // no more is asked of a log here
    await sweep(appDb, { clock, settings: testSettings, log: log as never })
    expect(errors).toEqual([])
    expect(await Promise.all(gates.map((gate) => gate.newcomers()))).toEqual([[], []])
  })
})

test('what somebody wrote goes along when two records turn out to be one person', async () => {
  const gate = await openGate(database)
  await gate.enquire()
  await gate.press()
  const [asked] = await gate.people()
  const { id } = await aContact(ownerDb, gate.centre, { email: 'stara@example.org' })
  const before = await gate.newcomers()
  expect(before.map(({ contact_id }) => contact_id)).toEqual([asked?.id])
  const member = await aMember(ownerDb, [gate.centre])
  const { mergeNow, undoNow } = mergingIn(
    database,
    () => gate.centre,
    () => member,
  )
  const merged = idOf(await mergeNow(id, asked?.id ?? ''))
  expect((await gate.newcomers()).map(({ contact_id }) => contact_id)).toEqual([id])
  await undoNow(merged)
  expect(await gate.newcomers()).toEqual(before)
})
