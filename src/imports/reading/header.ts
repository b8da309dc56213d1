import { fieldOfHeader } from '../suggest.ts'

/** Which of the first rows says what the columns are, counted from one; 0 where none does. */
export const headerAmong = (rows: readonly string[][]): number => {
  const scored = rows.slice(0, 12).map((cells, at) => ({ at, score: knownIn(cells) }))
  const best = scored.toSorted((a, b) => b.score - a.score || a.at - b.at)[0]
  if (best && best.score >= 2) return best.at + 1
  const widest = Math.max(0, ...rows.map(filled))
  const first = rows.findIndex((cells) => filled(cells) >= Math.max(1, widest * 0.7))
  return looksLikeTitles(rows, first) ? first + 1 : best && best.score === 1 && best.at === first ? first + 1 : 0
}

const filled = (cells: readonly string[]) => cells.filter((cell) => cell.trim() !== '').length

const knownIn = (cells: readonly string[]) =>
  cells.filter((cell) => cell.length <= 60 && fieldOfHeader(cell) !== undefined).length

/** Words without figures or addresses, above rows that have some. */
const looksLikeTitles = (rows: readonly string[][], at: number): boolean => {
  const titles = rows[at]
  if (!titles || at + 1 >= rows.length) return false
  const isData = (cell: string) => /[@\d]/.test(cell)
  const below = rows.slice(at + 1)
  return !titles.some(isData) && titles.some((_, column) => below.some((cells) => isData(cells[column] ?? '')))
}
