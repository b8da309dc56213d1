import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Found, findWorlds } from '../../../src/sharing/worlds/find.ts'
import type { Release } from '../../../src/sharing/worlds/system.ts'
import { type Made, madeAnswers } from '../../support/answers.ts'
import { countedTables, planOf, publishedOf, roundTables } from '../attacks/scene.ts'
import { breaches, count, peopleOf, published, solver } from './scene.ts'

const find = (releases: readonly Release[]) => findWorlds(releases, [], { solver })

/** Whether every world holds, and shows what it is said to show. */
const expectHonest = (releases: readonly Release[], { worlds, witnessed }: Found) => {
  for (const world of worlds) expect(breaches(releases, world)).toEqual([])
  const newest = releases.at(-1)
  const named = new Map(worlds.map((world) => [world.name, newest ? peopleOf(newest, world) : []]))
  expect(named.size).toBe(worlds.length)
  for (const { target, low, high } of witnessed) {
    const cell = newest?.cells[target.row]
    if (!cell || target.span !== releases.length - 1) continue
    const wanted = { [cell.item]: cell.item_code, [cell.frame]: cell.frame_code }
    if (low) expect(count(named.get(low) ?? [], wanted)).toBe(0)
    if (high) expect(count(named.get(high) ?? [], wanted)).toBe(9)
  }
}

const isProven = ({ witnessed }: Found) => witnessed.every(({ low, high }) => low && high)

describe('small releases:', () => {
  test('where nothing is hidden no world is needed', () => {
    const all = published({
      total: 120,
      frames: { home: [60, 60] },
      items: { work: [60, 60] },
      tables: {
        'work home': [
          [30, 30],
          [30, 30],
        ],
      },
    })
    expect(find([all])).toEqual({ worlds: [], witnessed: [] })
    expect(find([])).toEqual({ worlds: [], witnessed: [] })
  })

  test('the small counts under two age bands may each be nought or nine', () => {
    const bands = published({
      total: 300,
      frames: { twenties: [55, 245], fives: [55, 245] },
      items: { male: [25, 275] },
      tables: {
        'male twenties': [
          [-1, 20],
          [50, 225],
        ],
        'male fives': [
          [-1, 20],
          [50, 225],
        ],
      },
    })
    const found = find([bands])
    expect([found.witnessed.length, isProven(found)]).toEqual([2, true])
    expectHonest([bands], found)
  })

  test('of cells hidden side by side each is free, though not all at once', () => {
    const rows = published({
      total: 200,
      frames: { home: [70, 60, 70] },
      items: { work: [100, 85, 15] },
      tables: {
        'work home': [
          [35, 30, 35],
          [30, 25, 30],
          [-1, -1, -1],
        ],
      },
    })
    const found = find([rows])
    expect([found.witnessed.length, isProven(found)]).toEqual([3, true])
    expectHonest([rows], found)
  })

  test('a hidden cell beside a shown twenty in a group of twenty cannot be nine, and that is told', () => {
    const tight = published({
      total: 200,
      frames: { home: [20, 180] },
      items: { work: [110, 90] },
      tables: {
        'work home': [
          [20, 90],
          [-1, 90],
        ],
      },
    })
    const found = find([tight])
    expectHonest([tight], found)
    expect(found.witnessed).toHaveLength(1)
    expect(found.witnessed[0]?.high).toBeUndefined()
    expect(found.witnessed[0]?.low).toBeDefined()
  })

  test('nor can one beside a shown ten be nought in a group of twenty and more', () => {
    const tight = published({
      total: 200,
      frames: { home: [25, 175] },
      items: { work: [110, 90] },
      tables: {
        'work home': [
          [10, 100],
          [-1, 75],
        ],
      },
    })
    const found = find([tight])
    expectHonest([tight], found)
    expect(found.witnessed.map(({ low, high }) => [low === undefined, high === undefined])).toEqual([[true, false]])
  })

  test('what contradicts itself has no world at all', () => {
    const absurd = published({
      total: 200,
      frames: { home: [100, 100] },
      items: { work: [100, 100] },
      tables: {
        'work home': [
          [90, 90],
          [-1, 90],
        ],
      },
    })
    const found = find([absurd])
    expect(found.worlds).toEqual([])
    expect(found.witnessed.map(({ low, high }) => [low, high])).toEqual([[undefined, undefined]])
  })
})

