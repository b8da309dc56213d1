import { expect, test } from 'vitest'
import type { Published } from '../../../src/sharing/release/format.ts'
import { findLeaks } from '../../support/attacker/findings.ts'
import { attackReleases } from '../../support/attacker/releases.ts'
import { crafted, few } from './crafted.ts'

const rangesOf = async (published: Published, joint: boolean) => {
  const { attack, cell, close } = await attackReleases([published], { joint })
  const ranges = published.cells.map((one) => attack.exact(cell(0, one)))
  close()
  return ranges.map((range) => range && [range.least, range.most])
}

const same = [
  [30, few],
  [few, 30],
]
const other = [
  [few, 30],
  [30, few],
]
const halves = [35, 35]

test('four linked tables that each leave every hidden cell free, but which no people could have given', async () => {
  // whoever is alike in both frames answers one of the two questions against its table, and so does whoever is not
  const knot = crafted({
    total: 70,
    frames: { a: halves, b: halves },
    items: { x: halves, y: halves },
    tables: [
      { item: 'x', frame: 'a', cells: same },
      { item: 'x', frame: 'b', cells: same },
      { item: 'y', frame: 'a', cells: same },
      { item: 'y', frame: 'b', cells: other },
    ],
  })
  const hidden = knot.cells.flatMap(({ count }, row) => (count === undefined ? [row] : []))
  const [tables, people] = [await rangesOf(knot, false), await rangesOf(knot, true)]
  expect(hidden.map((row) => tables[row])).toEqual(hidden.map(() => [0, 9]))
  expect(hidden.map((row) => people[row])).toEqual(hidden.map(() => [8, 9]))
  expect(await findLeaks([knot])).toEqual([])
  const leaks = await findLeaks([knot], { joint: true })
  expect(leaks.flatMap(({ what, row }) => (what === 'hidden' ? [row] : []))).toEqual(hidden)
  // with one of the tables missing nothing is wrong
  const untied = { ...knot, cells: knot.cells.slice(0, 12) }
  expect(await findLeaks([untied], { joint: true })).toEqual([])
})

/** Two bands of age with a boundary at 20 or at 25, of the same people: 0 is under 20, 1 from 20 to 24, 2 older. */
const banded = (margins: number[], cells: (number | undefined)[][], boundary: string[][]) =>
  crafted(
    { total: 100, frames: { age: margins }, items: { x: [50, 50] }, tables: [{ item: 'x', frame: 'age', cells }] },
    { age: boundary },
  )
const under20 = [['0'], ['1', '2']]
const under25 = [['0', '1'], ['2']]

test('two releases of the same people with other age bands give away those between the bands', async () => {
  const older = [
    [few, 45],
    [40, 10],
  ]
  const safe = [
    banded(
      [40, 60],
      [
        [few, 45],
        [35, 15],
      ],
      under20,
    ),
    banded([45, 55], older, under25),
  ]
  const leaking = [
    banded(
      [40, 60],
      [
        [15, 35],
        [25, 25],
      ],
      under20,
    ),
    banded(
      [40, 60],
      [
        [10, 40],
        [30, 20],
      ],
      under25,
    ),
  ]
  const between = async (releases: Published[]) => {
    const { attack, count, close } = await attackReleases(releases)
    const range = attack.exact(count(0, { item: ['x', ['0']], frame: ['age', ['1']] }))
    close()
    return range
  }
  // snapshots only grow: the second boundary lies further up, and yet fewer people are below it
  expect(await between(leaking)).toEqual({ least: 0, most: 3 })
  expect(await between(safe)).toEqual({ least: 0, most: 9 })
})

const grown = (total: number, table: (number | undefined)[][], a: number[], x: number[]) =>
  crafted({ total, frames: { a }, items: { x }, tables: [{ item: 'x', frame: 'a', cells: table }] })

