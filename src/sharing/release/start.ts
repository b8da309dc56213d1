import { missing } from './answers.ts'
import type { Means } from './build.ts'
import { joinOne } from './coarsening.ts'
import { floorOf } from './floor.ts'
import { leastGroup } from './format.ts'
import { chanceOf } from './keys.ts'
import type { Plan } from './plan.ts'
import { type Rounded, roundRelease } from './rounding.ts'
import { firstShape, type Shaped, withoutTelling } from './shape.ts'
import { type Shape, tablesOf } from './tables.ts'

/** Groups of at least so many people are tried, as fine as the format allows first. */
const leasts = [leastGroup, 30, 45, 70, 110]

/** A finest cut with fewer readable cells is weighed against coarser ones. */
const enough = 0.4

const readableIn = ({ tables }: Rounded): number => {
  const cells = tables.flatMap((table) => table.cells.flat())
  return cells.filter((count) => count !== undefined).length / Math.max(1, cells.length)
}

/** The few who answered nothing often share a group as well, and then fit no table: they are joined to a neighbour first. */
const mergeSilence = (plan: Plan, { shape, repairs }: Shaped, unfit: Rounded['unfit']): Shaped =>
  plan.items.reduce<Shaped>(
    (shaped, item) => {
      const cut = shaped.shape.cuts[item.id] ?? []
      const part = cut.findIndex((leaves) => leaves.length === 1 && item.codes[leaves[0] ?? -1]?.code === missing)
      if (part < 0 || cut.length < 3 || !unfit.some(([id]) => id === item.id)) return shaped
      const joined = joinOne(
        cut,
        part,
        cut.map(() => 0),
        true,
      )
      const codes = [item.codes[(cut[part - 1] ?? cut[part + 1])?.[0] ?? -1]?.code ?? '', missing]
      return {
        shape: { ...shaped.shape, cuts: { ...shaped.shape.cuts, [item.id]: joined } },
        repairs: [...shaped.repairs, { kind: 'merged', dimension: item.id, codes }],
      }
    },
    { shape, repairs },
  )

/**
 * How finely a wave is cut to begin with. As finely as the format allows where every table fits and enough can be read; else the cut that leaves
 * most to read: small groups give more cells, but a rare answer in a small group can often not be published at all. A
 * later release keeps the cut of the first.
 */
export const startingShape = (means: Means): Shaped => {
  const { plan, counts, earlier } = means
  const told = ({ shape, repairs }: Shaped): Shaped => {
    const without = withoutTelling(plan, counts, shape, earlier.length > 0)
    return { shape: without.shape, repairs: [...repairs, ...without.repairs] }
  }
  const shapeFrom = (least: number): Shaped => {
    const shaped = told(firstShape(plan, counts, earlier, least))
    const rounded = earlier.length > 0 ? undefined : roundShape(means, shaped.shape)
    const silent = rounded ? mergeSilence(plan, shaped, rounded.unfit) : shaped
    return silent.repairs.length === shaped.repairs.length ? shaped : told(silent)
  }
  const finest = shapeFrom(leastGroup)
  if (earlier.length > 0) return finest
  let [best, most] = [finest, 0]
  for (const least of leasts) {
    const shaped = least === leastGroup ? finest : shapeFrom(least)
    const rounded = roundShape(means, shaped.shape)
    const isEnough = rounded && rounded.unfit.length === 0 && readableIn(rounded) >= enough
    if (isEnough && least === leastGroup) return finest
    const worth = rounded ? worthOf(means, shaped.shape, rounded) : 0
    if (worth > most) [best, most] = [shaped, worth]
  }
  return best
}

/**
 * Chance hangs on the wave and the statistic, not on the snapshot: whoever sees the same count in several releases sees
 * the same rounding, and cannot average it away.
 */
export const roundShape = ({ plan, counts, keys, earlier, solver }: Means, shape: Shape): Rounded | undefined =>
  roundRelease(tablesOf(plan, counts, shape), {
    chance: (what) => chanceOf(keys.rounding, JSON.stringify([plan.survey, plan.wave, ...what])),
    floor: floorOf(earlier),
    solver,
  })

/** Readable cells times readable answers: neither many small cells of few tables, nor every table in two halves. */
const worthOf = ({ plan, counts }: Means, shape: Shape, { tables }: Rounded): number => {
  const all = tablesOf(plan, counts, shape).tables
  let [cells, answers] = [0, 0]
  for (const { item, frame, cells: shown } of tables) {
    const people = all.find((table) => table.item === item && table.frame === frame)?.cells ?? []
    for (const [row, line] of shown.entries())
      for (const [column, count] of line.entries()) {
        if (count === undefined) continue
        cells += 1
        answers += people[row]?.[column] ?? 0
      }
  }
  return cells * answers
}
