import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normalEmail } from '../../src/lib/email.ts'
import { fullName, splitName } from '../../src/lib/names.ts'
import { normalPhone, readablePhone } from '../../src/lib/phone.ts'
import { slugOf } from '../../src/lib/slug.ts'

test('an address is compared without regard to case, blanks, composition or the spelling of its domain', () => {
  const one = 'jana.nová@xn--hkyrky-ptac70bc.example'
  for (const typed of [
    ' Jana.Nová@Háčkyčárky.example ',
    'JANA.NOVÁ@XN--HKYRKY-PTAC70BC.EXAMPLE',
    'jana.nova\u0301@háčkyčárky.example',
  ]) {
    expect([typed, normalEmail(typed)]).toEqual([typed, one])
  }
})

test('dots and plusses belong to the address', () => {
  expect(
    new Set(['jana.nova@example.org', 'jananova@example.org', 'jananova+a@example.org'].map(normalEmail)).size,
  ).toBe(3)
})

test('normalising twice is normalising once', () => {
  fc.assert(
    fc.property(fc.emailAddress(), (address) => {
      expect(normalEmail(normalEmail(address))).toBe(normalEmail(address))
    }),
  )
})

test('the last word of a name is the family’s, a single one is given', () => {
  expect(splitName('Jana Marie Dvořáková')).toEqual({ given_name: 'Jana Marie', family_name: 'Dvořáková' })
  expect(splitName('  Олена \t Шевченко ')).toEqual({ given_name: 'Олена', family_name: 'Шевченко' })
  expect(splitName('Madonna')).toEqual({ given_name: 'Madonna', family_name: '' })
  expect(splitName('')).toEqual({ given_name: '', family_name: '' })
})

test('a name that is split and put together again is the name', () => {
  const word = fc.stringMatching(/^\S{1,12}$/)
  const names = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '))
  fc.assert(
    fc.property(names, (name) => {
      expect(fullName(splitName(name))).toBe(name.trim())
    }),
  )
})

test('a telephone number is one, however it is typed; without a prefix it is Czech', () => {
  for (const typed of ['777 123 456', '777123456', '+420 777 123 456', '00420777123456', '(777) 123-456']) {
    expect([typed, normalPhone(typed)]).toEqual([typed, '+420777123456'])
  }
  expect(normalPhone('+49 30 901820')).toBe('+4930901820')
  expect(['', '12', 'abc', '777 123', '+420 123'].map(normalPhone)).toEqual(Array(5).fill(undefined))
  expect(readablePhone('+420777123456')).toBe('+420 777 123 456')
})

test('an address of a page is short, plain and without hyphens at its ends', () => {
  expect(slugOf('Setkání v Plzni')).toBe('setkani-v-plzni')
  expect(slugOf('  Žluťoučký kůň – 2. ročník! ')).toBe('zlutoucky-kun-2-rocnik')
  expect(slugOf('Зустріч')).toBe('')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (title) => {
      expect(slugOf(title)).toMatch(/^([a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?)?$/)
    }),
  )
})
