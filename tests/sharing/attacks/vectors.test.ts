import { expect, test } from 'vitest'
import { openAttack, type Range, type System, type Term } from '../../support/attacker/bounds.ts'
import {
  addMean,
  addPercentage,
  addSum,
  addTable,
  addUnknown,
  exact,
  hidden,
  newSystem,
  suppressed,
  type Table,
} from '../../support/attacker/tables.ts'

const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0)
const columnsOf = (table: number[][]) => (table[0] ?? []).map((_, column) => table.map((row) => row[column] ?? 0))
const named = (row: number, column: number) => `${row},${column}`

/** Exact counts with all margins, but without the cells named. */
const withHoles = (table: number[][], holes: string[]): Table => ({
  cells: table.map((row, r) => row.map((cell, c) => (holes.includes(named(r, c)) ? suppressed : exact(cell)))),
  rows: table.map((row) => exact(sum(row))),
  columns: columnsOf(table).map((column) => exact(sum(column))),
  total: exact(sum(table.flat())),
})

/** The exact range of each target, which the screen must contain. */
const attacked = async (system: System, targets: readonly (readonly Term[])[]) => {
  const attack = await openAttack(system)
  const ranges = targets.map((target) => {
    const [screen, found] = [attack.screen(target), attack.exact(target)]
    if (screen && found) expect(screen.least <= found.least && screen.most >= found.most).toBe(true)
    return found && ([found.least, found.most] as const)
  })
  attack.close()
  return ranges
}

const cellRange = async (table: Table, row: number, column: number) => {
  const system = newSystem()
  const terms = addTable(system, table)
  const [range] = await attacked(system, [terms.cells[row]?.[column] ?? []])
  return range
}

test('the four margins of a two by two table leave three values to six', async () => {
  const unknown = [
    [suppressed, suppressed],
    [suppressed, suppressed],
  ]
  const table = { cells: unknown, rows: [exact(7), exact(3)], columns: [exact(6), exact(4)] }
  const system = newSystem()
  const { cells } = addTable(system, table)
  expect(await attacked(system, cells.flat())).toEqual([
    [3, 6],
    [1, 4],
    [0, 3],
    [0, 3],
  ])
})

const counted = [
  [30, 47, 64, 89],
  [90, 124, 5, 31],
  [92, 100, 59, 85],
  [800, 991, 651, 685],
]
const holes = ['0,0', '0,1', '0,2', '1,0', '1,2', '2,1', '2,3', '3,1', '3,3']

test('nine cells taken out of exact counts, two or more in each line, still give one away', async () => {
  expect(await cellRange(withHoles(counted, holes), 0, 1)).toEqual([47, 47])
})

test.each([
  ['1,3', [0, 78]],
  ['1,1', [0, 141]],
])('taking %s out as well gives %j', async (hole, range) => {
  expect(await cellRange(withHoles(counted, [...holes, hole]), 0, 1)).toEqual(range)
})

const couples = [
  [18, 2],
  [14, 19],
  [12, 10],
  [11, 14],
]

test('the cheapest three companions of a hidden couple are those of the third row', async () => {
  const patterns = [1, 2, 3].map((row) => ({
    row,
    cost: sum([couples[0]?.[0] ?? 0, ...(couples[row] ?? [])]),
    holes: ['0,0', '0,1', named(row, 0), named(row, 1)],
  }))
  const ranges = await Promise.all(patterns.map((pattern) => cellRange(withHoles(couples, pattern.holes), 0, 1)))
  expect(patterns.map(({ cost }) => cost)).toEqual([51, 40, 43])
  expect(ranges[1]).toEqual([0, 12])
  // and with the companions of one row only the hidden cell is known
  expect(await cellRange(withHoles(couples, ['0,0', '0,1']), 0, 1)).toEqual([2, 2])
})

const young = [
  [5, 2, 0],
  [6, 3, 4],
]

test('a hidden zero keeps company by two rows and two columns', async () => {
  const pattern = ['0,2', '1,1', '1,2', '0,1']
  expect(await cellRange(withHoles(young, pattern), 0, 2)).toEqual([0, 2])
  // the two without company are known
  expect(await cellRange(withHoles(young, ['0,2', '1,2']), 0, 2)).toEqual([0, 0])
})

/** Men under 20 and from 20, and men under 25 and from 25, of the same people. */
const recoded = (ranges: [Range, Range, Range, Range]) => {
  const system = newSystem()
  const [teen, early, later] = [0, 1, 2].map(() => addUnknown(system, suppressed))
  const [under20, from20, under25, from25] = ranges.map((range) => addUnknown(system, range))
  addSum(system, under20 ?? [], [teen ?? []])
  addSum(system, from20 ?? [], [early ?? [], later ?? []])
  addSum(system, under25 ?? [], [teen ?? [], early ?? []])
  addSum(system, from25 ?? [], [later ?? []])
  return { system, atom: early ?? [] }
}
const near = (count: number): Range => ({ least: Math.max(count - 4, 0), most: count + 4 })

