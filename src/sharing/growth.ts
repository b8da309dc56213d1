import type { Growth } from './queries/waves.ts'
import { leastGroup, leastGrowthPercent, leastNew } from './release/format.ts'

/** Fewer make no two groups. */
export const leastFirst = 2 * leastGroup

export type NextSnapshot =
  | { kind: 'new' }
  /** the last one led to nothing that anybody saw */
  | { kind: 'again' }
  | { kind: 'too_few' | 'not_grown'; counted: number; needed: number }

/** Whether what is counted by now makes another snapshot of the wave. */
export const nextSnapshot = ({ counted, last, certified }: Growth): NextSnapshot => {
  const needed = neededFor(last)
  if (counted >= needed) return { kind: 'new' }
  if (last === null) return { kind: 'too_few', counted, needed }
  return certified ? { kind: 'not_grown', counted, needed } : { kind: 'again' }
}

/** How many answers the next snapshot needs, after one of so many. */
export const neededFor = (last: number | null): number =>
  last === null ? leastFirst : Math.max(last + leastNew, Math.ceil((last * (100 + leastGrowthPercent)) / 100))
