import { generateKeyPairSync } from 'node:crypto'
import canonicalize from 'canonicalize'
import { describe, expect, test } from 'vitest'
import { checkPackage } from '../../../src/sharing/checker/check.mjs'
import { first, firstFiles } from './drafts.ts'
import { type Draft, publicKeyPem, sealed, signed } from './hand-made.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const verdictOf = (files: ReadonlyMap<string, Uint8Array>, key = publicKeyPem) => {
  const verdict = checkPackage(files, { publicKeyPem: key })
  if (verdict.good) return 'good'
  expect(verdict.reason).toMatch(/^[^\n\r\t]{1,300}$/)
  expect(verdict.reason).not.toMatch(/\bat .*:\d+|cannot be judged/)
  return `${verdict.unreadable ? 'unreadable' : 'bad'}: ${verdict.reason}`
}

/** The first release with a file put in place of another, named and signed. */
const withFile = (path: string, content: string | Uint8Array) => {
  const draft: Draft = { ...first, others: { ...first.others, [path]: content } }
  return sealed(draft)
}
/** The first release with another manifest, signed. */
const withManifest = (text: string) => signed(firstFiles, text)
const manifestText = new TextDecoder().decode(firstFiles.get('manifest.json'))

describe('no release package at all', () => {
  const cases: [string, ReadonlyMap<string, Uint8Array>, string][] = [
    ['nothing', new Map(), 'unreadable: manifest.json is missing: this is no release package'],
    ['not JSON', withManifest('hello'), 'unreadable: manifest.json is no manifest of format krajan-release/1'],
    ['null', withManifest('null'), 'unreadable: manifest.json is no manifest of format krajan-release/1'],
    ['a list', withManifest('[]'), 'unreadable: manifest.json is no manifest of format krajan-release/1'],
    [
      'deep lists',
      withManifest('['.repeat(5_000_000)),
      'unreadable: manifest.json is no manifest of format krajan-release/1',
    ],
  ]
  test.each(cases)('%s', (_, files, told) => expect(verdictOf(files)).toBe(told))

  test.each(['', 'hello', '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----'])(
    'a key that is none: %j',
    (key) => {
      expect(verdictOf(firstFiles, key)).toBe('unreadable: the public key is no Ed25519 key in PEM')
    },
  )
})

test('a key of another kind is refused', () => {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
  expect(verdictOf(firstFiles, pem)).toBe('unreadable: the public key is no Ed25519 key in PEM')
})

test('a signature too short is refused even where nobody can check it', () => {
  const files = new Map(firstFiles).set('manifest.sig', bytes('AAAA'))
  expect(checkPackage(files)).toMatchObject({ good: false, reason: 'manifest.sig is not 64 bytes in base64' })
})

describe('a manifest', () => {
  const parsed: Record<string, unknown> = JSON.parse(manifestText)
  const cases: [string, string, string | RegExp][] = [
    ['with a space', manifestText.replace('{', '{ '), 'bad: manifest.json is not canonical JSON (RFC 8785)'],
    [
      'with a field twice',
      manifestText.replace('{', '{"base":5,'),
      'bad: manifest.json is not canonical JSON (RFC 8785)',
    ],
    [
      'with fields in another order',
      JSON.stringify({ wave: '2026', ...parsed }),
      'bad: manifest.json is not canonical JSON (RFC 8785)',
    ],
    [
      'with 5.0 for 5',
      manifestText.replace('"base":5', '"base":5.0'),
      'bad: manifest.json is not canonical JSON (RFC 8785)',
    ],
    [
      'with __proto__',
      canonicalize({ ...parsed })?.replace('{', '{"__proto__":{"good":true},') ?? '',
      'bad: manifest.json has the unknown field __proto__',
    ],
    [
      'with a huge snapshot',
      manifestText.replace('"snapshot":1', '"snapshot":1e400'),
      'bad: manifest.json snapshot is not a snapshot from 1',
    ],
    [
      'with files that are a list',
      canonicalize({ ...parsed, files: [] }) ?? '',
      'bad: manifest.json files is not an object',
    ],
    [
      'with a hash that is a number',
      canonicalize({ ...parsed, files: { a: 1 } }) ?? '',
      'bad: manifest.json files a is not a SHA-256 in hex',
    ],
  ]
  test.each(cases)('%s is bad', (_, text, told) => expect(verdictOf(withManifest(text))).toBe(told))
})

