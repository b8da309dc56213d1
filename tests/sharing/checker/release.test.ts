import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { checkPackage } from '../../../src/sharing/checker/check.mjs'
import { first, firstFiles, second, secondFiles, secondWithDifferences } from './drafts.ts'
import { type Draft, hashOf, publicKeyPem, sealed } from './hand-made.ts'

describe('a hand-made release', () => {
  test('is good, and says what was looked at', () => {
    expect(checkPackage(firstFiles, { publicKeyPem })).toEqual({
      good: true,
      checked: {
        ...{ signature: 'valid', files: 12, tables: 4, cells: 20, hidden: 2, worlds: 4 },
        ...{ earlier: 0, differences: 'not given' },
      },
    })
  })

  test('is checked without a key too, all but the signature', () => {
    const stranger = new Map(firstFiles).set('manifest.sig', new TextEncoder().encode(`${'A'.repeat(86)}==\n`))
    expect(checkPackage(stranger)).toMatchObject({ good: true, checked: { signature: 'not checked' } })
    expect(checkPackage(stranger, { publicKeyPem })).toMatchObject({ good: false, unreadable: false })
  })

  test('is not good by the key of somebody else', () => {
    const other = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString()
    const verdict = checkPackage(firstFiles, { publicKeyPem: other })
    expect(verdict).toMatchObject({ reason: 'manifest.sig is not the signature of manifest.json by this key' })
  })

  test('may leave the members of a code away that is a leaf itself', () => {
    const draft = structuredClone(first)
    for (const code of draft.codes.frames[0]?.codes ?? []) code.members = []
    expect(checkPackage(sealed(draft), { publicKeyPem })).toMatchObject({ good: true })
  })

  test('may write its columns in another order', () => {
    const turned = (rows: string[][]) => rows.map((row) => row.toReversed())
    const worlds = Object.fromEntries(Object.entries(first.worlds).map(([name, rows]) => [name, turned(rows)]))
    const files = sealed({ ...first, margins: turned(first.margins), cells: turned(first.cells), worlds })
    expect(checkPackage(files, { publicKeyPem })).toMatchObject({ good: true })
  })

  test.each([...firstFiles.keys()])('is bad with any byte of %s flipped', (path) => {
    const whole = firstFiles.get(path) ?? new Uint8Array()
    expect(whole.length).toBeGreaterThan(0)
    const passed = [...whole.keys()].flatMap((at) =>
      [1, 32, 128].filter((bit) => {
        const flipped = Uint8Array.from(whole)
        flipped[at] = (whole[at] ?? 0) ^ bit
        return checkPackage(new Map(firstFiles).set(path, flipped), { publicKeyPem }).good
      }),
    )
    expect(passed).toEqual([])
  })

  test.each([...firstFiles.keys()])('is bad when %s is missing, cut short or longer', (path) => {
    const whole = firstFiles.get(path) ?? new Uint8Array()
    const without = new Map(firstFiles)
    without.delete(path)
    const changed = [whole.subarray(0, -1), Uint8Array.from([...whole, 32]), new Uint8Array()]
    const packages = [without, ...changed.map((bytes) => new Map(firstFiles).set(path, bytes))]
    expect(packages.map((files) => checkPackage(files, { publicKeyPem }).good)).toEqual([false, false, false, false])
  })
})

const third = (previous: string[]): Draft => ({
  ...second,
  manifest: { ...second.manifest, snapshot: 3, previous },
})
const both = [hashOf(firstFiles), hashOf(secondFiles)]

describe('later releases of a wave', () => {
  test('are good with all before them, in whatever order those are given', () => {
    const files = sealed(third(both))
    for (const previous of [
      [firstFiles, secondFiles],
      [secondFiles, firstFiles],
    ])
      expect(checkPackage(files, { publicKeyPem, previous })).toMatchObject({ good: true, checked: { earlier: 2 } })
  })

  test('prove that no joining can be seen, where they say so', () => {
    const files = sealed(secondWithDifferences())
    const verdict = checkPackage(files, { publicKeyPem, previous: [firstFiles] })
    expect(verdict).toMatchObject({ good: true, checked: { worlds: 20, differences: 9 } })
  })

  const chainDefects: [string, Draft, ReadonlyMap<string, Uint8Array>[], RegExp][] = [
    ['an earlier release is not given', second, [], /^the earlier release [0-9a-f]{12} was not given$/],
    ['one of two is not given', third(both), [secondFiles], /was not given$/],
    ['it does not list a release that is given', third([]), [firstFiles], /does not list the given release/],
    ['it lists them in another order', third(both.toReversed()), [firstFiles, secondFiles], /lists other releases/],
    ['it leaves one out', third(both.slice(1)), [secondFiles], /lists other releases before it/],
    ['it lists one twice', third([...both.slice(0, 1), ...both]), [firstFiles, secondFiles], /smaller snapshot/],
  ]
  test.each(chainDefects)('are bad when %s', (_, draft, previous, reason) => {
    const verdict = checkPackage(sealed(draft), { publicKeyPem, previous })
    expect(verdict).toMatchObject({ good: false, reason: expect.stringMatching(reason) })
  })

  test.each(['centre', 'survey', 'wave'])('are bad after a release of another %s', (field) => {
    const earlier = sealed({ ...first, manifest: { ...first.manifest, [field]: 'other' } })
    const files = sealed({ ...second, manifest: { ...second.manifest, previous: [hashOf(earlier)] } })
    const verdict = checkPackage(files, { publicKeyPem, previous: [earlier] })
    expect(verdict).toMatchObject({ reason: expect.stringMatching(new RegExp(`is of another ${field}$`)) })
  })

  test('are bad after a release of the same snapshot', () => {
    const same = { ...first, manifest: { ...first.manifest, previous: [hashOf(firstFiles)] } }
    const verdict = checkPackage(sealed(same), { publicKeyPem, previous: [firstFiles] })
    expect(verdict).toMatchObject({ reason: expect.stringContaining('does not have a smaller snapshot') })
  })

  test('are bad when an earlier one was tampered with', () => {
    const tampered = new Map(firstFiles).set('codes.json', new TextEncoder().encode('{}'))
    const verdict = checkPackage(secondFiles, { publicKeyPem, previous: [tampered] })
    const reason = 'given release 1: codes.json does not have the hash that manifest.json gives'
    expect(verdict).toMatchObject({ good: false, reason })
  })

  test('cannot be judged when they merge what was told apart', () => {
    const earlier = sealed({ ...second, manifest: { ...first.manifest } })
    const coarser = { ...first, manifest: { ...first.manifest, snapshot: 2, previous: [hashOf(earlier)] } }
    const verdict = checkPackage(sealed(coarser), { publicKeyPem, previous: [earlier] })
    expect(verdict).toMatchObject({ reason: 'frame home europe fits no code of snapshot 1' })
  })

  test('cannot be judged when they leave out what was published', () => {
    const [frames, items] = [first.codes.frames, first.codes.items.slice(0, 1)]
    const fewer = {
      ...{ ...first, codes: { frames, items }, covers: {} },
      manifest: { ...first.manifest, snapshot: 2, previous: [hashOf(firstFiles)] },
      margins: first.margins.filter(([, id]) => id !== 'wish'),
      cells: first.cells.filter(([item]) => item !== 'wish'),
    }
    const verdict = checkPackage(sealed(fewer), { publicKeyPem, previous: [firstFiles] })
    expect(verdict).toMatchObject({ reason: 'item wish of snapshot 1 is gone: worlds cannot be judged' })
  })
})
