import type { Selectable } from 'kysely'
import type { Contacts } from '../../db/types.generated.ts'

export type ContactRow = Selectable<Contacts>

/** What is chosen together, under the name by which it is chosen. */
export const fieldGroups = {
  title_before: ['title_before'],
  given_name: ['given_name'],
  family_name: ['family_name'],
  title_after: ['title_after'],
  birth_name: ['birth_name'],
  former_names: ['former_names'],
  nickname: ['nickname'],
  native_name: ['native_name'],
  latin_name: ['latin_name'],
  born: ['born'],
  lang: ['lang'],
  municipality_origin: ['municipality_origin', 'origin_code'],
  residence: ['residence', 'residence_region', 'residence_country'],
  field: ['field', 'isco'],
  horizon: ['horizon'],
  owner_id: ['owner_id'],
  next_step: ['next_step', 'next_step_on'],
  source_note: ['source_note', 'lawful_basis', 'informed_at'],
} as const satisfies Record<string, readonly (keyof ContactRow)[]>

export type FieldName = keyof typeof fieldGroups
// the names of an object are not known to its type
export const fieldNames = Object.keys(fieldGroups) as FieldName[]

/** Under which names these columns are chosen; a column that nobody chooses has none. */
export const fieldsWith = (columns: readonly string[]): FieldName[] =>
  fieldNames.filter((name) => fieldGroups[name].some((column) => columns.includes(column)))

/** Whose value stays, field by field; where nothing was chosen, what `preferred` says. */
export type Choices = Partial<Record<FieldName, 'winner' | 'loser'>>

/** The fuller value, and of two that are as full the one that was written later. */
export const preferred = (winner: ContactRow, loser: ContactRow, name: FieldName): 'winner' | 'loser' => {
  const [ours, theirs] = [said(winner, name), said(loser, name)]
  if (!ours || !theirs) return theirs && !ours ? 'loser' : 'winner'
  if (name === 'born' && ours.length !== theirs.length) return theirs.length > ours.length ? 'loser' : 'winner'
  return loser.updated_at > winner.updated_at ? 'loser' : 'winner'
}

/** What the winner's record takes from the loser's; tags are united. */
export const changesOf = (winner: ContactRow, loser: ContactRow, choices: Choices): Partial<ContactRow> => {
  const taken = fieldsTaken(winner, loser, choices).flatMap((name) =>
    fieldGroups[name].map((column) => [column, loser[column]]),
  )
  const tags = [...new Set([...winner.tags, ...loser.tags])]
  return { ...Object.fromEntries(taken), ...(tags.length > winner.tags.length ? { tags } : {}) }
}

export const fieldsTaken = (winner: ContactRow, loser: ContactRow, choices: Choices): FieldName[] => {
  const taken = fieldNames.filter(
    (name) => differs(winner, loser, name) && (choices[name] ?? preferred(winner, loser, name)) === 'loser',
  )
  const isNamed = taken.includes('given_name') || taken.includes('family_name')
  // nobody is left without a name
  const named = { ...winner, ...Object.fromEntries(taken.map((name) => [name, said(loser, name)])) }
  return isNamed && !named.given_name && !named.family_name
    ? taken.filter((name) => name !== 'given_name' && name !== 'family_name')
    : taken
}

/** What stood in one of the two records and stands in none now. */
export const valuesLost = (winner: ContactRow, loser: ContactRow, choices: Choices): string[] => {
  const taken = new Set(fieldsTaken(winner, loser, choices))
  return fieldNames
    .filter((name) => name !== 'owner_id' && name !== 'lang' && differs(winner, loser, name))
    .map((name) => said(taken.has(name) ? winner : loser, name))
    .filter(Boolean)
}

export const differs = (winner: ContactRow, loser: ContactRow, name: FieldName): boolean =>
  fieldGroups[name].some((column) => String(winner[column] ?? '') !== String(loser[column] ?? ''))

/** A field as text; of a group, its first column. */
export const said = (contact: ContactRow, name: FieldName): string => {
  const [column] = fieldGroups[name]
  return String(contact[column] ?? '')
}
