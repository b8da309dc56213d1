import { beforeEach, describe, expect, test } from 'vitest'
import { testApp } from '../support/app.ts'
import { aCentre, aMember, password } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'

const { appDb, ownerDb } = testDatabase()
let address = '198.51.100.7'
const app = testApp(appDb, { settings: { rateLimits: true }, addressOf: () => address })

beforeEach(async () => {
  await ownerDb.deleteFrom('rate_limits').execute()
  address = '198.51.100.7'
})

const aNewcomer = async () => aMember(ownerDb, [await aCentre(ownerDb)])
const guess = async (email: string, typed = 'wrong') =>
  (await app.post('/sign-in', { email, password: typed, next: '' })).status
const guesses = async (count: number, email: (index: number) => string) => {
  const statuses: number[] = []
  for (let index = 0; index < count; index += 1) statuses.push(await guess(email(index)))
  return statuses
}

describe('guessing passwords', () => {
  test('ends with the eleventh wrong one at the same account from the same network, and says when to come back', async () => {
    const { email } = await aNewcomer()
    expect(await guesses(11, () => email)).toEqual([...Array(10).fill(422), 429])
    const response = await app.post('/sign-in', { email, password, next: '' })
    expect([response.status, response.headers.get('retry-after'), response.headers.get('set-cookie')]).toEqual([
      429,
      '600',
      null,
    ])
  })

  test('counts the same account however it is written, and the same network however it is numbered', async () => {
    const { email } = await aNewcomer()
    const written = [email, email.toUpperCase(), ` ${email} `]
    expect(await guesses(10, (index) => written[index % 3] ?? email)).toEqual(Array(10).fill(422))
    address = '::ffff:198.51.100.200'
    expect(await guess(email.toUpperCase())).toBe(429)
    address = '198.51.101.7'
    expect(await guess(email)).toBe(422)
  })

  test('does not lock the owner out, who comes from another network', async () => {
    const { email } = await aNewcomer()
    await guesses(12, () => email)
    address = '203.0.113.9'
    expect(await guess(email, password)).toBe(303)
  })

  test('does not count the right password, however often', async () => {
    const { email } = await aNewcomer()
    for (let time = 0; time < 15; time += 1) expect([time, await guess(email, password)]).toEqual([time, 303])
    expect(await guesses(10, () => email)).toEqual(Array(10).fill(422))
    expect(await guess(email)).toBe(429)
  })

  test('counts unknown accounts alike, so that the limit tells nobody which exist', async () => {
    expect(await guesses(11, () => 'nobody@example.org')).toEqual([...Array(10).fill(422), 429])
  })

  test('ends after thirty failures of one network at several accounts, of IPv6 networks too', async () => {
    const accounts = await Promise.all(Array.from({ length: 4 }, aNewcomer))
    const next = (index: number) => accounts[index % 4]?.email ?? ''
    expect(await guesses(31, next)).toEqual([...Array(30).fill(422), 429])
    address = '2001:db8:1:2200:aaaa::1'
    expect(await guesses(31, next)).toEqual([...Array(30).fill(422), 429])
    address = '2001:db8:1:22ff::9'
    expect(await guess(next(0))).toBe(429)
    address = '2001:db8:1:2300::9'
    expect(await guess(next(0))).toBe(422)
  }, 60_000)

  test('in parallel gets no more tries than one after another', async () => {
    const { email } = await aNewcomer()
    const statuses = await Promise.all(Array.from({ length: 20 }, () => guess(email)))
    expect(statuses.filter((status) => status === 422)).toHaveLength(10)
    expect(statuses.filter((status) => status === 429)).toHaveLength(10)
  })

  test('is forgiven when the hour is over', async () => {
    const { email } = await aNewcomer()
    await guesses(11, () => email)
    await ownerDb
      .updateTable('rate_limits')
      .set({ resets_at: new Date(Date.now() - 1000) })
      .execute()
    expect(await guess(email)).toBe(422)
  })

  test('leaves neither addresses nor accounts in the database', async () => {
    const { email } = await aNewcomer()
    await guess(email)
    const rows = await ownerDb.selectFrom('rate_limits').selectAll().execute()
    expect(rows.map(({ key_hash }) => key_hash.length)).toEqual([32, 32])
    expect(JSON.stringify(rows.map(({ key_hash }) => key_hash.toString('latin1')))).not.toContain('198.51')
  })
})
