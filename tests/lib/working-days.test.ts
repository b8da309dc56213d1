import { expect, test } from 'vitest'
import { addWorkingDays } from '../../src/lib/working-days.ts'

test.each([
  ['2026-11-20', 2, '2026-11-24'],
  ['2026-11-21', 1, '2026-11-23'],
  ['2026-12-23', 2, '2026-12-29'],
  ['2026-04-02', 1, '2026-04-07'],
  ['2027-03-25', 1, '2027-03-30'],
  ['2026-11-16', 1, '2026-11-18'],
  ['2026-11-20', 0, '2026-11-20'],
])('from %s, %i working days lead to %s: weekends, holidays and Easter are not counted', (day, days, end) => {
  expect(addWorkingDays(day, days)).toBe(end)
})
