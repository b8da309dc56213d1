import { memo } from '../../lib/memo.ts'
import type { TakeRow } from './csv.ts'
import { type Limits, Refused } from './limits.ts'
import { partsOf } from './zip.ts'

export type Workbook = { sheets: string[]; read(sheet: string | undefined, take: TakeRow): string }

/**
 * A workbook as Excel and LibreOffice write it. Values are read as they were last shown; nothing is evaluated, nothing
 * outside the file is looked at, and what declares document types or entities is not opened at all.
 */
export const openWorkbook = (zip: Uint8Array, limits: Limits): Workbook => {
  const frame = openParts(zip, limits, (name) => framePart.test(name))
  const book = frame.get('xl/workbook.xml')
  if (!book) throw new Refused(frame.size === 0 ? 'no_table' : 'damaged')
  if ([...frame.keys()].some((name) => name.startsWith('xl/externalLinks/'))) throw new Refused('external')
  const targets = targetsOf(frame.get('xl/_rels/workbook.xml.rels') ?? '')
  const sheets = [...elements(book, 'sheet')].map(({ attributes }) => ({
    name: attribute(attributes, 'name'),
    part: targets.get(attribute(attributes, '(?:\\w+:)?id')) ?? '',
  }))
  if (sheets.length > limits.sheets) throw new Refused('too_many_sheets')
  const texts = sharedTexts(frame.get('xl/sharedStrings.xml') ?? '')
  const dates = dateStyles(frame.get('xl/styles.xml') ?? '')
  const since1904 = /\bdate1904="(?:1|true)"/.test(first(book, 'workbookPr')?.attributes ?? '')
  const read: Workbook['read'] = (wanted, take) => {
    const sheet = sheets.find(({ name }) => name === wanted) ?? sheets[0]
    const xml = sheet && openParts(zip, limits, (name) => name === sheet.part).get(sheet.part)
    if (!sheet || xml === undefined) throw new Refused('no_sheet')
    readRows(xml, { texts, dates, since1904, limits }, take)
    return sheet.name
  }
  return { sheets: sheets.map(({ name }) => name), read }
}

const framePart =
  /^xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml|externalLinks\/externalLink\d+\.xml)$/

const openParts = (zip: Uint8Array, limits: Limits, isWanted: (name: string) => boolean): Map<string, string> => {
  const parts = partsOf(zip, limits, isWanted)
  if ([...parts.values()].some((xml) => /<!(?:DOCTYPE|ENTITY)/i.test(xml))) throw new Refused('external')
  return new Map([...parts].map(([name, xml]) => [name, withoutPrefix(xml)]))
}

type Book = { texts: readonly string[]; dates: ReadonlySet<number>; since1904: boolean; limits: Limits }

const readRows = (xml: string, book: Book, take: TakeRow) => {
  let line = 0
  let rows = 0
  for (const { attributes, content } of elements(xml, 'row')) {
    line = Number(attribute(attributes, 'r')) || line + 1
    const cells = cellsOf(content, book, line)
    if (!cells.some((cell) => cell.trim() !== '')) continue
    if (++rows > book.limits.xlsxRows + 50) throw new Refused('too_many_rows')
    take(line, cells)
  }
}

const cellsOf = (content: string, book: Book, line: number): string[] => {
  const cells: string[] = []
  let column = -1
  for (const cell of elements(content, 'c')) {
    column = columnOf(attribute(cell.attributes, 'r')) ?? column + 1
    const value = cellValue(cell, book)
    if (value === '') continue
    if (column >= book.limits.columns) throw new Refused('too_many_columns', line)
    if (value.length > book.limits.letters) throw new Refused('long_cell', line)
    while (cells.length < column) cells.push('')
    cells[column] = value
  }
  return cells
}

const cellValue = ({ attributes, content }: Element, { texts, dates, since1904 }: Book): string => {
  const kind = attribute(attributes, 't')
  if (kind === 'inlineStr') return textIn(content)
  const value = unescaped(first(content, 'v')?.content ?? '')
  if (kind === 's') return texts[Number(value)] ?? ''
  if (kind === 'e') return ''
  if (kind === 'b') return value === '1' ? 'ano' : 'ne'
  if (kind === 'd') return value.slice(0, 10)
  if (kind === 'str' || value === '') return value
  if (dates.has(Number(attribute(attributes, 's') || 0)))
    return dayOfSerial(Number(value) + (since1904 ? 1462 : 0)) ?? value
  return plainNumber(value)
}

