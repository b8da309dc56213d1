import type { Allowed } from './assignment.ts'
import type { Holding } from './cells.ts'
import type { People } from './people.ts'
import type { Required, System } from './system.ts'

/**
 * Items one after another, each after all that decide something about it. Of two that decide about each other, such as
 * the options of one question which somebody skipped, the first goes first.
 */
export const inOrder = (system: System): number[] => {
  const { items, links } = system
  const ordered: number[] = []
  const isMutual = (parent: number, child: number) =>
    links.some((link) => link.parent === child && link.child === parent)
  const put = (item: number, below: readonly number[]) => {
    if (ordered.includes(item) || below.includes(item)) return
    for (const { parent, child } of links)
      if (child === item && !(parent > item && isMutual(parent, item))) put(parent, [...below, item])
    ordered.push(item)
  }
  for (const item of items.keys()) put(item, [])
  const closing = new Set(system.required.map((required) => closingOf(system, required)))
  return [...ordered.filter((item) => !closing.has(item)), ...ordered.filter((item) => closing.has(item))]
}

/** The item of a choice that goes last and is given to everybody who has chosen nothing: the one that most have chosen. */
const closingOf = ({ items, spans }: System, required: Required): number => {
  const mostOf = (item: number, place: number) => spans[0]?.items[item]?.[required.chosen[place] ?? -1]?.[1] ?? 0
  const [closing = -1] = required.items
    .filter((item) => items[item])
    .toSorted((a, b) => mostOf(b, required.items.indexOf(b)) - mostOf(a, required.items.indexOf(a)))
  return closing
}

/** The code each person gave to each item; items without one come later. */
export type Given = readonly (Uint8Array | undefined)[]

/** What the items decided so far leave open to each person, whichever way a link points. */
export const allowedBy = (system: System, item: number, codes: Given): Allowed => {
  const { links } = system
  const mustChoose = system.required.filter((required) => closes(required, item, codes))
  const above = links.filter(({ parent, child }) => child === item && codes[parent])
  const below = links.filter(({ parent, child }) => parent === item && codes[child])
  if (above.length + below.length + mustChoose.length === 0) return () => true
  return (person, code) =>
    above.every(
      ({ parent, codes: own, only }) => !own.includes(codes[parent]?.[person] ?? -1) || only.includes(code),
    ) &&
    below.every(({ child, codes: own, only }) => !own.includes(code) || only.includes(codes[child]?.[person] ?? -1)) &&
    mustChoose.every(
      (required) => code === required.chosen[required.items.indexOf(item)] || !isOpen(required, item, person, codes),
    )
}

/** Whether an item is the last of a choice that has no codes yet. */
const closes = ({ items }: Required, item: number, codes: Given) =>
  items.includes(item) && items.every((other) => other === item || codes[other])

/** Whether somebody has neither chosen nor been silent so far. */
const isOpen = ({ items, chosen, silent }: Required, item: number, person: number, codes: Given) =>
  items.every((other, place) => {
    const given = codes[other]?.[person]
    return other === item || given === undefined || (given !== chosen[place] && !silent[place]?.includes(given))
  })

/** How many people of each group can have a code, and how many can have no other. */
export const heldBy = (
  { items, snapshots, frames, links, required }: System,
  item: number,
  { since, groups }: People,
  allowed: Allowed,
): ReturnType<Holding> => {
  const isFree =
    !links.some(({ parent, child }) => child === item || parent === item) &&
    !required.some(({ items: own }) => own.includes(item))
  if (isFree) return undefined
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

/** An item, and all that hang together with it through links among items without codes so far. */
export const linkedTo = ({ links }: System, item: number, codes: Given): number[] => {
  const found = [item]
  for (const at of found)
    for (const { parent, child } of links)
      for (const other of parent === at ? [child] : child === at ? [parent] : [])
        if (!codes[other] && !found.includes(other)) found.push(other)
  return found
}

/**
 * Codes that bind a linked item which comes later: exactly so many people must have them, group by group, as in the tables
 * chosen for both.
 */
export const bindingOf = ({ links }: System, item: number, codes: Given): number[][] => {
  const sets = links.flatMap(({ parent, codes: binding, child, only }) => {
    if (parent === item && !codes[child]) return [binding]
    return child === item && !codes[parent] ? [only] : []
  })
  return [...new Map(sets.map((set) => [set.toSorted((a, b) => a - b).join(), set])).values()]
}

const addOne = (counts: number[] | undefined, place: number) => {
  if (counts) counts[place] = (counts[place] ?? 0) + 1
}
