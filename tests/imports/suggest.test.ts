import { expect, test } from 'vitest'
import { suggested } from '../../src/imports/suggest.ts'

test('a town without a street is where somebody lives, beside a postal code it is part of an address', () => {
  expect(suggested(['Příjmení', 'Město'])).toEqual(['family_name', 'residence'])
  expect(suggested(['Příjmení', 'Ulice', 'Město'])).toEqual(['family_name', 'street', 'town'])
  expect(suggested(['Obec', 'PSČ'])).toEqual(['town', 'postal_code'])
  expect(suggested(['Kde teď žije', 'Obec'])).toEqual(['residence', 'town'])
})
