import type { Dimension, Labels } from '../release/format.ts'
import { commonCut, type Group } from './cuts.ts'
import { type Difference, differences } from './differences.ts'
import { baseOf, countOf, frameOf, itemOf, type Readable } from './readable.ts'
import { type Share, shareOf } from './shares.ts'
import type { Value } from './values.ts'

/** What one release says of an answer in a group; the difference is from the first release. */
export type Entry = { value: Value; share: Share | undefined; difference: Difference | undefined }
export type Row = { category: Group; entries: (Entry | undefined)[] }

/** One group of people, or all of them: a row an answer, a column a release. */
export type Section = { group: Group | undefined; bases: (Value | undefined)[]; rows: Row[] }
export type Comparison = {
  item: Named
  frame: Named | undefined
  groups: Group[]
  categories: Group[]
  sections: Section[]
}
export type Named = { id: string; labels: Labels }

/** An item in all releases, in all or by one frame, on the finest cut that they have in common. */
export const compare = (releases: readonly Readable[], itemId: string, frameId?: string): Comparison | undefined => {
  const narrow = releases.map((release) => only(release, itemId, frameId))
  const [item, frame] = [shared(narrow, itemOf, itemId), frameId ? shared(narrow, frameOf, frameId) : undefined]
  if (!item || (frameId && !frame)) return undefined
  const [categories, groups] = [commonCut(item), frame ? commonCut(frame) : []]
  const sections = (frame ? groups : [undefined]).map((group) => sectionOf(narrow, itemId, categories, frameId, group))
  return { item: nameOf(item), frame: frame && nameOf(frame), groups, categories, sections: weighedTogether(sections) }
}

/** Items that every release has, as the first one names them. */
export const commonItems = (releases: readonly Readable[]): Named[] =>
  (releases[0]?.codes.items ?? []).filter(({ id }) => releases.every((release) => itemOf(release, id)))

/** Frames by which every release has a table of the item. */
export const commonFrames = (releases: readonly Readable[], item: string): Named[] =>
  (releases[0]?.codes.frames ?? []).filter(({ id }) =>
    releases.every(({ cells }) => cells.some((cell) => cell.item === item && cell.frame === id)),
  )

/** Releases of one wave of one centre hold the same people, who are neither compared with themselves nor counted twice. */
export const repeatedWave = (releases: readonly Readable[]): Readable | undefined => {
  const waveOf = ({ manifest: { centre, survey, wave } }: Readable) => JSON.stringify([centre, survey, wave])
  return releases.find((release, at) => releases.findIndex((other) => waveOf(other) === waveOf(release)) < at)
}

const only = (release: Readable, item: string, frame: string | undefined): Readable => ({
  ...release,
  cells: release.cells.filter((cell) => cell.item === item && cell.frame === frame),
})

const shared = <Found extends Dimension>(
  releases: readonly Readable[],
  find: (release: Readable, id: string) => Found | undefined,
  id: string,
): Found[] | undefined => {
  const found = releases.map((release) => find(release, id)).filter((dimension) => dimension !== undefined)
  return found.length > 0 && found.length === releases.length ? found : undefined
}

const nameOf = ([first]: Dimension[]): Named => ({ id: first?.id ?? '', labels: first?.labels ?? {} })

const sectionOf = (
  releases: readonly Readable[],
  item: string,
  categories: readonly Group[],
  frame: string | undefined,
  group: Group | undefined,
): Section => {
  const bases = releases.map((release) => baseOf(release, frame, group))
  const entryOf = (release: Readable, at: number, category: Group): Entry | undefined => {
    const value = countOf(release, item, category, frame, group)
    return value && { value, share: shareOf(value, bases[at]?.least), difference: undefined }
  }
  const rows = categories.map((category) => ({
    category,
    entries: releases.map((release, at) => entryOf(release, at, category)),
  }))
  return { group, bases, rows }
}

/** All differences of a screen are weighed at once. */
const weighedTogether = (sections: Section[]): Section[] => {
  const rows = sections.flatMap((section) => section.rows)
  const weighed = differences(
    rows.flatMap(({ entries: [first, ...others] }) => others.map((other) => [other, first] as const)),
  )
  let at = 0
  const withDifferences = ({ category, entries: [first, ...others] }: Row): Row => ({
    category,
    entries: [first, ...others.map((entry) => ({ entry, difference: weighed[at++] })).map(withDifference)],
  })
  return sections.map((section) => ({ ...section, rows: section.rows.map(withDifferences) }))
}

const withDifference = ({ entry, difference }: { entry: Entry | undefined; difference: Difference | undefined }) =>
  entry && { ...entry, difference }
