import { type Agreement, agreement, type Compared, type Field } from './agreement.ts'
import { bitsOfNamesakes, odds, sharedInFamily } from './weights.ts'

export type Reason = { field: Field; level: string; bits: number }
export type Scored = { score: number; reasons: Reason[] }

/** How much speaks for two records being of one person, in bits, and what does. */
export const scored = (one: Compared, other: Compared, namesakes = 1): Scored => {
  const reasons = reasonsOf(agreement(one, other), namesakes)
  return { score: reasons.reduce((sum, { bits }) => sum + bits, 0), reasons }
}

export const reasonsOf = (found: Agreement, namesakes = 1): Reason[] => {
  const isAtOdds = found.given === 'different' || found.born === 'different'
  // the keys of an object are not known to its type
  const fields = Object.keys(found) as Field[]
  return fields
    .filter((field) => found[field] !== 'missing')
    .map((field) => ({
      field,
      level: found[field],
      bits: bitsOf(field, found[field], isAtOdds) - rarity(field, found, namesakes),
    }))
}

const rarity = (field: Field, found: Agreement, namesakes: number) =>
  field === 'family' && found.family === 'same' ? bitsOfNamesakes(namesakes) : 0

const bitsOf = (field: Field, level: string, isAtOdds: boolean): number => {
  const ofFamily: Record<string, readonly [number, number]> = (isAtOdds && sharedInFamily[field]) || {}
  const ofAll: Record<string, readonly [number, number]> = odds[field]
  const [m, u] = ofFamily[level] ?? ofAll[level] ?? [1, 1]
  return Math.log2(m / u)
}
