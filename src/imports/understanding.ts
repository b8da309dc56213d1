import { gunzipSync, strFromU8 } from 'fflate'
import type { Db } from '../db/connection.ts'
import type { Scope } from '../db/scope.ts'
import type { RawRow } from '../lib/imports.ts'
import type { Field } from './fields.ts'
import { findPiece, type ImportRecord } from './queries/imports.ts'
import { listCentreWords } from './queries/words.ts'
import { rowReader } from './rows.ts'
import { type Meaning, vocabularyOf } from './vocabulary.ts'

export type VocabularyOf = (field: Field) => readonly Meaning[] | undefined

/** What words can mean in this centre: its stages in every language, its people by name or address, and what all share. */
export const centreVocabulary = async ({ db, centreId }: Pick<Scope, 'db' | 'centreId'>): Promise<VocabularyOf> => {
  const { stages, members } = await listCentreWords(db, centreId)
  const stagesOn = (track: string): Meaning[] =>
    stages
      .filter((stage) => stage.track === track)
      .map(({ code, names }) => ({ code, names: [...Object.values(names), code] }))
  const owners: Meaning[] = members.map(({ id, name, email }) => ({ code: id, names: [name, email] }))
  const own: Partial<Record<Field, readonly Meaning[]>> = {
    stage_return: stagesOn('return'),
    stage_relocation: stagesOn('relocation'),
    owner: owners,
  }
  return (field) => own[field] ?? vocabularyOf(field)
}

type List = Pick<ImportRecord, 'header' | 'mapping' | 'meanings'>

export const readerOf = ({ header, mapping, meanings }: List, vocabulary: VocabularyOf, now: Date) =>
  rowReader({ header, mapping, meanings, vocabularyOf: vocabulary, now })

/** The rows of a piece; none behind the last. */
export const rowsOf = async (
  db: Db,
  centreId: string,
  importId: string,
  nth: number,
): Promise<RawRow[] | undefined> => {
  const content = await findPiece(db, centreId, importId, 'rows', nth)
  return content && (JSON.parse(strFromU8(gunzipSync(content))) as RawRow[]) // packed by us
}

const mostWords = 200

/** Words of the whole list that name none of ours, as they are written there. */
export const unknownWords = async (
  { db, centreId, now }: Scope,
  list: List & { id: string },
  vocabulary: VocabularyOf,
) => {
  const read = readerOf({ ...list, meanings: {} }, vocabulary, now)
  const words = new Map<Field, Set<string>>()
  for (let nth = 0; ; nth++) {
    const rows = await rowsOf(db, centreId, list.id, nth)
    if (!rows) break
    for (const { field, word } of rows.flatMap(([, cells]) => read(cells).unknown)) {
      const known = words.get(field) ?? new Set()
      words.set(field, known)
      if (known.size < mostWords) known.add(word)
    }
  }
  return Object.fromEntries(
    [...words].map(([field, found]) => [field, [...found].sort((a, b) => a.localeCompare(b, 'cs'))]),
  )
}
