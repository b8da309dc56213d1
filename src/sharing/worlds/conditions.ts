import type { Goal, ItemCells } from './cells.ts'
import type { People } from './people.ts'
import type { Range, System } from './system.ts'

/** So many people of a span, and of a group where a frame is named, must have one of `codes`; `base + group` is the place. */
export type Block = { base: number; frame: number | undefined; from: number; to: number; codes: readonly number[] }

/** Everything that is asked of one item's codes: blocks, and for each place how many people it may have. */
export type Conditions = { blocks: Block[]; low: Int32Array; high: Int32Array }

/** `binding`: sets of codes of which there are exactly as many people as in `cells`. */
type Asked = { item: number; goals: readonly Goal[]; cells: ItemCells; binding: readonly (readonly number[])[] }

export const conditionsOf = (system: System, { item, goals, cells, binding }: Asked): Conditions => {
  const blocks: Block[] = []
  const ranges: Range[] = []
  const add = (block: Omit<Block, 'base'>, own: readonly Range[]) => {
    blocks.push({ ...block, base: ranges.length })
    ranges.push(...own)
  }
  for (const [index, { from, to, items, tables }] of system.spans.entries()) {
    for (const [code, range] of (items[item] ?? []).entries())
      add({ frame: undefined, from, to, codes: [code] }, [range])
    for (const [frame, table] of (tables[item] ?? []).entries())
      for (const [code, line] of (table ?? []).entries())
        add(
          { frame, from, to, codes: [code] },
          line.map((range, group) => narrowed(range, goals, { span: index, frame, code, group })),
        )
  }
  for (const codes of binding)
    for (const [since, byFrame] of cells.entries())
      for (const [frame, table] of byFrame.entries())
        if (table) add({ frame, from: since, to: since, codes }, exactly(table, codes))
  return {
    blocks,
    low: Int32Array.from(ranges, ([low]) => low),
    high: Int32Array.from(ranges, ([, high]) => Math.min(high, most)),
  }
}

const most = 2 ** 30
const exactly = (table: readonly number[][], codes: readonly number[]): Range[] =>
  (table[0] ?? []).map((_, group) => {
    const people = codes.reduce((sum, code) => sum + (table[code]?.[group] ?? 0), 0)
    return [people, people]
  })

const narrowed = (
  range: Range,
  goals: readonly Goal[],
  at: { span: number; frame: number; code: number; group: number },
): Range => {
  const goal = goals.find(
    ({ target }) =>
      target.span === at.span && target.frame === at.frame && target.code === at.code && target.group === at.group,
  )
  if (!goal) return range
  return goal.end === 'low' ? [range[0], goal.target.low] : [goal.target.high, range[1]]
}

/** One person's going from a code to another changes the people at these places: +1 or −1 each. */
export type Change = { base: number; frame: number | undefined; sign: 1 | -1 }

/** By [since][from code][to code]. */
export const changesOf = ({ blocks }: Conditions, releases: number, codes: number): Change[][][][] =>
  Array.from({ length: releases }, (_, since) =>
    Array.from({ length: codes }, (_, old) =>
      Array.from({ length: codes }, (_, next) =>
        blocks.flatMap(({ base, frame, from, to, codes: own }): Change[] => {
          const [had, has] = [own.includes(old), own.includes(next)]
          return since < from || since > to || had === has ? [] : [{ base, frame, sign: has ? 1 : -1 }]
        }),
      ),
    ),
  )

/** How many people stand at each place. */
export const peopleAt = ({ blocks, low }: Conditions, { since, groups }: People, codes: Uint8Array): Int32Array => {
  const counts = new Int32Array(low.length)
  for (const { base, frame, from, to, codes: own } of blocks) {
    const group = frame === undefined ? undefined : groups[frame]
    for (const [person, code] of codes.entries()) {
      const count = since[person] ?? 0
      if (count < from || count > to || !own.includes(code)) continue
      const place = base + (group?.[person] ?? 0)
      counts[place] = (counts[place] ?? 0) + 1
    }
  }
  return counts
}
