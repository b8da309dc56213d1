import { type Limits, Refused } from './limits.ts'

export const separators = [';', ',', '\t', '|'] as const
export type Separator = (typeof separators)[number]

export const isSeparator = (text: string | undefined): text is Separator =>
  separators.some((separator) => separator === text)

/** What divides the cells: what divides the first lines into most cells, and the same number of them each time. */
export const separatorOf = (beginning: string): Separator => {
  const named = directive.exec(beginning)?.[1]
  if (isSeparator(named)) return named
  const scored = separators.map((separator) => ({ separator, score: scoreOf(beginning, separator) }))
  return scored.toSorted((a, b) => b.score - a.score)[0]?.separator ?? ';'
}

export type TakeRow = (line: number, cells: string[]) => void

/** Row by row with the line each begins on; a row with nothing in it is left out, but counted against the limit. */
export const readCsv = (texts: Iterable<string>, separator: Separator, limits: Limits, take: TakeRow): void => {
  const place: Place = { line: 1, records: 0 }
  let rest = ''
  let isFirst = true
  for (const text of texts) {
    rest = rest + (isFirst ? withoutMarks(text) : text)
    isFirst = false
    rest = rest.slice(takeRecords(rest, false, { separator, limits, place, take }))
    // no row is that long: a quotation mark was opened and never closed
    if (rest.length > limits.letters * 8) throw new Refused('quotes', place.line)
  }
  takeRecords(rest, true, { separator, limits, place, take })
}

type Place = { line: number; records: number }
type Reading = { separator: Separator; limits: Limits; place: Place; take: TakeRow }

/** Takes all whole records of a text and says where the first unfinished one begins. */
const takeRecords = (text: string, isLast: boolean, { separator, limits, place, take }: Reading): number => {
  let at = 0
  while (at < text.length) {
    const cells: string[] = []
    const end = readRecord(text, at, separator, isLast, cells)
    if (end === 'unfinished') {
      if (isLast) throw new Refused('quotes', place.line)
      return at
    }
    if (++place.records > limits.rows * 2) throw new Refused('too_many_rows')
    if (cells.length > limits.columns && cells.slice(limits.columns).some((cell) => cell !== ''))
      throw new Refused('too_many_columns', place.line)
    if (cells.some((cell) => cell.length > limits.letters)) throw new Refused('long_cell', place.line)
    if (cells.some((cell) => cell !== '' && cell.trim() !== '')) take(place.line, cells)
    place.line += linesIn(text, at, end)
    at = end
  }
  return at
}

/** Reads one record into `cells`; answers where the next begins, or that this one does not end here. */
const readRecord = (text: string, from: number, separator: Separator, isLast: boolean, cells: string[]) => {
  let at = from
  for (;;) {
    let cell = ''
    if (text[at] === '"') {
      const close = closingQuote(text, at + 1)
      // a quote at the very end may be the first of two
      if (close < 0 || (close === text.length - 1 && !isLast)) return 'unfinished'
      cell = text.slice(at + 1, close).replaceAll('""', '"')
      at = close + 1
    }
    const end = endOfCell(text, at, separator)
    if (end === text.length && !isLast) return 'unfinished'
    cells.push(cell + text.slice(at, end))
    if (text[end] === separator) {
      at = end + 1
      continue
    }
    if (text[end] !== '\r') return end + 1
    if (end + 1 === text.length && !isLast) return 'unfinished'
    return text[end + 1] === '\n' ? end + 2 : end + 1
  }
}

const closingQuote = (text: string, from: number): number => {
  let at = text.indexOf('"', from)
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2)
  return at
}

const endOfCell = (text: string, from: number, separator: Separator): number => {
  for (let at = from; at < text.length; at++) {
    const letter = text[at]
    if (letter === separator || letter === '\n' || letter === '\r') return at
  }
  return text.length
}

const linesIn = (text: string, from: number, to: number): number => {
  let lines = 0
  for (let at = from; at < to; at++) {
    const letter = text.charCodeAt(at)
    if (letter === 10 || (letter === 13 && text.charCodeAt(at + 1) !== 10)) lines++
  }
  return lines
}

const directive = /^\uFEFF?sep=(.)\r?\n/
const withoutMarks = (text: string) => text.replace(/^\uFEFF/, '').replace(/^sep=.(\r?\n)/, '$1')

const scoreOf = (beginning: string, separator: Separator): number => {
  const counts = firstRecords(beginning).map((record) => record.split(separator).length)
  const common = counts.toSorted((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 1
  const most = Math.max(0, ...counts)
  if (most < 2) return 0
  return (Math.min(common, 50) - 1) * counts.filter((count) => count === common).length + most / 1000
}

const firstRecords = (beginning: string): string[] =>
  beginning
    .slice(0, 64_000)
    .replace(/"(?:[^"]|"")*"/g, 'x')
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, 40)