test('nobody is counted whom nothing published tells from others', async () => {
  const one = banded(
    [40, 60],
    [
      [few, 45],
      [35, 15],
    ],
    under20,
  )
  const { count, close } = await attackReleases([one])
  expect(() => count(0, { frame: ['age', ['1']] })).toThrow('a group cuts an atom')
  close()
})

test('two snapshots: a hidden cell whose growth cannot be nine, and one that is free', async () => {
  const first = grown(
    100,
    [
      [few, 45],
      [45, few],
    ],
    [50, 50],
    [50, 50],
  )
  const second = grown(
    140,
    [
      [few, 65],
      [65, few],
    ],
    [70, 70],
    [70, 70],
  )
  expect(await findLeaks([first, second])).toEqual([])
  // nobody new in its column: what the second snapshot shows there is what the first showed
  const stuck = grown(
    140,
    [
      [few, 85],
      [35, few],
    ],
    [45, 95],
    [95, 45],
  )
  const leaks = await findLeaks([first, stuck])
  expect(leaks.map(({ what, row }) => `${what} ${row}`)).toContain('difference 2')
})

test('a coalition of three knows its own answers and learns nothing more', async () => {
  const published = grown(
    100,
    [
      [few, 45],
      [45, few],
    ],
    [50, 50],
    [50, 50],
  )
  const known = Array.from({ length: 3 }, () => ({ a: '0', x: '0' }))
  expect(await findLeaks([published], { known, joint: true })).toEqual([])
  const { attack, cell, close } = await attackReleases([published], { known })
  const [first] = published.cells
  expect(first && attack.exact(cell(0, first))).toEqual({ least: 3, most: 9 })
  close()
  // where a remainder just suffices for others, their own nought gives the neighbours away
  const tight = grown(
    100,
    [
      [few, few, 45],
      [45, 45, few],
    ],
    [25, 25, 50],
    [50, 50],
  )
  expect((await findLeaks([tight], { known })).length).toBeGreaterThan(0)
})

test('of a multiple choice everybody chose something or nothing: two rare options are not as rare as they look', async () => {
  const option = [
    [few, 25],
    [20, 50],
  ]
  const items = { nothing: [45, 55], housing: [30, 70], schools: [30, 70] }
  const published = crafted({
    total: 100,
    frames: { a: [25, 75] },
    items,
    tables: [
      {
        item: 'nothing',
        frame: 'a',
        cells: [
          [10, 35],
          [15, 40],
        ],
      },
      { item: 'housing', frame: 'a', cells: option },
      { item: 'schools', frame: 'a', cells: option },
    ],
  })
  const certainties = [
    {
      whoever: ['nothing', ['1']] as const,
      oneOf: [['housing', ['0']] as const, ['schools', ['0']] as const],
    },
  ]
  expect(await findLeaks([published], { joint: true })).toEqual([])
  const leaks = await findLeaks([published], { joint: true, certainties })
  expect(leaks).toEqual([
    { what: 'hidden', release: 0, row: 4, range: { least: 2, most: 9 } },
    { what: 'hidden', release: 0, row: 8, range: { least: 2, most: 9 } },
  ])
})

test('who chose “nothing of this” chose nothing else: a rule of the questionnaire binds two tables', async () => {
  const published = crafted({
    total: 100,
    frames: { a: [50, 50] },
    items: { nothing: [30, 70], housing: [70, 30] },
    tables: [
      {
        item: 'nothing',
        frame: 'a',
        cells: [
          [10, 20],
          [40, 30],
        ],
      },
      {
        item: 'housing',
        frame: 'a',
        cells: [
          [45, 25],
          [few, 25],
        ],
      },
    ],
  })
  const rules = [{ item: 'housing', if: { item: 'nothing', codes: ['0'] }, only: ['1'] }]
  expect(await findLeaks([published], { joint: true })).toEqual([])
  // ten or more who chose nothing cannot be among fewer than ten who did not choose housing
  const leaks = await findLeaks([published], { joint: true, rules })
  expect(leaks).toContainEqual({ what: 'hidden', release: 0, row: 6, range: undefined })
})
