import {
  type Draft,
  type DraftCode,
  firstCodes,
  firstPeople,
  hashOf,
  type Person,
  published,
  sealed,
  secondCodes,
  secondPeople,
} from './hand-made.ts'
import { cameAfter, peopleWho, type Rule, rulesOf } from './made-up-worlds.ts'

const manifest = (snapshot: number, previous: string[]) => ({
  format: 'krajan-release/1',
  ...{ centre: 'karlovarsky', survey: 'bariery-navratu', wave: '2026', week: `2026-W4${snapshot}`, key_id: 'test' },
  ...{ base: 5, threshold: 10, plan_hash: 'ab'.repeat(32) },
  snapshot,
  previous,
})

/** A world as its file says it. */
export const worldOf = (codes: Draft['codes'], people: Person[]): string[][] => {
  const dimensions = [...codes.frames, ...codes.items]
  const codeOf = (own: DraftCode[], leaf: string | undefined) =>
    own.find(({ members }) => members.includes(leaf ?? ''))?.code ?? ''
  const row = ({ leaves, since, people: many }: Person) => [
    ...dimensions.map(({ codes: own }, column) => codeOf(own, leaves[column])),
    String(since),
    String(many),
  ]
  const rows = people.filter(({ people: many }) => many > 0).map(row)
  return [[...dimensions.map(({ id }) => id), 'since', 'people'], ...rows]
}

/** Two worlds for each of these rows, with 0 and with 9 people in the cell. */
const covering = (draft: Draft, rows: number[], rules: Rule[], guess: Person[]) => {
  for (const row of rows) {
    const own = rules[row]
    if (!own) throw new Error('no such row')
    const add = (value: number) => {
      const name = String(Object.keys(draft.worlds).length + 1).padStart(2, '0')
      draft.worlds[name] = worldOf(
        draft.codes,
        peopleWho([...rules, { ...own, low: value, high: value }], guess, row + value + 1),
      )
      return name
    }
    draft.covers[String(row)] = { zero: add(0), nine: add(9) }
  }
}

const hiddenRows = ({ cells }: Pick<Draft, 'cells'>) =>
  cells.slice(1).flatMap((cell, row) => (cell.at(-1) === '' ? [row] : []))

const makeFirst = (): Draft => {
  const draft: Draft = {
    manifest: manifest(1, []),
    ...published(firstCodes, firstPeople),
    ...{ worlds: {}, covers: {}, others: { 'datapackage.json': '{}', 'notes/readme.txt': 'hello' } },
  }
  covering(draft, hiddenRows(draft), rulesOf(draft), firstPeople)
  return draft
}

/** The first release: two frames, two items, some hidden cells, each proved. */
export const first = makeFirst()
export const firstFiles = sealed(first)

const makeSecond = (): Draft => {
  const draft: Draft = {
    manifest: manifest(2, [hashOf(firstFiles)]),
    ...published(secondCodes, secondPeople),
    ...{ worlds: {}, covers: {}, others: {} },
  }
  covering(draft, hiddenRows(draft), [...rulesOf(draft), ...rulesOf(first)], secondPeople)
  return draft
}

/** The second release of the same wave: more people, and Europe told in two groups. */
export const second = makeSecond()
export const secondFiles = sealed(second)

type Growth = { row: number; rule: Rule; low: number; least: number }

/** Cells of the second release that the first had with the same codes, where fewer than ten may have come since. */
const growths = (): Growth[] => {
  const [now, then] = [rulesOf(second), rulesOf(first)]
  return second.cells.slice(1).flatMap((cell, row) => {
    const was = first.cells.slice(1).findIndex((old) => old.slice(0, 4).join('|') === cell.slice(0, 4).join('|'))
    const [rule, old] = [now[row], then[was]]
    if (!rule || !old || rule.low - old.high >= 10) return []
    const low = Math.max(0, rule.low - old.high)
    return [{ row, rule, low, least: low + 4 }]
  })
}

/** The second release with its proofs that nobody's joining can be seen. */
export const secondWithDifferences = (): Draft => {
  const draft = structuredClone(second)
  const rules = [...rulesOf(second), ...rulesOf(first)]
  const add = (rule: Rule, seed: number) => {
    const name = String(Object.keys(draft.worlds).length + 1).padStart(2, '0')
    draft.worlds[name] = worldOf(draft.codes, peopleWho([...rules, rule], secondPeople, seed))
    return name
  }
  const proofs = growths().map(({ row, rule, low, least }) => [
    String(row),
    {
      low: add(cameAfter(1, rule, low, low), row + 1),
      high: add(cameAfter(1, rule, least, Number.POSITIVE_INFINITY), row + 2),
    },
  ])
  draft.differences = { [hashOf(firstFiles)]: Object.fromEntries(proofs) }
  return draft
}
