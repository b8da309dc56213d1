import type { Context } from 'hono'
import { ColumnsPage } from '../../views/imports/columns.tsx'
import { FilePage } from '../../views/imports/file.tsx'
import { NewImportPage } from '../../views/imports/new.tsx'
import type { ShownProblem } from '../../views/imports/problem.tsx'
import { SourcePage } from '../../views/imports/source.tsx'
import type { ListHead } from '../../views/imports/steps.tsx'
import { WordsPage } from '../../views/imports/words.tsx'
import { encodings } from '../lib/imports.ts'
import { dayOf } from '../lib/time.ts'
import { found } from '../web/access.ts'
import type { StaffEnv } from '../web/env.ts'
import { emptyForm, type FormState } from '../web/forms.ts'
import { isField } from './fields.ts'
import { folded } from './folded.ts'
import { RowsQuery, separatorName } from './forms.ts'
import { leftOut, wordName } from './mapping.ts'
import { previewOf } from './preview.ts'
import { findImport, findSameFile, type ImportRecord, listImports } from './queries/imports.ts'
import { wholeLimits } from './reading/limits.ts'
import { type ReadList, readFile } from './reading/read.ts'
import { centreVocabulary } from './understanding.ts'

export type StaffContext = Context<StaffEnv>

export const baseOf = (c: StaffContext) => `/app/${c.var.viewer.centre.slug}`

export const addressOf = (c: StaffContext, { id }: { id: string }, step = '') => `${baseOf(c)}/imports/${id}${step}`

export const importIn = async (c: StaffContext, { held = false } = {}): Promise<ImportRecord> =>
  found(await findImport(c.var.scope.db, c.var.scope.centreId, c.req.param('id') ?? '', { held }))

/** As the home reads lists, or right here. */
export const readerIn = (c: StaffContext): ReadList =>
  c.var.deps.readList ?? (async (bytes, wish) => readFile(bytes, wish, wholeLimits))

export const headOf = ({ id, name, state, unknown_words }: ImportRecord): ListHead => ({
  ...{ id, name, state },
  asksWords: Object.keys(unknown_words).length > 0,
})

const megabyte = 1024 * 1024
const limits = {
  csv: wholeLimits.csvBytes / megabyte,
  xlsx: wholeLimits.xlsxBytes / megabyte,
  rows: wholeLimits.rows,
  xlsx_rows: wholeLimits.xlsxRows,
  columns: wholeLimits.columns,
}

type Wrong = { problem?: ShownProblem; pasted?: string; isMissing?: boolean }

export const newPage = async (c: StaffContext, wrong: Wrong = {}) => {
  const { t, scope } = c.var
  if (wrong.problem || wrong.isMissing) c.status(422)
  const { rows, next } = await listImports(scope.db, scope.centreId, RowsQuery.parse(c.req.query()).after)
  return c.render(<NewImportPage t={t} base={baseOf(c)} limits={limits} imports={rows} next={next} {...wrong} />, {
    title: t('imports.title'),
    current: 'contacts',
  })
}

export const filePage = async (c: StaffContext, list: ImportRecord, problem?: ShownProblem) => {
  const { t, scope } = c.var
  if (problem) c.status(422)
  const same = await findSameFile(scope.db, scope.centreId, list)
  const page = {
    ...{ t, base: baseOf(c), list: headOf(list), reading: list.reading, encodings, problem },
    ...{ header: list.header, top: list.top, sample: list.sample, rows: list.row_count },
    separator: separatorName(list.reading.separator),
    same: same && { id: same.id, day: dayOf(same.ended_at ?? same.created_at) },
  }
  return c.render(<FilePage {...page} />, { title: list.name, current: 'contacts' })
}

export const columnsPage = (
  c: StaffContext,
  list: ImportRecord,
  form: FormState = emptyForm(),
  mapping = list.mapping,
) => {
  const { t } = c.var
  if (Object.keys(form.errors).length > 0) c.status(422)
  const page = { t, base: baseOf(c), list: headOf(list), header: list.header, sample: list.sample, mapping, form }
  return c.render(<ColumnsPage {...page} />, { title: list.name, current: 'contacts' })
}

export const wordsPage = async (c: StaffContext, list: ImportRecord) => {
  const { t, scope } = c.var
  const vocabulary = await centreVocabulary(scope)
  const chosenOf = (field: string, word: string) => {
    const code = list.meanings[field]?.[folded(word)]
    return code === '' ? leftOut : (code ?? '')
  }
  const optionsOf = (field: string) =>
    (isField(field) ? (vocabulary(field) ?? []) : []).map(({ code, names: [label = code] }) => ({ value: code, label }))
  const page = {
    t,
    base: baseOf(c),
    list: headOf(list),
    words: list.unknown_words,
    nameOf: wordName,
    chosenOf,
    optionsOf,
  }
  return c.render(<WordsPage {...page} />, { title: list.name, current: 'contacts' })
}

export const sourcePage = async (c: StaffContext, list: ImportRecord, form: FormState = emptyForm(sourceOf(list))) => {
  const { t, scope, viewer } = c.var
  if (Object.keys(form.errors).length > 0) c.status(422)
  const preview = await previewOf(scope, list, { t, stages: viewer.centre.stages })
  const page = { t, base: baseOf(c), list: headOf(list), form, preview, today: dayOf(scope.now) }
  return c.render(<SourcePage {...page} />, { title: list.name, current: 'contacts' })
}

const sourceOf = ({ source_note, lawful_basis, acquired_on, known_policy, likely_policy }: ImportRecord) => ({
  ...{ source_note, known_policy, likely_policy },
  lawful_basis: lawful_basis ?? '',
  acquired_on: acquired_on ?? '',
})
