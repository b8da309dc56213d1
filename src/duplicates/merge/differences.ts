import type { Scope } from '../../db/scope.ts'
import { type Change, existsIn, findRows } from '../queries/rows.ts'
import { needed, tableOf } from './references.ts'

/** What stands otherwise than a merge left it: a row of a table, and which of its columns, where it is still there. */
export type Difference = {
  table: string
  key: Record<string, unknown>
  kind: 'changed' | 'gone' | 'cannot_return'
  columns: string[]
}

/** What was changed since a merge, of all that it changed: it will not be as it was before. */
export const inspect = async (scope: Scope, changes: readonly Change[]): Promise<Difference[]> => {
  const latest = lastOfEach(changes)
  const returning = changes.filter(({ table, after }) => table === 'contacts' && !after).map(({ key }) => key.id)
  const found = await Promise.all(byEffect(latest).map((group) => differencesOf(scope, group, returning)))
  return found.flat()
}

/** Of a row that was changed twice the later change says how it was left. */
const lastOfEach = (changes: readonly Change[]): Change[] => [
  ...new Map(changes.map((change) => [`${change.table} ${JSON.stringify(change.key)}`, change])).values(),
]

/** Changes in their order, those that follow each other and did the same together. */
export const byEffect = (changes: readonly Change[]): Change[][] => {
  const groups: Change[][] = []
  let last = ''
  for (const change of changes) {
    const effect = effectOf(change)
    if (effect === last) groups.at(-1)?.push(change)
    else groups.push([change])
    last = effect
  }
  return groups
}

const effectOf = ({ table, before, after }: Change) => {
  if (!after) return `${table} deleted`
  return before ? `${table} ${JSON.stringify([before, after])}` : `${table} inserted`
}

const differencesOf = async (scope: Scope, group: readonly Change[], returning: readonly unknown[]) => {
  const [first] = group
  if (!first) return []
  if (!first.after) return missing(scope, group, returning)
  const { db, centreId } = scope
  const columns = Object.keys(first.after)
  const present = await findRows(
    db,
    centreId,
    tableOf(first.table),
    group.map(({ key }) => key),
    columns,
  )
  const rowOf = new Map(present.map((found) => [found.nth, found]))
  return group.flatMap(({ table, key, before, after, rest }, nth): Difference[] => {
    const now = rowOf.get(nth)
    if (!now) return [{ table, key, kind: 'gone', columns: [] }]
    const changed = columns.filter((column) => JSON.stringify(now.row[column]) !== JSON.stringify(after?.[column]))
    const elsewhere = before && now.rest !== rest ? ['*'] : []
    const all = [...changed, ...elsewhere].filter((column) => !countsUp(table, column))
    return all.length > 0 ? [{ table, key, kind: 'changed', columns: all }] : []
  })
}

const countsUp = (table: string, column: string) => table === 'contacts' && ['version', 'updated_at'].includes(column)

const missing = async ({ db, centreId }: Scope, group: readonly Change[], returning: readonly unknown[]) => {
  const found = await Promise.all(
    group.map(async ({ table, key, before }): Promise<Difference[]> => {
      const others = Object.entries(needed[table] ?? {})
      const there = await Promise.all(
        others.map(
          ([column, other]) =>
            returning.includes(before?.[column]) || existsIn(db, centreId, other, String(before?.[column])),
        ),
      )
      return there.every(Boolean) ? [] : [{ table, key, kind: 'cannot_return', columns: [] }]
    }),
  )
  return found.flat()
}
