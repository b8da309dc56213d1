import { describe, expect, test } from 'vitest'
import { chanceOf } from '../../../src/sharing/release/keys.ts'
import { drawMargins, rateMargins } from '../../../src/sharing/release/margins.ts'
import { type Floor, rate, roundAlone } from '../../../src/sharing/release/rating.ts'
import { remainderOf } from '../../../src/sharing/release/remainder.ts'
import { type Rounded, roundRelease } from '../../../src/sharing/release/rounding.ts'
import type { Tables } from '../../../src/sharing/release/tables.ts'
import { across, solver, sum, tablesFrom } from './scene.ts'

const chanceBy = (key: string) => (about: readonly unknown[]) => chanceOf(Buffer.from(key), JSON.stringify(about))
const noFloor: Floor = () => undefined
const round = (tables: Tables, key = 'a key', floor = noFloor) =>
  roundRelease(tables, { chance: chanceBy(key), floor, solver })
const keys = Array.from({ length: 240 }, (_, number) => `key ${number}`)

const shares = [
  [61, 42, 33, 14],
  [27, 58, 13, 12],
  [36, 21, 84, 3],
]
const twoFrames = tablesFrom([
  { cells: shares },
  { frame: 'other', cells: shares.map((row) => [sum(row) - 41, 41]) },
  {
    item: 'second',
    cells: [
      [100, 90, 99, 17],
      [24, 31, 31, 12],
    ],
  },
])

describe('tables and their margins', () => {
  test('a margin is rounded once, and every line of every table without a hidden cell adds up to it', () => {
    for (const key of keys.slice(0, 60)) {
      const rounded = round(twoFrames, key)
      expect(rounded?.unfit).toEqual([])
      for (const { item, frame, cells } of rounded?.tables ?? [])
        for (const [lines, id] of [
          [cells, item],
          [across(cells), frame],
        ] as const)
          for (const [at, line] of lines.entries()) {
            const shown = line.flatMap((value) => value ?? [])
            const [least, most] = remainderOf({ shown: shown.length, hidden: line.length - shown.length })
            const rest = (rounded?.margins[id]?.[at] ?? Number.NaN) - sum(shown)
            expect([rest >= least, rest <= most, rest % 5]).toEqual([true, true, 0])
          }
      for (const margins of Object.values(rounded?.margins ?? {})) expect(sum(margins)).toBe(rounded?.total)
    }
  })

  test('a cell of fewer than ten has no value, whatever the key', () => {
    for (const key of keys.slice(0, 60)) {
      const { tables = [] } = round(twoFrames, key) ?? {}
      expect(tables).toHaveLength(3)
      const hidden = tables.map(({ cells }) => cells.flat().filter((value) => value === undefined).length)
      expect(hidden).toEqual([1, 0, 0])
      expect(tables[0]?.cells[2]?.[3]).toBeUndefined()
      for (const value of tables.flatMap(({ cells }) => cells.flat()))
        expect(value === undefined || (value >= 10 && value % 5 === 0)).toBe(true)
    }
  })

  test('chance is not even asked about a hidden cell', () => {
    const asked: string[] = []
    const chance = (about: readonly unknown[]) => {
      asked.push(JSON.stringify(about))
      return 0.3
    }
    roundRelease(twoFrames, { chance, floor: noFloor, solver })
    const about = (row: number, column: number) => JSON.stringify(['item', [`${row}`], 'frame', [`${column}`]])
    expect([asked.includes(about(2, 2)), asked.includes(about(2, 3))]).toEqual([true, false])
  })
})

describe('over two hundred and forty keys', () => {
  const all = keys.flatMap((key) => round(twoFrames, key) ?? [])
  const error = (of: (rounded: Rounded) => number, truth: number) => {
    const errors = all.map((rounded) => of(rounded) - truth)
    expect(errors.length).toBe(keys.length)
    const mean = sum(errors) / errors.length
    const variance = sum(errors.map((one) => (one - mean) ** 2)) / (errors.length - 1)
    return { mean, standardError: Math.sqrt(variance / errors.length) }
  }

  test('the total is rounded without bias', () => {
    const { mean, standardError } = error(({ total }) => total, twoFrames.total)
    expect(standardError).toBeGreaterThan(0)
    expect(Math.abs(mean)).toBeLessThan(3 * standardError)
  })

  test('so are margins and shown cells, on the average of all of them', () => {
    const { tables } = twoFrames
    const shown = (rounded: Rounded) => [
      ...Object.entries(rounded.margins).flatMap(([id, margins]) =>
        margins.map((value, at) => value - (twoFrames.margins[id]?.[at] ?? Number.NaN)),
      ),
      ...rounded.tables.flatMap(({ cells }, table) =>
        cells.flatMap((row, r) =>
          row.flatMap((value, c) =>
            value === undefined ? [] : [value - (tables[table]?.cells[r]?.[c] ?? Number.NaN)],
          ),
        ),
      ),
    ]
    const { mean, standardError } = error((rounded) => sum(shown(rounded)) / shown(rounded).length, 0)
    expect(standardError).toBeGreaterThan(0)
    expect(Math.abs(mean)).toBeLessThan(3 * standardError)
  })
})

