import type { Dimension, Published } from '../release/format.ts'
import type { Rule } from '../release/plan.ts'

/** Leaf codes that nothing published ever tells apart. */
export type Atom = readonly string[]
/** The frames and items of all releases by id, each cut where any of them cuts: what overlapping recodes imply. */
export type Atoms = { frames: Map<string, Atom[]>; items: Map<string, Atom[]> }

/** The common refinement of every recode in the releases and in the rules of the questionnaire. */
export const atomsOf = (releases: readonly Published[], rules: readonly Rule[]): Atoms => {
  const of = (dimensions: (published: Published) => Dimension[]) => {
    const cuts = Map.groupBy(releases.flatMap(dimensions), ({ id }) => id)
    return new Map([...cuts].map(([id, recodes]) => [id, refined([...recodes.flatMap(groups), ...ruled(id, rules)])]))
  }
  return { frames: of(({ codes }) => codes.frames), items: of(({ codes }) => codes.items) }
}

const groups = ({ codes }: Dimension): readonly string[][] => codes.map(({ members }) => members)

const ruled = (id: string, rules: readonly Rule[]): string[][] =>
  rules.flatMap((rule) => [...(rule.item === id ? [rule.only] : []), ...(rule.if.item === id ? [rule.if.codes] : [])])

const refined = (sets: readonly (readonly string[])[]): Atom[] => {
  const leaves = [...new Set(sets.flat())]
  const signature = (leaf: string) => sets.map((set) => (set.includes(leaf) ? 1 : 0)).join('')
  return [...Map.groupBy(leaves, signature).values()]
}
