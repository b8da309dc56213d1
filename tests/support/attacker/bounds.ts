import highsModule, { type Highs, type Model } from 'highs'

export type Term = readonly [unknown: number, times: number]
export type Range = { least: number; most: number }
/** What is known of a sum of unknowns; `times` are whole numbers, so that an answer can be checked without rounding errors. */
export type Relation = Range & { terms: readonly Term[] }
/** Whole numbers that nobody outside knows, and everything that is known of them. */
export type System = { unknowns: Range[]; relations: Relation[] }

export type Attack = {
  /** Range of a sum over fractions too: at least as wide as the true one. Undefined when the system contradicts itself. */
  screen: (target: readonly Term[]) => Range | undefined
  /** Range of a sum over whole numbers; both ends are attained. */
  exact: (target: readonly Term[]) => Range | undefined
  /** A solution that attains an end of the range. */
  extreme: (target: readonly Term[], end: keyof Range) => number[] | undefined
  close: () => void
}

/** An attacker who knows the system and nothing else; answers are the same in every run. */
export const openAttack = async (system: System): Promise<Attack> => {
  loaded ??= loadHighs()
  const highs = await loaded
  const [linear, whole] = [modelOf(highs, system, false), modelOf(highs, system, true)]
  const extreme = (target: readonly Term[], end: keyof Range) => {
    const fractional = solve(highs, linear, target, end)
    if (fractional === undefined) return undefined
    const bound = inwards(fractional.value, end)
    const rounded = fractional.values.map(Math.round)
    if (sumOf(target, rounded) === bound && satisfies(system, rounded)) return rounded
    return wholeExtreme(highs, whole, system, target, end)
  }
  return {
    screen: (target) =>
      ranged((end) => {
        const found = solve(highs, linear, target, end)
        return found && inwards(found.value, end)
      }),
    exact: (target) =>
      ranged((end) => {
        const found = extreme(target, end)
        return found && sumOf(target, found)
      }),
    extreme,
    close: () => {
      linear.dispose()
      whole.dispose()
    },
  }
}

/** Whether whole numbers are a solution, counted without the solver. */
export const satisfies = ({ unknowns, relations }: System, values: readonly number[]): boolean =>
  unknowns.every((range, index) => within(range, values[index] ?? Number.NaN)) &&
  relations.every((relation) => within(relation, sumOf(relation.terms, values)))

export const sumOf = (terms: readonly Term[], values: readonly number[]): number =>
  terms.reduce((sum, [unknown, times]) => sum + times * (values[unknown] ?? Number.NaN), 0)

// the package's types describe its CommonJS half, where the loader is the property `default`; here it is the module's default itself
const loadHighs = highsModule as unknown as typeof highsModule.default
let loaded: Promise<Highs> | undefined

const tolerance = 1e-6
const within = ({ least, most }: Range, value: number) => value >= least && value <= most
/** 6.999999 is 7, and 6.4 as the most is 6. */
const inwards = (value: number, end: keyof Range) =>
  (end === 'least' ? Math.ceil(value - tolerance) : Math.floor(value + tolerance)) + 0

const ranged = (ask: (end: keyof Range) => number | undefined): Range | undefined => {
  const [least, most] = [ask('least'), ask('most')]
  return least === undefined || most === undefined ? undefined : { least, most }
}

const wholeExtreme = (highs: Highs, model: Model, system: System, target: readonly Term[], end: keyof Range) => {
  const found = solve(highs, model, target, end)
  if (found === undefined) return undefined
  const values = found.values.map(Math.round)
  if (!satisfies(system, values)) throw new Error('the solver’s whole numbers break a relation')
  const proven = inwards(Number(model.info.get('mip_dual_bound')), end)
  if (proven !== sumOf(target, values)) throw new Error('the solver’s answer is not proven')
  return values
}

const solve = (highs: Highs, model: Model, target: readonly Term[], end: keyof Range) => {
  const { modelStatus, objectiveSense } = highs.constants
  const { numCols } = model.getDimensions()
  const costs = new Float64Array(numCols)
  for (const [unknown, times] of target) costs[unknown] = (costs[unknown] ?? 0) + times
  model.changeColsCost({ kind: 'range', from: 0, to: numCols - 1 }, costs)
  model.changeObjectiveSense(end === 'least' ? objectiveSense.minimize : objectiveSense.maximize)
  // its time limit counts from the first run otherwise
  model.zeroAllClocks()
  model.run()
  const status = model.getModelStatus()
  if (status === modelStatus.infeasible) return undefined
  if (status !== modelStatus.optimal) throw new Error(`the solver gave up with status ${status}`)
  return { values: [...model.getSolution().colValue], value: model.getObjectiveValue() }
}

const modelOf = (highs: Highs, { unknowns, relations }: System, whole: boolean): Model => {
  const finite = (value: number) => (Number.isFinite(value) ? value : Math.sign(value) * highs.infinity)
  const merged = relations.map(({ terms }) => [...addedUp(terms)])
  const model = highs.createModel({
    numCols: unknowns.length,
    numRows: relations.length,
    colCost: unknowns.map(() => 0),
    colLower: unknowns.map(({ least }) => finite(least)),
    colUpper: unknowns.map(({ most }) => finite(most)),
    rowLower: relations.map(({ least }) => finite(least)),
    rowUpper: relations.map(({ most }) => finite(most)),
    matrix: {
      format: 'csr',
      numRows: relations.length,
      numCols: unknowns.length,
      starts: startsOf(merged.map((terms) => terms.length)),
      indices: merged.flatMap((terms) => terms.map(([unknown]) => unknown)),
      values: merged.flatMap((terms) => terms.map(([, times]) => times)),
    },
    ...(whole ? { integrality: unknowns.map(() => highs.constants.variableType.integer) } : {}),
  })
  model.options.set({ output_flag: false, random_seed: 1, mip_rel_gap: 0, time_limit: 60 })
  return model
}

const startsOf = (lengths: number[]): number[] => {
  let start = 0
  return [0, ...lengths.map((length) => (start += length))]
}

const addedUp = (terms: readonly Term[]): Map<number, number> => {
  const sums = new Map<number, number>()
  for (const [unknown, times] of terms) sums.set(unknown, (sums.get(unknown) ?? 0) + times)
  return sums
}
