import { describe, expect, test } from 'vitest'
import { tellingTables } from '../../../src/sharing/release/disclosure.ts'
import { build } from '../attacks/built.ts'
import { tablesFrom } from './scene.ts'

const told = (cells: number[][], sensitive = ['item']) => tellingTables(tablesFrom([{ cells }], sensitive))
const withheld = { items: [], tables: [['item', 'frame']] }
const nothing = { items: [], tables: [] }

/** A group of its own beside a large one in which both answers are common. */
const beside = (yes: number, no: number) => [
  [yes, 500],
  [no, 500],
]

describe('of a sensitive item belonging to a group must not tell the answer:', () => {
  test('more than nine in ten of a group is too many, nine in ten is not', () => {
    expect(told(beside(91, 9))).toEqual(withheld)
    expect(told(beside(90, 10))).toEqual(nothing)
    expect(told(beside(9, 91))).toEqual(withheld)
  })

  test('all but three is too many, for three may know each other; all but four is not', () => {
    expect(told(beside(17, 3))).toEqual(withheld)
    expect(told(beside(17, 4))).toEqual(nothing)
    expect(told(beside(3, 17))).toEqual(withheld)
  })

  test('a small group in which everybody says the same', () => expect(told(beside(0, 20))).toEqual(withheld))

  test('an answer of nearly everybody takes the whole item away', () => {
    expect(
      told([
        [960, 901],
        [40, 40],
      ]),
    ).toEqual({ items: ['item'], tables: [['item', 'frame']] })
  })

  test('of an item that is not sensitive anything may be told', () => {
    expect(told(beside(100, 0), [])).toEqual(nothing)
    expect(
      told(
        [
          [960, 901],
          [40, 40],
        ],
        [],
      ),
    ).toEqual(nothing)
  })

  test('only the telling table goes', () => {
    const tables = tablesFrom(
      [
        { cells: beside(95, 5) },
        {
          frame: 'other',
          cells: [
            [200, 395],
            [200, 305],
          ],
        },
        { item: 'open', cells: beside(95, 5) },
      ],
      ['item'],
    )
    expect(tellingTables(tables)).toEqual(withheld)
  })
})

describe('a release', () => {
  const codes = (...names: string[]) => names.map((code) => ({ code, labels: {} }))
  const planned = (id: string) => ({ id, labels: {}, ordered: true, codes: codes('0', '1'), groups: [] })
  const cells = [
    [190, 100],
    [10, 100],
  ]
  const releasing = (sensitive: boolean) =>
    build({
      plan: {
        ...{ centre: 'demo', survey: 's', wave: '1', snapshot: 1, week: '2026-W01', rules: [] },
        frames: [planned('home'), planned('age')],
        items: [{ ...planned('illness'), kind: 'single', sensitive }],
        tables: [
          ['illness', 'home'],
          ['illness', 'age'],
        ],
      },
      answers: [],
      counts: {
        total: 400,
        frames: { home: [200, 200], age: [200, 200] },
        items: { illness: [290, 110] },
        cells: {
          illness: {
            home: cells,
            age: [
              [145, 145],
              [55, 55],
            ],
          },
        },
      },
    })

  test('withholds the telling table of a sensitive item, says why, and shows the others', async () => {
    const built = await releasing(true)
    if (built.kind === 'refused') throw new Error(built.reason.code)
    expect(built.report.repairs).toEqual([{ kind: 'withheld', item: 'illness', frame: 'home', why: 'telling' }])
    const csv = new TextDecoder().decode(built.files.get('cells.csv'))
    expect([csv.includes(',age,'), csv.includes(',home,')]).toEqual([true, false])
  })

  test('shows it where nobody minds', async () => {
    const built = await releasing(false)
    expect(built).toMatchObject({ kind: 'certified', report: { repairs: [], tables: 2 } })
  })
})
