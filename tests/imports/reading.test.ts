import fc from 'fast-check'
import { strToU8 } from 'fflate'
import { describe, expect, test } from 'vitest'
import { wholeLimits } from '../../src/imports/reading/limits.ts'
import { readFile, type Wish } from '../../src/imports/reading/read.ts'
import { bornIn, dayIn, emailIn, nameIn, phoneIn } from '../../src/imports/values.ts'
import { normalPhone } from '../../src/lib/phone.ts'
import { inert } from '../../src/lib/spreadsheet.ts'
import { row, workbook } from './workbooks.ts'

const read = (bytes: Uint8Array, wish: Wish = {}) => {
  const found = readFile(bytes, wish, wholeLimits)
  if (found.kind === 'refused') throw new Error(found.problem)
  return found
}

const windows1250 = (text: string) => {
  const letters = new TextDecoder('windows-1250')
  const byteOf = new Map(Array.from({ length: 256 }, (_, byte) => [letters.decode(Uint8Array.of(byte)), byte]))
  return Uint8Array.from([...text].map((letter) => byteOf.get(letter) ?? 0x3f))
}

const text = 'Příjmení;Jméno\r\nŽluťoučká;Šárka\r\n'

describe('a list is recognised', () => {
  test.each([
    ['utf-8', strToU8(text)],
    ['utf-8', strToU8(`\uFEFF${text}`)],
    ['windows-1250', windows1250(text)],
    ['utf-16le', new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'))],
    ['utf-16le', new Uint8Array(Buffer.from(text, 'utf16le'))],
  ])('by its encoding %s', (encoding, bytes) => {
    const { reading, header, sample } = read(bytes)
    expect([reading.encoding, header, sample]).toEqual([encoding, ['Příjmení', 'Jméno'], [[2, ['Žluťoučká', 'Šárka']]]])
  })

  test.each([';', ',', '\t', '|'])('by its separator %j, quotes and lines within them', (separator) => {
    const lines = [
      ['Jméno', 'Poznámka', 'E-mail'],
      ['Jan', `Řekl: "ano"${separator}\nvolat`, 'jan@example.org'],
      ['Eva', '', 'x'],
    ]
    const csv = lines
      .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(separator))
      .join('\r\n')
    const { reading, sample } = read(strToU8(csv))
    expect(reading.separator).toBe(separator)
    expect(sample).toEqual([
      [2, lines[1]],
      [4, lines[2]],
    ])
  })

  test('by its header, wherever it stands, or by having none', () => {
    expect(
      read(strToU8('Seznam absolventů\n\nvytištěno 1. 2. 2026\nJméno;Příjmení;E-mail\nJan;Novák;x\n')).reading,
    ).toMatchObject({
      ...{ header: 3, headerLine: 4 },
    })
    expect(read(strToU8('Jan;Novák;jan@example.org\nEva;Malá;eva@example.org\n')).reading.header).toBe(0)
  })

  test('however its bytes are cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string({ unit: 'grapheme', maxLength: 20 }), { minLength: 2, maxLength: 5 }), {
          minLength: 1,
          maxLength: 20,
        }),
        (rows) => {
          const csv = rows
            .map((cells) => cells.map((cell) => `"${inert(cell).replaceAll('"', '""')}"`).join(';'))
            .join('\r\n')
          const found = readFile(strToU8(csv), { header: 0, separator: ';', encoding: 'utf-8' }, wholeLimits)
          const kept = rows.map((cells) => cells.map(cleaned)).filter((cells) => cells.some(Boolean))
          expect(found.kind === 'read' ? found.top.map(([, cells]) => cells) : []).toEqual(kept.slice(0, 15))
        },
      ),
      { numRuns: 300 },
    )
  })

  test('from a workbook: days by their format, numbers as they are, texts of several parts', () => {
    const cells =
      '<c r="A2" t="inlineStr"><is><r><t>Ja</t></r><r><t>n</t></r></is></c><c r="B2" s="1"><v>46054</v></c><c r="C2"><v>7.77123456E8</v></c>'
    const { sample, reading } = read(workbook(`${row(1, 'Jméno', 'Termín', 'Telefon')}<row r="2">${cells}</row>`))
    expect([reading.format, reading.sheet, sample]).toEqual([
      'xlsx',
      'List 1',
      [[2, ['Jan', '2026-02-01', '777123456']]],
    ])
  })
})

const cleaned = (cell: string) =>
  cell
    .trim()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .toWellFormed()

describe('a value is read', () => {
  test.each([
    ['1. 2. 2026', '2026-02-01'],
    ['1.2.26', '2026-02-01'],
    ['01/02/2026', '2026-02-01'],
    ['2026-02-01', '2026-02-01'],
    ['1. února 2026', '2026-02-01'],
    ['46054', '2026-02-01'],
    ['31. 2. 2026', undefined],
    ['brzy', undefined],
  ])('as a day: %s', (typed, day) => {
    expect(dayIn(typed)).toBe(day)
  })

  test.each([
    ['1985', '1985'],
    ['4/1985', '1985-04'],
    ['12.4.85', '1985-04-12'],
    ['12.4.05', '2005-04-12'],
    ['12. 4.', '--04-12'],
    ['kdysi', undefined],
  ])('as a birth: %s', (typed, born) => {
    expect(bornIn(typed, new Date('2026-11-20'))).toBe(born)
  })

  test('as a phone just as everywhere else, only faster', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^(\+420|00420|420)? ?[0-9]{3} ?[0-9]{3} ?[0-9]{3}$/), (typed) => {
        const known = normalPhone(typed)
        if (known) expect(phoneIn(typed)).toBe(known)
      }),
    )
    expect([phoneIn('690 123 456'), phoneIn('12345'), phoneIn('nemá')]).toEqual(['+420690123456', undefined, undefined])
  })

  test('as an address and as a name', () => {
    expect([emailIn('Jan Novák <jan@example.org>'), emailIn('mailto:x@example.org'), emailIn('neni')]).toEqual([
      ...['jan@example.org', 'x@example.org', undefined],
    ])
    expect(nameIn('Ing. Jana Marie Dvořáková, Ph.D.', false)).toEqual({
      ...{ title_before: 'Ing.', title_after: 'Ph.D.', given_name: 'Jana Marie', family_name: 'Dvořáková' },
    })
    expect(nameIn('Novák Jan', true)).toMatchObject({ given_name: 'Jan', family_name: 'Novák' })
  })
})
