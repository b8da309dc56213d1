import type { Draft, Person, Statement } from './hand-made.ts'
import { statements } from './hand-made.ts'

/** So many of the people who pass the test. */
export type Rule = { test: (person: Person) => boolean; low: number; high: number }

const fits = (person: Person, { parts }: Pick<Statement, 'parts'>) =>
  parts.every(({ column, code }) => code?.members.includes(person.leaves[column] ?? ''))

/** What a release asks of the people who were there by its snapshot; cells first, by their row. */
export const rulesOf = (draft: Pick<Draft, 'codes' | 'margins' | 'cells' | 'manifest'>): Rule[] =>
  statements(draft).map((statement) => ({
    ...statement,
    test: (person) => person.since <= draft.manifest.snapshot && fits(person, statement),
  }))

/** Those of a rule who came after a snapshot. */
export const cameAfter = (snapshot: number, { test }: Rule, low: number, high: number): Rule => ({
  test: (person) => person.since > snapshot && test(person),
  low,
  high,
})

/** Always the same numbers from 0 to 1. */
const dice = (seed: number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const farFrom = ({ low, high }: Rule, count: number) => Math.max(0, low - count, count - high)

/** People moved about one by one, from a first guess, until all rules hold. */
export const peopleWho = (rules: Rule[], guess: Person[], seed: number): Person[] => {
  const kinds = guess.map((kind) => ({ ...kind }))
  const touched = kinds.map((kind) => rules.flatMap((rule, index) => (rule.test(kind) ? [index] : [])))
  const counts = rules.map((rule) => kinds.reduce((all, kind) => all + (rule.test(kind) ? kind.people : 0), 0))
  const random = dice(seed)
  const cost = (index: number, by: number) =>
    (touched[index] ?? []).reduce((all, rule) => {
      const [own, now] = [rules[rule], counts[rule] ?? 0]
      return own ? all + farFrom(own, now + by) - farFrom(own, now) : all
    }, 0)
  const move = (index: number, by: number) => {
    const kind = kinds[index]
    if (kind) kind.people += by
    for (const rule of touched[index] ?? []) counts[rule] = (counts[rule] ?? 0) + by
  }
  for (let step = 0; step < 400_000; step++) {
    if (step % 50 === 0 && rules.every((rule, index) => farFrom(rule, counts[index] ?? 0) === 0)) return kinds
    const heat = 0.7 * (1 - (step % 40_000) / 40_000)
    const [from, to] = [Math.floor(random() * kinds.length), Math.floor(random() * kinds.length)]
    const way = random()
    const takes = way < 0.85 && (kinds[from]?.people ?? 0) > 0
    const gives = way > 0.15
    const before = takes ? cost(from, -1) : 0
    if (takes) move(from, -1)
    const change = before + (gives ? cost(to, 1) : 0)
    const accepted = change <= 0 || random() < Math.exp(-change / Math.max(heat, 0.01))
    if (accepted && gives) move(to, 1)
    if (!accepted && takes) move(from, 1)
  }
  throw new Error('no such people found')
}
