import { describe, expect, test } from 'vitest'
import { hashPassword, passwordMatches } from '../../src/accounts/passwords.ts'

const right = 'správné heslo koně'

describe('a password', () => {
  test('is stored as scrypt with its parameters, a salt of its own, and nothing of itself', async () => {
    const [one, other] = [await hashPassword(right), await hashPassword(right)]
    expect(one).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/)
    expect(other).not.toBe(one)
    expect(await passwordMatches(right, one)).toBe(true)
    expect(await passwordMatches(right, other)).toBe(true)
  }, 20_000)

  test('matches only when it is the same', async () => {
    const stored = await hashPassword(right, { N: 1024, r: 8, p: 1 })
    for (const wrong of ['', 'spravne heslo kone', `${right} `, right.toUpperCase()]) {
      expect([wrong, await passwordMatches(wrong, stored)]).toEqual([wrong, false])
    }
    expect(await passwordMatches(right, stored)).toBe(true)
  })

  test('typed on another keyboard, composed otherwise, is the same', async () => {
    const stored = await hashPassword(right.normalize('NFD'), { N: 1024, r: 8, p: 1 })
    expect(await passwordMatches(right.normalize('NFC'), stored)).toBe(true)
  })

  test('is checked with the parameters it was stored with, so that they can be raised', async () => {
    const cheap = await hashPassword(right, { N: 1024, r: 8, p: 1 })
    expect(cheap).toMatch(/^scrypt\$1024\$8\$1\$/)
    expect(await passwordMatches(right, cheap)).toBe(true)
    expect(await passwordMatches(right, cheap.replace('$1024$', '$2048$'))).toBe(false)
  })

  test('never matches where none is stored, not even the empty hash that is compared instead', async () => {
    for (const stored of [null, undefined]) expect(await passwordMatches(right, stored)).toBe(false)
    expect(await passwordMatches('', undefined)).toBe(false)
  })

  test('costs as much for an unknown account as for a known one', async () => {
    const stored = await hashPassword(right)
    const spent = async (against: string | undefined) => {
      const began = process.cpuUsage()
      await passwordMatches('něco jiného', against)
      return process.cpuUsage(began).user
    }
    const known: number[] = []
    const unknown: number[] = []
    for (let round = 0; round < 5; round += 1) {
      known.push(await spent(stored))
      unknown.push(await spent(undefined))
    }
    const ratio = medianOf(unknown) / medianOf(known)
    expect(ratio).toBeGreaterThan(0.6)
    expect(ratio).toBeLessThan(1.7)
  }, 30_000)
})

const medianOf = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
