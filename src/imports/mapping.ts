import type { Scope } from '../db/scope.ts'
import type { Meanings, UnknownWords } from '../lib/imports.ts'
import { type Field, isField, repeatable } from './fields.ts'
import { folded } from './folded.ts'
import { type ImportRecord, updateImport } from './queries/imports.ts'
import { centreVocabulary, unknownWords, type VocabularyOf } from './understanding.ts'

export type Fault = { column?: number; code: 'twice' | 'nobody' }

/** What is wrong with a choice of fields: one field for two columns, or nothing by which anybody could be known. */
export const faultIn = (mapping: readonly string[]): Fault | undefined => {
  const column = mapping.findIndex((name, at) => isField(name) && !repeatable.has(name) && mapping.indexOf(name) < at)
  if (column >= 0) return { column, code: 'twice' }
  return mapping.some((name) => identifying.has(name)) ? undefined : { code: 'nobody' }
}

const identifying: ReadonlySet<string> = new Set<Field>([
  'given_name',
  'family_name',
  'full_name',
  'full_name_reversed',
  'email',
])

export type Mapped = { kind: 'stale' } | { kind: 'mapped'; hasUnknown: boolean }

/** Keeps where the columns go, and finds all words in them that name none of ours. */
export const chooseFields = async (scope: Scope, list: ImportRecord, mapping: string[]): Promise<Mapped> => {
  const { db, centreId } = scope
  const unknown_words = await unknownWords(scope, { ...list, mapping }, await centreVocabulary(scope))
  const changes = { mapping, unknown_words, state: 'mapped' as const }
  // 'mapped' demands nothing; whoever has told the source already keeps it
  if (!(await updateImport(db, centreId, list, changes, ['read', 'mapped', 'checked']))) return { kind: 'stale' }
  return { kind: 'mapped', hasUnknown: Object.keys(unknown_words).length > 0 }
}

/** Which choice stands for a word: one of the codes of its field, nothing at all, or no answer yet. */
export const wordName = (field: string, nth: number) => `word_${field}_${nth}`
export const leftOut = '-'

/** What was said of the words, without what no field knows. */
export const meaningsIn = (
  { unknown_words, meanings }: { unknown_words: UnknownWords; meanings: Meanings },
  said: (name: string) => string,
  vocabulary: VocabularyOf,
): Meanings => {
  const fields = Object.entries(unknown_words).map(([field, words]) => {
    const codes = new Set(isField(field) ? vocabulary(field)?.map(({ code }) => code) : [])
    const answers = words.flatMap((word, nth): [string, string][] => {
      const code = said(wordName(field, nth))
      return code === leftOut ? [[folded(word), '']] : codes.has(code) ? [[folded(word), code]] : []
    })
    return [field, Object.fromEntries(answers)] as const
  })
  return { ...meanings, ...Object.fromEntries(fields) }
}

export const explainWords = ({ db, centreId }: Scope, list: ImportRecord, meanings: Meanings) =>
  updateImport(db, centreId, list, { meanings, state: 'mapped' }, ['mapped', 'checked'])
