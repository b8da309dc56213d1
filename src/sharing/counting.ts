import type { Db } from '../db/connection.ts'
import { type Layout, layoutOf, type Route } from './layout.ts'
import { countColumns, countItem, hashRows, layOut, type TrueCount } from './queries/counting.ts'
import type { WavePlan } from './queries/releases.ts'
import type { Counts } from './release/plan.ts'

export type Counted =
  | { kind: 'counted'; counts: Counts; rowsHash: string }
  /** answers for which the plan has no code, such as none to a question that must be answered */
  | { kind: 'uncoded'; name: string }

type Counting = { centreId: string; waveId: string; lastBatch: number; plan: WavePlan; routes: readonly Route[] }

/**
 * Counts the answers of the batches up to one, by leaf code: the answers are read once, then each item is one scan of
 * GROUPING SETS. `onItem` is told how many items are done.
 */
export const countAnswers = async (
  db: Db,
  { centreId, waveId, lastBatch, plan, routes }: Counting,
  onItem: (done: number) => void = () => {},
): Promise<Counted> => {
  const layout = layoutOf(plan, routes)
  await layOut(db, centreId, waveId, lastBatch, layout)
  const rowsHash = await hashRows(db)
  const counts = emptyCounts(plan)
  const framePlaces = plan.frames.map((_, place) => place)
  const margins = await countColumns(db, framePlaces)
  const strange = uncodedIn(margins, framePlaces, layout)
  if (strange !== undefined) return { kind: 'uncoded', name: strange }
  fillMargins(counts, plan, margins)
  for (const [index, { id }] of plan.items.entries()) {
    const column = plan.frames.length + index
    const frames = framePlaces.filter((place) =>
      plan.tables.some(([item, frame]) => item === id && frame === plan.frames[place]?.id),
    )
    const rows = await countItem(db, column, frames)
    const uncoded = uncodedIn(rows, [column], layout)
    if (uncoded !== undefined) return { kind: 'uncoded', name: uncoded }
    fillItem(counts, plan, { item: index, frames, rows })
    onItem(index + 1)
  }
  return { kind: 'counted', counts, rowsHash }
}

/** Counts as rows to be kept; an empty item or frame stands for everybody. */
export const trueCounts = (plan: WavePlan, counts: Counts): TrueCount[] => {
  const margin = (people: number, own: Partial<TrueCount>) => ({
    ...{ item: '', item_code: '', frame: '', frame_code: '' },
    ...own,
    people,
  })
  const codeAt = (codes: readonly { code: string }[], place: number) => codes[place]?.code ?? ''
  return [
    margin(counts.total, {}),
    ...plan.frames.flatMap(({ id, codes }) =>
      (counts.frames[id] ?? []).map((people, place) => margin(people, { frame: id, frame_code: codeAt(codes, place) })),
    ),
    ...plan.items.flatMap(({ id, codes }) =>
      (counts.items[id] ?? []).map((people, place) => margin(people, { item: id, item_code: codeAt(codes, place) })),
    ),
    ...plan.tables.flatMap(([item, frame]) => {
      const codes = plan.items.find(({ id }) => id === item)?.codes ?? []
      const groups = plan.frames.find(({ id }) => id === frame)?.codes ?? []
      return (counts.cells[item]?.[frame] ?? []).flatMap((row, r) =>
        row.map((people, c) => ({ item, item_code: codeAt(codes, r), frame, frame_code: codeAt(groups, c), people })),
      )
    }),
  ]
}

type Row = readonly (number | null)[]

/** The first of these columns in which somebody has no code of the plan. */
const uncodedIn = (rows: readonly Row[], columns: readonly number[], { columns: all }: Layout): string | undefined => {
  const strange = columns.find((column, place) => rows.some((row) => row[place] === all[column]?.codes))
  return strange === undefined ? undefined : all[strange]?.id
}

const emptyCounts = ({ frames, items, tables }: WavePlan): Counts => {
  const none = ({ id, codes }: { id: string; codes: readonly unknown[] }) => [id, codes.map(() => 0)] as const
  const table = (item: WavePlan['items'][number], frame: string) => {
    const groups = frames.find(({ id }) => id === frame)?.codes ?? []
    return [frame, item.codes.map(() => groups.map(() => 0))] as const
  }
  const ofItem = (item: WavePlan['items'][number]) =>
    Object.fromEntries(tables.filter(([of]) => of === item.id).map(([, frame]) => table(item, frame)))
  return {
    total: 0,
    frames: Object.fromEntries(frames.map(none)),
    items: Object.fromEntries(items.map(none)),
    cells: Object.fromEntries(items.map((item) => [item.id, ofItem(item)])),
  }
}

const fillMargins = (counts: Counts, { frames }: WavePlan, rows: readonly Row[]) => {
  for (const row of rows) {
    const people = row[frames.length] ?? 0
    const place = frames.findIndex((_, index) => row[index] !== null)
    if (place < 0) counts.total = people
    put(counts.frames[frames[place]?.id ?? ''], row[place], people)
  }
}

type Filling = { item: number; frames: readonly number[]; rows: readonly Row[] }

const fillItem = (counts: Counts, plan: WavePlan, { item, frames, rows }: Filling) => {
  const id = plan.items[item]?.id ?? ''
  for (const [code, ...groups] of rows) {
    const people = groups[frames.length] ?? 0
    const at = frames.findIndex((_, place) => groups[place] !== null)
    if (at < 0) put(counts.items[id], code, people)
    else put(counts.cells[id]?.[plan.frames[frames[at] ?? -1]?.id ?? '']?.[code ?? -1], groups[at], people)
  }
}

const put = (line: number[] | undefined, place: number | null | undefined, people: number) => {
  if (line && typeof place === 'number') line[place] = people
}