describe('made releases', () => {
  const small = fc.record<Made>({
    people: fc.integer({ min: 120, max: 400 }),
    evenness: fc.integer({ min: 2, max: 8 }),
    frames: fc.array(fc.integer({ min: 2, max: 4 }), { minLength: 1, maxLength: 2 }),
    items: fc.array(fc.integer({ min: 2, max: 4 }), { minLength: 1, maxLength: 3 }),
    seed: fc.integer({ min: 1, max: 1_000_000 }),
  })

  const releaseOf = (made: Made): Release | undefined => {
    const answers = madeAnswers(made)
    const tables = countedTables(planOf(made, answers), answers)
    const rounded = roundTables(tables, 'a key')
    return rounded && { ...publishedOf(tables, rounded), snapshot: 1 }
  }

  test('have worlds that all hold and show what they say; the same release has the same ones', () => {
    let [tried, proven] = [0, 0]
    fc.assert(
      fc.property(small, (made) => {
        const release = releaseOf(made)
        if (!release) return
        const found = find([release])
        expectHonest([release], found)
        tried += 1
        proven += Number(isProven(found))
        expect(JSON.stringify(find([structuredClone(release)]))).toBe(JSON.stringify(found))
      }),
      { numRuns: 60 },
    )
    expect([tried > 10, proven > 0.3 * tried]).toEqual([true, true])
  }, 60_000)

  test('no world is the true answers, though it agrees with all that was published of them', () => {
    const made: Made = { people: 400, evenness: 3, frames: [5, 4], items: [5, 4], seed: 6 }
    const release = releaseOf(made)
    if (!release) throw new Error('nothing fits')
    const { frames, items } = release.codes
    const truth = new Map<string, number>()
    for (const answer of madeAnswers(made)) {
      const codeOf = ({ id, codes }: { id: string; codes: { code: string; members: string[] }[] }) =>
        codes.find(({ members }) => members.includes(answer[id] ?? ''))?.code
      const key = JSON.stringify([...frames, ...items].map(codeOf))
      truth.set(key, (truth.get(key) ?? 0) + 1)
    }
    const { worlds } = find([release])
    expect(worlds.length).toBeGreaterThan(1)
    const all = [...truth.values()].reduce((a, b) => a + b, 0)
    for (const { rows } of worlds) {
      const agree = rows.reduce((sum, row) => sum + Math.min(row.people, truth.get(JSON.stringify(row.codes)) ?? 0), 0)
      expect(agree).toBeLessThan(0.9 * all)
    }
    expect(new Set(worlds.map(({ rows }) => JSON.stringify(rows))).size).toBe(worlds.length)
  })

  test('progress goes up to the end, whatever worlds are tried in vain', () => {
    const release = releaseOf({ people: 300, evenness: 3, frames: [4, 3], items: [3, 3], seed: 8 })
    if (!release) throw new Error('nothing fits')
    const seen: [number, number][] = []
    const found = findWorlds([release], [], { solver, onProgress: (done, all) => seen.push([done, all]) })
    expect(seen.length).toBeGreaterThan(1)
    expect(seen).toEqual(seen.toSorted(([a], [b]) => a - b))
    expect(new Set(seen.map(([, all]) => all))).toEqual(new Set([2 * found.witnessed.length]))
    expect(isProven(found)).toBe(true)
    expect(seen.at(-1)?.[0]).toBe(seen.at(-1)?.[1])
  })

  test('patience ends: what cannot be shown is given up after so many worlds that show nothing new', () => {
    const tight = published({
      total: 200,
      frames: { home: [20, 180] },
      items: { work: [110, 90] },
      tables: {
        'work home': [
          [20, 90],
          [-1, 90],
        ],
      },
    })
    for (const patience of [1, 5]) {
      let tries = 0
      findWorlds([tight], [], { solver, patience, onProgress: () => tries++ })
      expect(tries).toBe(patience + 1)
    }
  })
})

test('rows of a world are in the order of their codes, each once, and nobody is without a row', () => {
  const release = published({
    total: 200,
    frames: { home: [70, 60, 70] },
    items: { work: [100, 85, 15] },
    tables: {
      'work home': [
        [35, 30, 35],
        [30, 25, 30],
        [-1, -1, -1],
      ],
    },
  })
  for (const { rows } of find([release]).worlds) {
    const keys = rows.map(({ codes, since }) => [...codes, since].join(' '))
    expect(keys).toEqual([...new Set(keys)].sort())
    expect(rows.every(({ people }) => people > 0)).toBe(true)
  }
})
