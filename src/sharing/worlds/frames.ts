import type { Solver } from '../release/solver.ts'
import { type Draft, everything, newProblem, placesFrom } from './problem.ts'
import type { System } from './system.ts'
import type { Target } from './targets.ts'
import { type GroupUnknowns, groupUnknowns, type ItemUnknowns, itemUnknowns, tie } from './unknowns.ts'

/** How many made-up people count from each release on (`since`), in all and by frame and group: [since][frame][group]. */
export type Groups = { people: number[]; frames: number[][][] }

/** What is wished of a target in the next world: its lowest (−1), its highest (1), nothing (0); the size is the weight. */
export type Wish = { target: Target; weight: number }

/**
 * Frame margins in which many wishes come true together: the fractions in which they would all be strained furthest,
 * rounded to whole people. `undefined` where what was published contradicts itself, which truth never does.
 */
export const chooseGroups = (system: System, wishes: readonly Wish[], solver: Solver): Groups | undefined => {
  const draft = newProblem()
  const groups = groupUnknowns(system, draft)
  const items = new Map([...system.items.keys()].map((item) => [item, itemUnknowns(system, draft, groups, item)]))
  for (const link of system.links) tie(system, draft, items, link)
  for (const { target, weight } of wishes) pull(system, draft, items, { target, weight })
  const found = solver(draft.problem)
  return found && wholeGroups(system, groups, found, solver)
}

const pull = (
  { frames, spans }: System,
  { problem }: Draft,
  items: ReadonlyMap<number, ItemUnknowns>,
  { target, weight }: Wish,
) => {
  const { from, to } = spans[target.span] ?? { from: 0, to: -1 }
  const place = target.code * (frames[target.frame]?.length ?? 0) + target.group
  for (const since of placesFrom(from, to)) {
    const index = items.get(target.item)?.tables[since]?.[target.frame]?.[place]
    const unknown = index === undefined ? undefined : problem.unknowns[index]
    if (unknown && index !== undefined) problem.unknowns[index] = { ...unknown, gain: unknown.gain + weight }
  }
}

/** The whole numbers nearest to a fractional answer that still fit all margins. */
const wholeGroups = (
  system: System,
  { people, frames }: GroupUnknowns,
  found: number[],
  solver: Solver,
): Groups | undefined => {
  const draft = newProblem()
  const own = groupUnknowns(system, draft)
  for (const [wanted, unknown] of pairs([people, frames], [own.people, own.frames])) {
    const off = draft.unknown(everything, -1)
    const at = found[wanted] ?? 0
    draft.line(
      [Number.NEGATIVE_INFINITY, Math.round(at)],
      [
        [unknown, 1],
        [off, -1],
      ],
    )
    draft.line(
      [Math.round(at), Number.POSITIVE_INFINITY],
      [
        [unknown, 1],
        [off, 1],
      ],
    )
  }
  const whole = solver(draft.problem, { whole: true, gap: 0.2 })
  return (
    whole && {
      people: own.people.map((unknown) => whole[unknown] ?? 0),
      frames: own.frames.map((byFrame) => byFrame.map((groups) => groups.map((unknown) => whole[unknown] ?? 0))),
    }
  )
}

type Nested = readonly (number | Nested)[]

const pairs = (a: Nested, b: Nested): [number, number][] => {
  const [left, right] = [flat(a), flat(b)]
  return left.map((one, index) => [one, right[index] ?? 0])
}

const flat = (nested: Nested): number[] => nested.flatMap((one) => (typeof one === 'number' ? [one] : flat(one)))
