import type { Allowed } from './assignment.ts'
import type { Ahead, Holding } from './cells.ts'
import { everything } from './problem.ts'
import type { People } from './people.ts'
import type { System } from './system.ts'

/** Items one after another, each after all that decide something about it. */
export const inOrder = ({ items, links }: System): number[] => {
  const ordered: number[] = []
  const put = (item: number, below: readonly number[]) => {
    if (ordered.includes(item) || below.includes(item)) return
    for (const { parent, child } of links) if (child === item) put(parent, [...below, item])
    ordered.push(item)
  }
  for (const item of items.keys()) put(item, [])
  return ordered
}

/** What the items decided so far leave open to each person. */
export const allowedBy = ({ links }: System, item: number, codes: readonly (Uint8Array | undefined)[]): Allowed => {
  const ruling = links.filter(({ parent, child }) => child === item && codes[parent])
  if (ruling.length === 0) return () => true
  return (person, code) =>
    ruling.every(({ parent, codes: own, only }) => !own.includes(codes[parent]?.[person] ?? -1) || only.includes(code))
}

/** How many people of each group can have a code, and how many can have no other. */
export const heldBy = ({ items, snapshots, frames, links }: System, item: number, { since, groups }: People, allowed: Allowed): Holding => {
  if (!links.some(({ child }) => child === item)) return () => ({ least: 0, most: Number.POSITIVE_INFINITY })
  const places = items[item] ?? []
  const zeros = () => snapshots.map(() => frames.map((codes) => places.map(() => codes.map(() => 0))))
  const [can, must] = [zeros(), zeros()]
  for (const [person, from] of since.entries()) {
    const open = [...places.keys()].filter((code) => allowed(person, code))
    for (const [frame, group] of groups.entries())
      for (const code of open) {
        addOne(can[from]?.[frame]?.[code], group[person] ?? 0)
        if (open.length === 1) addOne(must[from]?.[frame]?.[code], group[person] ?? 0)
      }
  }
  return (from, frame, code, group) => ({
    least: must[from]?.[frame]?.[code]?.[group] ?? 0,
    most: can[from]?.[frame]?.[code]?.[group] ?? 0,
  })
}

/**
 * What an item must leave possible for those that depend on it: not more people with codes that bind than have room in
 * what the child says, and enough of the others for whatever the child says of codes that are not theirs.
 */
export const aheadOf = ({ links, spans, items, frames }: System, item: number): Ahead[] =>
  links
    .filter(({ parent }) => parent === item)
    .flatMap(({ child, codes, only }) => {
      const others = [...(items[item] ?? []).keys()].filter((code) => !codes.includes(code))
      const outside = [...(items[child] ?? []).keys()].filter((code) => !only.includes(code))
      return spans.flatMap(({ tables }, span) =>
        frames.flatMap((groups, frame) => {
          const table = tables[child]?.[frame]
          if (!table) return []
          return groups.flatMap((_, group): Ahead[] => {
            const most = only.reduce((sum, code) => sum + (table[code]?.[group]?.[1] ?? everything[1]), 0)
            const least = outside.reduce((sum, code) => sum + (table[code]?.[group]?.[0] ?? 0), 0)
            return [
              { span, frame, group, codes, range: [0, most] },
              { span, frame, group, codes: others, range: [least, everything[1]] },
            ]
          })
        }),
      )
    })

const addOne = (counts: number[] | undefined, place: number) => {
  if (counts) counts[place] = (counts[place] ?? 0) + 1
}
