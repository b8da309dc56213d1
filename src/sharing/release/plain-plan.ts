import { type Answers, codeIn, missing } from './answers.ts'
import type { Classification, Plan } from './plan.ts'

/** A plan for answers that nobody has described: every column a single choice, its codes in their natural order. */
export const plainPlan = (answers: Answers, frames: readonly string[], items: readonly string[]): Plan => ({
  centre: 'demo',
  survey: 'demo',
  wave: 'demo',
  snapshot: 1,
  week: '1970-W01',
  frames: frames.map((id) => plainClassification(answers, id)),
  items: items.map((id) => ({ ...plainClassification(answers, id), kind: 'single', sensitive: false })),
  tables: items.flatMap((item) => frames.map((frame): [string, string] => [item, frame])),
  rules: [],
})

const plainClassification = (answers: Answers, id: string): Classification => ({
  id,
  labels: {},
  ordered: true,
  codes: [...new Set(answers.map((answer) => codeIn(answer, id)))]
    .sort(naturally)
    .map((code) => ({ code, labels: {} })),
  groups: [],
})

/** Numbers by size, before words; a missing answer last. Not by any language: the order must be the same everywhere. */
export const naturally = (a: string, b: string): number => {
  if (a === missing || b === missing) return Number(a === missing) - Number(b === missing)
  const [x, y] = [Number(a), Number(b)]
  if (Number.isNaN(x) !== Number.isNaN(y)) return Number.isNaN(x) ? 1 : -1
  if (!Number.isNaN(x) && x !== y) return x - y
  return a < b ? -1 : Number(a > b)
}