test('a cell goes up by some keys and down by others, the oftener up the less it lacks', () => {
  const all = keys.flatMap((key) => round(twoFrames, key) ?? [])
  const ups = twoFrames.tables.flatMap(({ cells }, table) =>
    cells.flatMap((row, r) =>
      row.flatMap((truth, c) => {
        if (truth < 10 || truth % 5 === 0) return []
        const up = all.filter(({ tables }) => (tables[table]?.cells[r]?.[c] ?? 0) > truth).length
        return [{ rest: truth % 5, share: up / all.length }]
      }),
    ),
  )
  for (const { share } of ups) expect([share > 0.02, share < 0.98]).toEqual([true, true])
  const shareOf = (rest: number) => {
    const own = ups.filter((one) => one.rest === rest)
    return sum(own.map(({ share }) => share)) / own.length
  }
  expect([shareOf(1) < 0.4, shareOf(4) > 0.6]).toEqual([true, true])
})

describe('margins that leave a small table no room', () => {
  const tight = tablesFrom([
    {
      cells: [
        [22, 24, 31],
        [14, 7, 11],
      ],
    },
  ])
  const drawn = (key: string) => {
    const rounding = { chance: chanceBy(key), floor: noFloor, solver }
    const total = roundAlone(rate(tight.total, ['total'], rounding))
    return drawMargins(rateMargins(tight, rounding), total)
  }

  test('are drawn again all together, and then it has some', () => {
    const redrawn = keys.filter((key) => round(tight, key)?.redrawn)
    expect(redrawn.length).toBeGreaterThan(0)
    expect(redrawn.length).toBeLessThan(keys.length)
    for (const key of redrawn) {
      const rounded = round(tight, key)
      expect(rounded?.unfit).toEqual([])
      expect(rounded?.margins).not.toEqual(drawn(key))
      for (const [id, margins] of Object.entries(rounded?.margins ?? {})) {
        expect(sum(margins)).toBe(rounded?.total)
        for (const [at, value] of margins.entries())
          expect(Math.abs(value - (tight.margins[id]?.[at] ?? Number.NaN))).toBeLessThanOrEqual(4)
      }
    }
  })

  test('stay as they were drawn where every table fits', () => {
    const usual = keys.filter((key) => round(tight, key)?.redrawn === false)
    for (const key of usual.slice(0, 40)) {
      expect(round(tight, key)?.unfit).toEqual([])
      expect(round(tight, key)?.margins).toEqual(drawn(key))
    }
  })

  test('a table that fits none is named, and is not among the others', () => {
    // one hidden cell beside one shown in each column: a line of exactly twenty leaves it no nine
    const impossible = tablesFrom([
      {
        cells: [
          [20, 20],
          [0, 0],
        ],
      },
      {
        item: 'second',
        cells: [
          [10, 20],
          [10, 0],
        ],
      },
    ])
    for (const key of keys.slice(0, 20)) {
      const rounded = round(impossible, key)
      expect(rounded?.unfit).toContainEqual(['item', 'frame'])
      expect(rounded?.tables.map(({ item }) => item)).not.toContain('item')
    }
  })
})

describe('a later release', () => {
  const valuesOf = (tables: Tables, rounded: Rounded) =>
    new Map<string, number | undefined>([
      [JSON.stringify(['total']), rounded.total],
      ...[...tables.frames, ...tables.items].flatMap(({ id, codes }) =>
        codes.map(({ members }, at) => [JSON.stringify([id, members]), rounded.margins[id]?.[at]] as const),
      ),
      ...rounded.tables.flatMap(({ item, frame, cells }) =>
        cells.flatMap((row, r) =>
          row.map((value, c) => [JSON.stringify([item, [`${r}`], frame, [`${c}`]]), value] as const),
        ),
      ),
    ])

  test('says of nothing less than the first did, though chance alone would', () => {
    const later = tablesFrom([{ cells: shares.map((row) => row.map((count) => count + (count % 3 === 0 ? 1 : 0))) }])
    const first = tablesFrom([{ cells: shares }])
    let [kept, fell] = [0, 0]
    for (const key of keys) {
      const before = round(first, key)
      const alone = round(later, `${key} later`)
      if (!before || !alone) continue
      const floor = valuesOf(first, before)
      const after = round(later, `${key} later`, (about) => floor.get(JSON.stringify(about)))
      const falls = (rounded: Rounded) =>
        [...valuesOf(later, rounded)].filter(([about, value]) => (value ?? 0) < (floor.get(about) ?? 0)).length
      fell += falls(alone)
      if (!after) continue
      kept += 1
      expect(falls(after)).toBe(0)
    }
    expect([kept > 200, fell > 200]).toEqual([true, true])
  })

  test('has no margins where the earlier one holds more of them up than the total allows', () => {
    const tables = tablesFrom([
      {
        cells: [
          [21, 21],
          [21, 21],
        ],
      },
    ])
    const floor: Floor = (about) => (about[0] === 'total' ? undefined : about.length === 2 ? 45 : undefined)
    expect(tables.total).toBe(84)
    expect(round(tables, 'a key', floor)).toBeUndefined()
  })
})
