import { type Draft, everything, ones, placesFrom } from './problem.ts'
import type { Link, System } from './system.ts'

/** Unknown people: [since], and [since][frame][group]. */
export type GroupUnknowns = { people: number[]; frames: number[][][] }
/** Margins as [since][code], tables as [since][frame] -> flat [code × groups + group]. */
export type ItemUnknowns = { codes: number[][]; tables: (number[] | undefined)[][] }

export const groupUnknowns = ({ snapshots, frames, spans }: System, draft: Draft): GroupUnknowns => {
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

export const itemUnknowns = (system: System, draft: Draft, groups: GroupUnknowns, item: number): ItemUnknowns => {
  const own = system.items[item] ?? []
  const codes = groups.people.map((people) => {
    const margin = own.map(() => draft.unknown(everything, 0, true))
    draft.sum(margin, people)
    return margin
  })
  const tables = groups.people.map((_, since) =>
    system.frames.map((frame, f) => {
      if (!hasTable(system, item, f)) return undefined
      const cells = own.map(() => frame.map(() => draft.unknown(everything, 0, true)))
      for (const [code, line] of cells.entries()) draft.sum(line, codes[since]?.[code] ?? 0)
      for (const group of frame.keys())
        draft.sum(
          cells.map((line) => line[group] ?? 0),
          groups.frames[since]?.[f]?.[group] ?? 0,
        )
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

/** What is linked to other items is followed in every frame, published or not. */
const hasTable = ({ spans, links }: System, item: number, frame: number) =>
  links.some(({ parent, child }) => parent === item || child === item) ||
  spans.some(({ tables }) => tables[item]?.[frame] !== undefined)

/** Nobody with the parent's codes is outside the child's: there are at least as many there. */
export const tie = (
  system: System,
  draft: Draft,
  items: ReadonlyMap<number, ItemUnknowns>,
  { parent, codes, child, only }: Link,
) => {
  for (const since of system.snapshots.keys()) {
    const terms = (lines: number[], chosen: readonly number[], sign: number) =>
      chosen.map((place) => [lines[place] ?? 0, sign] as const)
    draft.line(everything, [
      ...terms(items.get(child)?.codes[since] ?? [], only, 1),
      ...terms(items.get(parent)?.codes[since] ?? [], codes, -1),
    ])
    for (const [f, groups] of system.frames.entries()) {
      const [above, below] = [items.get(parent)?.tables[since]?.[f], items.get(child)?.tables[since]?.[f]]
      if (!above || !below) continue
      for (const group of groups.keys()) {
        const at = (code: number) => code * groups.length + group
        draft.line(everything, [...terms(below, only.map(at), 1), ...terms(above, codes.map(at), -1)])
      }
    }
  }
}
