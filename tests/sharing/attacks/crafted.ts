import type { Cell, Code, Margin, Published } from '../../../src/sharing/release/format.ts'

/** `<10` in a crafted table. */
export const few = undefined
export type CraftedTable = { item: string; frame: string; cells: (number | undefined)[][] }
export type Crafted = {
  total: number
  frames: Record<string, number[]>
  items: Record<string, number[]>
  tables: CraftedTable[]
}

/** Published numbers written by hand; codes are 0, 1, … unless `recode` says which leaves each code of a dimension has. */
export const crafted = (
  { total, frames, items, tables }: Crafted,
  recode: Record<string, string[][]> = {},
): Published => {
  const codesOf = (id: string, counts: number[]): Code[] =>
    counts.map((_, at) => {
      const members = recode[id]?.[at] ?? [`${at}`]
      return { code: members.join('+'), labels: {}, members }
    })
  const frameDimensions = Object.entries(frames).map(([id, counts]) => ({ id, labels: {}, codes: codesOf(id, counts) }))
  const itemDimensions = Object.entries(items).map(([id, counts]) => ({
    id,
    labels: {},
    codes: codesOf(id, counts),
    kind: 'single' as const,
    sensitive: false,
  }))
  const marginsOf = (kind: 'frame' | 'item', of: Record<string, number[]>): Margin[] =>
    Object.entries(of).flatMap(([id, counts]) =>
      codesOf(id, counts).map(({ code }, at) => ({ kind, dimension: id, code, count: counts[at] ?? 0 })),
    )
  const cells: Cell[] = tables.flatMap(({ item, frame, cells: rows }) =>
    rows.flatMap((row, r) =>
      row.map((count, c) => ({
        item,
        item_code: itemDimensions.find(({ id }) => id === item)?.codes[r]?.code ?? '',
        frame,
        frame_code: frameDimensions.find(({ id }) => id === frame)?.codes[c]?.code ?? '',
        count,
      })),
    ),
  )
  return {
    manifest: {
      format: 'krajan-release/1',
      centre: 'demo',
      survey: 'demo',
      wave: 'demo',
      snapshot: 1,
      base: 5,
      threshold: 10,
      plan_hash: '',
      previous: [],
      files: {},
      week: '1970-W01',
      key_id: '',
    },
    codes: { frames: frameDimensions, items: itemDimensions },
    margins: [
      { kind: 'total', dimension: '', code: '', count: total },
      ...marginsOf('frame', frames),
      ...marginsOf('item', items),
    ],
    cells,
  }
}
