import { expect, test } from 'vitest'
import { placesLeft, takesRegistrations, textOf } from '../../src/lib/events.ts'
import {
  languageName,
  longDateTime,
  longDay,
  shortDateTime,
  shortDay,
  tileOf,
  timeOfDay,
  wholeNumber,
} from '../../src/lib/format.ts'

const moment = new Date('2026-12-09T17:00:00Z')
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

test('times are told in Prague and in the language of the page', () => {
  const told = (['cs', 'en', 'de', 'uk'] as const).map((lang) => plain(longDateTime({ lang }, moment)))
  expect(told[0]).toBe('středa 9. prosince 2026 v 18:00')
  expect(told[1]).toBe('Wednesday, 9 December 2026 at 18:00')
  expect(told[2]).toBe('Mittwoch, 9. Dezember 2026 um 18:00')
  expect(told[3]).toMatch(/^середа, 9 грудня 2026 р\.,? (о|об) 18:00$/)
  expect(plain(shortDateTime({ lang: 'cs' }, moment))).toBe('9. 12. 2026 18:00')
  expect(timeOfDay({ lang: 'cs' }, new Date('2026-07-09T16:05:00Z'))).toBe('18:05')
})

test('a day without a time is the same day everywhere', () => {
  expect(plain(shortDay({ lang: 'cs' }, '2026-12-09'))).toBe('9. 12. 2026')
  expect(plain(longDay({ lang: 'cs' }, '2026-03-29'))).toBe('neděle 29. března 2026')
  expect(plain(shortDay({ lang: 'cs' }, new Date('2026-12-31T23:30:00Z')))).toBe('1. 1. 2027')
  expect(tileOf({ lang: 'cs' }, moment)).toEqual({
    iso: '2026-12-09T17:00:00.000Z',
    day: '9',
    month: 'pro',
    weekday: 'st',
  })
})

test('numbers and languages are written as the reader writes them', () => {
  expect([plain(wholeNumber({ lang: 'cs' }, 12345)), wholeNumber({ lang: 'en' }, 12345)]).toEqual(['12 345', '12,345'])
  expect([languageName({ lang: 'cs' }, 'uk'), languageName({ lang: 'en' }, 'cs')]).toEqual(['ukrajinština', 'Czech'])
})

test('an event is told in Czech where nobody has translated it', () => {
  const text = (lang: 'cs' | 'de', title: string) => ({ lang, title, summary: '', description: '' })
  const event = { texts: [text('cs', 'Setkání'), text('de', 'Treffen')] }
  expect([textOf(event, 'de').title, textOf(event, 'uk').title, textOf({ texts: [] }, 'cs').title]).toEqual([
    'Treffen',
    'Setkání',
    '',
  ])
})

test('people are told of free places only when nobody waits for them', () => {
  expect(placesLeft({ capacity: 10, taken: 4, waiting: 0 })).toBe(6)
  expect(placesLeft({ capacity: 10, taken: 4, waiting: 1 })).toBe(0)
  expect(placesLeft({ capacity: 10, taken: 12, waiting: 0 })).toBe(0)
  expect(placesLeft({ capacity: null, taken: 12, waiting: 0 })).toBeNull()
})

test('an event takes registrations while it is published, until it closes or begins', () => {
  const event = { status: 'published', starts_at: moment, registration_closes_at: null }
  const before = new Date(moment.getTime() - 1)
  expect([takesRegistrations(event, before), takesRegistrations(event, moment)]).toEqual([true, false])
  expect(takesRegistrations({ ...event, registration_closes_at: before }, before)).toBe(false)
  expect(takesRegistrations({ ...event, status: 'draft' }, before)).toBe(false)
})
