import { memo } from '../lib/memo.ts'
import { type Field, fields, headersOf, repeatable } from './fields.ts'
import { folded } from './folded.ts'

/** The field a column belongs to by what stands above it. */
export const fieldOfHeader = (header: string): Field | undefined => known.get(wordsOf(header))

/** A field for each column; what a column of one value alone may take is given to the first that asks. */
export const suggested = (header: readonly string[]): (Field | '')[] => {
  const taken = new Set<Field>()
  return header.map((title) => {
    const field = fieldOfHeader(title)
    if (!field || (taken.has(field) && !repeatable.has(field))) return ''
    taken.add(field)
    return field
  })
}

const wordsOf = memo((header: string) =>
  folded(header)
    .replace(/\(.*?\)/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim(),
)

const known = new Map(fields.flatMap((field) => headersOf(field).map((words) => [words, field] as const)))
// a table of our own has the names of our fields above it
for (const field of fields) known.set(field.replaceAll('_', ' '), field)
