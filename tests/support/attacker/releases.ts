import { type Cell, leastGroup, type Published, threshold } from '../../../src/sharing/release/format.ts'
import type { Exclusion } from '../../../src/sharing/release/plan.ts'
import { type Among, atomsOf } from './atoms.ts'
import { type Attack, openAttack, type Range, type System, type Term } from './bounds.ts'
import { addCertainties, type Certainty, type Group, jointPeople, linkedPeople, type Person } from './people.ts'
import { hidden, rounded, shown } from './tables.ts'

/** What an attacker has besides the releases. */
export type Outside = {
  /** A coalition: people who tell each other what they answered; all of them count from the first snapshot. */
  known?: readonly Person[]
  /** How the questionnaire routes, which everybody who has seen it knows. */
  rules?: readonly Exclusion[]
  /** Whose answer means at least one of others, as "something kept me away" means one of the barriers. */
  certainties?: readonly Certainty[]
  /** Reason about people instead of tables: exact, but only where the frames have few combinations. */
  joint?: boolean
}

/** Everything ever published of a wave, as one attacker sees it. */
export type ReleaseAttack = {
  system: System
  attack: Attack
  /** The people of a group who count in the release with this place in the list. */
  count: (release: number, group: Group) => Term[]
  cell: (release: number, cell: Cell) => Term[]
  close: () => void
}

/** All releases of a wave, oldest first, turned against it together. */
export const attackReleases = async (releases: readonly Published[], outside: Outside = {}): Promise<ReleaseAttack> => {
  const certainties = [...(outside.rules ?? []).map(certaintyOf), ...(outside.certainties ?? [])]
  const atoms = atomsOf(
    releases,
    certainties.flatMap(({ whoever, oneOf }) => [whoever, ...oneOf]),
  )
  const pairs = pairsOf(releases)
  const people = (outside.joint ? jointPeople : linkedPeople)(atoms, pairs, releases.length)
  addCertainties(people, atoms, certainties, releases.length)
  const count = (release: number, group: Group) =>
    releases.slice(0, release + 1).flatMap((_, snapshot) => people.count(snapshot, group))
  const relate = (terms: Term[], range: Range) => people.system.relations.push({ terms, ...range })
  releases.forEach((published, release) => {
    for (const [group, range] of told(published)) relate(count(release, group), range)
  })
  for (const group of groupsOf(releases)) {
    const known = (outside.known ?? []).filter((person) => belongs(person, group)).length
    if (known > 0) relate(people.count(0, group), { least: known, most: Number.POSITIVE_INFINITY })
  }
  const attack = await openAttack(people.system)
  const cell = (release: number, one: Cell) => count(release, groupOf(releases[release], one))
  return { system: people.system, attack, count, cell, close: attack.close }
}

const certaintyOf = (rule: Exclusion): Certainty => ({
  whoever: [rule.if.item, rule.if.codes],
  oneOf: [[rule.item, rule.only]],
})

/** How many of the coalition answered as this group did. */
export const belongs = (person: Person, { item, frame }: Group): boolean =>
  [item, frame].every((among) => !among || among[1].includes(person[among[0]] ?? ''))

/** The people of a published cell. */
export const groupOf = (published: Published | undefined, cell: Cell): Group => ({
  item: among(published, 'items', cell.item, cell.item_code),
  frame: among(published, 'frames', cell.frame, cell.frame_code),
})

/** Each published number with the range of the true one. */
const told = (published: Published): [Group, Range][] => [
  ...published.margins.map(({ kind, dimension, code, count }): [Group, Range] => {
    if (kind === 'total') return [{}, rounded(count)]
    const known = { ...rounded(count), least: Math.max(count - 4, kind === 'frame' ? leastGroup : threshold) }
    return [{ [kind]: among(published, kind === 'frame' ? 'frames' : 'items', dimension, code) }, known]
  }),
  ...published.cells.map((cell): [Group, Range] => [
    groupOf(published, cell),
    cell.count === undefined ? hidden : shown(cell.count),
  ]),
]

const groupsOf = (releases: readonly Published[]): Group[] =>
  releases.flatMap((published) => told(published).map(([group]) => group))

const among = (published: Published | undefined, of: 'items' | 'frames', id: string, code: string): Among => {
  const dimension = published?.codes[of].find((one) => one.id === id)
  return [id, dimension?.codes.find((one) => one.code === code)?.members ?? []]
}

const pairsOf = (releases: readonly Published[]) => {
  const pairs = releases.flatMap(({ cells }) => cells.map(({ item, frame }) => [item, frame] as const))
  return [...new Map(pairs.map((pair) => [pair.join('\n'), pair])).values()]
}
