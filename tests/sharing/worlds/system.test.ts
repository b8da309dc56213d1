import { describe, expect, test } from 'vitest'
import { rangeOf, rangeOfCell, systemOf } from '../../../src/sharing/worlds/system.ts'
import { targetsOf } from '../../../src/sharing/worlds/targets.ts'
import { published } from './scene.ts'

const said = {
  total: 130,
  frames: { home: [20, 110] },
  items: { work: [10, 120], why: [65, 65] },
  tables: {
    'work home': [
      [-1, 10],
      [15, 105],
    ],
  },
}

describe('what a release says', () => {
  const { spans } = systemOf([published(said)], [])
  test('is a range for every number: four off, groups from twenty, codes and shown cells from ten, hidden to nine', () => {
    expect(spans).toHaveLength(1)
    expect(spans[0]).toMatchObject({
      ...{ from: 0, to: 0, total: [126, 134] },
      frames: [
        [
          [20, 24],
          [106, 114],
        ],
      ],
      items: [
        [
          [10, 14],
          [116, 124],
        ],
        [
          [61, 69],
          [61, 69],
        ],
      ],
    })
    expect(spans[0]?.tables[0]?.[0]).toEqual([
      [
        [0, 9],
        [10, 14],
      ],
      [
        [11, 19],
        [101, 109],
      ],
    ])
    expect(spans[0]?.tables[1]?.[0]).toBeUndefined()
  })
  test('goes no lower than nought', () => {
    expect(rangeOf(0)).toEqual([0, 4])
    expect(rangeOfCell(undefined)).toEqual([0, 9])
    expect(rangeOfCell(10)).toEqual([10, 14])
  })
  test('nothing of a wave without releases', () => expect(() => systemOf([], [])).toThrow('without releases'))
})

describe('two releases', () => {
  const later = published({
    ...{ snapshot: 3, total: 200, frames: { home: [25, 175] }, items: { work: [15, 185], why: [100, 100] } },
    tables: {
      'work home': [
        [-1, 15],
        [30, 165],
      ],
    },
  })
  const releases = [published(said), later]
  const system = systemOf(releases, [])

  test('also say how many came between them, nobody ever went', () => {
    expect(system.snapshots).toEqual([1, 3])
    expect(system.spans.map(({ from, to }) => [from, to])).toEqual([
      [0, 0],
      [0, 1],
      [1, 1],
    ])
    const since = system.spans[2]
    expect(since?.total).toEqual([62, 78])
    expect(since?.frames[0]).toEqual([
      [0, 9],
      [57, 73],
    ])
    expect(since?.tables[0]?.[0]).toEqual([
      [
        [0, 9],
        [0, 9],
      ],
      [
        [7, 23],
        [52, 68],
      ],
    ])
  })

  test('all they hide is to be shown free, of both, and what few may have come to keeps five values', () => {
    const targets = targetsOf(releases, system)
    const hidden = targets.filter(({ span }) => span < 2)
    expect(hidden.map(({ span, row, low, high }) => [span, row, low, high])).toEqual([
      [0, 0, 0, 9],
      [1, 0, 0, 9],
    ])
    const since = targets.filter(({ span }) => span === 2)
    expect(since.map(({ row, low, high, most }) => [row, low, high, most])).toEqual([
      [0, 0, 4, 9],
      [1, 0, 4, 9],
      [2, 7, 11, 23],
    ])
  })
})

describe('rules in codes that were merged', () => {
  const merged = (item: string, parts: string[][]) => {
    const release = published({ ...said, items: { work: [10, 60, 60], why: [40, 50, 40] }, tables: {} })
    const items = release.codes.items.map((one) =>
      one.id === item
        ? { ...one, codes: parts.map((members) => ({ code: members.join('+'), labels: {}, members })) }
        : one,
    )
    return { ...release, codes: { ...release.codes, items } }
  }
  const rule = { item: 'why', if: { item: 'work', codes: ['0'] }, only: ['1', '2'] }
  const links = (release: ReturnType<typeof merged>) => systemOf([release], [rule]).links

  test('hold where everybody of the merged code is bound', () => {
    expect(links(merged('', []))).toEqual([{ parent: 0, codes: [0], child: 1, only: [1, 2] }])
    expect(links(merged('why', [['0'], ['1', '2']]))).toEqual([{ parent: 0, codes: [0], child: 1, only: [1] }])
  })
  test('are dropped where the merged code has others in it', () =>
    expect(links(merged('work', [['0', '1'], ['2']]))).toEqual([]))
  test('and allow a merged answer of which a part is allowed; where that is all, nothing is left of them', () => {
    expect(links(merged('why', [['0', '1'], ['2']]))).toEqual([])
    const other = { ...rule, only: ['1'] }
    expect(systemOf([merged('why', [['0', '1'], ['2']])], [other]).links).toEqual([
      { parent: 0, codes: [0], child: 1, only: [0] },
    ])
  })
  test('about a withheld item are not known to anybody', () => {
    const release = merged('', [])
    const without = { ...release, codes: { ...release.codes, items: release.codes.items.slice(0, 1) } }
    expect(systemOf([without], [rule]).links).toEqual([])
  })
})

describe('a choice that had to be made', () => {
  const choice = { oneOf: ['pay', 'none'], code: '1', silent: ['2'] }
  const release = published({
    ...{ total: 200, frames: { home: [100, 100] }, tables: {} },
    items: { pay: [80, 80, 40], none: [80, 80, 40] },
  })
  const required = (items: typeof release.codes.items, rule = choice) =>
    systemOf([{ ...release, codes: { ...release.codes, items } }], [rule]).required
  const [pay, none] = release.codes.items
  if (!pay || !none) throw new Error('the release is another one')

  test('is known by the places of its codes, and is no link', () => {
    expect(required([pay, none])).toEqual([{ items: [0, 1], chosen: [1, 1], silent: [[2], [2]] }])
    expect(systemOf([release], [choice]).links).toEqual([])
  })
  test('tells nothing where one of the items is withheld, or silence or the choice is merged with something else', () => {
    expect(required([pay])).toEqual([])
    const merged = (members: string[]) => ({
      ...pay,
      codes: [{ code: members.join('+'), labels: {}, members }, ...pay.codes],
    })
    expect(required([merged(['0', '1']), none])).toEqual([])
    expect(required([merged(['0', '2']), none])).toEqual([])
  })
})
