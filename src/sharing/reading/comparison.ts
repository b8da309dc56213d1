import type { Dimension, Item, Labels } from '../release/format.ts'
import { commonCut, type Group } from './cuts.ts'
import { type Difference, differences } from './differences.ts'
import { baseOf, countOf, frameOf, itemOf, type Readable } from './readable.ts'
import { type Share, shareOf } from './shares.ts'
import type { Value } from './values.ts'

export type Named = { id: string; labels: Labels }

/** An answer that is compared: of one item each of its answers, of several options of a question the yes of each. */
export type Line = Named & { answer: Group }

/** What one release says of an answer in a group; the difference is from the first release. */
export type Entry = { value: Value; share: Share | undefined; difference: Difference | undefined }
export type Row = { line: Line; entries: (Entry | undefined)[] }

/** One group of people, or all of them: a row an answer, a column a release. */
export type Section = { group: Group | undefined; bases: (Value | undefined)[]; rows: Row[] }
export type Comparison = {
  frame: Named | undefined
  groups: Group[]
  lines: Line[]
  sections: Section[]
  /** false when the releases merged the answers so differently that no answer tells them apart */
  isComparable: boolean
}

/** Items in all releases, in all or by one frame, on the finest cut that they have in common. */
export const compare = (
  releases: readonly Readable[],
  items: readonly string[],
  frameId?: string,
): Comparison | undefined => {
  const narrow = releases.map((release) => only(release, items, frameId))
  const frame = frameId ? everyones(narrow, frameOf, frameId) : undefined
  const lines = items.map((item) => everyones(narrow, itemOf, item)).map((all) => all && linesOf(all, items.length > 1))
  if (lines.length === 0 || lines.includes(undefined) || (frameId && !frame)) return undefined
  const groups = frame ? commonCut(frame) : []
  const known = lines.flatMap((line) => line ?? [])
  const sections = (frame ? groups : [undefined]).map((group) => sectionOf(narrow, known, frameId, group))
  const isComparable = tellsApart(sections, items.length, releases.length)
  return { frame: frame && nameOf(frame), groups, lines: known, sections: weighedTogether(sections), isComparable }
}

/** Releases of one wave of one centre hold the same people, who are neither compared with themselves nor counted twice. */
export const repeatedWave = (releases: readonly Readable[]): Readable | undefined => {
  const waveOf = ({ manifest: { centre, survey, wave } }: Readable) => JSON.stringify([centre, survey, wave])
  return releases.find((release, at) => releases.findIndex((other) => waveOf(other) === waveOf(release)) < at)
}

/** One answer that takes in all the others tells nothing, nor does one that a single release knows. */
const tellsApart = (sections: readonly Section[], items: number, releases: number): boolean => {
  const rows = sections.flatMap((section) => section.rows)
  const isAllInOne = items === 1 && sections.every((section) => section.rows.length < 2)
  const isKnown = ({ entries }: Row) => entries.filter((entry) => entry !== undefined).length >= Math.min(2, releases)
  return !isAllInOne && rows.some(isKnown)
}

const only = (release: Readable, items: readonly string[], frame: string | undefined): Readable => ({
  ...release,
  cells: release.cells.filter((cell) => cell.frame === frame && items.includes(cell.item)),
})

const everyones = <Found extends Dimension>(
  releases: readonly Readable[],
  find: (release: Readable, id: string) => Found | undefined,
  id: string,
): Found[] | undefined => {
  const found = releases.map((release) => find(release, id)).filter((dimension) => dimension !== undefined)
  return found.length > 0 && found.length === releases.length ? found : undefined
}

const nameOf = ([first]: readonly Dimension[]): Named => ({ id: first?.id ?? '', labels: first?.labels ?? {} })

const linesOf = (item: readonly Item[], isOneOfMany: boolean): Line[] => {
  const { id, labels } = nameOf(item)
  const answers = commonCut(item)
  if (!isOneOfMany) return answers.map((answer) => ({ id, labels: answer.labels, answer }))
  return answers.filter(({ members }) => members.join() === yes).map((answer) => ({ id, labels, answer }))
}

/** The code of an option that was chosen. */
const yes = 'yes'

const sectionOf = (
  releases: readonly Readable[],
  lines: readonly Line[],
  frame: string | undefined,
  group: Group | undefined,
): Section => {
  const bases = releases.map((release) => baseOf(release, frame, group))
  const entryOf = (release: Readable, at: number, { id, answer }: Line): Entry | undefined => {
    const value = countOf(release, id, answer, frame, group)
    return value && { value, share: shareOf(value, bases[at]?.least), difference: undefined }
  }
  const rows = lines.map((line) => ({ line, entries: releases.map((release, at) => entryOf(release, at, line)) }))
  return { group, bases, rows }
}

/** All differences of a screen are weighed at once. */
const weighedTogether = (sections: Section[]): Section[] => {
  const rows = sections.flatMap((section) => section.rows)
  const pairs = rows.flatMap(({ entries: [first, ...others] }) => others.map((other) => [other, first] as const))
  const weighed = differences(pairs).values()
  const inRow = ({ line, entries: [first, ...others] }: Row): Row => {
    const compared = others.map((entry) => ({ entry, difference: weighed.next().value }))
    return { line, entries: [first, ...compared.map(({ entry, difference }) => entry && { ...entry, difference })] }
  }
  return sections.map((section) => ({ ...section, rows: section.rows.map(inRow) }))
}
