import type { Code, World } from '../../../src/sharing/release/format.ts'
import type { Rule } from '../../../src/sharing/release/plan.ts'
import { loadSolver } from '../../../src/sharing/release/solver.ts'
import type { Release } from '../../../src/sharing/worlds/system.ts'

export const solver = await loadSolver()

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)

/** Codes are named 0, 1, …; `tables` are keyed by item and frame, as in "work home", -1 is a hidden cell. */
export type Said = {
  snapshot?: number
  total: number
  frames: Record<string, number[]>
  items: Record<string, number[]>
  tables: Record<string, number[][]>
}

/** What somebody published, be it possible or not. */
export const published = ({ snapshot = 1, total, frames, items, tables }: Said): Release => {
  const codes = (counts: readonly number[]) =>
    counts.map((_, at): Code => ({ code: `${at}`, labels: {}, members: [`${at}`] }))
  const marginsOf = (kind: 'frame' | 'item', all: Record<string, number[]>) =>
    Object.entries(all).flatMap(([dimension, counts]) =>
      counts.map((count, at) => ({ kind, dimension, code: `${at}`, count })),
    )
  return {
    snapshot,
    codes: {
      frames: Object.entries(frames).map(([id, counts]) => ({ id, labels: {}, codes: codes(counts) })),
      items: Object.entries(items).map(([id, counts]) => ({
        ...{ id, labels: {}, codes: codes(counts), kind: 'single', sensitive: false },
      })),
    },
    margins: [
      { kind: 'total', dimension: '', code: '', count: total },
      ...marginsOf('frame', frames),
      ...marginsOf('item', items),
    ],
    cells: Object.entries(tables).flatMap(([names, rows]) => {
      const [item = '', frame = ''] = names.split(' ')
      return rows.flatMap((row, r) =>
        row.map((count, c) => ({
          ...{ item, item_code: `${r}`, frame, frame_code: `${c}` },
          count: count < 0 ? undefined : count,
        })),
      )
    }),
  }
}

export type Person = { codes: Record<string, string>; since: number; people: number }

/** A world's rows by the names of their columns. */
export const peopleOf = ({ codes }: Pick<Release, 'codes'>, { rows }: World): Person[] => {
  const names = [...codes.frames, ...codes.items].map(({ id }) => id)
  return rows.map(({ codes: own, since, people }) => ({
    ...{ since, people, codes: Object.fromEntries(names.map((name, at) => [name, own[at] ?? ''])) },
  }))
}

export const count = (
  people: readonly Person[],
  wanted: Record<string, string>,
  from = 0,
  to = Number.POSITIVE_INFINITY,
) =>
  sum(
    people
      .filter(
        ({ codes, since }) =>
          since >= from && since <= to && Object.entries(wanted).every(([id, code]) => codes[id] === code),
      )
      .map(({ people: some }) => some),
  )

/** Every statement of every release that a world contradicts, counted plainly. */
export const breaches = (releases: readonly Release[], world: World): string[] => {
  const [newest] = releases.slice(-1)
  const people = newest ? peopleOf(newest, world) : []
  const wrong: string[] = []
  for (const { snapshot, codes, margins, cells } of releases) {
    const within = (what: string, wanted: Record<string, string>, low: number, high: number) => {
      const counted = count(people, wanted, 0, snapshot)
      if (counted < low || counted > high)
        wrong.push(`${what} of snapshot ${snapshot}: ${counted}, not ${low} to ${high}`)
    }
    for (const { kind, dimension, code, count: value } of margins) {
      const least = kind === 'frame' ? 20 : kind === 'item' ? 10 : 0
      const wanted: Record<string, string> = kind === 'total' ? {} : { [dimension]: code }
      within(`${kind} ${dimension} ${code}`, wanted, Math.max(least, value - 4), value + 4)
    }
    for (const { item, item_code, frame, frame_code, count: value } of cells) {
      const wanted = { [item]: item_code, [frame]: frame_code }
      if (value === undefined) within(`hidden ${item} ${frame}`, wanted, 0, 9)
      else within(`shown ${item} ${frame}`, wanted, Math.max(10, value - 4), value + 4)
    }
    if (codes.items.length === 0) wrong.push('no items')
  }
  return wrong
}

/** People of a world who break a rule of the questionnaire. */
export const ruleBreakers = (people: readonly Person[], rules: readonly Rule[]): Person[] =>
  people.filter(({ codes }) => rules.some((rule) => breaks(codes, rule)))

const breaks = (codes: Record<string, string>, rule: Rule): boolean => {
  if ('oneOf' in rule)
    return rule.oneOf.every((id) => codes[id] !== rule.code && !rule.silent.includes(codes[id] ?? ''))
  return rule.if.codes.includes(codes[rule.if.item] ?? '') && !rule.only.includes(codes[rule.item] ?? '')
}
