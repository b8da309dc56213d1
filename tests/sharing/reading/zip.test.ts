import { strFromU8, strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { pack, unpack, zipLimits } from '../../../src/sharing/reading/zip.ts'

const files = new Map([
  ['manifest.json', strToU8('{}')],
  ['worlds/01.csv', strToU8('a,b\n')],
])
const zipOf = (entries: Record<string, string>) =>
  zipSync(Object.fromEntries(Object.entries(entries).map(([name, text]) => [name, strToU8(text)])))
const kindOf = (zip: Uint8Array) => unpack(zip).kind
const namesIn = (zip: Uint8Array) => {
  const unpacked = unpack(zip)
  return unpacked.kind === 'unpacked' ? [...unpacked.files.keys()] : unpacked.kind
}

describe('a package as a zip', () => {
  test('comes back as it was, and is the same bytes each time, whatever order the files were in', () => {
    const unpacked = unpack(pack(files))
    expect(unpacked).toEqual({ kind: 'unpacked', files })
    expect(pack(new Map([...files].reverse()))).toEqual(pack(files))
  })

  test('may have a folder around its files', () => {
    expect(namesIn(zipOf({ 'kv/manifest.json': '{}', 'kv/worlds/01.csv': '' }))).toEqual([
      'manifest.json',
      'worlds/01.csv',
    ])
    expect(namesIn(zipOf({ 'worlds/01.csv': '', 'manifest.json': '{}' }))).toEqual(['worlds/01.csv', 'manifest.json'])
  })
})

describe('a hostile zip is refused', () => {
  test('when it is none', () => {
    expect(kindOf(strToU8('not a zip at all'))).toBe('no_zip')
    expect(kindOf(new Uint8Array())).toBe('no_zip')
  })

  test('when it is a bomb, long before it has gone off', () => {
    const bomb = zipSync({ 'manifest.json': new Uint8Array(zipLimits.unpacked + 1) })
    expect(bomb.length).toBeLessThan(zipLimits.packed)
    expect(kindOf(bomb)).toBe('too_large')
  })

  test('when it says that it is smaller than it is', () => {
    const bomb = zipSync({ 'manifest.json': new Uint8Array(zipLimits.unpacked + 1) })
    const view = new DataView(bomb.buffer)
    view.setUint32(22, 10, true)
    expect(kindOf(bomb)).toBe('too_large')
  })

  test('when it is too large itself, or has too many files', () => {
    expect(kindOf(new Uint8Array(zipLimits.packed + 1))).toBe('too_large')
    const many = Object.fromEntries(Array.from({ length: zipLimits.files + 1 }, (_, at) => [`${at}.csv`, '']))
    expect(kindOf(zipOf(many))).toBe('too_many')
  })

  test('when its paths lead out, or are written oddly', () => {
    for (const name of ['../manifest.json', '/etc/passwd', 'a/../../b', 'a\\b', 'C:evil', 'ščř.csv', 'a//b', '.hidden'])
      expect([name, kindOf(zipOf({ [name]: '', 'manifest.json': '{}' }))]).toEqual([name, 'odd_names'])
  })

  test('when it has a file twice', () => {
    const twice = zipOf({ 'manifest.json': '{}', 'manifest.jsoM': '{}' })
    const text = strFromU8(twice, true).replaceAll('jsoM', 'json')
    expect(kindOf(strToU8(text, true))).toBe('odd_names')
  })

  test('when it is cut off anywhere, or scrambled', () => {
    const whole = pack(new Map([['manifest.json', strToU8('{"format":"krajan-release/1"}'.repeat(50))]]))
    for (let length = 4; length < 80; length += 7)
      expect([length, kindOf(whole.subarray(0, length))]).toEqual([length, 'damaged'])
    const scrambled = Uint8Array.from(whole, (byte, at) => (at > 45 && at < 80 ? byte ^ 0xa5 : byte))
    expect(['damaged', 'unpacked']).toContain(kindOf(scrambled)) // whose hash is then wrong
  })
})
