import type { Meanings, Reason } from '../lib/imports.ts'
import { type Field, isField } from './fields.ts'
import { folded } from './folded.ts'
import { type Row, takers } from './takers.ts'
import { nothingTold, type Told } from './told.ts'
import { finder, type Meaning } from './vocabulary.ts'

/** How the columns of one list are understood. */
export type Understanding = {
  header: readonly string[]
  mapping: readonly string[]
  meanings: Meanings
  vocabularyOf(field: Field): readonly Meaning[] | undefined
  now: Date
}

export type ReadRow = { told: Told; problems: Reason[]; unknown: { field: Field; word: string }[] }

/** Reads rows one after another: what each cell says, what it cannot say, and words nobody explained yet. */
export const rowReader = (understanding: Understanding) => {
  const { mapping, header, now } = understanding
  const columns = mapping.flatMap((name, at) => (isField(name) ? [{ name, ...takingOf(name), at }] : []))
  const codeOf = codesIn(understanding)
  const titleOf = (column: number) => header[column] ?? ''
  return (cells: readonly string[]): ReadRow => {
    const row: Row = { told: nothingTold(), problems: [], unknown: [], codeOf, titleOf, now }
    for (const { name, take, longest, at } of columns) {
      const value = cells[at]?.trim() ?? ''
      if (value.length > longest) row.problems.push({ code: 'too_long', field: name, value: value.slice(0, 40) })
      else if (value !== '') take(row, value, at)
    }
    complete(row)
    return { told: row.told, problems: row.problems, unknown: row.unknown }
  }
}

const taking = takers()

/** A cell is read in less than a moment, whatever stands in it; only a note may be as long as a file allows. */
const takingOf = (name: Field) => ({ take: taking[name], longest: name === 'note' ? Number.POSITIVE_INFINITY : 1000 })

/** What somebody said a word means goes before what we know of it. */
const codesIn = ({ meanings, vocabularyOf }: Understanding): Row['codeOf'] => {
  const finders = new Map<Field, (word: string) => string | undefined>()
  return (field, word) => {
    const said = Object.hasOwn(meanings, field) ? meanings[field] : undefined
    const key = folded(word)
    if (said && Object.hasOwn(said, key)) return said[key]
    const known = finders.get(field) ?? finder(vocabularyOf(field) ?? [])
    finders.set(field, known)
    return known(word)
  }
}

/** What only the whole row can tell. */
const complete = ({ told, problems, unknown }: Row) => {
  const { columns } = told
  for (const { field, word } of unknown) problems.push({ code: 'word', field, value: word.slice(0, 60) })
  if (columns.residence_region && columns.residence_country) delete columns.residence_country
  if (told.affiliation?.organisation === '') told.affiliation = null
  if (columns.next_step && !columns.next_step_on) problems.push({ code: 'step_without_day', field: 'next_step_on' })
  if (columns.next_step_on && !columns.next_step) problems.push({ code: 'day_without_step', field: 'next_step' })
  if (isEmpty(told) && problems.length === 0) problems.push({ code: 'nothing' })
}

const isEmpty = ({ columns, points }: Told) => Object.keys(columns).length === 0 && points.length === 0