test.each([...firstFiles.keys()].filter((path) => path !== 'manifest.json'))('without %s a package is bad', (path) => {
  const without = new Map(firstFiles)
  without.delete(path)
  const told =
    path === 'manifest.sig' ? 'bad: manifest.sig is missing' : `bad: ${path} is named in manifest.json but missing`
  expect(verdictOf(without)).toBe(told)
})

describe('paths and names', () => {
  const outside = ['../x', '/etc/passwd', 'a/../../x', 'a//b', './a', 'a/', '..', 'a\\b', 'C:x', 'a\nb', 'a\u202eb', '']
  test.each(outside)('a file named %j is refused', (path) => {
    expect(verdictOf(withFile(path, 'x'))).toMatch(/which is no path of a file inside a package$/)
  })

  test('a manifest that names itself is refused', () => {
    const files = sealed(first, (manifest) => Object.assign(manifest.files ?? {}, { 'manifest.sig': 'ab'.repeat(32) }))
    expect(verdictOf(files)).toBe('bad: manifest.json names manifest.sig which is no path of a file inside a package')
  })

  test('a file that is not named is told, however it is called', () => {
    for (const path of ['extra.csv', '__proto__', 'constructor', 'toString', 'worlds/99.csv'])
      expect(verdictOf(new Map(firstFiles).set(path, bytes('x')))).toBe(`bad: ${path} is not named in manifest.json`)
  })

  test('a name that draws on the terminal comes out as one plain line', () => {
    const path = `\u001b[2J\n\u0007${'x'.repeat(1000)}`
    expect(verdictOf(new Map(firstFiles).set(path, bytes('x')))).toMatch(
      /^bad: {1,2}\[2J x+ is not named in manifest\.json$/,
    )
  })

  test.each(['__proto__', 'constructor', 'hasOwnProperty', '=1+1', '"', 'a,b', 'a\nb'])(
    'an item may be called %j',
    (id) => {
      const renamed = structuredClone(first)
      Object.assign(renamed.codes.items[1] ?? {}, { id })
      for (const rows of [renamed.cells, renamed.margins, ...Object.values(renamed.worlds)])
        for (const row of rows) for (const [at, word] of row.entries()) if (word === 'wish') row[at] = id
      expect(verdictOf(sealed(renamed))).toBe('good')
    },
  )
})

describe('contents', () => {
  const long = 10_000_000
  const cases: [string, string, string | Uint8Array, RegExp][] = [
    ['one line of 10 MB', 'cells.csv', 'x'.repeat(long), /^bad: cells\.csv does not have the columns/],
    ['10 MB of commas', 'cells.csv', ','.repeat(long), /^bad: cells\.csv does not have the columns/],
    ['10 MB of quotes', 'cells.csv', '"'.repeat(long), /^bad: /],
    ['10 MB in one quoted field', 'cells.csv', `"${'a'.repeat(long)}"`, /^bad: /],
    ['10 MB after an open quote', 'cells.csv', `"${'a'.repeat(long)}`, /^bad: /],
    ['a million empty lines', 'margins.csv', '\n'.repeat(long / 10), /^bad: margins\.csv does not have the columns/],
    [
      'an open quote',
      'margins.csv',
      'kind,dimension,code,count\ntotal,,"x,185\n',
      /^bad: margins\.csv row 0 has a quote/,
    ],
    [
      'a quote within a word',
      'margins.csv',
      'kind,dimension,code,count\nto"tal,,,185\n',
      /^bad: margins\.csv row 0 has a quote/,
    ],
    [
      'words after a quote',
      'margins.csv',
      'kind,dimension,code,count\n"total"x,,,185\n',
      /^bad: margins\.csv row 0 has a quote/,
    ],
    [
      'a lone carriage return',
      'margins.csv',
      'kind,dimension,code,count\rtotal,,,185',
      /^bad: margins\.csv row -1 has a quote or a line end/,
    ],
    [
      'a byte order mark',
      'margins.csv',
      '\ufeffkind,dimension,code,count\n',
      /^bad: margins\.csv does not have the columns/,
    ],
    [
      'an empty line at the end',
      'margins.csv',
      'kind,dimension,code,count\n\n',
      /^bad: margins\.csv row 0 has 1 fields, not 4/,
    ],
    ['an empty file', 'cells.csv', '', /^bad: cells\.csv does not have the columns/],
    ['bytes that are not UTF-8', 'cells.csv', Uint8Array.of(0xff, 0xfe), /^bad: cells\.csv is not UTF-8/],
    ['no JSON', 'codes.json', '{', /^bad: codes\.json is not JSON/],
    ['JSON null', 'codes.json', 'null', /^bad: codes\.json is not an object/],
    ['NaN', 'codes.json', 'NaN', /^bad: codes\.json is not JSON/],
    ['deep lists', 'codes.json', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, /^bad: codes\.json is not an object/],
    [
      'codes without a list',
      'codes.json',
      '{"frames":{"length":1},"items":[]}',
      /^bad: codes\.json frames is not a list/,
    ],
    [
      'a frame without codes',
      'codes.json',
      '{"frames":[{"id":"a","labels":{},"codes":[null]}],"items":[]}',
      /^bad: codes\.json frames 0 codes 0 is not an object/,
    ],
    ['covers in a list', 'covers.json', '[]', /^bad: covers\.json is not an object/],
    [
      'covers under __proto__',
      'covers.json',
      '{"__proto__":{"zero":"01","nine":"02"}}',
      /^bad: covers\.json does not cover/,
    ],
    [
      'a cover named as a method',
      'covers.json',
      '{"5":{"zero":"constructor","nine":"toString"}}',
      /^bad: covers\.json 5 names no world for zero/,
    ],
    [
      'a row number with a zero before it',
      'covers.json',
      '{"05":{"zero":"01","nine":"02"}}',
      /^bad: covers\.json does not cover/,
    ],
    [
      'a world without rows',
      'worlds/01.csv',
      'age,home,work,wish,since,people\n',
      /^bad: worlds\/01\.csv at snapshot 1: cells\.csv row 0 counts 0/,
    ],
    [
      'numbers too large to add',
      'worlds/01.csv',
      `age,home,work,wish,since,people\nyoung,far,housing,yes,1,${'9'.repeat(30)}\n`,
      /^bad: worlds\/01\.csv row 0: "9+" is no whole number/,
    ],
  ]
  test.each(cases)('%s in %s', (_, path, content, told) => expect(verdictOf(withFile(path, content))).toMatch(told))

  test('a signature in other letters for the same bytes is refused', () => {
    const text = new TextDecoder().decode(firstFiles.get('manifest.sig'))
    const lastBits = text.replace(/(.)==$/, (_, letter: string) => `${String.fromCharCode(letter.charCodeAt(0) + 1)}==`)
    for (const same of [
      lastBits,
      text.replace('==', ''),
      ` ${text}`,
      `${text}\n\n`,
      text.replaceAll('+', '-').replaceAll('/', '_').replace('=', ''),
    ])
      expect(verdictOf(new Map(firstFiles).set('manifest.sig', bytes(same)))).toBe(
        'bad: manifest.sig is not 64 bytes in base64',
      )
    expect(verdictOf(new Map(firstFiles).set('manifest.sig', bytes(`${text}\n`)))).toBe('good')
  })
})
