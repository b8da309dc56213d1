import { leastGroup, leastGrowthPercent, leastNew, reach } from './format.ts'
import type { Contents } from './package.ts'
import type { Counts, Plan } from './plan.ts'

/** Why nothing can be released; what names a code or a dimension carries it. */
export type Refusal =
  | { code: 'too_few'; people: number; least: number }
  | { code: 'same_name'; name: string }
  | { code: 'unknown_name'; name: string }
  | { code: 'no_tables' }
  | { code: 'earlier_differs'; name: string }
  | { code: 'not_later' }
  | { code: 'shrunk'; name: string }
  | { code: 'not_grown'; people: number; least: number }
  | { code: 'unproven'; attempts: number }

/** A plan that contradicts itself, or has nobody to speak of. */
export const refusalOf = (plan: Plan, counts: Counts): Refusal | undefined => {
  if (counts.total < 2 * leastGroup) return { code: 'too_few', people: counts.total, least: 2 * leastGroup }
  const dimensions = [...plan.frames, ...plan.items]
  const twice = dimensions.map(({ id }) => id).find((id, place, ids) => ids.indexOf(id) !== place)
  if (twice !== undefined) return { code: 'same_name', name: twice }
  const repeated = dimensions.find(({ codes, groups }) => {
    const all = [...codes, ...groups].map(({ code }) => code)
    return new Set(all).size < all.length
  })
  if (repeated) return { code: 'same_name', name: repeated.id }
  const lost = dimensions.flatMap(({ codes, groups }) =>
    [...codes, ...groups].filter(({ parent }) => parent !== undefined && !groups.some(({ code }) => code === parent)),
  )
  if (lost[0]) return { code: 'unknown_name', name: lost[0].parent ?? '' }
  const unknown = plan.tables.find(
    ([item, frame]) => !plan.items.some(({ id }) => id === item) || !plan.frames.some(({ id }) => id === frame),
  )
  return unknown && { code: 'unknown_name', name: unknown.join(' × ') }
}

/** An earlier release stands for ever: the later one has its dimensions and codes, is later, and has lost nobody. */
export const contradictionOf = (
  plan: Plan,
  earlier: readonly (Contents & { snapshot: number })[],
  counts: Counts,
): Refusal | undefined => {
  const last = earlier.at(-1)
  if (!last) return undefined
  if (plan.snapshot <= last.snapshot) return { code: 'not_later' }
  for (const { id, codes } of [...last.codes.frames, ...last.codes.items]) {
    const planned = [...plan.frames, ...plan.items].find((dimension) => dimension.id === id)
    const members = codes.flatMap((code) => code.members)
    if (
      !planned ||
      planned.codes.length !== members.length ||
      planned.codes.some(({ code }) => !members.includes(code))
    )
      return { code: 'earlier_differs', name: id }
  }
  const total = last.margins.find(({ kind }) => kind === 'total')?.count ?? 0
  if (counts.total < total - reach) return { code: 'shrunk', name: '' }
  // the earlier total is known to within four
  const least = Math.max(total - reach + leastNew, Math.ceil(((total - reach) * (100 + leastGrowthPercent)) / 100))
  return counts.total < least ? { code: 'not_grown', people: counts.total, least } : undefined
}
