import fc from 'fast-check'
import { expect, test } from 'vitest'
import { remainderOf } from '../../../src/sharing/release/remainder.ts'
import type { Rounded } from '../../../src/sharing/release/rounding.ts'
import type { Tables } from '../../../src/sharing/release/tables.ts'
import { hashOfAnswers, type Made, madeAnswers, seeded } from '../../support/answers.ts'
import { openAttack, satisfies, sumOf, type Term } from '../../support/attacker/bounds.ts'
import { addTable, addUnknown, newSystem } from '../../support/attacker/tables.ts'
import { countedTables, madeRound, planOf, roundTables } from './scene.ts'

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)
const across = <T>(table: readonly (readonly T[])[]): T[][] =>
  (table[0] ?? []).map((_, column) => table.flatMap((row) => row[column] as T))

/** One table, of which ten thousand are rounded, and up to four that share margins. */
const tiny = fc.record({
  people: fc.integer({ min: 60, max: 600 }),
  evenness: fc.integer({ min: 1, max: 8 }),
  frames: fc.tuple(fc.integer({ min: 2, max: 4 })),
  items: fc.tuple(fc.integer({ min: 2, max: 4 })),
  seed: fc.integer({ min: 1, max: 1_000_000 }),
})
const small = fc.record({
  people: fc.integer({ min: 60, max: 600 }),
  evenness: fc.integer({ min: 1, max: 12 }),
  frames: fc.array(fc.integer({ min: 2, max: 3 }), { minLength: 1, maxLength: 2 }),
  items: fc.array(fc.integer({ min: 2, max: 4 }), { minLength: 1, maxLength: 2 }),
  seed: fc.integer({ min: 1, max: 1_000_000 }),
})

/** Everything a release must keep of its true counts; empty when it does. */
const broken = (tables: Tables, rounded: Rounded): string[] => {
  const wrong: string[] = []
  const hold = (holds: boolean, what: string) => holds || wrong.push(what)
  const values = [rounded.total, ...Object.values(rounded.margins).flat()]
  const truths = [tables.total, ...Object.keys(rounded.margins).flatMap((id) => tables.margins[id] ?? [])]
  values.forEach((value, index) => {
    hold(value % 5 === 0 && Math.abs(value - (truths[index] ?? Number.NaN)) <= 4, 'a margin is off')
  })
  for (const margins of Object.values(rounded.margins)) hold(sum(margins) === rounded.total, 'margins do not add up')
  rounded.tables.forEach(({ item, frame, cells }, index) => {
    const counted = tables.tables[index]?.cells ?? []
    for (const [place, value] of cells.flat().entries()) {
      const truth = counted.flat()[place] ?? Number.NaN
      if (value === undefined) hold(truth < 10, 'a great cell is hidden')
      else hold(truth >= 10 && value >= 10, 'a small cell is shown')
      hold(value === undefined || (value % 5 === 0 && Math.abs(value - truth) <= 4), 'a cell is off')
    }
    for (const [lines, margins] of [
      [cells, rounded.margins[item]],
      [across(cells), rounded.margins[frame]],
    ] as const)
      for (const [place, line] of lines.entries()) {
        const shown = line.filter((value) => value !== undefined)
        const [m, h] = [shown.length, line.length - shown.length]
        const rest = (margins?.[place] ?? Number.NaN) - sum(shown)
        const [least, most] =
          h === 0 ? [0, 0] : [Math.max(0, 9 - 4 * (m + 1)), Math.min(10 * h, 9 * (h - 1) + 4 * (m + 1))]
        hold(rest >= least && rest <= most, h === 0 ? 'a line does not add up' : 'a remainder is out of bounds')
      }
  })
  return wrong
}

