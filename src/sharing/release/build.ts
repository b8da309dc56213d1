import { certificateOf, type Unproven } from '../worlds/certificate.ts'
import { findWorlds } from '../worlds/find.ts'
import { contradictionOf, type Refusal, refusalOf } from './checks.ts'
import { contentsOf } from './contents.ts'
import { floorOf } from './floor.ts'
import type { Package } from './format.ts'
import { chanceOf, type ReleaseKeys } from './keys.ts'
const metadataFiles = (_: unknown): Files => new Map()
import { type Contents, canonical, type Files, manifestHash, numberFiles, planBytes, readNumbers, readPackage, sealed } from './package.ts'
import type { Counts, Plan } from './plan.ts'
import { type Repair, repair, type Trouble } from './repair.ts'
import { type Report, reportOf } from './report.ts'
import { type Rounded, roundRelease, type Unfit } from './rounding.ts'
import { type Earlier, firstShape, withoutTelling } from './shape.ts'
import { loadSolver, type Solver } from './solver.ts'
import { type Tables, tablesOf } from './tables.ts'

export type Progress = { step: 'rounding' | 'proving'; attempt: number; done: number; all: number }
export type Building = {
  plan: Plan
  counts: Counts
  /** What tells these answers from any others; chance hangs on it. */
  snapshotHash: string
  keys: ReleaseKeys
  /** Every earlier package of the wave, the oldest first. */
  previous: readonly Package[]
  onProgress?: ((progress: Progress) => void) | undefined
}
export type Built = { kind: 'certified'; files: Files; report: Report } | { kind: 'refused'; reason: Refusal }

/** So many smaller releases are tried, one after another, before nothing leaves; every one is counted. */
const mostAttempts = 40

/**
 * A release of a wave: rounds what was counted, writes it down, and has every hidden cell proven from what is written. What
 * cannot be proven is merged or withheld, and everything starts again. The same input gives the same bytes.
 */
export const buildRelease = async (building: Building): Promise<Built> => {
  const { plan, counts, previous } = building
  const earlier = previous.map((files) => ({ ...readNumbers(files), snapshot: readPackage(files).manifest.snapshot }))
  const reason = refusalOf(plan, counts) ?? contradictionOf(plan, earlier, counts)
  if (reason) return { kind: 'refused', reason }
  const solver = await loadSolver()
  const began = performance.now()
  const repairs: Repair[] = []
  let shape = withoutTelling(plan, counts, firstShape(plan, counts, earlier, repairs), repairs)
  for (let attempt = 1; attempt <= mostAttempts; attempt++) {
    if (shape.tables.length === 0) return { kind: 'refused', reason: { code: 'no_tables' } }
    const tables = tablesOf(plan, counts, shape)
    const tried = tryRelease(building, { tables, earlier, attempt, solver })
    if (tried.kind === 'proven') {
      const notes = canonical({ attempts: attempt, nonces: tried.rounded.nonces, repairs })
      const own = [['plan.json', planBytes(plan)] as const, ['repairs.json', notes] as const]
      const files = new Map([...tried.files, ...own, ...metadataFiles(described(plan, tried.files))])
      const report = reportOf({ tables, rounded: tried.rounded, repairs, attempts: attempt, worlds: tried.worlds, ms: performance.now() - began })
      return { kind: 'certified', files: sealed(files, { plan, previous: previous.map(manifestHash), keys: building.keys }), report }
    }
    const smaller = repair(plan, shape, tried.troubles, tried.sizes, earlier.length > 0)
    repairs.push(...smaller.repairs)
    shape = smaller.shape
  }
  return { kind: 'refused', reason: { code: 'unproven', attempts: mostAttempts } }
}

type Trying = { tables: Tables; earlier: Earlier; attempt: number; solver: Solver }
type Tried =
  | { kind: 'proven'; files: Files; rounded: Rounded; worlds: number }
  | { kind: 'troubled'; troubles: Trouble[]; sizes: Record<string, number[]> }

const tryRelease = (building: Building, { tables, earlier, attempt, solver }: Trying): Tried => {
  const { plan, onProgress } = building
  onProgress?.({ step: 'rounding', attempt, done: 0, all: 1 })
  const rounded = round(building, tables, earlier, solver)
  if ('unfit' in rounded) return { kind: 'troubled', troubles: troublesOf(tables, rounded.unfit), sizes: {} }
  // from here on only what is written in the files is known
  const files = numberFiles(contentsOf(tables, rounded))
  const newest = { ...readNumbers(files), snapshot: plan.snapshot }
  const found = findWorlds([...earlier, newest], plan.rules, {
    solver,
    onProgress: (done, all) => onProgress?.({ step: 'proving', attempt, done, all }),
  })
  const certificate = certificateOf(newest, building.previous.map(manifestHash), found)
  if (certificate.kind === 'proven')
    return { kind: 'proven', files: new Map([...files, ...certificate.files]), rounded, worlds: certificate.worlds }
  return { kind: 'troubled', troubles: certificate.cells.map((cell) => troubleAt(newest, cell)), sizes: rounded.margins }
}

const round = ({ plan, snapshotHash, keys }: Building, tables: Tables, earlier: Earlier, solver: Solver) =>
  roundRelease(tables, {
    chance: (what) => chanceOf(keys.rounding, JSON.stringify([plan.survey, plan.wave, snapshotHash, ...what])),
    floor: floorOf(earlier),
    solver,
  })

const troublesOf = ({ tables }: Tables, unfit: Unfit['unfit']): Trouble[] =>
  tables
    .filter(({ item, frame }) => (typeof unfit === 'string' ? item === unfit || frame === unfit : unfit.some(([i, f]) => item === i && frame === f)))
    .map(({ item, frame }) => ({ item, frame, code: 0, group: 0 }))

const troubleAt = ({ codes }: Contents, { item, item_code, frame, frame_code }: Unproven): Trouble => ({
  item,
  frame,
  code: codes.items.find(({ id }) => id === item)?.codes.findIndex(({ code }) => code === item_code) ?? 0,
  group: codes.frames.find(({ id }) => id === frame)?.codes.findIndex(({ code }) => code === frame_code) ?? 0,
})

const described = (plan: Plan, files: Files) => ({
  centre: plan.centre,
  survey: plan.survey,
  wave: plan.wave,
  snapshot: plan.snapshot,
  week: plan.week,
  ...readNumbers(files),
  worldNames: [...files.keys()].filter((path) => path.startsWith('worlds/')),
})
