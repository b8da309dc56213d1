import { createRequire } from 'node:module'
import type { Highs } from 'highs'

/** An unknown, at least `low` and at most `high`; `gain` is what one of it adds to what is maximised. */
export type Unknown = { low: number; high: number; gain: number; whole?: boolean }
/** `low ≤ Σ value·unknown ≤ high` */
export type Line = { low: number; high: number; terms: readonly (readonly [unknown: number, value: number])[] }
export type Problem = { unknowns: readonly Unknown[]; lines: readonly Line[] }
/** `whole`: all unknowns are whole numbers, or those that say so; the search ends after `nodes`, or that near to the best. */
export type Limits = { whole?: boolean | 'some'; nodes?: number; gap?: number }

/** One solver for many problems: `dispose` is each problem's own affair. */
export type Solver = (problem: Problem, limits?: Limits) => number[] | undefined

/**
 * HiGHS compiled to WebAssembly: the greatest sum of gains, and where it is reached, or `undefined` where nothing fits or
 * where a search for whole numbers found nothing within its nodes. One thread and a fixed seed: the same problem has the
 * same answer everywhere. Whole numbers are rounded and looked at again, because a solver's 6.999999 is not 7.
 */
export const loadSolver = async (): Promise<Solver> => {
  loaded ??= loadHighs()
  const highs = await loaded
  return (problem, limits = {}) => solve(highs, problem, limits)
}

let loaded: Promise<Highs> | undefined

// its types describe the CommonJS build, where the loader is the module itself
const loadHighs = createRequire(import.meta.url)('highs') as typeof import('highs')['default']

const solve = (highs: Highs, { unknowns, lines }: Problem, { whole = false, nodes = 2_000, gap = 0 }: Limits) => {
  const model = highs.createModel()
  try {
    model.options.set({
      output_flag: false,
      random_seed: 1,
      ...(whole ? { mip_max_nodes: nodes, mip_rel_gap: gap } : {}),
    })
    model.passModel({
      numCols: unknowns.length,
      numRows: lines.length,
      sense: highs.constants.objectiveSense.maximize,
      colCost: unknowns.map(({ gain }) => gain),
      colLower: unknowns.map(({ low }) => low),
      colUpper: unknowns.map(({ high }) => (Number.isFinite(high) ? high : highs.infinity)),
      rowLower: lines.map(({ low }) => (Number.isFinite(low) ? low : -highs.infinity)),
      rowUpper: lines.map(({ high }) => (Number.isFinite(high) ? high : highs.infinity)),
      matrix: rowsOf(lines, unknowns.length),
      ...(whole
        ? { integrality: Int32Array.from(unknowns, (unknown) => Number(whole === true || unknown.whole === true)) }
        : {}),
    })
    model.run()
    const status = model.getModelStatus()
    const { modelStatus } = highs.constants
    if (status !== modelStatus.optimal && !whole) return undefined
    if (status === modelStatus.infeasible) return undefined
    const values = [...model.getSolution().colValue]
    const answer = values.map((value, index) => (whole === true || unknowns[index]?.whole ? Math.round(value) : value))
    return !whole || holds(answer, { unknowns, lines }) ? answer : undefined
  } finally {
    model.dispose()
  }
}

const rowsOf = (lines: readonly Line[], numCols: number) => {
  const starts = new Int32Array(lines.length + 1)
  for (const [index, { terms }] of lines.entries()) starts[index + 1] = (starts[index] ?? 0) + terms.length
  return {
    format: 'csr' as const,
    numRows: lines.length,
    numCols,
    starts,
    indices: Int32Array.from(lines.flatMap(({ terms }) => terms.map(([unknown]) => unknown))),
    values: Float64Array.from(lines.flatMap(({ terms }) => terms.map(([, value]) => value))),
  }
}

const tolerance = 1e-6

const holds = (values: readonly number[], { unknowns, lines }: Problem): boolean =>
  values.length === unknowns.length &&
  unknowns.every(({ low, high }, index) => within(values[index] ?? Number.NaN, low, high)) &&
  lines.every(({ low, high, terms }) =>
    within(
      terms.reduce((sum, [unknown, value]) => sum + value * (values[unknown] ?? Number.NaN), 0),
      low,
      high,
    ),
  )

const within = (value: number, low: number, high: number) => value >= low - tolerance && value <= high + tolerance
