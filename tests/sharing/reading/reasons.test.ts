import { beforeAll, describe, expect, test } from 'vitest'
import { checkPackage } from '../../../src/sharing/checker/check.mjs'
import { type Reason, reasonOf } from '../../../src/sharing/reading/reasons.ts'
import type { Codes, Manifest } from '../../../src/sharing/release/format.ts'
import { canonical, planBytes, sealed } from '../../../src/sharing/release/package.ts'
import { builtRelease, keysOf } from '../../support/releases.ts'

let files: Map<string, Uint8Array>
const keys = keysOf(7)

beforeAll(async () => {
  files = (await builtRelease({ centre: 'karlovarsky' })).files
})

const textIn = (path: string) => new TextDecoder().decode(files.get(path))
const manifest = () => JSON.parse(textIn('manifest.json')) as Manifest

/** The same files with others in place of some; `null` takes one away. */
const changed = (changes: Record<string, string | null>) => {
  const some = new Map(files)
  for (const [path, text] of Object.entries(changes))
    if (text === null) some.delete(path)
    else some.set(path, new TextEncoder().encode(text))
  return some
}

/** The same, hashed and signed anew by the one who spoilt it. */
const resigned = (changes: Record<string, string | null>, said: { previous?: string[] } = {}) => {
  const { centre, survey, wave, snapshot, week } = manifest()
  const plan = { ...{ centre, survey, wave, snapshot, week }, frames: [], items: [], tables: [], rules: [] }
  const planned = new TextDecoder().decode(planBytes(plan))
  const inner = changed({ 'plan.json': planned, ...changes, 'manifest.json': null, 'manifest.sig': null })
  return sealed(inner, { plan, previous: said.previous ?? [], keys })
}

const told = (package_: ReadonlyMap<string, Uint8Array>, publicKeyPem = keys.publicKeyPem): Reason | 'good' => {
  const verdict = checkPackage(package_, { publicKeyPem })
  return verdict.good ? 'good' : reasonOf(verdict.reason)
}

describe('what the checker says of a spoilt package is put in the words it deserves', () => {
  test('none of a whole one', () => expect(told(files)).toBe('good'))

  test('no package', () => {
    expect(told(new Map())).toBe('no_package')
    expect(told(changed({ 'manifest.json': 'not json' }))).toMatch(/no_package|signature/)
    expect(reasonOf('no_manifest')).toBe('no_package')
  })

  test('the signature of another, or none', () => {
    expect(told(files, keysOf(8).publicKeyPem)).toBe('signature')
    expect(told(changed({ 'manifest.sig': null }))).toBe('signature')
    expect(told(changed({ 'manifest.sig': 'AAAA' }))).toBe('signature')
  })

  test('a file that is not the one that was signed, missing, or one too many', () => {
    expect(told(changed({ 'cells.csv': `${textIn('cells.csv')} ` }))).toBe('changed')
    expect(told(changed({ 'covers.json': null }))).toBe('changed')
    expect(told(changed({ 'extra.txt': 'hello' }))).toBe('changed')
  })

  test('an earlier release that is not here', () => {
    expect(told(resigned({}, { previous: ['a'.repeat(64)] }))).toBe('earlier')
  })

  test('sums that do not hold', () => {
    expect(
      told(resigned({ 'cells.csv': textIn('cells.csv').replace(/(barriers\.work,yes,age,25_34),60/, '$1,65') })),
    ).toBe('sums')
  })

  test('numbers that are no published numbers', () => {
    expect(
      told(resigned({ 'cells.csv': textIn('cells.csv').replace(/(barriers\.work,yes,age,25_34),60/, '$1,61') })),
    ).toBe('numbers')
    expect(
      told(resigned({ 'cells.csv': textIn('cells.csv').replace(/(barriers\.work,yes,age,25_34),60/, '$1,5') })),
    ).toBe('numbers')
  })

  test('proofs that are missing or wrong', () => {
    const [world = ''] = [...files.keys()].filter((path) => path.startsWith('worlds/'))
    expect(told(resigned({ 'covers.json': '{}' }))).toBe('proof')
    expect(told(resigned({ [world]: null }))).toBe('proof')
    expect(told(resigned({ [world]: textIn(world).split('\n').slice(0, 3).join('\n') }))).toBe('proof')
  })

  test('files that are not written as the format says', () => {
    const codes = JSON.parse(textIn('codes.json')) as Codes
    expect(told(resigned({ 'codes.json': new TextDecoder().decode(canonical({ ...codes, more: 1 })) }))).toBe('format')
    expect(told(resigned({ 'margins.csv': 'a,b\n' }))).toBe('format')
    expect(told(resigned({ 'plan.json': '{}' }))).toBe('format')
  })

  test('and a line that nobody foresaw', () => expect(reasonOf('the moon is full')).toBe('other'))
})
