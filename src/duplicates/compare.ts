import { type ContactRow, differs, type FieldName, fieldNames, preferred, said } from './merge/fields.ts'
import type { PersonRow } from './queries/people.ts'

/** A field of two people side by side; where they differ, whose value is proposed. */
export type FieldPair = { name: FieldName; a: string; b: string; chosen: 'a' | 'b' | undefined }

/** Which of two stays if nobody says otherwise: who is known longer. */
export const proposed = (a: ContactRow, b: ContactRow): 'a' | 'b' => (b.created_at < a.created_at ? 'b' : 'a')

/** All that is known of either, field by field. */
export const fieldPairs = (a: PersonRow, b: PersonRow): FieldPair[] =>
  fieldNames
    .map((name) => ({ name, a: shown(a, name), b: shown(b, name), chosen: choiceOf(a, b, name) }))
    .filter((pair) => pair.a !== '' || pair.b !== '')

const choiceOf = (a: ContactRow, b: ContactRow, name: FieldName): FieldPair['chosen'] => {
  if (!differs(a, b, name)) return undefined
  return preferred(a, b, name) === 'winner' ? 'a' : 'b'
}

const shown = (person: PersonRow, name: FieldName): string =>
  name === 'owner_id' ? (person.owner_name ?? '') : said(person, name)
