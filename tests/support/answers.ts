import { type Answers, codeIn } from '../../src/sharing/release/answers.ts'
import { sha256Hex } from '../../src/sharing/release/hashes.ts'
import type { Plan } from '../../src/sharing/release/plan.ts'

/** Numbers between 0 and 1, the same for the same seed. Source: Marsaglia 2003, Xorshift RNGs. */
export const seeded = (seed: number) => {
  let state = (seed * 2_654_435_761 + 1_013_904_223) >>> 0 || 1
  const next = () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return (state + 0.5) / 2 ** 32
  }
  for (let skipped = 0; skipped < 16; skipped += 1) next()
  return next
}

export type Made = {
  people: number
  /** How even the groups and codes are: 1 very uneven, 2 like nature, 5 rather even, 50 all alike. */
  evenness: number
  /** How many groups each frame has, and how many codes each item. */
  frames: readonly number[]
  items: readonly number[]
  seed: number
}
export type MadeAnswer = Record<string, string>

export const frameIds = ({ frames }: Pick<Made, 'frames'>) => frames.map((_, index) => `frame${index + 1}`)
export const itemIds = ({ items }: Pick<Made, 'items'>) => items.map((_, index) => `q${index + 1}`)

/** Answers of nobody: groups and codes of uneven size, and items that hang together with every frame. */
export const madeAnswers = (made: Made): MadeAnswer[] => {
  const chance = seeded(made.seed)
  const weight = () => Array.from({ length: made.evenness }, () => -Math.log(chance())).reduce((a, b) => a + b, 0)
  const weights = (count: number) => Array.from({ length: count }, weight)
  const frames = made.frames.map(weights)
  const items = made.items.map((codes) => ({
    codes: weights(codes),
    tilts: made.frames.map((groups) => Array.from({ length: groups }, () => tilt(codes, chance))),
  }))
  return Array.from({ length: made.people }, () => {
    const groups = frames.map((frame) => drawn(frame, chance))
    const given = items.map(({ codes, tilts }) => {
      const own = codes.map((code, place) =>
        groups.reduce((product, group, frame) => product * (tilts[frame]?.[group]?.[place] ?? 1), code),
      )
      return drawn(own, chance)
    })
    return Object.fromEntries([
      ...frameIds(made).map((id, index) => [id, String(groups[index])]),
      ...itemIds(made).map((id, index) => [id, String(given[index])]),
    ])
  })
}

/** As the command line reads it. */
export const csvOf = (answers: readonly MadeAnswer[]): string => {
  const columns = Object.keys(answers[0] ?? {})
  return [columns, ...answers.map((answer) => columns.map((column) => answer[column]))]
    .map((row) => `${row.join(',')}\n`)
    .join('')
}

const tilt = (codes: number, chance: () => number) => Array.from({ length: codes }, () => 0.6 + 0.8 * chance())

const drawn = (weights: readonly number[], chance: () => number): number => {
  const all = weights.reduce((a, b) => a + b, 0)
  let left = chance() * all
  const found = weights.findIndex((weight) => {
    left -= weight
    return left < 0
  })
  return Math.max(0, found)
}

/** What tells two sets of answers apart, whatever the order of their rows and columns. */
export const hashOfAnswers = (plan: Plan, answers: Answers): string => {
  const ids = [...plan.frames, ...plan.items].map(({ id }) => id).sort()
  const rows = answers.map((answer) => JSON.stringify(ids.map((id) => codeIn(answer, id)))).sort()
  return sha256Hex(JSON.stringify([ids, rows]))
}
