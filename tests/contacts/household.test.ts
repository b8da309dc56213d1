import { expect, test } from 'vitest'
import { randomId } from '../../src/lib/ids.ts'
import { testApp } from '../support/app.ts'
import { aCentre, aContact, aMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'

const { ownerDb, appDb } = testDatabase()
const app = testApp(appDb)

const setScene = async () => {
  const centre = await aCentre(ownerDb)
  const { cookie } = await aMember(ownerDb, [centre])
  const family = await Promise.all(
    ['Olena', 'Petro', 'Ivan'].map(async (given_name) => {
      const email = `${given_name}-${randomId()}@example.org`.toLowerCase()
      return { email, given_name, ...(await aContact(ownerDb, centre, { given_name, family_name: 'Ševčenko', email })) }
    }),
  )
  const [olena, petro, ivan] = family
  if (!olena || !petro || !ivan) throw new Error('nobody came')
  const base = `/app/${centre.slug}/contacts`
  const join = (of: { id: string }, fields: Record<string, string>, by = cookie) =>
    app.post(`${base}/${of.id}/household`, fields, by)
  const members = async () => {
    const rows = await ownerDb
      .selectFrom('household_members as h')
      .innerJoin('contacts as c', 'c.id', 'h.contact_id')
      .where('h.centre_id', '=', centre.id)
      .select(['c.given_name', 'h.role', 'h.household_id'])
      .orderBy('c.given_name')
      .execute()
    return {
      who: rows.map(({ given_name, role }) => `${given_name} ${role}`),
      households: new Set(rows.map(({ household_id }) => household_id)).size,
    }
  }
  return { centre, cookie, olena, petro, ivan, base, join, members }
}

test('a household is founded with its first member and grows from either end', async () => {
  const { olena, petro, ivan, join, members, base, cookie } = await setScene()
  expect((await join(olena, { email: petro.email.toUpperCase(), role: 'partner' })).headers.get('location')).toContain(
    'done=joined',
  )
  await join(petro, { email: ivan.email, role: 'child' })
  await join(petro, { email: ivan.email, role: 'child' })
  expect(await members()).toEqual({ who: ['Ivan child', 'Olena head', 'Petro partner'], households: 1 })
  const html = await (await app.get(`${base}/${ivan.id}`, cookie)).text()
  for (const one of [olena, petro]) expect(html).toContain(`${base}/${one.id}">${one.given_name} Ševčenko`)
})

test('two who add each other at once live in one household', async () => {
  const { olena, petro, join, members } = await setScene()
  await Promise.all([
    join(olena, { email: petro.email, role: 'partner' }),
    join(petro, { email: olena.email, role: 'partner' }),
  ])
  expect((await members()).households).toBe(1)
})

test('nobody is added who is unknown, lives elsewhere, is of another centre or is oneself', async () => {
  const { olena, petro, ivan, join, members } = await setScene()
  const other = await setScene()
  await join(olena, { email: petro.email, role: 'partner' })
  const third = { ...ivan }
  const refused = async (of: { id: string }, fields: Record<string, string>) => {
    const answer = await join(of, fields)
    return [answer.status, (await answer.text()).includes('error-summary')]
  }
  for (const fields of [
    { email: 'nikdo@example.org', role: 'child' },
    { email: other.petro.email, role: 'child' },
    { email: third.email, role: 'child' },
    { email: '', role: 'child' },
  ])
    expect(await refused(third, fields)).toEqual([422, true])
  expect(await refused(ivan, { email: petro.email, role: 'child' })).toEqual([422, true])
  expect(await refused(olena, { email: ivan.email, role: 'head' })).toEqual([422, true])
  expect((await join(other.olena, { email: petro.email, role: 'child' })).status).toBe(404)
  expect(await members()).toEqual({ who: ['Olena head', 'Petro partner'], households: 1 })
})

test('a reader sees a household but adds nobody', async () => {
  const { centre, olena, petro, join, base, members } = await setScene()
  const reader = (await aMember(ownerDb, [centre], 'reader')).cookie
  expect((await join(olena, { email: petro.email, role: 'partner' }, reader)).status).toBe(403)
  expect(await (await app.get(`${base}/${olena.id}`, reader)).text()).not.toContain('/household"')
  expect((await members()).who).toEqual([])
})
