import type { Code, Dimension, Labels } from '../release/format.ts'

/** Leaf codes that all releases can be added up to; `labels` name it by the words of the releases. */
export type Group = { members: string[]; labels: Labels }

/**
 * The finest division of all leaf codes into which the codes of every release can be merged. Two codes that share a leaf
 * fall together, and so does what hangs on them; no finer division could be counted in every release.
 */
export const commonCut = (dimensions: readonly Pick<Dimension, 'codes'>[]): Group[] => {
  const leaderOf = new Map<string, string>()
  const leading = (leaf: string): string => {
    const above = leaderOf.get(leaf) ?? leaf
    return above === leaf ? leaf : leading(above)
  }
  for (const [first, ...rest] of dimensions.flatMap(({ codes }) => codes.map(leavesOf))) {
    leaderOf.set(first, leading(first))
    for (const leaf of rest) leaderOf.set(leading(leaf), leading(first))
  }
  const groups = Map.groupBy(leaderOf.keys(), leading)
  return [...groups.values()].map((members) => ({ members, labels: labelsOf(members, dimensions) }))
}

/** The codes of one release that make up a group; none when it does not know all of the group's leaves. */
export const codesWithin = (group: Pick<Group, 'members'>, { codes }: Pick<Dimension, 'codes'>): Code[] | undefined => {
  const inside = codes.filter((code) => leavesOf(code).some((leaf) => group.members.includes(leaf)))
  const known = new Set(inside.flatMap(leavesOf))
  return group.members.every((leaf) => known.has(leaf)) ? inside : undefined
}

/** A code that names no members stands for itself. */
const leavesOf = ({ code, members: [first = code, ...rest] }: Code): [string, ...string[]] => [first, ...rest]

/** The words of the release that names the group with the fewest codes: one, if any has just this group. */
const labelsOf = (members: string[], dimensions: readonly Pick<Dimension, 'codes'>[]): Labels => {
  const namings = dimensions
    .map((dimension) => codesWithin({ members }, dimension))
    .filter((codes) => codes !== undefined)
  const [shortest = []] = namings.sort((a, b) => a.length - b.length)
  const langs = [...new Set(shortest.flatMap(({ labels }) => Object.keys(labels)))]
  return Object.fromEntries(
    langs.map((lang) => [lang, shortest.map(({ code, labels }) => labels[lang] ?? code).join(', ')]),
  )
}
