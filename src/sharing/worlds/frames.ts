import type { Solver } from '../release/solver.ts'
import { type Draft, everything, newProblem, ones, placesFrom } from './problem.ts'
import type { Link, System } from './system.ts'
import type { Target } from './targets.ts'

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
  const items = system.items.map((_, item) => itemUnknowns(system, draft, groups, item))
  for (const link of system.links) tie(system, draft, items, link)
  for (const { target, weight } of wishes) pull(system, draft, items, { target, weight })
  const found = solver(draft.problem)
  return found && wholeGroups(system, groups, found, solver)
}

type Unknowns = { people: number[]; frames: number[][][] }
/** Tables as [since][frame] -> flat [code × groups + group]. */
type ItemUnknowns = { codes: number[][]; tables: (number[] | undefined)[][] }

const groupUnknowns = ({ snapshots, frames, spans }: System, draft: Draft): Unknowns => {
  const each = [...snapshots.keys()]
  const people = each.map(() => draft.unknown(everything))
  const groups = each.map((since) =>
    frames.map((codes) => {
      const own = codes.map(() => draft.unknown(everything))
      draft.sum(own, people[since] ?? 0)
      return own
    }),
  )
  for (const span of spans) {
    const within = placesFrom(span.from, span.to)
    draft.line(span.total, ones(within.map((since) => people[since] ?? 0)))
    for (const [frame, ranges] of span.frames.entries())
      for (const [group, range] of ranges.entries())
        draft.line(range, ones(within.map((since) => groups[since]?.[frame]?.[group] ?? 0)))
  }
  return { people, frames: groups }
}

const itemUnknowns = (system: System, draft: Draft, groups: Unknowns, item: number): ItemUnknowns => {
  const own = system.items[item] ?? []
  const codes = groups.people.map((people) => {
    const margin = own.map(() => draft.unknown(everything))
    draft.sum(margin, people)
    return margin
  })
  const tables = groups.people.map((_, since) =>
    system.frames.map((frame, f) => {
      if (!hasTable(system, item, f)) return undefined
      const cells = own.map(() => frame.map(() => draft.unknown(everything)))
      for (const [code, line] of cells.entries()) draft.sum(line, codes[since]?.[code] ?? 0)
      for (const group of frame.keys())
        draft.sum(cells.map((line) => line[group] ?? 0), groups.frames[since]?.[f]?.[group] ?? 0)
      return cells.flat()
    }),
  )
  for (const span of system.spans) {
    const within = placesFrom(span.from, span.to)
    for (const [code, range] of (span.items[item] ?? []).entries())
      draft.line(range, ones(within.map((since) => codes[since]?.[code] ?? 0)))
    for (const [f, table] of (span.tables[item] ?? []).entries())
      for (const [place, range] of (table ?? []).flat().entries())
        draft.line(range, ones(within.map((since) => tables[since]?.[f]?.[place] ?? 0)))
  }
  return { codes, tables }
}

export const hasTable = ({ spans }: System, item: number, frame: number) =>
  spans.some(({ tables }) => tables[item]?.[frame] !== undefined)

/** Nobody with the parent's codes is outside the child's: there are at least as many there. */
const tie = (system: System, draft: Draft, items: readonly ItemUnknowns[], { parent, codes, child, only }: Link) => {
  for (const since of system.snapshots.keys()) {
    const terms = (lines: number[], chosen: readonly number[], sign: number) =>
      chosen.map((place) => [lines[place] ?? 0, sign] as const)
    draft.line(everything, [
      ...terms(items[child]?.codes[since] ?? [], only, 1),
      ...terms(items[parent]?.codes[since] ?? [], codes, -1),
    ])
    for (const [f, groups] of system.frames.entries()) {
      const [above, below] = [items[parent]?.tables[since]?.[f], items[child]?.tables[since]?.[f]]
      if (!above || !below) continue
      for (const group of groups.keys()) {
        const at = (code: number) => code * groups.length + group
        draft.line(everything, [...terms(below, only.map(at), 1), ...terms(above, codes.map(at), -1)])
      }
    }
  }
}

const pull = ({ frames, spans }: System, { problem }: Draft, items: readonly ItemUnknowns[], { target, weight }: Wish) => {
  const { from, to } = spans[target.span] ?? { from: 0, to: -1 }
  const place = target.code * (frames[target.frame]?.length ?? 0) + target.group
  for (const since of placesFrom(from, to)) {
    const index = items[target.item]?.tables[since]?.[target.frame]?.[place]
    const unknown = index === undefined ? undefined : problem.unknowns[index]
    if (unknown && index !== undefined) problem.unknowns[index] = { ...unknown, gain: unknown.gain + weight }
  }
}

/** The whole numbers nearest to a fractional answer that still fit all margins. */
const wholeGroups = (system: System, { people, frames }: Unknowns, found: number[], solver: Solver): Groups | undefined => {
  const draft = newProblem()
  const own = groupUnknowns(system, draft)
  for (const [wanted, unknown] of pairs([people, frames], [own.people, own.frames])) {
    const off = draft.unknown(everything, -1)
    const at = found[wanted] ?? 0
    draft.line([Number.NEGATIVE_INFINITY, Math.round(at)], [[unknown, 1], [off, -1]])
    draft.line([Math.round(at), Number.POSITIVE_INFINITY], [[unknown, 1], [off, 1]])
  }
  const whole = solver(draft.problem, { whole: true })
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
