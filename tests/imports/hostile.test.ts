import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { wholeLimits } from '../../src/imports/reading/limits.ts'
import { readFile } from '../../src/imports/reading/read.ts'
import type { RawRow } from '../../src/lib/imports.ts'
import { readApart } from '../../src/node/reading.ts'
import { testApp } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { anImportDesk, peopleOf } from './desk.ts'
import { ole, row, workbook } from './workbooks.ts'

const database = testDatabase()
const app = testApp(database.appDb)

const people = `Jméno;E-mail\n${'Jan;jan@example.org\n'.repeat(3)}`
const utf8 = (text: string) => strToU8(text)
const big = (bytes: number, fill = 0x61) => new Uint8Array(bytes).fill(fill)
const head = row(1, 'Jméno', 'E-mail')
const broken = () =>
  Uint8Array.from([...utf8('Jméno;E-mail\nJan'), 0xff, 0xfe, 0x80, ...utf8(';žluťoučký kůň úpěl ďábelské ódy\n')])

const corpus: [name: string, make: () => Uint8Array, problem: string][] = [
  ['an empty file', () => new Uint8Array(), 'empty'],
  ['nothing but spaces', () => utf8(' \n\n \r\n'), 'empty'],
  ['a header alone', () => utf8('Jméno;Příjmení;E-mail\n'), 'only_header'],
  ['a million empty rows', () => utf8(`Jméno;E-mail\n${';\n'.repeat(1_000_000)}`), 'too_many_rows'],
  ['more rows than are taken', () => utf8(`Jméno;E-mail\n${'a;b\n'.repeat(200_001)}`), 'too_many_rows'],
  ['a hundred thousand columns', () => utf8(`Jméno;E-mail\n${'x;'.repeat(100_000)}\n`), 'too_many_columns'],
  ['a field of forty thousand letters', () => utf8(`Jméno;E-mail\nJan;${'x'.repeat(40_000)}\n`), 'long_cell'],
  ['a field without an end', () => Uint8Array.from([...utf8('Jméno;E-mail\n"'), ...big(2_000_000)]), 'quotes'],
  ['a quote that is never closed', () => utf8('Jméno;E-mail\n"Jan;jan@example.org\nEva;x\n'), 'quotes'],
  ['fifty-one megabytes', () => big(51 * 1024 * 1024), 'too_large'],
  ['zeros in a text', () => utf8('Jméno;E-mail\nJan\0;jan@example.org\n'), 'binary'],
  ['two encodings at once', broken, 'encoding'],
  ['a mark of UTF-8 before what is none', () => Uint8Array.from([0xef, 0xbb, 0xbf, 0x4a, 0xe1, 0x6e]), 'encoding'],
  ['letters no Czech table has', () => Uint8Array.from([...utf8('Jmeno;E-mail\nJ'), 0x81, 0x90, 0x0a]), 'encoding'],
  ['half of UTF-16', () => Uint8Array.from([0xff, 0xfe, 0x4a, 0x00, 0x0a]), 'encoding'],
  ['an old workbook', () => ole(), 'old_xls'],
  ['a workbook with a password', () => ole('EncryptedPackage'), 'protected'],
  ['a PDF called .csv', () => utf8('%PDF-1.7\n%âãÏÓ'), 'pdf'],
  ['a picture', () => Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d]), 'no_table'],
  ['a web page called .xls', () => utf8('<html><table><tr><td>Jan</td></tr></table></html>'), 'no_table'],
  ['a zip of something else', () => zipSync({ 'readme.txt': utf8('x') }), 'no_table'],
  ['half a zip', () => workbook(head).slice(0, 300), 'damaged'],
  ['a flat bomb', () => zipSync({ 'xl/workbook.xml': big(60_000_000, 0) }, { level: 1 }), 'bomb'],
  [
    'a bomb below the size that is taken',
    () => zipSync({ 'xl/workbook.xml': big(40_000_000, 0) }, { level: 1 }),
    'bomb',
  ],
  [
    'a nested bomb',
    () =>
      workbook(head, { more: { 'xl/media/x.zip': zipSync({ a: big(20_000_000, 0) }), 'b.bin': big(20_000_000, 0) } }),
    'bomb',
  ],
  ['a bomb that says less of itself than it holds', () => lying(), 'bomb'],
  [
    'three hundred files',
    () => workbook(head, { more: Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`f${at}`, utf8('x')])) }),
    'bomb',
  ],
  ['three hundred sheets', () => workbook(head, { sheets: 60 }), 'too_many_sheets'],
  ['paths that leave the zip', () => workbook(head, { more: { '../../etc/passwd': utf8('x') } }), 'odd_names'],
  [
    'an entity from outside',
    () => workbook(head, { workbook: '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' }),
    'external',
  ],
  ['laughter a billion times', () => workbook(`<!DOCTYPE l [<!ENTITY a "ha">]>${head}`), 'external'],
  [
    'links to other workbooks',
    () => workbook(head, { more: { 'xl/externalLinks/externalLink1.xml': utf8('<x/>') } }),
    'external',
  ],
  [
    'a cell in column XFD',
    () => workbook(head + row(2, '<c r="XFD2" t="inlineStr"><is><t>x</t></is></c>')),
    'too_many_columns',
  ],
  ['rows that never end', () => workbook('<row r="1"><c r="A1"><v>1</v></c>'.repeat(100_000), { level: 0 }), 'damaged'],
  ['a workbook without rows', () => workbook(''), 'empty'],
]

