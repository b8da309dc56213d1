import { missing } from './answers.ts'
import { type Cut, joinOne } from './coarsening.ts'
import { leastGroup } from './format.ts'
import type { Classification, Plan } from './plan.ts'
import type { Shape } from './tables.ts'

export type Why = 'unproven' | 'unfit' | 'telling' | 'one_group'

/** What was given up so that the rest could be proven safe. */
export type Repair =
  | { kind: 'merged'; dimension: string; codes: string[] }
  | { kind: 'withheld'; item: string; frame: string; why: Why }

/** A table in which something could not be proven, and the places of a code and a group in it. */
export type Trouble = { item: string; frame: string; code: number; group: number }

export type Repaired = { shape: Shape; repairs: Repair[] }

/**
 * So many codes are left of a dimension before it is merged no further; only a missing answer still goes to its neighbour.
 * Greater groups are not merged for the sake of one table.
 */
const fewest = { item: 3, frame: 3 }
const greatGroup = 3 * leastGroup

/**
 * The next smaller release: the troubled answer is merged with its neighbour, else the troubled group, else the table is
 * withheld. `sizes` are published margins, by dimension: what is given up tells nothing that was not said anyway. Codes
 * that an earlier release used are never merged, so a later one can only withhold.
 */
export const repair = (
  plan: Plan,
  shape: Shape,
  troubles: readonly Trouble[],
  sizes: Record<string, number[]>,
  isLater: boolean,
): Repaired => {
  const touched = new Set<string>()
  let repaired: Repaired = { shape, repairs: [] }
  for (const trouble of troubles) {
    const isThere = repaired.shape.tables.some(([item, frame]) => item === trouble.item && frame === trouble.frame)
    if (!isThere || touched.has(trouble.item) || touched.has(trouble.frame)) continue
    const step = isLater ? withhold(repaired, trouble) : smaller(plan, repaired, trouble, sizes)
    for (const id of step.touched) touched.add(id)
    repaired = step.repaired
  }
  return repaired
}

type Step = { repaired: Repaired; touched: string[] }

const smaller = (plan: Plan, from: Repaired, trouble: Trouble, sizes: Record<string, number[]>): Step => {
  const item = plan.items.find(({ id }) => id === trouble.item)
  const frame = plan.frames.find(({ id }) => id === trouble.frame)
  const cutOf = (id: string) => from.shape.cuts[id] ?? []
  const codes = item ? cutOf(item.id) : []
  const least = item && isMissing(item, codes[trouble.code]) ? 2 : fewest.item
  if (item && codes.length > least) return mergeIn(from, item, trouble.code, sizes)
  const size = sizes[trouble.frame]?.[trouble.group] ?? 0
  if (frame && cutOf(frame.id).length > fewest.frame && size < greatGroup)
    return mergeIn(from, frame, trouble.group, sizes)
  return withhold(from, trouble)
}

const mergeIn = (
  { shape, repairs }: Repaired,
  of: Classification,
  part: number,
  sizes: Record<string, number[]>,
): Step => {
  const before = shape.cuts[of.id] ?? []
  const after = joinOne(before, part, sizes[of.id] ?? [], of.ordered)
  const codes = newPart(before, after).map((place) => of.codes[place]?.code ?? '')
  return {
    repaired: {
      shape: { ...shape, cuts: { ...shape.cuts, [of.id]: after } },
      repairs: [...repairs, { kind: 'merged', dimension: of.id, codes }],
    },
    touched: [of.id],
  }
}

const isMissing = (of: Classification, part: readonly number[] = []) =>
  part.length === 1 && of.codes[part[0] ?? -1]?.code === missing

const newPart = (before: Cut, after: Cut): readonly number[] =>
  after.find((part) => !before.some((old) => old.length === part.length && old.every((leaf) => part.includes(leaf)))) ??
  []

const withhold = ({ shape, repairs }: Repaired, { item, frame }: Trouble): Step => ({
  repaired: {
    shape: withoutTables(shape, [[item, frame]]),
    repairs: [...repairs, { kind: 'withheld', item, frame, why: 'unproven' }],
  },
  // one at a time: what is left of the item may be proven without it
  touched: [item],
})

export const withoutTables = (shape: Shape, tables: readonly (readonly [item: string, frame: string])[]): Shape => ({
  ...shape,
  tables: shape.tables.filter(([item, frame]) => !tables.some(([i, f]) => i === item && f === frame)),
})