/** Published values by what they are about, whatever the order. */
const namedValues = (tables: Tables, rounded: Rounded): string[] => {
  const code = (id: string, place: number) =>
    [...tables.frames, ...tables.items]
      .find((one) => one.id === id)
      ?.codes[place]?.members.toSorted()
      .join('+')
  return [
    `total ${rounded.total}`,
    ...Object.entries(rounded.margins).flatMap(([id, counts]) =>
      counts.map((value, at) => `${id} ${code(id, at)} ${value}`),
    ),
    ...rounded.tables.flatMap(({ item, frame, cells }) =>
      cells.flatMap((row, r) => row.map((value, c) => `${item} ${code(item, r)} ${frame} ${code(frame, c)} ${value}`)),
    ),
  ].sort()
}

test('ten thousand small releases keep to the rules of rounding', () => {
  let [fitted, hidden, shown] = [0, 0, 0]
  const keeps = (made: Made) => {
    const { tables, rounded } = madeRound(made)
    if (!rounded) return
    fitted += 1
    const cells = rounded.tables.flatMap((table) => table.cells.flat())
    hidden += cells.filter((value) => value === undefined).length
    shown += cells.filter((value) => value !== undefined).length
    expect(broken(tables, rounded)).toEqual([])
  }
  fc.assert(fc.property(tiny, keeps), { numRuns: 9_000 })
  fc.assert(fc.property(small, keeps), { numRuns: 1_000 })
  // most of them have something to say, and to hide
  expect([fitted > 6_000, hidden > 3_000, shown > 30_000]).toEqual([true, true, true])
}, 120_000)

test.each([
  ['a margin is off', (one: Rounded) => Object.assign(one, { total: one.total + 10 })],
  ['a cell is off', (one: Rounded) => one.tables[0]?.cells[0]?.splice(0, 1, 55)],
  ['a great cell is hidden', (one: Rounded) => one.tables[0]?.cells[0]?.splice(0, 1, undefined)],
  ['a line does not add up', (one: Rounded) => one.tables[0]?.cells[0]?.splice(0, 1, 30)],
])('a release in which %s is told', (what, spoil) => {
  const tables = countedPlainly([
    [22, 31],
    [43, 57],
  ])
  const rounded = roundTables(tables, 'a key')
  expect(rounded && broken(tables, rounded)).toEqual([])
  if (rounded) spoil(rounded)
  expect(rounded && broken(tables, rounded)).toContain(what)
})

test('neither the order of the plan, of the codes nor of the answers changes a value', () => {
  const shuffled = <T>(list: readonly T[], seed: number) => {
    const chance = seeded(seed)
    return list
      .map((one) => ({ one, place: chance() }))
      .sort((a, b) => a.place - b.place)
      .map(({ one }) => one)
  }
  fc.assert(
    fc.property(small, fc.integer({ min: 1, max: 1_000_000 }), (made, seed) => {
      const { plan, answers, tables, rounded } = madeRound(made)
      if (!rounded) return
      const [frames, items] = [shuffled(plan.frames, seed), shuffled(plan.items, seed + 1)]
      const other = { ...plan, frames, items, tables: shuffled(plan.tables, seed + 2) }
      const recounted = countedTables(other, shuffled(answers, seed + 3))
      const again = roundTables(recounted, 'a key', snapshotOf(made))
      expect(again && namedValues(recounted, again)).toEqual(namedValues(tables, rounded))
    }),
    { numRuns: 300 },
  )
})

/** The snapshot that `madeRound` rounds with. */
const snapshotOf = (made: Made) => {
  const answers = madeAnswers(made)
  return hashOfAnswers(planOf(made, answers), answers)
}

test('the same question a thousand times has one answer, and another key another one', () => {
  const { tables } = madeRound(usual)
  const [first, ...others] = Array.from({ length: 1_000 }, () => JSON.stringify(roundTables(tables, 'a key')))
  expect(new Set([first, ...others]).size).toBe(1)
  expect(JSON.stringify(roundTables(tables, 'another key'))).not.toBe(first)
}, 30_000)

const usual: Made = { people: 500, evenness: 3, frames: [4, 3], items: [4, 3], seed: 7 }

