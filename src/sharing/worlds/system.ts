import { leastGroup, reach, threshold } from '../release/format.ts'
import type { Contents } from '../release/package.ts'
import type { Choice, Exclusion, Rule } from '../release/plan.ts'

/** Least and most people, both included. */
export type Range = readonly [low: number, high: number]

/**
 * What is known of the people who count from one snapshot to another (`from` and `to` are places in the row of releases,
 * both included): ranges of the total, of each dimension's codes, of each table's cells as [item][frame][item code][group].
 */
export type Span = {
  from: number
  to: number
  total: Range
  frames: Range[][]
  items: Range[][]
  tables: (Range[][] | undefined)[][]
}

/** Who gave one of `codes` to item `parent` can only have given one of `only` to item `child`; places, not names. */
export type Link = { parent: number; codes: number[]; child: number; only: number[] }

/** Everybody without a `silent` code of these items has the code at `chosen` of at least one; places, by item. */
export type Required = { items: number[]; chosen: number[]; silent: number[][] }

/**
 * Everything that is known about a wave from what was published, in the codes of its newest release: a span for each
 * release from the first on, the newest last, then one for what came after each earlier one.
 */
export type System = {
  snapshots: number[]
  frames: string[][]
  items: string[][]
  spans: Span[]
  links: Link[]
  required: Required[]
}

/** What was published at a snapshot of the wave. */
export type Release = Contents & { snapshot: number }

/** How far a published count is from the true one, least and most. */
export const rangeOf = (count: number, least = 0): Range => [Math.max(count - reach, least), count + reach]

export const rangeOfCell = (count: number | undefined): Range =>
  count === undefined ? [0, threshold - 1] : rangeOf(count, threshold)

/** `releases`: all of the wave, the oldest first; each has the codes of the newest. */
export const systemOf = (releases: readonly Release[], rules: readonly Rule[]): System => {
  const newest = releases.at(-1)
  if (!newest) throw new Error('A wave without releases has no worlds.')
  const { frames, items } = newest.codes
  const spans = releases.map((release, to) => spanOf(release, newest, to))
  const later = spans.slice(0, -1).map((span, index) => difference(span, spans.at(-1) ?? span, index + 1))
  return {
    snapshots: releases.map(({ snapshot }) => snapshot),
    frames: frames.map(({ codes }) => codes.map(({ code }) => code)),
    items: items.map(({ codes }) => codes.map(({ code }) => code)),
    spans: [...spans, ...later],
    links: rules.flatMap((rule) => ('oneOf' in rule ? [] : linkOf(newest, rule))),
    required: rules.flatMap((rule) => ('oneOf' in rule ? requiredOf(newest, rule) : [])),
  }
}

const spanOf = (release: Release, newest: Release, to: number): Span => {
  const counts = new Map(release.margins.map(({ dimension, code, count }) => [`${dimension}\n${code}`, count]))
  const shown = new Map(
    release.cells.map((cell) => [keyOf(cell.item, cell.item_code, cell.frame, cell.frame_code), cell]),
  )
  const inPlan = new Set(release.cells.map(({ item, frame }) => `${item}\n${frame}`))
  const { frames, items } = newest.codes
  const marginsOf = (dimensions: Release['codes']['frames'], least: number) =>
    dimensions.map(({ id, codes }) => codes.map(({ code }) => rangeOf(counts.get(`${id}\n${code}`) ?? 0, least)))
  return {
    from: 0,
    to,
    total: rangeOf(counts.get('\n') ?? 0),
    frames: marginsOf(frames, leastGroup),
    items: marginsOf(items, threshold),
    tables: items.map((item) =>
      frames.map((frame) =>
        inPlan.has(`${item.id}\n${frame.id}`)
          ? item.codes.map(({ code }) =>
              frame.codes.map((group) => rangeOfCell(shown.get(keyOf(item.id, code, frame.id, group.code))?.count)),
            )
          : undefined,
      ),
    ),
  }
}

const keyOf = (...parts: string[]) => parts.join('\n')

/** How many came between two spans, at least and at most. */
const difference = (earlier: Span, newest: Span, from: number): Span => ({
  from,
  to: newest.to,
  total: between(earlier.total, newest.total),
  frames: newest.frames.map((codes, f) => codes.map((range, g) => between(earlier.frames[f]?.[g], range))),
  items: newest.items.map((codes, i) => codes.map((range, c) => between(earlier.items[i]?.[c], range))),
  tables: newest.tables.map((row, i) =>
    row.map((table, f) => {
      const before = earlier.tables[i]?.[f]
      return table && before && table.map((line, c) => line.map((range, g) => between(before[c]?.[g], range)))
    }),
  ),
})

const between = (before: Range | undefined, now: Range): Range =>
  before ? [Math.max(0, now[0] - before[1]), now[1] - before[0]] : [0, now[1]]

/** Merged codes keep a rule only where it is still certain of everybody in them. */
const linkOf = ({ codes: { items } }: Release, rule: Exclusion): Link[] => {
  const parent = items.findIndex(({ id }) => id === rule.if.item)
  const child = items.findIndex(({ id }) => id === rule.item)
  if (parent < 0 || child < 0) return []
  const placesOf = (item: number, isMeant: (members: string[]) => boolean) =>
    (items[item]?.codes ?? []).flatMap(({ members }, place) => (isMeant(members) ? [place] : []))
  const codes = placesOf(parent, (members) => members.every((member) => rule.if.codes.includes(member)))
  const only = placesOf(child, (members) => members.some((member) => rule.only.includes(member)))
  return codes.length > 0 && only.length < (items[child]?.codes.length ?? 0) ? [{ parent, codes, child, only }] : []
}

/** Certain only where every item is published, and silence apart from every answer. */
const requiredOf = ({ codes: { items } }: Release, { oneOf, code, silent }: Choice): Required[] => {
  const places = oneOf.map((id) => items.findIndex((item) => item.id === id))
  const codesAt = (place: number) => items[place]?.codes ?? []
  const isMixed = places.some((place) =>
    codesAt(place).some(
      ({ members }) => members.length > 1 && members.some((member) => member === code || silent.includes(member)),
    ),
  )
  if (isMixed || places.includes(-1)) return []
  return [
    {
      items: places,
      chosen: places.map((place) => codesAt(place).findIndex((own) => own.code === code)),
      silent: places.map((place) =>
        [...codesAt(place).entries()].flatMap(([at, own]) => (silent.includes(own.code) ? [at] : [])),
      ),
    },
  ]
}
