import type { Agreement, Field } from './agreement.ts'

/**
 * After Fellegi and Sunter: of each level of agreement, how often it is seen between records of one person (m) and
 * between records of two who share a key (u). A level is worth log2(m / u) bits; what is missing says nothing.
 *
 * All numbers are counted in the generated truth set (tests/duplicates/truth.ts, seeds 1 and 2, 5 600 records each):
 * m among the labelled pairs, u among the other pairs that a key brought together, half a pair added to each count.
 */
type Odds = readonly [m: number, u: number]
type Levels = { [Name in Field]: Record<Exclude<Agreement[Name], 'missing'>, Odds> }

export const odds: Levels = {
  family: {
    same: [0.836, 0.478],
    swapped: [0.029, 0.0028],
    former: [0.035, 0.054],
    similar: [0.057, 0.13],
    different: [0.043, 0.335],
  },
  // a swapped name is counted once, with the family's
  given: {
    same: [0.853, 0.794],
    swapped: [1, 1],
    short: [0.078, 0.029],
    similar: [0.025, 0.016],
    initial: [0.0013, 0.0001],
    different: [0.0145, 0.159],
  },
  born: { same: [0.513, 0.0037], partly: [0.458, 0.02], typo: [0.027, 0.001], different: [0.0021, 0.975] },
  email: { same: [0.121, 0.0003], local: [0.268, 0.0014], different: [0.61, 0.998] },
  phone: { same: [0.92, 0.0655], different: [0.0795, 0.9345] },
  origin: { same: [0.999, 0.0173], different: [0.001, 0.983] },
  residence: { same: [0.855, 0.3635], different: [0.145, 0.6365] },
}

/**
 * The fields are not independent of each other: relatives share a phone, a mailbox, an origin and a home. Where given name
 * or birth speaks against one person, what a family shares is worth what it is worth between relatives. Too few pairs of
 * one person are at odds to be counted: m as above, u set by judgement.
 */
export const sharedInFamily: Partial<{ [Name in Field]: Partial<Record<Agreement[Name], Odds>> }> = {
  email: { same: [0.1, 0.03], local: [0.32, 0.1] },
  phone: { same: [0.9, 0.5] },
  origin: { same: [0.99, 0.6] },
  residence: { same: [0.85, 0.6] },
}

/** In bits: from here on a pair is suggested; and from here on none but true pairs were found in the truth set (seeds 1 to 4). */
export const suggested = 3
export const certain = 10

/** Each doubling of those who bear the same name takes a bit from it. */
export const bitsOfNamesakes = (namesakes: number) => Math.min(6, Math.log2(Math.max(1, namesakes)))
