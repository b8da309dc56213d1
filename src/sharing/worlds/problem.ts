import type { Line, Problem, Unknown } from '../release/solver.ts'
import type { Range } from './system.ts'

/** A linear problem being written down: `unknown` gives the place of a new one, `line` adds a condition on some. */
export const newProblem = () => {
  const unknowns: Unknown[] = []
  const lines: Line[] = []
  return {
    unknown: ([low, high]: Range, gain = 0, whole = false): number => unknowns.push({ low, high, gain, whole }) - 1,
    bound: (unknown: number, [low, high]: Range) => {
      const known = unknowns[unknown]
      if (known) unknowns[unknown] = { ...known, low, high }
    },
    line: ([low, high]: Range, terms: Line['terms']) => {
      lines.push({ low, high, terms })
    },
    /** The unknowns add up to another one. */
    sum: (parts: readonly number[], whole: number) => {
      lines.push({ low: 0, high: 0, terms: [[whole, -1], ...parts.map((part) => [part, 1] as const)] })
    },
    problem: { unknowns, lines } satisfies Problem,
  }
}

export type Draft = ReturnType<typeof newProblem>

export const ones = (unknowns: readonly number[]): Line['terms'] => unknowns.map((unknown) => [unknown, 1] as const)

export const everything: Range = [0, Number.POSITIVE_INFINITY]

/** The places from `from` to `to`, both included. */
export const placesFrom = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index)
