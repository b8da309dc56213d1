import { expect, test } from 'vitest'
import { bornOf, bornText, bornTyped, isBornAfter } from '../../src/lib/born.ts'

test.each([
  ['1985', '1985', '1985', '1985'],
  ['4/1985', '1985-04', '4/1985', 'duben 1985'],
  ['04.1985', '1985-04', '4/1985', 'duben 1985'],
  ['12. 4. 1985', '1985-04-12', '12. 4. 1985', '12. dubna 1985'],
  ['12.4.1985', '1985-04-12', '12. 4. 1985', '12. dubna 1985'],
  ['12/4/1985', '1985-04-12', '12. 4. 1985', '12. dubna 1985'],
  ['12. 4.', '--04-12', '12. 4.', '12. dubna'],
  ['29. 2.', '--02-29', '29. 2.', '29. února'],
  ['29. 2. 1984', '1984-02-29', '29. 2. 1984', '29. února 1984'],
  ['1985-04-12', '1985-04-12', '12. 4. 1985', '12. dubna 1985'],
])('%j is kept as %s, typed again as %s and read as %s', (typed, kept, again, read) => {
  expect(bornOf(typed)).toBe(kept)
  expect(bornTyped(kept)).toBe(again)
  expect(bornOf(again)).toBe(kept)
  expect(bornText({ lang: 'cs' }, kept).replaceAll('\u00a0', ' ')).toBe(read)
})

test.each([
  '30. 2.',
  '29. 2. 1985',
  '13/1985',
  '0/1985',
  '32. 1.',
  '0. 1. 1985',
  '85',
  '19855',
  '1799',
  'duben',
  '--',
  '1985-13',
])('%j is no birth', (typed) => expect(bornOf(typed)).toBeUndefined())

test.each([
  ['2026', '2026-11-20', false],
  ['2027', '2026-11-20', true],
  ['2026-12', '2026-11-20', true],
  ['2026-11-20', '2026-11-20', false],
  ['2026-11-21', '2026-11-20', true],
  ['--12-24', '2026-11-20', false],
])('%s is after %s: %s', (born, today, after) => expect(isBornAfter(born, today)).toBe(after))
