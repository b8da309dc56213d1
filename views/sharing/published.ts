import type { Code, Frame, Item, Labels, Published } from '../../src/sharing/release/format.ts'

/** What is public of a release; everything on a page is worked out from this and nothing else. */
export type PublishedTables = Pick<Published, 'codes' | 'margins' | 'cells'>

export type Line = { code: Code; margin: number; hidden: number; rest: number }
/** `cells` stand in the order of `columns`; an empty one is hidden. */
export type ShownTable = {
  item: Item
  frame: Frame
  total: number
  columns: Line[]
  rows: (Line & { cells: (number | undefined)[] })[]
}

/** Below so many people a share says more than is known. */
export const leastForPercent = 30
/** How far a published count lies from the true one at most, as format 1 says. */
const reach = 4

type Labelled = { labels?: Labels; id?: string; code?: string }

export const labelOf = (lang: string, { labels, id, code }: Labelled): string =>
  labels?.[lang] ?? labels?.cs ?? id ?? code ?? ''

/** The question an item is of: every option of a multiple choice is an item. */
export const questionOf = (item: string): string => item.split('.')[0] ?? item

/** Merged without a name of its own: called after all it was made of. */
export const isSumOf = ({ code, members }: Pick<Code, 'code' | 'members'>): boolean =>
  members.length > 1 && code === members.join('+')

export const totalOf = ({ margins }: PublishedTables): number =>
  margins.find(({ kind }) => kind === 'total')?.count ?? 0

export type Answer = { code: Code; count: number; share: number; low: number; high: number }

/** The answers of everybody to one question, with the furthest that rounding may have moved each share. */
export const answersOf = (published: PublishedTables, item: Item): Answer[] => {
  const total = totalOf(published)
  return item.codes.map((code) => {
    const count = countIn(published.margins, 'item', item.id, code.code)
    const low = Math.max(0, (count - reach) / (total + reach))
    return { code, count, share: count / total, low, high: Math.min(1, (count + reach) / (total - reach)) }
  })
}

/** The tables of one question, one for each frame it is released by. */
export const tablesOf = (published: PublishedTables, item: Item): ShownTable[] => {
  const counts = new Map<string, number | undefined>()
  for (const cell of published.cells)
    if (cell.item === item.id) counts.set(keyOf(cell.frame, cell.item_code, cell.frame_code), cell.count)
  return published.codes.frames
    .filter((frame) => counts.has(keyOf(frame.id, item.codes[0]?.code, frame.codes[0]?.code)))
    .map((frame) => tableOf(published, item, frame, (row, column) => counts.get(keyOf(frame.id, row, column))))
}

/** How many tables there are: pairs of a question and a frame. */
export const countTables = ({ cells }: PublishedTables): number =>
  new Set(cells.map(({ item, frame }) => `${item} ${frame}`)).size

const keyOf = (...codes: (string | undefined)[]) => codes.join(' ')

type CellOf = (row: string, column: string) => number | undefined

const tableOf = (published: PublishedTables, item: Item, frame: Frame, cellOf: CellOf): ShownTable => ({
  item,
  frame,
  total: totalOf(published),
  columns: frame.codes.map((code) =>
    lineOf(
      code,
      countIn(published.margins, 'frame', frame.id, code.code),
      item.codes.map((row) => cellOf(row.code, code.code)),
    ),
  ),
  rows: item.codes.map((code) => {
    const cells = frame.codes.map((column) => cellOf(code.code, column.code))
    return { ...lineOf(code, countIn(published.margins, 'item', item.id, code.code), cells), cells }
  }),
})

const lineOf = (code: Code, margin: number, cells: (number | undefined)[]): Line => ({
  code,
  margin,
  hidden: cells.filter((cell) => cell === undefined).length,
  rest: margin - cells.reduce<number>((sum, cell) => sum + (cell ?? 0), 0),
})

const countIn = (margins: Published['margins'], kind: 'frame' | 'item', dimension: string, code: string): number =>
  margins.find((row) => row.kind === kind && row.dimension === dimension && row.code === code)?.count ?? 0