test.each([
  ['exact counts', [exact(6), exact(9), exact(7), exact(8)], [1, 1]],
  ['counts rounded in one direction', [near(5), near(10), near(5), near(10)], [0, 8]],
  ['counts rounded in opposite directions', [near(10), near(10), near(5), near(5)], [0, 3]],
  ['cells hidden', [hidden, hidden, hidden, hidden], [0, 9]],
] as [string, [Range, Range, Range, Range], [number, number]][])(
  'two overlapping age bands, %s: the men between them',
  async (_, ranges, range) => {
    const { system, atom } = recoded(ranges)
    expect(await attacked(system, [atom])).toEqual([range])
  },
)

test('rounding in opposite directions leaves fewer than five values, rounding in one direction does not', async () => {
  const width = async (ranges: [Range, Range, Range, Range]) => {
    const { system, atom } = recoded(ranges)
    const [range] = await attacked(system, [atom])
    return (range?.[1] ?? 0) - (range?.[0] ?? 0)
  }
  expect(await width([near(5), near(10), near(5), near(10)])).toBeGreaterThanOrEqual(4)
  expect(await width([near(10), near(10), near(5), near(5)])).toBeLessThan(4)
})

test.each([
  [
    [50, 54],
    [52, 55],
    [2, 1],
  ],
  [
    [128, 140],
    [130, 140],
    [2, 0],
  ],
  [
    [39, 49],
    [39, 49],
    [0, 0],
  ],
])('the same place with two boundaries, %j and %j, tells %j', async (inner, outer, told) => {
  const ranges = await Promise.all(
    inner.map(async (count, index) => {
      const system = newSystem()
      const [within, between] = [addUnknown(system, exact(count)), addUnknown(system, suppressed)]
      addSum(system, addUnknown(system, exact(outer[index] ?? 0)), [within, between])
      return (await attacked(system, [between]))[0]
    }),
  )
  expect(ranges).toEqual(told.map((count) => [count, count]))
})

test('who works here, who lives and works here, and the men among them: the women are left over', async () => {
  const system = newSystem()
  const women = [addUnknown(system, suppressed), addUnknown(system, suppressed)]
  const [both, only] = [addUnknown(system, exact(22)), addUnknown(system, suppressed)]
  addSum(system, addUnknown(system, exact(49)), [both, only])
  addSum(system, both, [women[0] ?? [], addUnknown(system, exact(21))])
  addSum(system, only, [women[1] ?? [], addUnknown(system, exact(23))])
  expect(await attacked(system, women)).toEqual([
    [1, 1],
    [4, 4],
  ])
})

test('three printed means of rounded counts give the counts away', async () => {
  const within = (count: number): Range => ({ least: count - 2, most: count + 2 })
  const printed = [
    [9, 11.25, 2],
    [14, 7.9167, 4],
    [19, 9.25, 2],
  ] as const
  const attackMeans = async (told: boolean) => {
    const system = newSystem()
    const counts = printed.map(([count]) => addUnknown(system, within(count)))
    const sums = printed.map(() => addUnknown(system, suppressed))
    for (const terms of [counts, sums]) addSum(system, terms[2] ?? [], terms.slice(0, 2))
    for (const [index, [, mean, decimals]] of told ? printed.entries() : [])
      addMean(system, sums[index] ?? [], counts[index] ?? [], mean, decimals)
    return attacked(system, counts)
  }
  expect(await attackMeans(true)).toEqual([
    [8, 8],
    [12, 12],
    [20, 20],
  ])
  expect(await attackMeans(false)).toEqual([
    [7, 9],
    [12, 14],
    [19, 21],
  ])
})

test('a percentage with one decimal narrows a hidden part, one of published counts does not', async () => {
  const attackShare = async (printed: number | undefined) => {
    const system = newSystem()
    const [part, whole] = [addUnknown(system, hidden), addUnknown(system, near(100))]
    if (printed !== undefined) addPercentage(system, part, whole, printed, 1)
    return (await attacked(system, [part]))[0]
  }
  expect(await attackShare(undefined)).toEqual([0, 9])
  expect(await attackShare(6.9)).toEqual([7, 7])
})

test('an attack on numbers that contradict each other finds nothing instead of something', async () => {
  const table = { cells: [[exact(3)]], rows: [exact(4)], columns: [exact(3)] }
  expect(await cellRange(table, 0, 0)).toBeUndefined()
})