test('over four hundred keys nothing is rounded in one direction, but beside hidden cells', () => {
  const { tables } = madeRound({ people: 1_504, evenness: 5, frames: [5, 4], items: [5, 4], seed: 3 })
  const runs = Array.from({ length: 400 }, (_, key) => roundTables(tables, `key ${key}`)).filter(
    (one) => one !== undefined,
  )
  expect(runs.length).toBeGreaterThan(300)
  const bias = (truth: number, of: (run: Rounded) => number | undefined) =>
    sum(runs.map((run) => (of(run) ?? Number.NaN) - truth)) / runs.length
  const margins = Object.entries(tables.margins).flatMap(([id, truths]) =>
    truths.map((truth, at) => bias(truth, (run) => run.margins[id]?.[at])),
  )
  const cells = tables.tables.flatMap(({ cells: rows }, table) =>
    rows.flatMap((row, r) =>
      row.flatMap((truth, c) => {
        if (truth < 10) return []
        const alone = [...row, ...(across(rows)[c] ?? [])].every((other) => other >= 10)
        return [{ alone, by: bias(truth, (run) => run.tables[table]?.cells[r]?.[c]) }]
      }),
    ),
  )
  const plain = [...margins, ...cells.filter(({ alone }) => alone).map(({ by }) => by)]
  // one mean of 400 errors of ±2 has a standard error of 0.1
  expect(Math.abs(sum(plain) / plain.length)).toBeLessThan(0.1)
  expect(Math.max(...plain.map(Math.abs))).toBeLessThan(0.9)
  const all = [...margins, ...cells.map(({ by }) => by)]
  expect(Math.abs(sum(all) / all.length)).toBeLessThan(0.15)
}, 30_000)

const handbook = [
  [1, 0],
  [3, 3],
  [12, 20],
]

/** Every number of a table goes to the multiple of five below or above it, so that all of them add up. */
const roundingsOf = (table: number[][]) => {
  const system = newSystem()
  const step = (count: number) => addUnknown(system, { least: 0, most: count % 5 === 0 ? 0 : 1 })
  const truths = [...table.flat(), ...table.map(sum), ...across(table).map(sum), sum(table.flat())]
  const steps = truths.map(step)
  const downs = truths.map((truth) => truth - (truth % 5))
  const add = (parts: number[], whole: number) => {
    const rest = (downs[whole] ?? 0) - sum(parts.map((part) => downs[part] ?? 0))
    const terms = [
      ...parts.flatMap((part) => steps[part] ?? []),
      ...(steps[whole] ?? []).map(([u]) => [u, -1] as const),
    ]
    system.relations.push({ terms: terms.map(([u, by]) => [u, by * 5] as const), least: rest, most: rest })
  }
  const [rows, columns] = [table.length, table[0]?.length ?? 0]
  const range = (length: number) => Array.from({ length }, (_, index) => index)
  const cells = rows * columns
  for (const row of range(rows))
    add(
      range(columns).map((column) => row * columns + column),
      cells + row,
    )
  for (const column of range(columns))
    add(
      range(rows).map((row) => row * columns + column),
      cells + rows + column,
    )
  add(
    range(rows).map((row) => cells + row),
    cells + rows + columns,
  )
  const costs: Term[] = steps.flatMap((terms, place) =>
    terms.map(([u]) => [u, 5 - 2 * ((truths[place] ?? 0) % 5)] as const),
  )
  return {
    system,
    costs,
    least: sum(truths.map((truth) => truth % 5)),
    cellsOf: (ups: number[]) => downs.slice(0, cells).map((down, at) => down + 5 * (ups[at] ?? 0)),
  }
}

test('the nearest rounding of the handbook’s table is 18 away, and there are six in all', async () => {
  const { system, costs, least, cellsOf } = roundingsOf(handbook)
  const attack = await openAttack(system)
  const best = attack.extreme(costs, 'least') ?? []
  expect(least + sumOf(costs, best)).toBe(18)
  expect([
    [0, 0, 5, 5, 10, 20],
    [0, 0, 0, 5, 15, 20],
  ]).toContainEqual(cellsOf(best))
  attack.close()
  const all = Array.from({ length: 2 ** system.unknowns.length }, (_, bits) =>
    system.unknowns.map((_, at) => (bits >> at) & 1),
  )
  const found = all.filter((ups) => satisfies(system, ups)).map((ups) => least + sumOf(costs, ups))
  expect(found.sort((a, b) => a - b)).toEqual([18, 18, 20, 22, 22, 26])
})

