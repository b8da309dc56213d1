import type { Dimension, Published } from '../../../src/sharing/release/format.ts'

/** Some leaf codes of one frame or item. */
export type Among = readonly [id: string, leaves: readonly string[]]
/** Leaf codes that nothing published ever tells apart. */
export type Atom = readonly string[]
/** The frames and items of all releases by id, each cut where any of them cuts: what overlapping recodes imply. */
export type Atoms = { frames: Map<string, Atom[]>; items: Map<string, Atom[]> }

/** The common refinement of every recode in the releases and of all else that is known to be told apart. */
export const atomsOf = (releases: readonly Published[], known: readonly Among[]): Atoms => {
  const of = (dimensions: (published: Published) => Dimension[]) => {
    const cuts = Map.groupBy(releases.flatMap(dimensions), ({ id }) => id)
    return new Map([...cuts].map(([id, recodes]) => [id, refined([...recodes.flatMap(groups), ...apart(id, known)])]))
  }
  return { frames: of(({ codes }) => codes.frames), items: of(({ codes }) => codes.items) }
}

const groups = ({ codes }: Dimension): readonly string[][] => codes.map(({ members }) => members)

const apart = (id: string, known: readonly Among[]) => known.flatMap(([of, leaves]) => (of === id ? [leaves] : []))

const refined = (sets: readonly (readonly string[])[]): Atom[] => {
  const leaves = [...new Set(sets.flat())]
  const signature = (leaf: string) => sets.map((set) => (set.includes(leaf) ? 1 : 0)).join('')
  return [...Map.groupBy(leaves, signature).values()]
}
