import { describe, expect, test } from 'vitest'
import { compare, repeatedWave } from '../../../src/sharing/reading/comparison.ts'
import { isDivided } from '../../../src/sharing/reading/topics.ts'
import { reachOf, totalsOf } from '../../../src/sharing/reading/totals.ts'
import { together } from '../../../src/sharing/reading/values.ts'
import { aRelease, code, first, second } from './releases.ts'

describe('two regions with different ages', () => {
  const comparison = compare([first, second], ['still'], 'age')
  const valuesOf = (section = 0) =>
    comparison?.sections[section]?.rows.map(({ entries }) =>
      entries.map((entry) => [entry?.value.least, entry?.value.most]),
    )

  test('are compared by the ages they have in common, each with its own base', () => {
    expect(comparison?.groups.map(({ labels }) => labels.cs)).toEqual(['-34 česky', '35+ česky'])
    expect(comparison?.sections.map(({ bases }) => bases.map((base) => base?.least))).toEqual([
      [170, 170],
      [130, 80],
    ])
  })

  test('add up to the published cells, an interval where one is hidden', () => {
    expect(valuesOf(0)).toEqual([
      [
        [90, 90],
        [45, 45],
      ],
      [
        [80, 80],
        [125, 125],
      ],
    ])
    expect(valuesOf(1)).toEqual([
      [
        [25, 34],
        [20, 20],
      ],
      [
        [100, 100],
        [60, 60],
      ],
    ])
  })

  test('differ where the difference is more than chance', () => {
    const verdicts = comparison?.sections.map(({ rows }) =>
      rows.map(({ entries }) => entries.map((entry) => entry?.difference?.verdict)),
    )
    expect(verdicts).toEqual([
      [
        [undefined, 'lower'],
        [undefined, 'higher'],
      ],
      [
        [undefined, 'chance'],
        [undefined, 'chance'],
      ],
    ])
  })

  test('are compared as a whole by their item margins', () => {
    const whole = compare([first, second], ['still'])
    expect(whole?.sections).toHaveLength(1)
    expect(whole?.sections[0]?.rows[0]?.entries.map((entry) => [entry?.value.least, entry?.share?.base])).toEqual([
      [120, 300],
      [65, 250],
    ])
  })

  test('are not compared by what one of them does not have', () => {
    expect(compare([first, second], ['nothing'])).toBeUndefined()
    expect(compare([first, second], ['still'], 'nothing')).toBeUndefined()
  })
})

test('an answer that one region does not offer is not compared, the others are', () => {
  const third = aRelease({
    region: 'Olomoucký kraj',
    frame: [code('18+', ['18-24', '25-34', '35-44', '45+'])],
    item: [code('yes'), code('no'), code('perhaps')],
    cells: [[30], [50], [20]],
    frameMargins: [100],
    itemMargins: [30, 50, 20],
    total: 100,
  })
  const rows = compare([first, third], ['still'])?.sections[0]?.rows
  expect(rows?.map(({ entries }) => entries.map((entry) => entry?.value.least))).toEqual([
    [120, 30],
    [180, 50],
    [undefined, 20],
  ])
})

describe('answers merged differently', () => {
  const mergedTo = (...item: ReturnType<typeof code>[]) =>
    aRelease({
      ...{ region: 'Olomoucký kraj', frame: [code('18+', ['18-24', '25-34', '35-44', '45+'])], item },
      ...{ cells: item.map(() => [50]), frameMargins: [100], itemMargins: item.map(() => 50), total: 100 },
    })

  test('until one takes in all the others are neither compared nor added up', () => {
    const all = mergedTo(code('any', ['yes', 'no']))
    expect(compare([first, all], ['still'])?.isComparable).toBe(false)
    expect(totalsOf([first, all], ['still'])?.isComparable).toBe(false)
    expect(compare([first, second], ['still'])?.isComparable).toBe(true)
    expect(totalsOf([first, second], ['still'], 'age')?.isComparable).toBe(true)
  })

  test('so that no two releases share one are not either', () => {
    const others = mergedTo(code('perhaps'), code('never'))
    expect(compare([first, others], ['still'])?.isComparable).toBe(false)
    expect(totalsOf([first, others], ['still'])?.isComparable).toBe(false)
  })

  test('leave no frame to choose where all its groups fall together', () => {
    const age = { id: 'age', labels: {} }
    expect(isDivided([first, second], age)).toBe(true)
    expect(isDivided([first, mergedTo(code('yes'), code('no'))], age)).toBe(false)
  })
})

test('two snapshots of one wave are the same people, and are told', () => {
  const later = { ...first, id: 'later', manifest: { ...first.manifest, snapshot: 2 } }
  expect(repeatedWave([first, second])).toBeUndefined()
  expect(repeatedWave([first, second, later])?.id).toBe('later')
  expect(repeatedWave([first, { ...later, manifest: { ...later.manifest, wave: '2' } }])).toBeUndefined()
})

describe('totals of the network', () => {
  test('add published numbers, and say how far the sum may be off', () => {
    const totals = totalsOf([first, second], ['still'])
    expect(totals?.sections[0]?.base).toEqual({ count: 550, reach: { low: 544, high: 556 } })
    expect(totals?.sections[0]?.rows.map(({ total }) => [total?.value.least, total?.reach])).toEqual([
      [185, { low: 179, high: 191 }],
      [365, { low: 359, high: 371 }],
    ])
  })

  test('of hidden cells are as wide as those may be', () => {
    const totals = totalsOf([first, second], ['still'], 'age')
    expect(totals?.sections[1]?.rows[0]?.total).toMatchObject({
      value: { least: 45, most: 54, parts: 3, hidden: 1 },
      reach: { low: 39, high: 60 },
    })
  })

  test('of fourteen regions have the standard deviation that the method gives, 7.5', () => {
    const { low, high } = reachOf(together(Array(14).fill(100)))
    expect((high - low) / 2 / 1.96).toBeCloseTo(7.5, 0)
    expect(reachOf(together([undefined, undefined]))).toEqual({ low: 0, high: 18 })
  })
})
