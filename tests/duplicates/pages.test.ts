import { expect, test } from 'vitest'
import { inCentre } from '../../src/db/scope.ts'
import { suggestChanged } from '../../src/duplicates/suggest.ts'
import { aDesk } from '../contacts/desk.ts'
import { testApp, testSettings } from '../support/app.ts'
import { aContact } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'

const { ownerDb, appDb } = testDatabase()
const app = testApp(appDb)

const aPair = async () => {
  const desk = await aDesk(ownerDb, app)
  const a = await aContact(ownerDb, desk.centre, {
    given_name: 'Jana',
    family_name: 'Zapletalová',
    phone: '+420602111222',
    residence: 'Brno',
  })
  const b = await aContact(ownerDb, desk.centre, {
    given_name: 'Janička',
    family_name: 'Zapletalova',
    phone: '+420602111222',
    email: 'z@example.org',
  })
  await compare(desk.centre.id)
  return { desk, a: a.id, b: b.id, path: `/duplicates/${a.id}/with/${b.id}` }
}

const compare = (centreId: string) =>
  inCentre(appDb, { centreId }, { settings: testSettings }, (scope) => suggestChanged(scope, 100))

test('a pair is listed with its reasons, compared, merged, and taken back', async () => {
  const { desk, a, b, path } = await aPair()
  const list = await desk.page('/duplicates')
  expect(list.html).toContain('Jana Zapletalová – Janička Zapletalova')
  expect(list.html).toContain('stejný telefon')
  const pair = await desk.page(path)
  expect(pair.html).toContain('name="field_given_name"')

  const merged = await desk.send(path, {
    stay: 'b',
    a_version: '1',
    b_version: '1',
    field_residence: 'a',
    field_family_name: 'a',
  })
  expect(merged.location).toMatch(/\/duplicates\/merges\/[0-9a-f-]{36}\?done=merged$/)
  const left = await ownerDb
    .selectFrom('contacts')
    .select(['id', 'residence', 'family_name'])
    .where('id', 'in', [a, b])
    .execute()
  expect(left).toEqual([{ id: b, residence: 'Brno', family_name: 'Zapletalová' }])

  const place = merged.location?.replace(desk.base, '').replace(/\?.*/, '') ?? ''
  expect((await desk.page(place)).html).toContain('budou přesně takové')
  await desk.send(`${place}/undo`, {})
  expect((await ownerDb.selectFrom('contacts').select('id').where('id', 'in', [a, b]).execute()).length).toBe(2)
})

test('whoever was told apart does not come back until something about one of them changes', async () => {
  const { desk, a, path } = await aPair()
  await desk.send(`${path}/dismiss`, {})
  const isListed = async () => (await desk.page('/duplicates')).html.includes('Janička')
  expect(await isListed()).toBe(false)
  await ownerDb
    .updateTable('contacts')
    .set({ next_step: 'Zavolat', next_step_on: '2027-01-01' })
    .where('id', '=', a)
    .execute()
  await ownerDb.insertInto('contacts_to_match').values({ centre_id: desk.centre.id, contact_id: a }).execute()
  await compare(desk.centre.id)
  expect(await isListed()).toBe(false)
  await ownerDb.updateTable('contacts').set({ municipality_origin: 'Cheb' }).where('id', '=', a).execute()
  await compare(desk.centre.id)
  expect(await isListed()).toBe(true)
})

test('cleaning many in a row goes on to the next pair', async () => {
  const { desk, path } = await aPair()
  const [c, d] = [
    await aContact(ownerDb, desk.centre, { family_name: 'Bezdíčková', phone: '+420602333444' }),
    await aContact(ownerDb, desk.centre, { family_name: 'Bezdickova', phone: '+420602333444' }),
  ]
  await compare(desk.centre.id)
  const sent = await desk.send(`${path}?row=1`, { stay: 'a', a_version: '1', b_version: '1' })
  expect(sent.location).toContain(`/with/`)
  expect([c.id, d.id].some((id) => sent.location?.includes(id))).toBe(true)
})

test('the last pair of a row is said to be merged with a way back, and a wish is shown in words', async () => {
  const { desk, a, path } = await aPair()
  await ownerDb.updateTable('contacts').set({ horizon: 'within_12_months' }).where('id', '=', a).execute()
  const pair = await desk.page(path)
  expect(pair.html).toContain('do roka')
  expect(pair.html).not.toContain('within_12_months')

  const version = /name="a_version" value="(\d+)"/.exec(pair.html)?.[1] ?? ''
  const sent = await desk.send(`${path}?row=1`, { stay: 'a', a_version: version, b_version: '1' })
  const list = await desk.page(sent.location?.replace(desk.base, '') ?? '')
  expect(list.html).toMatch(/\/duplicates\/merges\/[0-9a-f-]{36}"[^>]*><span>Vzít zpět/)

  const onTimeline = /\/duplicates\/merges\/[0-9a-f-]{36}">Sloučeno/
  expect((await desk.page(`/contacts/${a}`)).html).toMatch(onTimeline)
  await ownerDb.deleteFrom('merges').where('centre_id', '=', desk.centre.id).execute()
  expect((await desk.page(`/contacts/${a}`)).html).not.toMatch(onTimeline)
})

test('a stale comparison answers 409, a broken one 422, and the other is found by name or address', async () => {
  const { desk, a, b, path } = await aPair()
  expect((await desk.send(path, { stay: 'a', a_version: '7', b_version: '1' })).status).toBe(409)
  expect((await desk.send(path, { stay: 'a' })).status).toBe(422)
  expect((await desk.page(`/duplicates/of/${a}?q=zapletalova`)).html).toContain(`/duplicates/${a}/with/${b}`)
  const pasted = await desk.get(
    `/duplicates/of/${a}?q=${encodeURIComponent(`https://krajan.test/app/x/contacts/${b}?x=1`)}`,
  )
  expect(pasted.headers.get('location')).toContain(`/duplicates/${a}/with/${b}`)
})

test('everybody is compared anew as a job', async () => {
  const { desk } = await aPair()
  expect((await desk.send('/duplicates/scan', {})).location).toMatch(/\/jobs\/[0-9a-f-]{36}$/)
})
