import type { RelationKind } from './words.ts'

/** What the other person is called, from the side of one: some are the two sides of one tie. */
export const relationWords = [
  'spouse',
  'partner',
  'child',
  'parent',
  'sibling',
  'asks_for',
  'asked_by',
  'buddy',
  'other',
] as const
export type RelationWord = (typeof relationWords)[number]

/** A tie is kept once and read from its first side: the first is the parent of the second, or asks for them. */
export const relationWord = (kind: RelationKind, isFirst: boolean): RelationWord => {
  if (kind === 'parent') return isFirst ? 'child' : 'parent'
  if (kind === 'asks_for') return isFirst ? 'asked_by' : 'asks_for'
  return kind
}

/** The tie that a word for the other person stands for, and whether the one who says it is its first side. */
export const tieOf = (word: RelationWord): { kind: RelationKind; isFirst: boolean } => {
  if (word === 'child') return { kind: 'parent', isFirst: true }
  if (word === 'asked_by') return { kind: 'asks_for', isFirst: true }
  return { kind: word, isFirst: false }
}
