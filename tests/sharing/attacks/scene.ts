import { type Answers, countAnswers } from '../../../src/sharing/release/answers.ts'
import { coarsen } from '../../../src/sharing/release/coarsening.ts'
import { type Cell, leastGroup, type Margin, type Published, threshold } from '../../../src/sharing/release/format.ts'
import { chanceOf } from '../../../src/sharing/release/keys.ts'
import { plainPlan } from '../../../src/sharing/release/plain-plan.ts'
import type { Plan } from '../../../src/sharing/release/plan.ts'
import type { Floor } from '../../../src/sharing/release/rating.ts'
import { type Rounded, roundRelease } from '../../../src/sharing/release/rounding.ts'
import { loadSolver } from '../../../src/sharing/release/solver.ts'
import { type Tables, tablesOf } from '../../../src/sharing/release/tables.ts'
import { frameIds, hashOfAnswers, itemIds, type Made, madeAnswers } from '../../support/answers.ts'

export const planOf = (made: Made, answers: Answers): Plan => plainPlan(answers, frameIds(made), itemIds(made))

/** True counts along the finest cuts that a release allows. */
export const countedTables = (plan: Plan, answers: Answers): Tables => {
  const counts = countAnswers(plan, answers)
  const cuts = Object.fromEntries([
    ...plan.frames.map((frame) => [frame.id, coarsen(frame, counts.frames[frame.id] ?? [], leastGroup)] as const),
    ...plan.items.map((item) => [item.id, coarsen(item, counts.items[item.id] ?? [], threshold)] as const),
  ])
  return tablesOf(plan, counts, { cuts, tables: plan.tables })
}

const solver = await loadSolver()

export type Round = { tables: Tables; rounded: Rounded }

/** Rounds alone, without audit and repair; undefined where nothing fits. */
export const roundTables = (tables: Tables, key: string, snapshot = '', floor: Floor = () => undefined) => {
  const chance = (about: readonly unknown[]) => chanceOf(Buffer.from(key), JSON.stringify([snapshot, about]))
  const rounded = roundRelease(tables, { chance, floor, solver })
  return rounded?.unfit.length === 0 ? rounded : undefined
}

/** What anybody may read of rounded tables. */
export const publishedOf = (
  { frames, items }: Tables,
  rounded: Pick<Rounded, 'total' | 'margins' | 'tables'>,
): Published => {
  const margins: Margin[] = [{ kind: 'total', dimension: '', code: '', count: rounded.total }]
  for (const [kind, dimensions] of [['frame', frames] as const, ['item', items] as const])
    for (const { id, codes } of dimensions)
      codes.forEach(({ code }, place) => {
        margins.push({ kind, dimension: id, code, count: rounded.margins[id]?.[place] ?? Number.NaN })
      })
  const codesIn = (dimensions: { id: string; codes: { code: string }[] }[], id: string) =>
    dimensions.find((one) => one.id === id)?.codes ?? []
  const cells: Cell[] = rounded.tables.flatMap(({ item, frame, cells }) =>
    codesIn(items, item).flatMap(({ code: item_code }, r) =>
      codesIn(frames, frame).map(({ code: frame_code }, c) => ({
        item,
        item_code,
        frame,
        frame_code,
        count: cells[r]?.[c],
      })),
    ),
  )
  return { manifest: { ...manifest }, codes: { frames, items }, margins, cells }
}

/** Made answers, rounded once. */
export const madeRound = (made: Made, key = 'a key', answers = madeAnswers(made)) => {
  const plan = planOf(made, answers)
  const tables = countedTables(plan, answers)
  const rounded = roundTables(tables, key, hashOfAnswers(plan, answers))
  return { plan, answers, tables, rounded, published: rounded && publishedOf(tables, rounded) }
}

/** True counts in the order of `cells` of what was published. */
export const trueCells = ({ tables }: Tables): number[] => tables.flatMap(({ cells }) => cells.flat())

const manifest: Published['manifest'] = {
  format: 'krajan-release/1',
  centre: 'demo',
  survey: 'demo',
  wave: 'demo',
  snapshot: 1,
  base: 5,
  threshold: 10,
  plan_hash: '',
  previous: [],
  files: {},
  week: '1970-W01',
  key_id: '',
}
