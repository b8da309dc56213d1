import type { Code, Frame, Item } from '../../../src/sharing/release/format.ts'
import type { Classification, PlannedCode } from '../../../src/sharing/release/plan.ts'
import { loadSolver } from '../../../src/sharing/release/solver.ts'
import type { Tables } from '../../../src/sharing/release/tables.ts'

export const solver = await loadSolver()

export const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)

export const across = <Value>(table: readonly (readonly Value[])[]): Value[][] =>
  (table[0] ?? []).map((_, column) => table.flatMap((row) => row.slice(column, column + 1)))

const named = (code: string, parent?: string): PlannedCode => ({
  code,
  labels: { cs: `${code} česky`, en: `${code} in English` },
  ...(parent ? { parent } : {}),
})

/** `prague<west` is the code prague below the group west; groups may stand below others in the same way. */
export const classification = (codes: readonly string[], groups: readonly string[] = [], ordered = true) => {
  const coded = (written: string) => named(...(written.split('<') as [string, string?])) // at most one sign in each
  const of: Classification = { id: 'home', labels: {}, ordered, codes: codes.map(coded), groups: groups.map(coded) }
  return of
}

const code = (_: unknown, place: number): Code => ({ code: `${place}`, labels: {}, members: [`${place}`] })

type Table = { item?: string; frame?: string; cells: number[][] }

/** True counts as they are rounded; tables that share a dimension must agree about it. */
export const tablesFrom = (tables: readonly Table[], sensitive: readonly string[] = []): Tables => {
  const named = tables.map(({ item = 'item', frame = 'frame', cells }) => ({ item, frame, cells }))
  const frames = new Map<string, Frame>()
  const items = new Map<string, Item>()
  const margins: Record<string, number[]> = {}
  for (const { item, frame, cells } of named) {
    margins[item] = cells.map(sum)
    margins[frame] = across(cells).map(sum)
    const about = { labels: {}, kind: 'single' as const, sensitive: sensitive.includes(item) }
    items.set(item, { id: item, codes: cells.map(code), ...about })
    frames.set(frame, { id: frame, labels: {}, codes: across(cells).map(code) })
  }
  return {
    total: sum(tables[0]?.cells.flat() ?? []),
    frames: [...frames.values()],
    items: [...items.values()],
    margins,
    tables: named,
  }
}
