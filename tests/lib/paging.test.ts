import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newId, randomId } from '../../src/lib/ids.ts'
import { aDay, aMoment, anId, anyText, decodeCursor, encodeCursor, pageOf } from '../../src/lib/paging.ts'

test('a cursor leads back to the values it was made of', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme', maxLength: 20 }).filter(anyText), { minLength: 1, maxLength: 4 }),
      (values) => {
        const shape = values.map(() => anyText)
        expect(decodeCursor(encodeCursor(values), shape)).toEqual(values)
      },
    ),
  )
})

test('anything else in its place begins the list at its beginning', () => {
  const good = encodeCursor([new Date().toISOString(), newId()])
  expect(decodeCursor(good, [aMoment, anId])?.length).toBe(2)
  const wrong = [
    undefined,
    '',
    'x',
    '%00',
    good.slice(2),
    encodeCursor(['x', newId()]),
    encodeCursor([newId()]),
    Buffer.from('{"a":1}').toString('base64url'),
    Buffer.from('[1,2]').toString('base64url'),
  ]
  for (const cursor of wrong) expect([cursor, decodeCursor(cursor, [aMoment, anId])]).toEqual([cursor, undefined])
  fc.assert(
    fc.property(fc.string(), (noise) => {
      expect(decodeCursor(noise, [aMoment, anId])).toBeUndefined()
    }),
  )
})

test('what a cursor holds is what the database will take', () => {
  const moments = [
    '2026-11-20T09:00:00.000Z',
    '2026-11-20 09:00:00.123456+00',
    '2026-11-20 10:00:00+01:00',
    '2026-11-20 09:00:00+05:30',
  ]
  expect(moments.filter(aMoment)).toEqual(moments)
  const wrong = [
    '2026-02-30T09:00:00Z',
    '2026-11-20T24:00:00Z',
    '2026-11-20T09:60:00Z',
    '2026-11-20T09:00:00',
    '9999-99-99T99:99:99Z',
    '2026-11-20T09:00:00+99',
  ]
  expect(wrong.filter(aMoment)).toEqual([])
  expect(['infinity', '2026-11-20', '2026-02-30', '-infinity'].filter(aDay)).toEqual(['infinity', '2026-11-20'])
  expect([newId(), randomId()].every(anId)).toBe(true)
  expect([newId().toUpperCase(), `${newId()} `, '', '\0'].filter(anId)).toEqual([])
  expect(anyText('a\0')).toBe(false)
})

test('a page that is the last leads nowhere, another leads behind its last row', () => {
  const rows = [1, 2, 3]
  expect(pageOf(rows, 3, String as never)).toEqual({ rows, next: undefined })
  const { rows: page, next } = pageOf(rows, 2, (row) => [String(row)])
  expect([page, decodeCursor(next, [anyText])]).toEqual([[1, 2], ['2']])
})
