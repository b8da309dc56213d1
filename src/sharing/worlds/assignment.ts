import type { ItemCells } from './cells.ts'
import { type Block, type Change, type Conditions, changesOf, peopleAt } from './conditions.ts'
import type { Chance, People } from './people.ts'

/** Whether a person can have a code at all, after what other items have decided. */
export type Allowed = (person: number, code: number) => boolean

type Task = {
  people: People
  releases: number
  codes: number
  cells: ItemCells
  conditions: Conditions
  allowed: Allowed
}

/** So many changes are tried before a world is given up; good ones need far fewer. */
const mostSteps = 2_000
const triedPeople = 48
const triedPairs = 16
const restsFor = 12

/**
 * Gives every person a code so that all conditions hold: first by what the cells still lack, then by tabu search, which
 * mends one broken condition after another. `undefined` where that fails.
 */
export const assign = (task: Task, chance: Chance): Uint8Array | undefined => {
  const codes = dealOut(task, chance)
  const search = searchOf(task, codes)
  for (let step = 0; step < mostSteps; step++) {
    const broken = search.broken()
    if (broken.length === 0) return codes
    const place = broken[Math.floor(chance() * broken.length)]
    if (place !== undefined) search.mend(place, step, chance)
  }
  return undefined
}

/** Everybody takes the code that people like them lack most. */
const dealOut = ({ people: { since, groups }, codes, cells, allowed }: Task, chance: Chance): Uint8Array => {
  const lacking = cells.map((byFrame) => byFrame.map((table) => table?.map((line) => Float64Array.from(line))))
  const given = new Uint8Array(since.length)
  for (const person of since.keys()) {
    const tables = lacking[since[person] ?? 0] ?? []
    let [best, most] = [-1, Number.NEGATIVE_INFINITY]
    for (let code = 0; code < codes; code++) {
      if (!allowed(person, code)) continue
      let need = chance() * 0.3
      for (const [frame, table] of tables.entries()) {
        if (!table) continue
        const group = groups[frame]?.[person] ?? 0
        const all = table.reduce((sum, line) => sum + (line[group] ?? 0), 0)
        need += (table[code]?.[group] ?? 0) / Math.max(1, all)
      }
      if (need > most) [best, most] = [code, need]
    }
    given[person] = Math.max(best, 0)
    for (const [frame, table] of tables.entries()) {
      const line = table?.[given[person] ?? 0]
      const group = groups[frame]?.[person] ?? 0
      if (line) line[group] = (line[group] ?? 0) - 1
    }
  }
  return given
}

const searchOf = ({ people, releases, codes: kinds, conditions, allowed }: Task, codes: Uint8Array) => {
  const { since, groups } = people
  const { low, high, blocks } = conditions
  const counts = peopleAt(conditions, people, codes)
  const changes = changesOf(conditions, releases, kinds)
  const blockOf = blockByPlace(blocks, low.length)
  const resting = new Map<number, number>()
  const placeOf = ({ base, frame }: Change, person: number) =>
    base + (frame === undefined ? 0 : (groups[frame]?.[person] ?? 0))
  const changesFor = (person: number, next: number) => changes[since[person] ?? 0]?.[codes[person] ?? 0]?.[next] ?? []
  const off = (place: number, count: number) => Math.max((low[place] ?? 0) - count, count - (high[place] ?? 0), 0)

  const worth = (person: number, next: number): number => {
    let sum = 0
    for (const change of changesFor(person, next)) {
      const place = placeOf(change, person)
      const count = counts[place] ?? 0
      sum += off(place, count + change.sign) - off(place, count)
    }
    return sum
  }
  const move = (person: number, next: number) => {
    for (const change of changesFor(person, next)) {
      const place = placeOf(change, person)
      counts[place] = (counts[place] ?? 0) + change.sign
    }
    codes[person] = next
  }
  /** Two people whose codes, exchanged, mend more than `least`. */
  const exchange = (place: number, block: Block, tooMany: boolean, least: number, chance: Chance): number[] => {
    let [found, best]: [number[], number] = [[], least]
    const isWanted = (one: number) => block.codes.includes(codes[one] ?? 0) === tooMany
    const others = peopleIn(people, { ...block, frame: undefined }, place, triedPairs, chance, (one) => !isWanted(one))
    for (const one of peopleIn(people, block, place, triedPairs, chance, isWanted)) {
      for (const other of others) {
        const [a, b] = [codes[one] ?? 0, codes[other] ?? 0]
        if (!allowed(one, b) || !allowed(other, a)) continue
        const first = worth(one, b)
        move(one, b)
        const both = first + worth(other, a)
        move(one, a)
        if (both < best) [found, best] = [[one, other], both]
      }
    }
    return found
  }
  return {
    broken: () => {
      const places: number[] = []
      for (let place = 0; place < low.length; place++) if (off(place, counts[place] ?? 0) > 0) places.push(place)
      return places
    },
    /** The best of some changes that bring this place nearer to its range; what was changed lately rests. */
    mend: (place: number, step: number, chance: Chance) => {
      const block = blockOf[place]
      if (!block) return
      const tooMany = (counts[place] ?? 0) > (high[place] ?? 0)
      let [best, code, least, ties] = [-1, -1, Number.POSITIVE_INFINITY, 0]
      for (const person of peopleIn(
        people,
        block,
        place,
        triedPeople,
        chance,
        (one) => block.codes.includes(codes[one] ?? 0) === tooMany,
      )) {
        for (let next = 0; next < kinds; next++) {
          if (block.codes.includes(next) === tooMany || !allowed(person, next)) continue
          const change = worth(person, next)
          if ((resting.get(person * kinds + next) ?? -1) > step && change >= 0) continue
          ties = change === least ? ties + 1 : 1
          if (change < least || (change === least && chance() * ties < 1)) [best, code, least] = [person, next, change]
        }
      }
      if (least >= 0) {
        const [one, other] = exchange(place, block, tooMany, least, chance)
        if (one !== undefined && other !== undefined) {
          const [a, b] = [codes[one] ?? 0, codes[other] ?? 0]
          move(one, b)
          move(other, a)
          return
        }
      }
      if (best < 0) return
      resting.set(best * kinds + (codes[best] ?? 0), step + restsFor + Math.floor(chance() * restsFor))
      move(best, code)
    },
  }
}

const blockByPlace = (blocks: readonly Block[], places: number): (Block | undefined)[] => {
  const found: (Block | undefined)[] = Array.from({ length: places })
  for (const [index, block] of blocks.entries()) found.fill(block, block.base, blocks[index + 1]?.base ?? places)
  return found
}

/** Some of the people whom a place counts, from a random one on. */
const peopleIn = (
  { since, groups }: People,
  { base, frame, from, to }: Block,
  place: number,
  most: number,
  chance: Chance,
  isWanted: (person: number) => boolean,
): number[] => {
  const found: number[] = []
  const start = Math.floor(chance() * since.length)
  for (let index = 0; index < since.length && found.length < most; index++) {
    const person = (start + index) % since.length
    const count = since[person] ?? 0
    if (count < from || count > to) continue
    if (frame !== undefined && groups[frame]?.[person] !== place - base) continue
    if (isWanted(person)) found.push(person)
  }
  return found
}
