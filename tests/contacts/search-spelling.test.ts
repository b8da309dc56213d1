import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { aSeeker, type Seeker } from './seeker.ts'

const database = testDatabase()

/** Each letter and what whoever has another keyboard types. */
const letters: Record<string, string> = {
  ...{
    á: 'a',
    č: 'c',
    ď: 'd',
    é: 'e',
    ě: 'e',
    í: 'i',
    ň: 'n',
    ó: 'o',
    ř: 'r',
    š: 's',
    ť: 't',
    ú: 'u',
    ů: 'u',
    ý: 'y',
    ž: 'z',
  },
  ...{
    ä: 'a',
    ľ: 'l',
    ĺ: 'l',
    ŕ: 'r',
    ô: 'o',
    ö: 'o',
    ü: 'u',
    ß: 'ss',
    ł: 'l',
    ą: 'a',
    ć: 'c',
    ę: 'e',
    ń: 'n',
    ś: 's',
    ź: 'z',
    ż: 'z',
  },
}

describe('every letter', () => {
  let alphabet: Seeker
  const bearer = (letter: string) => `Bear${letter}nka`

  beforeAll(async () => {
    alphabet = await aSeeker(
      database,
      Object.keys(letters).map((letter) => ({ given_name: letter.toUpperCase(), family_name: bearer(letter) })),
    )
  })

  test.each(Object.entries(letters))(
    '%s is found as %s, small or capital, in one piece or in two',
    async (letter, plain) => {
      const name = bearer(letter)
      for (const typed of [
        name,
        name.toUpperCase(),
        name.normalize('NFD'),
        bearer(plain),
        bearer(plain).toUpperCase(),
      ]) {
        const everybody = Object.keys(letters).filter((other) => letters[other] === plain)
        const found = (await alphabet.ranks(typed, 20)).filter((each) => each.startsWith('10 '))
        expect([typed, found.length]).toEqual([typed, everybody.length])
        expect(found).toContain(`10 ${letter.toUpperCase()} ${name}`)
      }
    },
  )

  test('stored in two pieces is found in one', async () => {
    await alphabet.add({ given_name: 'Řehoř'.normalize('NFD'), family_name: 'Žďárský'.normalize('NFD') })
    for (const typed of ['řehoř žďárský', 'rehor zdarsky', 'ŽĎÁR'])
      expect((await alphabet.best(typed))[0]?.normalize('NFC')).toBe('Řehoř Žďárský')
  })
})

const surnames = [
  ...[
    'Dvořák',
    'Dvořáková',
    'Procházka',
    'Procházková',
    'Kučera',
    'Veselý',
    'Horáková',
    'Němcová',
    'Pokorná',
    'Šťastný',
  ],
  ...[
    'Řezníček',
    'Řezníčková',
    'Kratochvíl',
    'Kratochvílová',
    'Ďuricová',
    'Hloušková',
    'Müllerová',
    'Nováková',
    'Jelínek',
  ],
  ...[
    'Chmelnyckyj',
    'Wojciechowski',
    'Schönbergová',
    'Ševčenko',
    'Matějíčková',
    'Zapletal',
    'Vlčková',
    'Hruška',
    'Žáčková',
  ],
]

describe('a slip of the finger', () => {
  let office: Seeker

  beforeAll(async () => {
    office = await aSeeker(
      database,
      surnames.map((family_name) => ({ given_name: 'Alex', family_name })),
    )
  })

  const slips = fc.record({
    name: fc.constantFrom(...surnames),
    kind: fc.constantFrom('left out', 'put in', 'mistaken', 'swapped'),
    at: fc.nat(),
    letter: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzčšřžáíéů'),
  })

  test('in a name of six letters or more hides nobody, alone or beside another name', async () => {
    const find = async ({ name, kind, at, letter }: { name: string; kind: string; at: number; letter: string }) => {
      const typed = slipped(name, kind, at, letter)
      expect(await office.best(typed, surnames.length)).toContain(`Alex ${name}`)
      expect(await office.found(`${typed} alex`)).toContain(`Alex ${name}`)
    }
    await fc.assert(fc.asyncProperty(slips, find), { numRuns: 150 })
  })

  test('at any place of a long name hides nobody either', async () => {
    const name = 'Kratochvílová'
    for (const kind of ['left out', 'put in', 'mistaken', 'swapped'])
      for (let at = 0; at < name.length; at += 1) {
        const typed = slipped(name, kind, at, 'x')
        expect([typed, await office.best(typed)]).toEqual([typed, expect.arrayContaining([`Alex ${name}`])])
      }
  })

  test('in a short name is another name', async () => {
    const short = await aSeeker(database, [
      { given_name: 'Jan', family_name: 'Král' },
      { given_name: 'Ota', family_name: 'Krás' },
    ])
    expect(await short.best('krám')).toEqual([])
    expect(await short.best('král')).toEqual(['Jan Král'])
  })

  test('two of them are too many', async () => {
    expect(await office.best('kratochvlei')).not.toContain('Alex Kratochvíl')
    expect(await office.best('dvoxxk')).toEqual([])
  })
})

const slipped = (name: string, kind: string, nth: number, letter: string): string => {
  const at = nth % name.length
  const after = name.slice(at + 1)
  if (kind === 'left out') return name.slice(0, at) + after
  if (kind === 'put in') return name.slice(0, at) + letter + name.slice(at)
  if (kind === 'mistaken') return name.slice(0, at) + letter + after
  return name.slice(0, at) + after.slice(0, 1) + name[at] + after.slice(1)
}
