import type { Solver } from '../release/solver.ts'
import { assign } from './assignment.ts'
import { chooseCells, type Goal, type ItemCells } from './cells.ts'
import { conditionsOf } from './conditions.ts'
import type { Witnessed } from './find.ts'
import { chooseGroups, type Groups, type Wish } from './frames.ts'
import { allowedBy, bindingOf, heldBy, inOrder, linkedTo } from './links.ts'
import { type Chance, type People, peopleFrom, shuffled } from './people.ts'
import type { System } from './system.ts'
import type { Target } from './targets.ts'

/** A set of made-up answers: people, the code each gave to each item, and how many of them a target counts. */
export type MadeUp = { people: People; codes: Uint8Array[]; countOf: (target: Target) => number }

type Means = { solver: Solver; chance: Chance; worth: number }

/** How many goals of an item are tried together, fewer each time the people cannot be found. */
const shares = [1, 0.5, 0.2, 0]

/** One world that reaches as many open targets as come together; `undefined` where it could not be made. */
export const attemptWorld = (system: System, witnessed: readonly Witnessed[], means: Means): MadeUp | undefined => {
  const groups = chooseGroups(system, wishesOf(witnessed, means), means.solver)
  if (!groups) return undefined
  const people = peopleFrom(groups, means.chance)
  const codes: Uint8Array[] = []
  for (const item of inOrder(system)) {
    const given = giveCodes(system, { item, groups, people, codes, goals: goalsOf(witnessed, item) }, means)
    if (!given) return undefined
    codes[item] = given
  }
  return { people, codes, countOf: (target) => countOf(system, people, codes, target) }
}

/** A target that needs both ends is pulled to either by chance; one end, to that. After vain attempts, only few are pulled. */
const wishesOf = (witnessed: readonly Witnessed[], { chance, worth }: Means): Wish[] =>
  witnessed.flatMap(({ target, low, high }) => {
    if ((low && high) || (worth > 0 && chance() < 0.7)) return []
    const sign = low ? 1 : high ? -1 : chance() < 0.5 ? -1 : 1
    return [{ target, weight: sign * (0.5 + chance()) }]
  })

const goalsOf = (witnessed: readonly Witnessed[], item: number): Goal[] =>
  witnessed.flatMap(({ target, low, high }) =>
    target.item === item
      ? [...(low ? [] : [{ target, end: 'low' as const }]), ...(high ? [] : [{ target, end: 'high' as const }])]
      : [],
  )

type Giving = { item: number; groups: Groups; people: People; codes: readonly Uint8Array[]; goals: readonly Goal[] }

const giveCodes = (
  system: System,
  { item, groups, people, codes, goals }: Giving,
  { solver, chance }: Means,
): Uint8Array | undefined => {
  const allowed = allowedBy(system, item, codes)
  const items = linkedTo(system, item, codes)
  const holding = (of: number) => heldBy(system, of, people, of === item ? allowed : allowedBy(system, of, codes))
  const binding = bindingOf(system, item, codes)
  for (const share of shares) {
    const tried = sample(share === 1 ? goals : goals.filter(() => chance() < share), chance)
    const cells = chooseCells(system, { items, groups, holding, goals: tried }, solver)
    if (!cells) continue
    const reached = tried.filter((goal) => isReached(system, goal, cells))
    const conditions = conditionsOf(system, { item, goals: reached, cells, binding })
    const shape = { people, releases: system.snapshots.length, codes: system.items[item]?.length ?? 0 }
    const given = assign({ ...shape, cells, conditions, allowed }, chance)
    if (given) return given
  }
  return undefined
}

const isReached = ({ spans }: System, { target, end }: Goal, cells: ItemCells): boolean => {
  const { from, to } = spans[target.span] ?? { from: 0, to: -1 }
  const people = cells
    .slice(from, to + 1)
    .reduce((sum, byFrame) => sum + (byFrame[target.frame]?.[target.code]?.[target.group] ?? 0), 0)
  return end === 'low' ? people === target.low : people >= target.high
}

const countOf = (
  { spans }: System,
  { since, groups }: People,
  codes: readonly Uint8Array[],
  target: Target,
): number => {
  const { from, to } = spans[target.span] ?? { from: 0, to: -1 }
  let people = 0
  for (const [person, count] of since.entries())
    if (
      count >= from &&
      count <= to &&
      groups[target.frame]?.[person] === target.group &&
      codes[target.item]?.[person] === target.code
    )
      people++
  return people
}

/** More goals together cost more than they gain: what is not aimed at often comes by itself. */
const mostGoals = 20

const sample = (goals: readonly Goal[], chance: Chance): readonly Goal[] =>
  goals.length <= mostGoals ? goals : shuffled(goals, chance).slice(0, mostGoals)
