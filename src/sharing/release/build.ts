import { certificateOf, type Unproven } from '../worlds/certificate.ts'
import { findWorlds } from '../worlds/find.ts'
import { contradictionOf, type Refusal, refusalOf } from './checks.ts'
import { contentsOf } from './contents.ts'
import type { Package } from './format.ts'
import type { ReleaseKeys } from './keys.ts'
import { metadataFiles } from './metadata/files.ts'

import {
  type Contents,
  canonical,
  type Files,
  manifestHash,
  numberFiles,
  planBytes,
  readNumbers,
  readPackage,
  sealed,
} from './package.ts'
import type { Counts, Plan } from './plan.ts'
import { type Repair, repair, type Trouble, withoutTables } from './repair.ts'
import { type Report, reportOf } from './report.ts'
import type { Rounded } from './rounding.ts'
import { type Earlier, withoutTelling } from './shape.ts'
import { loadSolver, type Solver } from './solver.ts'
import { roundShape, startingShape } from './start.ts'
import { type Shape, type Tables, tablesOf } from './tables.ts'

export type Progress = { step: 'rounding' | 'proving'; attempt: number; done: number; all: number }
export type Building = {
  plan: Plan
  counts: Counts
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
  const began = performance.now()
  const means: Means = { ...building, earlier, solver: await loadSolver() }
  let { shape, repairs } = startingShape(means)
  for (let attempt = 1; attempt <= mostAttempts; attempt++) {
    const tried = tryRelease(means, shape, attempt)
    if (!tried) return { kind: 'refused', reason: { code: 'shrunk', name: '' } }
    repairs = [...repairs, ...tried.repairs]
    if (tried.kind === 'empty') return { kind: 'refused', reason: { code: 'no_tables' } }
    if (tried.kind === 'proven')
      return finished(building, tried, { attempts: attempt, repairs, ms: performance.now() - began })
    const smaller = repair(plan, tried.shape, tried.troubles, tried.sizes, earlier.length > 0)
    // two answers merged may be what nearly everybody of a group said
    const told = withoutTelling(plan, counts, smaller.shape, earlier.length > 0)
    repairs = [...repairs, ...smaller.repairs, ...told.repairs]
    shape = told.shape
  }
  return { kind: 'refused', reason: { code: 'unproven', attempts: mostAttempts } }
}

export type Means = Building & { earlier: Earlier; solver: Solver }

type Tried = { repairs: Repair[] } & (
  | { kind: 'empty' }
  | { kind: 'proven'; files: Files; tables: Tables; rounded: Rounded; worlds: number }
  | { kind: 'troubled'; shape: Shape; troubles: Trouble[]; sizes: Record<string, number[]> }
)

/** Rounds what fits, and looks for worlds. */
const tryRelease = (means: Means, wanted: Shape, attempt: number): Tried | undefined => {
  const { plan, counts, previous, earlier, solver, onProgress } = means
  onProgress?.({ step: 'rounding', attempt, done: 0, all: 1 })
  const rounded = roundShape(means, wanted)
  if (!rounded) return undefined
  const repairs = rounded.unfit.map(([item, frame]): Repair => ({ kind: 'withheld', item, frame, why: 'unfit' }))
  const shape = withoutTables(wanted, rounded.unfit)
  if (shape.tables.length === 0) return { kind: 'empty', repairs }
  if (rounded.tables.every(({ cells }) => cells.flat().every((count) => count === undefined)))
    return { kind: 'empty', repairs }
  const tables = tablesOf(plan, counts, shape)
  // from here on only what is written in the files is known
  const files = numberFiles(contentsOf(tables, rounded))
  const newest = { ...readNumbers(files), snapshot: plan.snapshot }
  const found = findWorlds([...earlier, newest], plan.rules, {
    solver,
    onProgress: (done, all) => onProgress?.({ step: 'proving', attempt, done, all }),
  })
  const certificate = certificateOf(newest.codes, previous.map(manifestHash), found)
  return certificate.kind === 'proven'
    ? {
        kind: 'proven',
        repairs,
        files: new Map([...files, ...certificate.files]),
        tables,
        rounded,
        worlds: certificate.worlds,
      }
    : {
        kind: 'troubled',
        repairs,
        shape,
        troubles: certificate.cells.map((cell) => troubleAt(newest, cell)),
        sizes: rounded.margins,
      }
}

type Ended = { attempts: number; repairs: Repair[]; ms: number }

const finished = (
  { plan, previous, keys }: Building,
  tried: Tried & { kind: 'proven' },
  { attempts, repairs, ms }: Ended,
): Built => {
  const { files, tables, rounded, worlds } = tried
  // not why a table is withheld: that nearly everybody of a group said the same is what it would tell
  const given = repairs.map((one) =>
    one.kind === 'withheld' ? { kind: one.kind, item: one.item, frame: one.frame } : one,
  )
  const notes = canonical({ attempts, redrawn: rounded.redrawn, repairs: given })
  const own = [['plan.json', planBytes(plan)] as const, ['repairs.json', notes] as const]
  const all = new Map([...files, ...own, ...metadataFiles(described(plan, files))])
  return {
    kind: 'certified',
    files: sealed(all, { plan, previous: previous.map(manifestHash), keys }),
    report: reportOf({ tables, rounded, repairs, attempts, worlds, ms }),
  }
}

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