const countedPlainly = (cells: number[][]): Tables => {
  const codes = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ code: `${at}`, labels: {}, members: [`${at}`] }))
  const [item, frame] = [cells.map(sum), across(cells).map(sum)]
  return {
    total: sum(item),
    frames: [{ id: 'frame', labels: {}, codes: codes(frame.length) }],
    items: [{ id: 'item', labels: {}, codes: codes(item.length), kind: 'single', sensitive: false }],
    margins: { frame, item },
    tables: [{ item: 'item', frame: 'frame', cells }],
  }
}

test('ours is one of the roundings of a table in which nothing is hidden, and in four hundred keys finds a nearest one', async () => {
  const table = handbook.map((row) => row.map((count) => count + 20))
  const { system, costs, least } = roundingsOf(table)
  const attack = await openAttack(system)
  const nearest = least + (attack.exact(costs)?.least ?? Number.NaN)
  attack.close()
  const distances = Array.from({ length: 400 }, (_, key) => {
    const rounded = roundTables(countedPlainly(table), `key ${key}`)
    // margins are rounded before the table, so that some do not fit it: then there is nothing to publish
    if (!rounded) return Number.POSITIVE_INFINITY
    expect(broken(countedPlainly(table), rounded)).toEqual([])
    const values = [
      ...(rounded?.tables[0]?.cells.flat() ?? []),
      ...(rounded?.margins.item ?? []),
      ...(rounded?.margins.frame ?? []),
      rounded?.total,
    ]
    const truths = [...table.flat(), ...table.map(sum), ...across(table).map(sum), sum(table.flat())]
    return sum(truths.map((truth, at) => Math.abs(truth - (values[at] ?? Number.NaN))))
  })
  expect(Math.min(...distances)).toBe(nearest)
})

test('of small counts nothing from one to nine is told, and what is told adds up', () => {
  const counted = [
    [6, 0, 1, 3, 4],
    [1, 2, 3, 1, 2],
    [0, 1, 1, 0, 2],
  ]
  // the vignette's counts are all small; ten times as many people show some of them
  for (const table of [counted, counted.map((row) => row.map((count) => count * 10))]) {
    const tables = countedPlainly(table)
    for (let key = 0; key < 50; key += 1) {
      const rounded = roundTables(tables, `key ${key}`)
      if (rounded) expect(broken(tables, rounded)).toEqual([])
    }
  }
})

test('a remainder that leaves a hidden cell no nine, or no nought, is out of bounds', async () => {
  for (const [shown, hidden] of [
    [0, 2],
    [1, 1],
    [3, 2],
  ] as const) {
    const [least, most] = remainderOf({ shown, hidden })
    const rangeAt = async (rest: number) => {
      const system = newSystem()
      const values = Array.from({ length: shown }, () => ({ least: 26, most: 34 }))
      const cells = [[...values, ...Array.from({ length: hidden }, () => ({ least: 0, most: 9 }))]]
      const margin = 30 * shown + rest
      const columns = cells[0]?.map(() => ({ least: 0, most: 1_000 })) ?? []
      const terms = addTable(system, { cells, rows: [{ least: Math.max(0, margin - 4), most: margin + 4 }], columns })
      const attack = await openAttack(system)
      const range = attack.exact(terms.cells[0]?.at(-1) ?? [])
      attack.close()
      return range
    }
    for (const rest of [least, most]) expect(await rangeAt(rest)).toEqual({ least: 0, most: 9 })
    if (most < 10 * hidden) expect(await rangeAt(most + 1)).not.toEqual({ least: 0, most: 9 })
    if (least > 0) expect(await rangeAt(least - 1)).not.toEqual({ least: 0, most: 9 })
  }
})
