import { stringify } from 'csv-stringify/sync'
import writeXlsxFile from 'write-excel-file/universal'
import type { StaffKey, StaffT } from '../../views/messages/index.ts'
import { type ContactColumn, usualColumns } from '../lib/contact-query.ts'
import { czechDay, inert } from '../lib/spreadsheet.ts'
import { type CentreStage, stageName } from '../lib/stages.ts'
import { dayOf } from '../lib/time.ts'
import type { ContactRow } from './queries/list.ts'

/** More than this does not fit into a workbook that is made in memory. */
export const mostInWorkbook = 10_000
/** More than a centre has, and a bound all the same. */
export const mostInExport = 200_000
const atOnce = 1000

type Say = { t: StaffT; stages: readonly CentreStage[] }
type Cell = string | { day: string } | undefined
type Written = { label: StaffKey; cell: (row: ContactRow, say: Say) => Cell }

const onDay = (day: string | null | undefined): Cell => (day ? { day } : undefined)
const momentDay = (moment: string | Date | null | undefined): Cell =>
  moment ? { day: dayOf(new Date(moment)) } : undefined

const name: Written[] = [
  { label: 'lists.column.family_name', cell: (row) => row.family_name },
  { label: 'lists.column.given_name', cell: (row) => row.given_name },
]

const columns: Record<ContactColumn, Written[]> = {
  stage: [
    { label: 'lists.column.stage', cell: (row, { stages }) => (row.stage ? stageName(stages, row.stage) : undefined) },
  ],
  from: [{ label: 'lists.column.from', cell: (row) => row.municipality_origin }],
  residence: [{ label: 'lists.column.residence', cell: (row) => row.residence }],
  next: [
    { label: 'lists.column.next', cell: (row) => row.next_step },
    { label: 'lists.column.next_on', cell: (row) => onDay(row.next_step_on) },
  ],
  owner: [{ label: 'lists.column.owner', cell: (row) => row.owner_name ?? undefined }],
  email: [{ label: 'lists.column.email', cell: (row) => row.email ?? undefined }],
  phone: [{ label: 'lists.column.phone', cell: (row) => row.phone ?? undefined }],
  touched: [{ label: 'lists.column.touched', cell: (row) => onDay(row.touched_on) }],
  stage_since: [{ label: 'lists.column.stage_since', cell: (row) => momentDay(row.stage_since) }],
  tags: [{ label: 'lists.column.tags', cell: (row) => row.tags.join(', ') }],
  field: [{ label: 'lists.column.field', cell: (row) => row.field }],
  horizon: [
    {
      label: 'lists.column.horizon',
      cell: (row, { t }) => (row.horizon ? t(`people.horizon.${row.horizon}`) : undefined),
    },
  ],
  languages: [{ label: 'lists.column.languages', cell: (row) => row.languages?.join(', ') }],
  source: [
    { label: 'lists.column.source', cell: (row, { t }) => (row.source ? t(`source.${row.source}`) : undefined) },
  ],
  created: [{ label: 'lists.column.created', cell: (row) => momentDay(row.created_at) }],
}

const writtenOf = (cols: readonly ContactColumn[] | undefined): Written[] => [
  ...name,
  ...(cols?.length ? cols : usualColumns).flatMap((column) => columns[column]),
]

/** Reads the people of an export a batch at a time, in their order. */
export type Batches = (ids: readonly string[]) => Promise<ContactRow[]>
type Export = Say & {
  cols: readonly ContactColumn[] | undefined
  ids: readonly string[]
  batch: Batches
  close?: () => Promise<void>
}

/** A file for Czech Excel, written while it is read: no more than one batch is ever in memory. */
export const csvStream = ({
  t,
  stages,
  cols,
  ids,
  batch,
  close = async () => {},
}: Export): ReadableStream<Uint8Array> => {
  const written = writtenOf(cols)
  const bytes = new TextEncoder()
  let at = 0
  return new ReadableStream<Uint8Array>({
    start: (file) => file.enqueue(bytes.encode(`\uFEFF${lines([written.map(({ label }) => t(label))])}`)),
    pull: async (file) => {
      const rows = at < ids.length ? await batch(ids.slice(at, at + atOnce)).catch(failing(close)) : []
      at += atOnce
      if (rows.length > 0) file.enqueue(bytes.encode(lines(rows.map((row) => textsOf(row, written, { t, stages })))))
      if (at < ids.length) return
      await close()
      file.close()
    },
    cancel: () => close(),
  })
}

const failing = (close: () => Promise<void>) => async (error: unknown) => {
  await close()
  throw error
}

const textsOf = (row: ContactRow, written: readonly Written[], say: Say) =>
  written.map(({ cell }) => {
    const value = cell(row, say)
    return value === undefined ? '' : typeof value === 'string' ? inert(value) : czechDay(value.day)
  })

const lines = (rows: readonly (readonly string[])[]) =>
  stringify(
    rows.map((row) => [...row]),
    { delimiter: ';', quoted: true, quoted_empty: true, record_delimiter: '\r\n' },
  )

/** The same as a workbook: every text a text, every day a day, the first row bold. */
export const workbook = async ({ t, stages, cols, ids, batch }: Export): Promise<Blob> => {
  const written = writtenOf(cols)
  const header = written.map(({ label }) => ({ value: t(label), type: String, fontWeight: 'bold' as const }))
  const sheet = [header, ...(await sheetRows(written, { t, stages }, ids, batch))]
  const options = { sheet: t('contacts.title'), dateFormat: 'd. m. yyyy', stickyRowsCount: 1 }
  return writeXlsxFile(sheet, { ...options, columns: written.map(() => ({ width: 20 })) }).toBlob()
}

const sheetRows = async (written: readonly Written[], say: Say, ids: readonly string[], batch: Batches) => {
  const rows = []
  for (let at = 0; at < ids.length; at += atOnce)
    for (const row of await batch(ids.slice(at, at + atOnce)))
      rows.push(written.map(({ cell }) => sheetCell(cell(row, say))))
  return rows
}

const sheetCell = (value: Cell) => {
  if (value === undefined || value === '') return null
  if (typeof value !== 'string') return { value: new Date(`${value.day}T00:00:00Z`), type: Date }
  return { value: value.replace(noXml, ''), type: String }
}

/** What XML cannot hold: a workbook with one such character does not open. */
const noXml = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu
