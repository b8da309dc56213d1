import { expect, test } from 'vitest'
import { memo } from '../../src/lib/memo.ts'
import { dayOf } from '../../src/lib/time.ts'

test('a pure answer is worked out once for each question, and memory stays bounded', () => {
  let worked = 0
  const square = memo((n: number) => {
    worked += 1
    return n * n
  }, 10)
  expect([square(3), square(3), square(4)]).toEqual([9, 9, 16])
  expect(worked).toBe(2)
  for (let n = 0; n < 25; n += 1) expect(square(n)).toBe(n * n)
  expect(worked).toBeLessThanOrEqual(2 + 25)
})

test('a day kept by quarters of an hour is the day of the moment, also when clocks change', () => {
  const inPrague = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Prague', dateStyle: 'short' })
  for (const night of ['2026-03-28T22:00:00Z', '2026-10-24T21:00:00Z', '2026-12-31T22:00:00Z', '1999-12-31T22:30:00Z'])
    for (let minute = 0; minute < 240; minute += 1) {
      const moment = new Date(Date.parse(night) + minute * 60_000 + 59_999)
      expect(dayOf(moment)).toBe(inPrague.format(moment))
    }
})
