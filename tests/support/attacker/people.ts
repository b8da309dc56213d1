import type { Among, Atom, Atoms } from './atoms.ts'
import type { System, Term } from './bounds.ts'
import { addSum, addUnknown, newSystem, suppressed } from './tables.ts'

/** Somebody's answers by frame or item, as leaf codes. */
export type Person = Readonly<Record<string, string>>
/** People with these codes; `also` are further frames, of which only a system of people knows. */
export type Group = { item?: Among | undefined; frame?: Among | undefined; also?: readonly Among[] }

/** The numbers of unknown people, and how to count a group of them who came with one snapshot. */
export type People = { system: System; count: (snapshot: number, group: Group) => Term[]; pairs: Pair[] }
export type Pair = readonly [item: string, frame: string]

/**
 * People as tables know them: a number for each cell, linked by margins. Too generous to what nobody could have answered, but
 * small: it grows with the tables.
 */
export const linkedPeople = (atoms: Atoms, pairs: Pair[], snapshots: number): People => {
  const system = newSystem()
  const waves = Array.from({ length: snapshots }, () => linkedWave(system, atoms, pairs))
  const count = (snapshot: number, { item, frame }: Group) => {
    const wave = waves[snapshot]
    if (!wave) return []
    if (!item && !frame) return wave.total
    const of = (among: Among | undefined, all: Map<string, Atom[]>) =>
      among ? chosen(all.get(among[0]) ?? [], among[1]) : [-1]
    const [items, frames] = [of(item, atoms.items), of(frame, atoms.frames)]
    return items.flatMap((i) =>
      frames.flatMap((f) => wave.parts.get(key(i < 0 ? '' : item?.[0], i, f < 0 ? '' : frame?.[0], f)) ?? []),
    )
  }
  return { system, count, pairs }
}

/**
 * People as they are: a number for each combination of all frames and, for each item, each of its codes within. Items meet in
 * nothing but these combinations, so whatever adds up here is a set of answers somebody could have given.
 */
export const jointPeople = (atoms: Atoms, pairs: Pair[], snapshots: number): People => {
  const system = newSystem()
  const frames = [...atoms.frames]
  const combinations = frames.reduce<number[][]>(
    (all, [, cut]) => all.flatMap((one) => cut.map((_, index) => [...one, index])),
    [[]],
  )
  const waves = Array.from({ length: snapshots }, () =>
    combinations.map((places) => {
      const everybody = addUnknown(system, suppressed)
      const items = new Map([...atoms.items].map(([id, cut]) => [id, cut.map(() => addUnknown(system, suppressed))]))
      for (const parts of items.values()) addSum(system, everybody, parts)
      return { places, everybody, items }
    }),
  )
  const count = (snapshot: number, { item, frame, also = [] }: Group) => {
    const wanted = [...(frame ? [frame] : []), ...also].map(([id, leaves]) => {
      const at = frames.findIndex(([own]) => own === id)
      return { at, within: chosen(frames[at]?.[1] ?? [], leaves) }
    })
    const answered = item ? chosen(atoms.items.get(item[0]) ?? [], item[1]) : []
    return (waves[snapshot] ?? [])
      .filter(({ places }) => wanted.every(({ at, within }) => within.includes(places[at] ?? -1)))
      .flatMap(({ everybody, items }) =>
        item ? answered.flatMap((index) => items.get(item[0])?.[index] ?? []) : everybody,
      )
  }
  return { system, count, pairs }
}

/** Among any people, those of `whoever` are never more than those of `oneOf` added up: each of them is in one at least. */
export type Certainty = { whoever: Among; oneOf: readonly Among[] }

export const addCertainties = (people: People, atoms: Atoms, certainties: readonly Certainty[], snapshots: number) => {
  for (const certainty of certainties)
    for (const group of groupsOf(people, atoms, certainty))
      for (let snapshot = 0; snapshot < snapshots; snapshot += 1) {
        const few = people.count(snapshot, { ...group, item: certainty.whoever })
        const many = certainty.oneOf.flatMap((item) => people.count(snapshot, { ...group, item }))
        const terms = [...many, ...few.map(([unknown, by]) => [unknown, -by] as const)]
        people.system.relations.push({ terms, least: 0, most: Number.POSITIVE_INFINITY })
      }
}

/** Everybody, and the groups in which all of these items are counted. */
const groupsOf = ({ pairs }: People, atoms: Atoms, { whoever, oneOf }: Certainty): Group[] => [
  {},
  ...[...atoms.frames]
    .filter(([id]) => [whoever, ...oneOf].every(([item]) => pairs.some(([i, f]) => i === item && f === id)))
    .flatMap(([id, cut]) => cut.map((atom) => ({ frame: [id, atom] as const }))),
]

const key = (item = '', i = -1, frame = '', f = -1) => `${item}\n${i}\n${frame}\n${f}`

const linkedWave = (system: System, atoms: Atoms, pairs: Pair[]) => {
  const total = addUnknown(system, suppressed)
  const parts = new Map<string, Term[]>()
  const known = (name: string) => parts.set(name, addUnknown(system, suppressed)).get(name) ?? []
  for (const [id, cut] of atoms.items)
    addSum(
      system,
      total,
      cut.map((_, i) => known(key(id, i))),
    )
  for (const [id, cut] of atoms.frames)
    addSum(
      system,
      total,
      cut.map((_, f) => known(key('', -1, id, f))),
    )
  for (const [item, frame] of pairs) addCells(system, parts, atoms, item, frame)
  return { total, parts }
}

const addCells = (system: System, parts: Map<string, Term[]>, atoms: Atoms, item: string, frame: string) => {
  const [rows, columns] = [atoms.items.get(item) ?? [], atoms.frames.get(frame) ?? []]
  const cells = rows.map((_, i) =>
    columns.map((_, f) => [key(item, i, frame, f), addUnknown(system, suppressed)] as const),
  )
  for (const [name, cell] of cells.flat()) parts.set(name, cell)
  rows.forEach((_, i) => {
    addSum(
      system,
      parts.get(key(item, i)) ?? [],
      (cells[i] ?? []).map(([, cell]) => cell),
    )
  })
  columns.forEach((_, f) => {
    addSum(
      system,
      parts.get(key('', -1, frame, f)) ?? [],
      cells.flatMap((row) => (row[f] ? [row[f][1]] : [])),
    )
  })
}

/** Atoms within the leaves; a group that cuts an atom in two cannot be counted. */
const chosen = (cut: readonly Atom[], leaves: readonly string[]): number[] => {
  const touched = cut.flatMap((atom, index) => (atom.some((leaf) => leaves.includes(leaf)) ? [index] : []))
  if (touched.some((index) => cut[index]?.some((leaf) => !leaves.includes(leaf))))
    throw new Error('a group cuts an atom')
  return touched
}
