import type { Tables } from './tables.ts'

/** Three who know each other must not learn what all the others of their group said, nor may nine in ten say the same. */
const coalition = 3
const greatestShare = 0.9

/**
 * Tables and items of sensitive questions in which belonging to a group nearly tells the answer: a cell with more than
 * 90 % of its group, or with all of it but three. Group disclosure after Lupp & Langsrud 2021.
 */
export const tellingTables = (tables: Tables): { items: string[]; tables: [item: string, frame: string][] } => {
  const sensitive = new Set(tables.items.filter((item) => item.sensitive).map(({ id }) => id))
  const tells = (cell: number, group: number) => cell > greatestShare * group || cell >= group - coalition
  const items = [...sensitive].filter((id) => (tables.margins[id] ?? []).some((count) => tells(count, tables.total)))
  return {
    items,
    tables: tables.tables.flatMap(({ item, frame, cells }): [string, string][] => {
      const groups = tables.margins[frame] ?? []
      const isTelling = cells.some((row) => row.some((cell, group) => tells(cell, groups[group] ?? 0)))
      return sensitive.has(item) && isTelling ? [[item, frame]] : []
    }),
  }
}