/** The sizes in a zip's directory are only what it says of itself. */
const lying = () => {
  const zip = zipSync({
    'xl/workbook.xml': big(30_000_000, 0),
    'pad.bin': [crypto.getRandomValues(new Uint8Array(60_000)), { level: 0 }],
  })
  const said = new DataView(zip.buffer, zip.byteOffset)
  for (let at = 0; at + 46 < zip.length; at++) {
    if (said.getUint32(at, true) === 0x02014b50 && said.getUint32(at + 24, true) === 30_000_000)
      said.setUint32(at + 24, 500, true)
    if (said.getUint32(at, true) === 0x04034b50 && said.getUint32(at + 22, true) === 30_000_000)
      said.setUint32(at + 22, 500, true)
  }
  return zip
}

const rowsIn = (bytes: Uint8Array): RawRow[] => {
  const read = readFile(bytes, {}, wholeLimits)
  if (read.kind === 'refused') throw new Error(read.problem)
  return read.sample
}

describe('a hostile file', () => {
  test.each(corpus)('%s is refused within memory and time', (_name, make, problem) => {
    const bytes = make()
    const [memory, cpu] = [process.memoryUsage().rss, process.cpuUsage()]
    const read = readFile(bytes, {}, wholeLimits)
    expect(read).toMatchObject({ kind: 'refused', problem })
    const { user, system } = process.cpuUsage(cpu)
    expect((user + system) / 1_000_000).toBeLessThan(5)
    expect((process.memoryUsage().rss - memory) / 1024 / 1024).toBeLessThan(200)
  })

  test('is refused with a sentence in the language of the page, and nothing of it is kept', async () => {
    const desk = await anImportDesk(database, app)
    for (const [, make] of corpus.filter(([name]) => !/fifty|million|two hundred/.test(name))) {
      const { status, html } = await desk.upload(make())
      expect(status === 422 && /Tento soubor nejde přečíst|Vyberte soubor/.test(html)).toBe(true)
    }
    expect(
      await database.ownerDb.selectFrom('imports').select('id').where('centre_id', '=', desk.centre.id).execute(),
    ).toEqual([])
  })

  test('larger than anything that is sent is not read at all', async () => {
    const desk = await anImportDesk(database, app)
    const { status } = await desk.upload(big(52 * 1024 * 1024))
    expect(status).toBe(413)
  })

  test('is read in a thread that ends by itself', async () => {
    expect(await readApart(utf8(people), {})).toMatchObject({ kind: 'read', rows: 3 })
    expect(await readApart(zipSync({ 'xl/workbook.xml': big(60_000_000, 0) }, { level: 1 }), {})).toEqual({
      kind: 'refused',
      problem: 'bomb',
    })
  })

  test('with headers that name what objects are made of changes no object', async () => {
    const desk = await anImportDesk(database, app)
    await desk.bring('__proto__;constructor;Jméno;toString\nx;y;Jan;z', {}, { Jméno: 'given_name' })
    expect((await peopleOf(database.ownerDb, desk.centre.id)).map(({ given_name }) => given_name)).toEqual(['Jan'])
    expect(({} as Record<string, unknown>).x).toBeUndefined()
  })

  test('of formulas is read as it was last shown, and evaluated by nobody', () => {
    const formula = '<c r="A2" t="str"><f>HYPERLINK("http://evil.example")</f><v>Jan</v></c>'
    expect(rowsIn(workbook(head + row(2, formula, '=cmd|x')))).toEqual([[2, ['Jan', '=cmd|x']]])
    expect(rowsIn(utf8("Jméno;E-mail\n=cmd|' /C calc'!A0;x@example.org\n'=1+1;'+420"))).toEqual([
      [2, ["=cmd|' /C calc'!A0", 'x@example.org']],
      [3, ['=1+1', '+420']],
    ])
  })

  test('that says it is a million columns wide is as wide as its cells', () => {
    expect(rowsIn(workbook(head + row(2, 'Jan', 'x'), { dimension: 'A1:XFD1048576' }))).toEqual([[2, ['Jan', 'x']]])
  })
})
