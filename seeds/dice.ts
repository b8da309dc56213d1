import { newId } from '../src/lib/ids.ts'

export type Dice = ReturnType<typeof createDice>
export type Weights = readonly (readonly [string, number])[]

/** Chance that falls the same way every time: the demo network is identical on every computer. */
export const createDice = (seed: number) => {
  const next = sequence(seed)
  let issued = 0

  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  const chance = (probability: number) => next() < probability
  const pick = <T>(list: readonly T[]): T => at(list, Math.floor(next() * list.length))
  /** The head of the list comes up most, as with family names. */
  const pickHead = <T>(list: readonly T[]): T => at(list, Math.floor(next() ** 1.6 * list.length))

  const weighted = <T>(choices: readonly (readonly [T, number])[]): T => {
    let left = next() * choices.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [value, weight] of choices) {
      left -= weight
      if (left < 0) return value
    }
    return at(choices, 0)[0]
  }

  const shuffle = <T>(list: readonly T[]): T[] =>
    list
      .map((value) => ({ value, place: next() }))
      .sort((a, b) => a.place - b.place)
      .map(({ value }) => value)

  /** Ids sort as their rows came into being, and those of one moment as they were issued. */
  const id = (moment: Date): string => {
    const random = Uint8Array.from({ length: 16 }, () => int(0, 255))
    return newId({ msecs: moment.getTime(), seq: issued++, random })
  }

  return { int, chance, pick, pickHead, weighted, shuffle, id }
}

const at = <T>(list: readonly T[], index: number): T => {
  const value = list[index]
  if (value === undefined) throw new Error(`Nothing at ${index} of ${list.length}.`)
  return value
}

/** Mulberry32: small, and even enough for invented people. */
const sequence = (seed: number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
