import { expect, test } from 'vitest'
import { addDays, after, dayOf, isDay, momentOf, wallTimeOf } from '../../src/lib/time.ts'

const utc = (wallTime: string) => momentOf(wallTime)?.toISOString()

test('a clock in Prague is read right in winter, in summer and on the days it is changed', () => {
  expect(utc('2026-12-09T18:00')).toBe('2026-12-09T17:00:00.000Z')
  expect(utc('2026-07-09T18:00')).toBe('2026-07-09T16:00:00.000Z')
  expect([utc('2027-03-28T01:59'), utc('2027-03-28T03:00')]).toEqual([
    '2027-03-28T00:59:00.000Z',
    '2027-03-28T01:00:00.000Z',
  ])
  expect([utc('2026-10-25T01:59'), utc('2026-10-25T03:00')]).toEqual([
    '2026-10-24T23:59:00.000Z',
    '2026-10-25T02:00:00.000Z',
  ])
})

test('an hour that does not exist moves on, one that comes twice is the first', () => {
  expect(utc('2027-03-28T02:30')).toBe('2027-03-28T01:30:00.000Z')
  expect(utc('2026-10-25T02:30')).toBe('2026-10-25T00:30:00.000Z')
})

test('what was read is shown again as it was typed', () => {
  for (const typed of ['2026-12-09T18:00', '2026-07-01T00:00', '2026-10-25T02:30', '2028-02-29T23:59']) {
    const moment = momentOf(typed)
    expect(moment && wallTimeOf(moment)).toBe(typed)
  }
})

test('what is no time, or a time nobody lives in, is none', () => {
  const wrong = [
    '',
    'zítra',
    '2026-13-01T10:00',
    '2026-02-30T10:00',
    '2026-12-09T24:30',
    '2026-12-09T18:00Z',
    '+099999-01-01T00:00',
    '0001-01-01T00:00',
  ]
  for (const typed of wrong) expect([typed, momentOf(typed)]).toEqual([typed, undefined])
})

test('a day is the day in Prague', () => {
  expect(dayOf(new Date('2026-12-31T22:59:59Z'))).toBe('2026-12-31')
  expect(dayOf(new Date('2026-12-31T23:00:00Z'))).toBe('2027-01-01')
  expect(dayOf(new Date('2026-06-30T22:00:00Z'))).toBe('2026-07-01')
  expect([addDays('2026-02-28', 1), addDays('2028-02-28', 1), addDays('2026-01-01', -1)]).toEqual([
    '2026-03-01',
    '2028-02-29',
    '2025-12-31',
  ])
})

test('a day is written in one way only', () => {
  expect(['2026-02-28', '2028-02-29'].map(isDay)).toEqual([true, true])
  const wrong = [
    '2026-02-29',
    '2026-2-3',
    '20260203',
    '2026-02-03T10:00',
    '',
    '9999-99-99',
    '0000-01-01',
    '+02026-01-01',
  ]
  expect(wrong.filter(isDay)).toEqual([])
})

test('durations count minutes, whatever clocks are changed meanwhile', () => {
  const evening = new Date('2027-03-27T18:00:00Z')
  expect(after(evening, { days: 1 }).toISOString()).toBe('2027-03-28T18:00:00.000Z')
  expect(after(evening, { hours: -48, minutes: 1 }).toISOString()).toBe('2027-03-25T18:01:00.000Z')
})
