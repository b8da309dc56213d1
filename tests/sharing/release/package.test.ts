import { beforeAll, describe, expect, test } from 'vitest'
import { checkPackage } from '../../../src/sharing/checker/check.mjs'
import { type Answers, codeIn, countAnswers } from '../../../src/sharing/release/answers.ts'
import type { Progress } from '../../../src/sharing/release/build.ts'
import { buildRelease } from '../../../src/sharing/release/build.ts'
import { sha256Hex } from '../../../src/sharing/release/hashes.ts'
import { keysFrom } from '../../../src/sharing/release/keys.ts'
import { planBytes, readPackage } from '../../../src/sharing/release/package.ts'
import type { Report } from '../../../src/sharing/release/report.ts'
import { type Made, madeAnswers, seeded } from '../../support/answers.ts'
import { build, certified, keys, madeSnapshots, type Release } from '../attacks/built.ts'
import { planOf } from '../attacks/scene.ts'

const made: Made = { people: 503, evenness: 3, frames: [5, 4], items: [4, 3, 2], seed: 12 }
const answers = madeAnswers(made)
const plan = { ...planOf(made, answers), week: '2026-W47' }
let release: Release
let report: Report
let progress: Progress[]

beforeAll(async () => {
  release = await certified({ plan, answers })
  progress = []
  const built = await buildRelease({
    ...{ plan, counts: countAnswers(plan, answers), keys, previous: [] },
    onProgress: (one) => progress.push(one),
  })
  if (built.kind === 'refused') throw new Error(built.reason.code)
  report = built.report
  release = { ...release, files: built.files, published: readPackage(built.files) }
})

const textOf = (files: ReadonlyMap<string, Uint8Array>, path: string) => new TextDecoder().decode(files.get(path))

describe('a package', () => {
  test('is exactly the files its manifest names, with the manifest and its signature', () => {
    const { files, published } = release
    const named = Object.keys(published.manifest.files)
    expect([...files.keys()].sort()).toEqual([...named, 'manifest.json', 'manifest.sig'].sort())
    expect([...files.keys()]).toEqual([...files.keys()].sort())
    for (const [path, hash] of Object.entries(published.manifest.files))
      expect(sha256Hex(files.get(path) ?? new Uint8Array())).toBe(hash)
    expect(named).toEqual(
      expect.arrayContaining([
        'cells.csv',
        'codes.json',
        'covers.json',
        'margins.csv',
        'plan.json',
        'repairs.json',
        'worlds/01.csv',
      ]),
    )
  })

  test('carries its plan, whose hash the manifest repeats', () => {
    expect(textOf(release.files, 'plan.json')).toBe(new TextDecoder().decode(planBytes(plan)))
    expect(sha256Hex(release.files.get('plan.json') ?? new Uint8Array())).toBe(release.published.manifest.plan_hash)
    expect(JSON.parse(textOf(release.files, 'plan.json'))).not.toHaveProperty('week')
  })

  test('is good, and says how many attempts it took', () => {
    expect(checkPackage(release.files, { publicKeyPem: keys.publicKeyPem })).toMatchObject({ good: true })
    expect(JSON.parse(textOf(release.files, 'repairs.json'))).toMatchObject({ attempts: report.attempts })
  })

  test('has no order of rows but that of the plan', () => {
    const rows = release.published.cells.map(({ item, frame }) => `${item} ${frame}`)
    expect([...new Set(rows)]).toEqual(plan.tables.map(([item, frame]) => `${item} ${frame}`))
  })
})

describe('the report', () => {
  /** Everything counted anew, person by person, against what was published. */
  const naive = (own: Answers) => {
    const { codes, cells } = release.published
    const membersOf = (id: string, code: string) =>
      [...codes.frames, ...codes.items].find((one) => one.id === id)?.codes.find((one) => one.code === code)?.members ??
      []
    return cells.map(({ item, item_code, frame, frame_code, count }) => {
      const [given, group] = [membersOf(item, item_code), membersOf(frame, frame_code)]
      const people = own.filter((one) => given.includes(codeIn(one, item)) && group.includes(codeIn(one, frame))).length
      return { people, count }
    })
  }

  test('says of cells, answers and errors what a plain count says', () => {
    const cells = naive(answers)
    const shown = cells.flatMap(({ people, count }) =>
      count === undefined ? [] : [{ people, off: Math.abs(count - people) }],
    )
    const all = (list: readonly { people: number }[]) => list.reduce((sum, { people }) => sum + people, 0)
    expect(shown.length).toBeLessThan(cells.length)
    expect(report).toMatchObject({
      cells: { all: cells.length, readable: shown.length },
      answers: { all: all(cells), readable: all(shown) },
      worstError: Math.max(...shown.map(({ off }) => off)),
      tables: 6,
      worlds: [...release.files.keys()].filter((path) => path.startsWith('worlds/')).length,
    })
    expect(report.answers.all).toBe(6 * 503)
    expect(report.meanError).toBeCloseTo(shown.reduce((sum, { off }) => sum + off, 0) / shown.length, 10)
    expect(report.worstError).toBeLessThanOrEqual(4)
    for (const { people, count } of cells) expect(count === undefined).toBe(people < 10)
  })

  test('progress tells each attempt, and within one never goes back', () => {
    expect(progress[0]).toMatchObject({ step: 'rounding', attempt: 1 })
    expect(progress.at(-1)?.step).toBe('proving')
    for (const attempt of new Set(progress.map((one) => one.attempt))) {
      const done = progress.filter((one) => one.attempt === attempt && one.step === 'proving').map((one) => one.done)
      expect(done).toEqual(done.toSorted((a, b) => a - b))
    }
    const last = progress.at(-1)
    expect(last?.done).toBe(last?.all)
  })
})

