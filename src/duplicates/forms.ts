import * as z from 'zod'
import { version } from '../web/forms.ts'

const side = z.enum(['a', 'b'])
const one = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined)

/** Which of the two stays, and of which field whose value. */
export const MergeTwoForm = z.looseObject({ stay: side.default('a'), a_version: version, b_version: version })

export const isSide = (typed: unknown): typed is 'a' | 'b' => side.safeParse(typed).success

export const DuplicatesQuery = z.object({
  after: one(z.string().max(2000)),
  done: one(z.enum(['merged', 'dismissed'])),
  merge: one(z.uuid()),
})
export const PairQuery = z.object({
  row: one(z.literal('1')),
  done: one(z.enum(['merged', 'dismissed'])),
  merge: one(z.uuid()),
})
export const PickQuery = z.object({
  q: z
    .string()
    .catch('')
    .default('')
    .transform((typed) => typed.replaceAll('\0', '').toWellFormed().trim().slice(0, 300)),
})
export const MergeQuery = z.object({ done: one(z.enum(['merged', 'undone', 'over', 'late', 'merged_again'])) })
