import { describe, expect, test } from 'vitest'
import { base, leastGroup, reach, threshold } from '../../../src/sharing/release/format.ts'
import { after, before, questioned, worlds } from '../../../views/sharing/example.ts'

const sum = (counts: readonly (number | undefined)[]) => counts.reduce<number>((all, one) => all + (one ?? 0), 0)
const across = (cells: readonly (readonly (number | undefined)[])[]) =>
  [0, 1, 2].map((at) => cells.map((row) => row[at]))
const within = (one: number, other: number) => Math.abs(one - other) <= reach

/** Every rule of the format for a set of answers beside what is published. */
const faultsOf = (world: readonly (readonly number[])[]): string[] => {
  const faults: string[] = []
  const demand = (holds: boolean, fault: string) => holds || faults.push(fault)
  demand(within(sum(world.flat()), after.total), 'total')
  world.forEach((row, at) => {
    demand(sum(row) >= threshold && within(sum(row), after.rows[at] ?? 0), `row ${at}`)
    row.forEach((count, place) => {
      const shown = after.cells[at]?.[place]
      const fits = shown === undefined ? count < threshold : count >= threshold && within(count, shown)
      demand(fits, `cell ${at} ${place}`)
    })
  })
  across(world).forEach((column, at) => {
    demand(sum(column) >= leastGroup && within(sum(column), after.columns[at] ?? 0), `column ${at}`)
  })
  return faults
}

describe('the example of the page that explains the protection', () => {
  test('is rounded as releases are: to fives, hidden under ten, lines adding up', () => {
    expect(sum(before.flat())).toBe(152)
    expect(faultsOf(before)).toEqual([])
    const published = [after.total, ...after.rows, ...after.columns, ...after.cells.flat()]
    expect(published.filter((count) => count !== undefined && count % base !== 0)).toEqual([])
    expect(sum(after.rows)).toBe(after.total)
    expect(sum(after.columns)).toBe(after.total)
    const lines = [
      ...after.cells.map((cells, at) => ({ cells: [...cells], margin: after.rows[at] ?? 0 })),
      ...across(after.cells).map((cells, at) => ({ cells, margin: after.columns[at] ?? 0 })),
    ]
    for (const { cells, margin } of lines) {
      const hidden = cells.filter((count) => count === undefined).length
      const [rest, shown] = [margin - sum(cells), cells.length - hidden]
      if (hidden === 0) expect(rest).toBe(0)
      else {
        expect(rest).toBeGreaterThanOrEqual(Math.max(0, 9 - reach * (shown + 1)))
        expect(rest).toBeLessThanOrEqual(Math.min(10 * hidden, 9 * (hidden - 1) + reach * (shown + 1)))
      }
    }
  })

  test('has two worlds that fit all that is published, and differ in the hidden cell from 0 to 9', () => {
    const { row, column } = questioned
    expect(after.cells[row]?.[column]).toBeUndefined()
    expect([worlds.zero[row]?.[column], worlds.nine[row]?.[column]]).toEqual([0, 9])
    expect([faultsOf(worlds.zero), faultsOf(worlds.nine)]).toEqual([[], []])
    expect(worlds.zero.flat()).not.toEqual(before.flat())
    expect(worlds.nine.flat()).not.toEqual(before.flat())
  })

  test('would not fit a world that breaks a rule', () => {
    expect(
      faultsOf([
        [25, 40, 15],
        [16, 31, 10],
        [10, 5, 9],
      ]),
    ).toEqual(['total', 'row 1', 'cell 1 2', 'column 2'])
  })
})