/** 7.77123456E8 is how a phone number may be stored. */
const plainNumber = (value: string): string => {
  const number = Number(value)
  return Number.isInteger(number) && Math.abs(number) < 1e15 ? String(number) : value
}

/** Days since the end of 1899, as Excel counts them, to an ISO day. */
export const dayOfSerial = (serial: number): string | undefined => {
  const days = Math.floor(serial)
  if (!(days >= 61 && days < 110_000)) return undefined
  return new Date(Date.UTC(1899, 11, 30) + days * 86_400_000).toISOString().slice(0, 10)
}

/** AB12 -> 27 */
const columnOf = (reference: string): number | undefined => {
  const letters = /^([A-Z]{1,4})\d*$/.exec(reference)?.[1]
  if (!letters) return undefined
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

const sharedTexts = (xml: string): string[] => [...elements(xml, 'si')].map(({ content }) => textIn(content))

/** Readings for pronunciation stand beside the text and are none of it. */
const textIn = (xml: string): string => {
  const spoken = [...elements(xml, 'rPh')].map(({ content }) => content)
  const texts = [...elements(xml, 't')].map(({ content }) => content)
  return texts
    .slice(0, texts.length - spoken.length)
    .map(unescaped)
    .join('')
}

const builtIn = [14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 45, 46, 47, 50, 51, 52, 53, 54, 55, 56, 57, 58]

/** Numbers of the cell formats that show a day. */
const dateStyles = (xml: string): Set<number> => {
  const own = [...elements(xml, 'numFmt')].flatMap(({ attributes }) => {
    const code = unescaped(attribute(attributes, 'formatCode')).replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '')
    return /[dy]/i.test(code) ? [Number(attribute(attributes, 'numFmtId'))] : []
  })
  const days = new Set([...builtIn, ...own])
  const formats = [...elements(first(xml, 'cellXfs')?.content ?? '', 'xf')]
  return new Set(
    formats.flatMap(({ attributes }, at) => (days.has(Number(attribute(attributes, 'numFmtId'))) ? [at] : [])),
  )
}

const targetsOf = (xml: string): Map<string, string> =>
  new Map(
    [...elements(xml, 'Relationship')].map(({ attributes }) => {
      const target = unescaped(attribute(attributes, 'Target'))
      return [attribute(attributes, 'Id'), target.startsWith('/') ? target.slice(1) : `xl/${target}`]
    }),
  )

type Element = { attributes: string; content: string }

/** Elements of one name, which never stand in each other here; found going forward only, however odd the file. */
const elements = function* (xml: string, name: string): Generator<Element> {
  const [open, close] = [`<${name}`, `</${name}>`]
  for (let at = xml.indexOf(open); at >= 0; at = xml.indexOf(open, at)) {
    const begins = at + open.length
    at = begins
    if (!' />\t\r\n'.includes(xml[begins] ?? '?')) continue
    const bracket = xml.indexOf('>', begins)
    if (bracket < 0) throw new Refused('damaged')
    const isWhole = xml[bracket - 1] === '/'
    const end = isWhole ? bracket + 1 : xml.indexOf(close, bracket)
    if (end < 0) throw new Refused('damaged')
    yield { attributes: xml.slice(begins, bracket), content: isWhole ? '' : xml.slice(bracket + 1, end) }
    at = isWhole ? end : end + close.length
  }
}

const first = (xml: string, name: string): Element | undefined => elements(xml, name).next().value ?? undefined

/** Some writers name the language before every element: <x:row>. */
const withoutPrefix = (xml: string): string => {
  const prefix = /^(?:\uFEFF|\s|<\?[^>]*>|<!--[^>]*-->)*<(\w{1,20}:)/.exec(xml)?.[1]
  return prefix ? xml.replaceAll(`<${prefix}`, '<').replaceAll(`</${prefix}`, '</') : xml
}

const attribute = (attributes: string, name: string): string => {
  const [, value = ''] = attributePattern(name).exec(attributes) ?? []
  return name === 'name' ? unescaped(value) : value
}

const attributePattern = memo((name: string) => new RegExp(`(?:^|\\s)${name}\\s*=\\s*"([^"]*)"`))

const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

const unescaped = (text: string): string =>
  text
    .replace(/&(?:(lt|gt|amp|quot|apos)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi, (whole, name, decimal, hexadecimal) => {
      if (name) return named[String(name).toLowerCase()] ?? whole
      const code = decimal ? Number(decimal) : Number.parseInt(String(hexadecimal), 16)
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
    })
    .replace(/_x([0-9A-F]{4})_/g, (_whole, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
