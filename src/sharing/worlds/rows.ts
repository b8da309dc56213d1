import type { WorldRow } from '../release/format.ts'
import type { MadeUp } from './attempt.ts'
import type { System } from './system.ts'

/** People who share everything in one row; in the order of their codes, which tells nothing of how they were found. */
export const rowsOf = ({ frames, items, snapshots }: System, { people, codes }: MadeUp): WorldRow[] => {
  const rows = new Map<string, { places: number[]; people: number }>()
  for (const person of people.since.keys()) {
    const places = [
      ...frames.map((_, frame) => people.groups[frame]?.[person] ?? 0),
      ...items.map((_, item) => codes[item]?.[person] ?? 0),
      people.since[person] ?? 0,
    ]
    const key = places.join()
    const row = rows.get(key) ?? { places, people: 0 }
    rows.set(key, { ...row, people: row.people + 1 })
  }
  const names = [...frames, ...items]
  return [...rows.values()]
    .sort((a, b) => compare(a.places, b.places))
    .map(({ places, people: count }) => ({
      codes: names.map((codesOf, at) => codesOf[places[at] ?? 0] ?? ''),
      since: snapshots[places.at(-1) ?? 0] ?? 0,
      people: count,
    }))
}

const compare = (a: readonly number[], b: readonly number[]): number => {
  const differs = a.findIndex((one, index) => one !== b[index])
  return differs < 0 ? 0 : (a[differs] ?? 0) - (b[differs] ?? 0)
}
