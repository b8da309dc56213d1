import type { Solver } from '../release/solver.ts'
import type { Groups } from './frames.ts'
import { hasTable } from './frames.ts'
import { type Draft, everything, newProblem, ones, placesFrom } from './problem.ts'
import type { Range, System } from './system.ts'
import type { Target } from './targets.ts'

/** Whole cells of one item's tables: [since][frame] -> [code][group], `undefined` where nothing is published. */
export type ItemCells = (number[][] | undefined)[][]

/** A target that the next world should reach, at its lowest or at its highest. */
export type Goal = { target: Target; end: 'low' | 'high' }

/** How many people of a group may (`most`) and must (`least`) have a code, when earlier items have decided it. */
export type Held = { least: number; most: number }
export type Holding = (since: number, frame: number, code: number, group: number) => Held

/** Conditions on several codes of an item together, within a span, frame and group; they come from items that depend on it. */
export type Ahead = { span: number; frame: number; group: number; codes: number[]; range: Range }

export type ItemTask = { item: number; groups: Groups; goals: readonly Goal[]; holding: Holding; ahead: readonly Ahead[]; nodes: number }

/** Tables of one item that fit the groups and everything published, and reach as many goals as can be reached together. */
export const chooseCells = (system: System, task: ItemTask, solver: Solver): ItemCells | undefined => {
  const draft = newProblem()
  const tables = cellUnknowns(system, task, draft)
  addSpans(system, task, tables, draft)
  for (const goal of task.goals) addGoal(system, tables, goal, draft)
  const found = solver(draft.problem, { whole: true, nodes: task.nodes })
  return found && tables.cells.map((byFrame) => byFrame.map((cells) => cells?.map((line) => line.map((unknown) => found[unknown] ?? 0))))
}

type Tables = { codes: number[][]; cells: (number[][] | undefined)[][] }

const cellUnknowns = (system: System, { item, groups, holding }: ItemTask, draft: Draft): Tables => {
  const own = system.items[item] ?? []
  const codes = groups.people.map((people) => {
    const margin = own.map(() => draft.unknown(everything))
    draft.line([people, people], ones(margin))
    return margin
  })
  const cells = groups.people.map((_, since) =>
    system.frames.map((frame, f) => {
      if (!hasTable(system, item, f)) return undefined
      const lines = own.map((_, code) =>
        frame.map((_, group) => {
          const { least, most } = holding(since, f, code, group)
          return draft.unknown([least, most])
        }),
      )
      for (const [code, line] of lines.entries()) draft.sum(line, codes[since]?.[code] ?? 0)
      for (const group of frame.keys()) {
        const people = groups.frames[since]?.[f]?.[group] ?? 0
        draft.line([people, people], ones(lines.map((line) => line[group] ?? 0)))
      }
      return lines
    }),
  )
  return { codes, cells }
}

const addSpans = ({ spans }: System, { item, ahead }: ItemTask, { codes, cells }: Tables, draft: Draft) => {
  for (const span of spans) {
    const within = placesFrom(span.from, span.to)
    for (const [code, range] of (span.items[item] ?? []).entries())
      draft.line(range, ones(within.map((since) => codes[since]?.[code] ?? 0)))
    for (const [f, table] of (span.tables[item] ?? []).entries())
      for (const [code, line] of (table ?? []).entries())
        for (const [group, range] of line.entries())
          draft.line(range, ones(within.map((since) => cells[since]?.[f]?.[code]?.[group] ?? 0)))
  }
  for (const { span, frame, group, codes: together, range } of ahead) {
    const { from, to } = spans[span] ?? { from: 0, to: -1 }
    const lines = placesFrom(from, to).map((since) => cells[since]?.[frame])
    draft.line(range, ones(lines.flatMap((table) => (table ? together.map((code) => table[code]?.[group] ?? 0) : []))))
  }
}

/** A whole 1 stands for a goal reached, and forces the cell there. */
const addGoal = ({ spans }: System, { cells }: Tables, { target, end }: Goal, draft: Draft) => {
  const { from, to } = spans[target.span] ?? { from: 0, to: -1 }
  const people = placesFrom(from, to).map((since) => cells[since]?.[target.frame]?.[target.code]?.[target.group] ?? 0)
  const reached = draft.unknown([0, 1], 1)
  if (end === 'low')
    draft.line([Number.NEGATIVE_INFINITY, target.most], [...ones(people), [reached, target.most - target.low]])
  else draft.line([0, Number.POSITIVE_INFINITY], [...ones(people), [reached, -target.high]])
}
