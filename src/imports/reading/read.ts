import { gzipSync, strToU8 } from 'fflate'
import type { Encoding, ImportReading, RawRow } from '../../lib/imports.ts'
import { withoutMark } from '../../lib/spreadsheet.ts'
import { isSeparator, readCsv, type Separator, separatorOf, type TakeRow } from './csv.ts'
import { decoded, encodingOf } from './encoding.ts'
import { headerAmong } from './header.ts'
import { type Limits, type Problem, Refused } from './limits.ts'
import { openWorkbook } from './xlsx.ts'

/** How a file is read; what is not said is found out. `header` is the nth row with anything in it, 0 for none. */
export type Wish = { encoding?: Encoding; separator?: Separator; sheet?: string; header?: number }

export type Read =
  | {
      kind: 'read'
      reading: ImportReading
      header: string[]
      top: RawRow[]
      sample: RawRow[]
      rows: number
      pieces: Uint8Array[]
    }
  | { kind: 'refused'; problem: Problem; line?: number }

/** A home may read a file in a thread of its own. The bytes are gone with it. */
export type ReadList = (bytes: Uint8Array, wish: Wish) => Promise<Read>

const rowsInPiece = 500
const mostOnTop = 15
const inSample = 20

/** Reads a file from anywhere. Its content says what it is, not its name; what makes no sense is refused, never guessed. */
export const readFile = (bytes: Uint8Array, wish: Wish, limits: Limits): Read => {
  try {
    return read(bytes, wish, limits)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return { kind: 'refused', problem: error.problem, ...(error.line ? { line: error.line } : {}) }
  }
}

const read = (bytes: Uint8Array, wish: Wish, limits: Limits): Read => {
  if (bytes.length === 0) throw new Refused('empty')
  const isZip = begins(bytes, [0x50, 0x4b])
  refuseOthers(bytes)
  if (bytes.length > (isZip ? limits.xlsxBytes : limits.csvBytes)) throw new Refused('too_large')
  const found = collector(wish.header, isZip, isZip ? limits.xlsxRows : limits.rows)
  const reading = isZip ? readBook(bytes, wish, limits, found.take) : readText(bytes, wish, limits, found.take)
  const { header, headerLine, names, ...rest } = found.end()
  if (rest.rows === 0) throw new Refused(header > 0 ? 'only_header' : 'empty')
  return { kind: 'read', reading: { ...reading, header, headerLine }, header: names, ...rest }
}

type Format = Omit<ImportReading, 'header' | 'headerLine'>

const readText = (bytes: Uint8Array, wish: Wish, limits: Limits, take: TakeRow): Format => {
  const encoding = wish.encoding ?? encodingOf(bytes)
  // cut anywhere, so its last letter may be half of one
  const beginning = new TextDecoder(encoding).decode(bytes.subarray(0, 64_000))
  const separator = wish.separator ?? separatorOf(beginning)
  if (!isSeparator(separator)) throw new Refused('damaged')
  refuseMarkup(beginning)
  readCsv(decoded(bytes, encoding), separator, limits, take)
  return { format: 'csv', encoding, separator, sheet: '', sheets: [] }
}

/** Without a wish the first sheet that has anything in it. */
const readBook = (bytes: Uint8Array, { sheet }: Wish, limits: Limits, take: TakeRow): Format => {
  const book = openWorkbook(bytes, limits)
  let rows = 0
  const counting: TakeRow = (line, cells) => {
    rows++
    take(line, cells)
  }
  for (const name of sheet && book.sheets.includes(sheet) ? [sheet] : book.sheets.slice(0, 10)) {
    book.read(name, counting)
    if (rows > 0) return { format: 'xlsx', encoding: '', separator: '', sheet: name, sheets: book.sheets }
  }
  throw new Refused(book.sheets.length === 0 ? 'no_sheet' : 'empty')
}

/** Keeps rows packed by the hundreds, so that a large list never stands in memory as a whole. */
const collector = (wished: number | undefined, isZip: boolean, mostRows: number) => {
  const top: RawRow[] = []
  const pieces: Uint8Array[] = []
  const sample: RawRow[] = []
  let waiting: RawRow[] = []
  let header: number | undefined
  let rows = 0
  const pack = () => {
    if (waiting.length === 0) return
    pieces.push(gzipSync(strToU8(JSON.stringify(waiting)), { level: 1 }))
    waiting = []
  }
  const keep = (row: RawRow) => {
    if (++rows > mostRows) throw new Refused('too_many_rows')
    if (sample.length < inSample) sample.push(row)
    waiting.push(row)
    if (waiting.length === rowsInPiece) pack()
  }
  const decide = () => {
    header = Math.min(wished ?? headerAmong(top.map(([, cells]) => cells)), top.length)
    for (const row of top.slice(header)) keep(row)
  }
  const take: TakeRow = (line, raw) => {
    const row: RawRow = [line, raw.map(isZip ? clean : (cell) => clean(withoutMark(cell)))]
    if (header !== undefined) return keep(row)
    top.push(row)
    if (top.length === mostOnTop) decide()
  }
  const end = () => {
    if (header === undefined) decide()
    pack()
    const at = header ?? 0
    const [headerLine, titles] = at > 0 ? (top[at - 1] ?? [0, []]) : [0, []]
    const width = Math.max(titles.length, ...sample.map(([, cells]) => cells.length))
    const names = Array.from({ length: width }, (_, column) => (titles[column] ?? '').replace(/\s+/g, ' ').trim())
    return { header: at, headerLine, names, top, sample, rows, pieces }
  }
  return { take, end }
}

const clean = (cell: string): string =>
  cell
    .trim()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .toWellFormed()

const begins = (bytes: Uint8Array, mark: readonly number[]) => mark.every((byte, at) => bytes[at] === byte)

const refuseOthers = (bytes: Uint8Array) => {
  if (begins(bytes, [0xd0, 0xcf, 0x11, 0xe0])) throw new Refused(isEncrypted(bytes) ? 'protected' : 'old_xls')
  if (begins(bytes, [0x25, 0x50, 0x44, 0x46])) throw new Refused('pdf')
  const others = [
    [0x1f, 0x8b],
    [0x89, 0x50, 0x4e, 0x47],
    [0xff, 0xd8, 0xff],
    [0x47, 0x49, 0x46, 0x38],
    [0x7b, 0x5c, 0x72],
  ]
  if (others.some((mark) => begins(bytes, mark))) throw new Refused('no_table')
}

/** A workbook with a password is put into an older kind of file, under this name. */
const isEncrypted = (bytes: Uint8Array): boolean =>
  new TextDecoder('utf-16le').decode(bytes.subarray(0, 1_000_000 & ~1)).includes('EncryptedPackage')

const refuseMarkup = (beginning: string) => {
  if (/^\s*(?:<\?xml|<!doctype|<html|<table|\{\s*")/i.test(beginning)) throw new Refused('no_table')
}
