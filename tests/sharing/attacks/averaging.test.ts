import { expect, test } from 'vitest'
import type { Published } from '../../../src/sharing/release/format.ts'
import type { Made } from '../../support/answers.ts'
import { countedTables, madeRound, publishedOf, trueCells } from './scene.ts'

/** A guess at each unknown, and equations with how sure each is. */
type Equation = { terms: readonly (readonly [unknown: number, times: number])[]; value: number; sure: number }

/** The values that break the equations least, by Gaussian elimination of the normal equations. */
const leastSquares = (unknowns: number, equations: readonly Equation[]): number[] => {
  const rows = Array.from({ length: unknowns }, () => new Float64Array(unknowns + 1))
  for (const { terms, value, sure } of equations)
    for (const [a, by] of terms) {
      const row = rows[a] ?? new Float64Array()
      for (const [b, also] of terms) row[b] = (row[b] ?? 0) + by * also * sure
      row[unknowns] = (row[unknowns] ?? 0) + by * value * sure
    }
  rows.forEach((row, at) => {
    const head = row[at] || 1e-12
    for (const other of rows) {
      const share = other === row ? 0 : (other[at] ?? 0) / head
      if (share !== 0)
        for (let place = at; place <= unknowns; place += 1)
          other[place] = (other[place] ?? 0) - share * (row[place] ?? 0)
    }
  })
  return rows.map((row, at) => (row[unknowns] ?? 0) / (row[at] || 1e-12))
}

/** What margins alone let one expect of each cell, as if answers had nothing to do with groups. */
const expected = ({ cells, margins }: Published): number[] => {
  const of = new Map(margins.map(({ dimension, code, count }) => [`${dimension} ${code}`, count]))
  const margin = (id: string, code: string) => of.get(`${id} ${code}`) ?? 0
  return cells.map(
    (cell) => (margin(cell.item, cell.item_code) * margin(cell.frame, cell.frame_code)) / (of.get(' ') || 1),
  )
}

/** Every table of the plan is a partition of the same margins: all of them together, as one system of least squares. */
const averaged = (published: Published): number[] => {
  const { cells, margins } = published
  const prior = expected(published)
  const equations: Equation[] = cells.map(({ count }, at) =>
    count === undefined
      ? { terms: [[at, 1]], value: Math.min(9, prior[at] ?? 0), sure: 1 / 6 }
      : { terms: [[at, 1]], value: count, sure: 1 / 4 },
  )
  margins.forEach(({ kind, dimension, code, count }, at) => {
    const whole = cells.length + at
    equations.push({ terms: [[whole, 1]], value: count, sure: 1 / 4 })
    const parts = Map.groupBy(
      cells.flatMap((cell, place) =>
        (kind === 'item' && cell.item === dimension && cell.item_code === code) ||
        (kind === 'frame' && cell.frame === dimension && cell.frame_code === code)
          ? [{ place, table: kind === 'item' ? cell.frame : cell.item }]
          : [],
      ),
      ({ table }) => table,
    )
    for (const part of parts.values())
      equations.push({ terms: [[whole, -1], ...part.map(({ place }) => [place, 1] as const)], value: 0, sure: 1e4 })
  })
  return leastSquares(cells.length + margins.length, equations)
}

const guessed = (values: readonly number[], cells: Published['cells']) =>
  cells.flatMap(({ count }, at) => (count === undefined ? [Math.min(9, Math.max(0, Math.round(values[at] ?? 0)))] : []))

const worlds: Made[] = Array.from({ length: 300 }, (_, index) => ({
  people: 300 + 5 * (index % 40),
  evenness: 3,
  frames: [4, 3, 3],
  items: [4, 3, 3],
  seed: index + 1,
}))

/** How often each way of guessing hits a hidden cell on the spot. */
const hits = (publish: (made: Made) => { published: Published; truths: number[] } | undefined) => {
  const found = worlds.flatMap((made) => publish(made) ?? [])
  const hidden = found.flatMap(({ published, truths }) => {
    const [before, after] = [
      guessed(expected(published), published.cells),
      guessed(averaged(published), published.cells),
    ]
    const small = truths.filter((_, at) => published.cells[at]?.count === undefined)
    return small.map((truth, at) => ({ truth, before: before[at], after: after[at] }))
  })
  const share = (holds: (one: (typeof hidden)[number]) => boolean) => hidden.filter(holds).length / hidden.length
  const commonest = Math.max(...Array.from({ length: 10 }, (_, count) => share(({ truth }) => truth === count)))
  return {
    cells: hidden.length,
    before: Math.max(
      commonest,
      share(({ truth, before }) => truth === before),
    ),
    after: share(({ truth, after }) => truth === after),
  }
}

test('averaging over all tables of three hundred releases finds hidden cells hardly better than guessing', () => {
  const { cells, before, after } = hits((made) => {
    const { tables, published } = madeRound(made)
    return published && { published, truths: trueCells(tables) }
  })
  expect(cells).toBeGreaterThan(1_000)
  expect(after).toBeLessThan(before + 0.05)
}, 60_000)

test('the same averaging finds hidden cells among exact counts', () => {
  const { before, after } = hits((made) => {
    const { plan, answers } = madeRound(made)
    const tables = countedTables(plan, answers)
    const exact = {
      total: tables.total,
      margins: tables.margins,
      tables: tables.tables.map((table) => ({
        ...table,
        cells: table.cells.map((row) => row.map((count) => (count < 10 ? undefined : count))),
      })),
    }
    return { published: publishedOf(tables, exact), truths: trueCells(tables) }
  })
  expect(after).toBeGreaterThan(before + 0.05)
}, 60_000)
