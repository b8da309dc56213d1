import { memo } from '../lib/memo.ts'
import { type Field, fields, headersOf, repeatable } from './fields.ts'
import { folded } from './folded.ts'

/** The field a column belongs to by what stands above it. */
export const fieldOfHeader = (header: string): Field | undefined => byWords.get(wordsOf(header))

/** A field for each column; what a column of one value alone may take is given to the first that asks. */
export const suggested = (header: readonly string[]): (Field | '')[] => {
  const taken = new Set<Field>()
  const named = header.map(fieldOfHeader)
  return named.map((known) => {
    const field = known === 'town' && !isAddress(named) ? 'residence' : known
    if (!field || (taken.has(field) && !repeatable.has(field))) return ''
    taken.add(field)
    return field
  })
}

/** A town alone says where somebody lives; it is part of an address only beside a street or a postal code. */
const isAddress = (named: readonly (Field | undefined)[]) =>
  named.some((field) => field === 'street' || field === 'postal_code') || named.includes('residence')

const wordsOf = memo((header: string) =>
  folded(header)
    .replace(/\(.*?\)/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim(),
)

const byWords = new Map(fields.flatMap((field) => headersOf(field).map((words) => [words, field] as const)))
// a table of our own has the names of our fields above it
for (const field of fields) byWords.set(field.replaceAll('_', ' '), field)
