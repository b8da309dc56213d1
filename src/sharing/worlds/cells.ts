import type { Solver } from '../release/solver.ts'
import type { Groups } from './frames.ts'
import { type Draft, everything, newProblem, ones, placesFrom } from './problem.ts'
import type { System } from './system.ts'
import type { Target } from './targets.ts'
import { groupUnknowns, type ItemUnknowns, itemUnknowns, tie } from './unknowns.ts'

/** Whole cells of one item's tables: [since][frame] -> [code][group], `undefined` where nothing is published. */
export type ItemCells = (number[][] | undefined)[][]

/** A target that the next world should reach, at its lowest or at its highest. */
export type Goal = { target: Target; end: 'low' | 'high' }

/** How many people of a group may (`most`) and must (`least`) have a code, when other items have decided it. */
export type Held = { least: number; most: number }
export type Holding = (
  item: number,
) => ((since: number, frame: number, code: number, group: number) => Held) | undefined

/** `items`: one item and all that are linked to it and not decided yet; the goals are of the first. */
export type ItemTask = { items: readonly number[]; groups: Groups; goals: readonly Goal[]; holding: Holding }

/** A good answer is enough: so many branches are looked at, and one within so much of the best is taken. */
const enough = { nodes: 50, gap: 0.15 }

/**
 * Tables of the first item that fit the groups, everything published and the linked items, and reach as many goals as can
 * be reached together.
 */
export const chooseCells = (
  system: System,
  { items, groups, goals, holding }: ItemTask,
  solver: Solver,
): ItemCells | undefined => {
  const draft = newProblem()
  const own = fixedGroups(system, draft, groups)
  const unknowns = new Map(items.map((item) => [item, itemUnknowns(system, draft, own, item)]))
  for (const link of system.links)
    if (unknowns.has(link.parent) && unknowns.has(link.child)) tie(system, draft, unknowns, link)
  for (const [item, tables] of unknowns) hold(system, draft, tables, holding(item))
  const [first = -1] = items
  const chosen = unknowns.get(first)
  if (!chosen) return undefined
  for (const goal of goals) addGoal(system, draft, chosen, goal)
  if (items.length > 1) keepLikely(system, draft, chosen, groups)
  const found = solver(draft.problem, { whole: 'some', ...enough })
  return (
    found &&
    chosen.tables.map((byFrame) =>
      byFrame.map((cells, frame) => {
        const width = system.frames[frame]?.length ?? 0
        return (
          cells &&
          (system.items[first] ?? []).map((_, code) =>
            cells.slice(code * width, (code + 1) * width).map((unknown) => Math.round(found[unknown] ?? 0)),
          )
        )
      }),
    )
  )
}

const fixedGroups = (system: System, draft: Draft, { people, frames }: Groups) => {
  const own = groupUnknowns(system, draft)
  const fix = (unknown: number, count: number) => draft.bound(unknown, [count, count])
  for (const [since, unknown] of own.people.entries()) fix(unknown, people[since] ?? 0)
  for (const [since, byFrame] of own.frames.entries())
    for (const [frame, groups] of byFrame.entries())
      for (const [group, unknown] of groups.entries()) fix(unknown, frames[since]?.[frame]?.[group] ?? 0)
  return own
}

const hold = ({ frames }: System, draft: Draft, { tables }: ItemUnknowns, held: ReturnType<Holding>) => {
  if (!held) return
  for (const [since, byFrame] of tables.entries())
    for (const [frame, cells] of byFrame.entries())
      for (const [place, unknown] of (cells ?? []).entries()) {
        const width = frames[frame]?.length ?? 1
        const { least, most } = held(since, frame, Math.floor(place / width), place % width)
        draft.bound(unknown, [least, most])
      }
}

/** What a person in an unlikely cell costs, against 1 for a goal. */
const unlikely = 0.004

/**
 * Of an item whose people decide about other items, tables near to what independence would give: there are people for
 * them, whereas those of a corner, full here and empty there in every frame, nobody could be.
 */
const keepLikely = (
  { frames }: System,
  draft: Draft,
  { codes, tables }: ItemUnknowns,
  { people, frames: sizes }: Groups,
) => {
  for (const [since, byFrame] of tables.entries())
    for (const [frame, cells] of byFrame.entries()) {
      const width = frames[frame]?.length ?? 1
      for (const [place, cell] of (cells ?? []).entries()) {
        const share = (sizes[since]?.[frame]?.[place % width] ?? 0) / Math.max(1, people[since] ?? 0)
        const margin = codes[since]?.[Math.floor(place / width)] ?? 0
        const off = draft.unknown(everything, -unlikely)
        draft.line(
          [Number.NEGATIVE_INFINITY, 0],
          [
            [cell, 1],
            [margin, -share],
            [off, -1],
          ],
        )
        draft.line(everything, [
          [cell, 1],
          [margin, -share],
          [off, 1],
        ])
      }
    }
}

/** A whole 1 stands for a goal reached, and forces the cell there. */
const addGoal = ({ spans, frames }: System, draft: Draft, { tables }: ItemUnknowns, { target, end }: Goal) => {
  const { from, to } = spans[target.span] ?? { from: 0, to: -1 }
  const place = target.code * (frames[target.frame]?.length ?? 0) + target.group
  const people = placesFrom(from, to).map((since) => tables[since]?.[target.frame]?.[place] ?? 0)
  const reached = draft.unknown([0, 1], 1, true)
  if (end === 'low')
    draft.line([Number.NEGATIVE_INFINITY, target.most], [...ones(people), [reached, target.most - target.low]])
  else draft.line([0, Number.POSITIVE_INFINITY], [...ones(people), [reached, -target.high]])
}
