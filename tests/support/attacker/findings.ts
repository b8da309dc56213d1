import { type Cell, type Published, threshold } from '../../../src/sharing/release/format.ts'
import type { Range } from './bounds.ts'
import type { Group } from './people.ts'
import { attackReleases, belongs, groupOf, type Outside, type ReleaseAttack } from './releases.ts'

/**
 * Something that tells too much: a hidden cell that cannot be everything from 0 to 9 (or from as many as the attacker
 * knows), a number with fewer than five possible values, a difference between two releases of the same cell that is
 * surely somebody and surely few. `range` is missing where the numbers contradict each other.
 */
export type Finding = {
  what: 'hidden' | 'shown' | 'difference'
  release: number
  row: number
  range: Range | undefined
}

/** `screen` asks for fractions only: quick, and blind to what only whole people tell. */
export type Depth = 'screen' | 'exact'

/** What all releases of a wave together tell too much, the oldest first; rows are those of `cells.csv`. */
export const findLeaks = async (
  releases: readonly Published[],
  outside: Outside = {},
  depth: Depth = 'exact',
): Promise<Finding[]> => {
  const attack = await attackReleases(releases, outside)
  try {
    return releases.flatMap((published, release) =>
      published.cells.flatMap((cell, row) => [
        ...leaksOfCell(attack, published, release, cell, row, outside, depth),
        ...leaksOfGrowth(attack, releases, release, cell, row, depth),
      ]),
    )
  } finally {
    attack.close()
  }
}

const leastWidth = 4

const leaksOfCell = (
  { attack, cell: terms }: ReleaseAttack,
  published: Published,
  release: number,
  cell: Cell,
  row: number,
  { known = [] }: Outside,
  depth: Depth,
): Finding[] => {
  const range = attack[depth](terms(release, cell))
  if (cell.count !== undefined) return isNarrow(range) ? [{ what: 'shown', release, row, range }] : []
  const members = known.filter((person) => belongs(person, groupOf(published, cell))).length
  const isFree = range && range.least <= members && range.most >= threshold - 1
  return isFree ? [] : [{ what: 'hidden', release, row, range }]
}

/** Who came between each earlier release that has the same cell and this one. */
const leaksOfGrowth = (
  { attack, count }: ReleaseAttack,
  releases: readonly Published[],
  release: number,
  cell: Cell,
  row: number,
  depth: Depth,
): Finding[] => {
  const group = groupOf(releases[release], cell)
  return releases.slice(0, release).flatMap((earlier, before) => {
    const same = earlier.cells.find((one) => isSame(groupOf(earlier, one), group))
    if (!same) return []
    const then = count(before, group).map(([unknown, times]) => [unknown, -times] as const)
    const range = attack[depth]([...count(release, group), ...then])
    const isCertainlyFew = range !== undefined && range.least > 0 && range.most < threshold
    return isNarrow(range) || isCertainlyFew ? [{ what: 'difference', release, row, range }] : []
  })
}

const isNarrow = (range: Range | undefined) => !range || range.most - range.least < leastWidth

const isSame = (a: Group, b: Group) =>
  a.item?.[0] === b.item?.[0] && a.frame?.[0] === b.frame?.[0] && leavesOf(a) === leavesOf(b)

const leavesOf = ({ item, frame }: Group) => JSON.stringify([item?.[1].toSorted(), frame?.[1].toSorted()])
