import type { Repair } from './repair.ts'
import type { Rounded } from './rounding.ts'
import type { Tables } from './tables.ts'

/** For the eyes of whoever shares: what becomes visible, what is lost. Errors are in people, and never leave the centre. */
export type Report = {
  attempts: number
  repairs: Repair[]
  tables: number
  worlds: number
  cells: { all: number; readable: number }
  answers: { all: number; readable: number }
  meanError: number
  worstError: number
  ms: number
}

type Reported = { tables: Tables; rounded: Rounded; repairs: Repair[]; attempts: number; worlds: number; ms: number }

export const reportOf = ({ tables, rounded, repairs, attempts, worlds, ms }: Reported): Report => {
  const cells = tables.tables.flatMap(({ cells: rows }, table) =>
    rows.flatMap((row, r) => row.map((people, c) => ({ people, shown: rounded.tables[table]?.cells[r]?.[c] }))),
  )
  const readable = cells.flatMap(({ people, shown }) =>
    shown === undefined ? [] : [{ people, off: Math.abs(shown - people) }],
  )
  const sum = (people: readonly { people: number }[]) => people.reduce((all, one) => all + one.people, 0)
  return {
    attempts,
    repairs,
    tables: tables.tables.length,
    worlds,
    cells: { all: cells.length, readable: readable.length },
    answers: { all: sum(cells), readable: sum(readable) },
    meanError: readable.reduce((all, { off }) => all + off, 0) / Math.max(1, readable.length),
    worstError: Math.max(0, ...readable.map(({ off }) => off)),
    ms: Math.round(ms),
  }
}