describe('snapshots of a wave', () => {
  test.each([
    ['two', [400, 520]],
    ['three', [300, 360, 480]],
  ])(
    '%s releases are each good after those before, with a proof for what came between',
    async (_, sizes) => {
      const releases = await madeSnapshots({ people: 0, evenness: 4, frames: [4, 3], items: [3, 3], seed: 21 }, sizes)
      for (const [at, { files, published }] of releases.entries()) {
        const previous = releases.slice(0, at).map((one) => one.files)
        const verdict = checkPackage(files, { publicKeyPem: keys.publicKeyPem, previous })
        expect(verdict).toMatchObject({ good: true, checked: { earlier: at } })
        expect(files.has('differences.json')).toBe(at > 0)
        expect(Object.keys(at > 0 ? JSON.parse(textOf(files, 'differences.json')) : {}).sort()).toEqual(
          published.manifest.previous.toSorted(),
        )
        if (at === 0) continue
        const before = releases[at - 1]?.published
        for (const margin of published.margins) {
          const old = before?.margins.find((one) => one.dimension === margin.dimension && one.code === margin.code)
          expect(margin.count).toBeGreaterThanOrEqual(old?.count ?? Number.NaN)
        }
        expect(before?.codes).toEqual(published.codes)
      }
    },
    30_000,
  )
})

describe('what nobody may read', () => {
  test('no true count stands in any file that could hold one', async () => {
    const chance = seeded(3)
    // not one true count is a multiple of five, and all are larger than any number of a year, a week or a world
    const cells = [
      [1_231, 2_342, 1_453],
      [2_564, 1_674, 3_786],
      [1_897, 2_918, 1_029],
    ].map((row) => row.map((count) => count + 5 * Math.floor(20 * chance())))
    const codes = ['0', '1', '2'].map((code) => ({ code, labels: {} }))
    const add = (list: readonly number[]) => list.reduce((a, b) => a + b, 0)
    const [item, frame] = [cells.map(add), codes.map((_, at) => add(cells.map((row) => row[at] ?? 0)))]
    const truths = [add(item), ...item, ...frame, ...cells.flat()].filter((count) => count % 5 !== 0)
    expect(truths.length).toBeGreaterThan(13)
    const classification = { labels: {}, ordered: true, codes, groups: [] }
    const { files } = await certified({
      plan: {
        ...plan,
        frames: [{ id: 'home', ...classification }],
        items: [{ id: 'work', kind: 'single', sensitive: false, ...classification }],
        tables: [['work', 'home']],
      },
      answers: [],
      counts: { total: add(item), frames: { home: frame }, items: { work: item }, cells: { work: { home: cells } } },
    })
    for (const [path, bytes] of files) {
      const told: string[] = new TextDecoder().decode(bytes).match(/(?<![\w.])\d+(?![\w])/g) ?? []
      expect([path, truths.filter((count) => told.includes(String(count)))]).toEqual([path, []])
    }
  })

  test('nor that a table was withheld because a group nearly told its answer', async () => {
    const own = answers.map((answer) => (answer.frame1 === '1' ? { ...answer, q1: '0' } : answer))
    const plain = planOf(made, own)
    const items = plain.items.map((one) => ({ ...one, sensitive: one.id === 'q1' }))
    const built = await build({ plan: { ...plain, items }, answers: own })
    if (built.kind === 'refused') throw new Error(built.reason.code)
    expect(built.report.repairs).toContainEqual({ kind: 'withheld', item: 'q1', frame: 'frame1', why: 'telling' })
    for (const [path, bytes] of built.files)
      expect([path, /telling/.test(new TextDecoder().decode(bytes))]).toEqual([path, false])
  })
})

describe('keys', () => {
  test('are derived from thirty-two bytes alone, the same every time, another for another secret', () => {
    const [one, same, other] = [1, 1, 2].map((byte) => keysFrom(new Uint8Array(32).fill(byte)))
    expect([one?.publicKeyPem, one?.keyId, one?.rounding]).toEqual([same?.publicKeyPem, same?.keyId, same?.rounding])
    expect(one?.keyId).not.toBe(other?.keyId)
    expect(one?.keyId).toMatch(/^[0-9a-f]{16}$/)
    expect(one?.rounding.equals(other?.rounding ?? Buffer.alloc(0))).toBe(false)
    for (const bytes of [0, 31, 33, 64]) expect(() => keysFrom(new Uint8Array(bytes))).toThrow('32 bytes')
  })

  test('round differently, and sign what only their own public key accepts', async () => {
    const other = keysFrom(new Uint8Array(32).fill(9))
    const theirs = await certified({ plan, answers, key: other })
    const ours = await certified({ plan, answers })
    expect(textOf(theirs.files, 'margins.csv')).not.toBe(textOf(ours.files, 'margins.csv'))
    expect(checkPackage(theirs.files, { publicKeyPem: other.publicKeyPem })).toMatchObject({ good: true })
    expect(checkPackage(theirs.files, { publicKeyPem: keys.publicKeyPem })).toMatchObject({ good: false })
  })
})
