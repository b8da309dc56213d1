import * as z from 'zod'
import { encodings, knownPolicies, likelyPolicies } from '../lib/imports.ts'
import { lawfulBases } from '../lib/words.ts'
import { day, requiredText } from '../web/forms.ts'
import { rowKinds } from './queries/rows.ts'
import type { separators } from './reading/csv.ts'

const separatorNames = { semicolon: ';', comma: ',', tab: '\t', bar: '|' } as const
export type SeparatorName = keyof typeof separatorNames
export const separatorName = (separator: string): SeparatorName =>
  (Object.keys(separatorNames) as SeparatorName[]).find((name) => separatorNames[name] === separator) ?? 'semicolon' // its own keys

/** How the file is read, where it was found out wrongly. */
export const ReadingForm = z.object({
  encoding: z.enum(encodings).optional(),
  separator: z
    .enum(['semicolon', 'comma', 'tab', 'bar'])
    .transform((name) => separatorNames[name] satisfies (typeof separators)[number])
    .optional(),
  sheet: z.string().max(200).optional(),
  header: z.coerce.number().int().min(0).max(15),
})

export const SourceForm = z.object({
  source_note: requiredText(500),
  lawful_basis: z.enum(lawfulBases),
  acquired_on: day,
  known_policy: z.enum(knownPolicies),
  likely_policy: z.enum(likelyPolicies),
})

/** One choice a column, `column_0`, or a word, `word_lang_3`: how many there are, only the list knows. */
export const ChoicesForm = z.record(z.string(), z.union([z.string(), z.array(z.string())]))

export const DecisionForm = z.object({
  nth: z.coerce.number().int().min(1).max(2_000_000_000),
  decision: z.union([z.enum(['create', 'skip']), z.uuid()]),
})

const one = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined)

export const RowsQuery = z.object({
  kind: one(z.enum(rowKinds)),
  after: one(z.string().max(2000)),
  done: one(z.string().max(20)),
})
