import type { Code, Labels } from './format.ts'
import type { Classification } from './plan.ts'

/** Parts of a classification: each a set of leaf codes (by their place), in order. */
export type Cut = readonly (readonly number[])[]

/**
 * The finest cut, up the hierarchy, in which every part has at least `least` people: brothers too few are joined with
 * their neighbours where codes are ordered, else with each other under their parent; what is still too few at the top is
 * joined likewise. `people` is by leaf code. A cut may be a single part, when there are too few of all the others.
 */
export const coarsen = (classification: Classification, people: readonly number[], least: number): Cut => {
  const top = joined(classification, undefined, people, least)
  return inOrder(merged(top, people, least, classification.ordered))
}

/** Joins a part to its smaller neighbour, or to the smallest of all others; `sizes` is by part. A single part stays. */
export const joinOne = (cut: Cut, part: number, sizes: readonly number[], ordered: boolean): Cut => {
  if (cut.length < 2) return cut
  const others = ordered
    ? [part - 1, part + 1].filter((place) => cut[place])
    : [...cut.keys()].filter((place) => place !== part)
  const other = others.reduce((found, place) => ((sizes[place] ?? 0) < (sizes[found] ?? 0) ? place : found))
  return inOrder([
    ...cut.filter((_, place) => place !== part && place !== other),
    [...(cut[part] ?? []), ...(cut[other] ?? [])],
  ])
}

export const sumOver = (part: readonly number[], people: readonly number[]): number =>
  part.reduce((sum, leaf) => sum + (people[leaf] ?? 0), 0)

/** The codes of a cut as a release names them: a leaf, a group that stands for all of its leaves, or several joined by "+". */
export const codesOf = (classification: Classification, cut: Cut): Code[] =>
  cut.map((part) => {
    const leaves = part.map((place) => leafAt(classification, place))
    const members = leaves.map(({ code }) => code)
    const [only] = leaves
    if (leaves.length === 1 && only) return { code: only.code, labels: only.labels, members }
    const group = classification.groups.find(({ code }) => sameSet(leavesUnder(classification, code), part))
    if (group) return { code: group.code, labels: group.labels, members }
    return { code: members.join('+'), labels: joinedLabels(leaves.map(({ labels }) => labels)), members }
  })

/** The cut that an earlier release made, so that the same codes are counted again. */
export const cutFrom = (classification: Classification, codes: readonly Code[]): Cut =>
  codes.map(({ members }) => members.map((member) => classification.codes.findIndex(({ code }) => code === member)))

const joined = (
  of: Classification,
  parent: string | undefined,
  people: readonly number[],
  least: number,
): number[][] => {
  const below = of.groups.filter((group) => group.parent === parent).map(({ code }) => joined(of, code, people, least))
  const own = of.codes.flatMap((leaf, place) => (leaf.parent === parent ? [[place]] : []))
  const parts = [...below.flat(), ...own]
  return parent === undefined ? parts : merged(parts, people, least, of.ordered)
}

const merged = (parts: Cut, people: readonly number[], least: number, ordered: boolean): number[][] => {
  let cut = inOrder(parts)
  while (cut.length > 1) {
    const sizes = cut.map((part) => sumOver(part, people))
    const fewest = sizes.indexOf(Math.min(...sizes))
    if ((sizes[fewest] ?? 0) >= least) break
    cut = inOrder(joinOne(cut, fewest, sizes, ordered))
  }
  return cut
}

const inOrder = (parts: Cut): number[][] =>
  parts.map((part) => part.toSorted((a, b) => a - b)).sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))

const leafAt = (of: Classification, place: number) => {
  const leaf = of.codes[place]
  if (!leaf) throw new Error(`${of.id} has no code at ${place}`)
  return leaf
}

const leavesUnder = (of: Classification, group: string): number[] => [
  ...of.codes.flatMap(({ parent }, place) => (parent === group ? [place] : [])),
  ...of.groups.filter(({ parent }) => parent === group).flatMap(({ code }) => leavesUnder(of, code)),
]

const sameSet = (a: readonly number[], b: readonly number[]) =>
  a.length === b.length && a.every((one) => b.includes(one))

const joinedLabels = (all: readonly Labels[]): Labels => {
  const langs = Object.keys(all[0] ?? {}).filter((lang) => all.every((labels) => labels[lang] !== undefined))
  return Object.fromEntries(langs.map((lang) => [lang, all.map((labels) => labels[lang]).join(' + ')]))
}
